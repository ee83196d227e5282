import * as kernel from '../../kernel/index.ts'
import { drawContact, type MenuSource, type Workspace } from '../../kernel/index.ts'
import { WALK_TIER, WALK_TIME, walkMenu } from '../../menu/index.ts'
import { MENU, MENU_COLUMNS } from '../../model/menu-columns.ts'
import type { MenusModel } from '../../model/menus-model.ts'
import * as state from '../state/index.ts'
import { MenuCalls } from '../state/index.ts'
import { queueFor } from './calls.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const {
  CALLER_NUMBER,
  CALLER_QUEUE,
  DRAWN_AFTER_CALL,
  DRAWN_AHEAD,
  DRAWN_PATIENCE,
  DRAWN_REDIAL_CHOICE,
  DRAWN_REDIAL_DELAY,
  DRAWN_SERVICE,
  NOW,
} = kernel
const { WALK } = state

const FIRST_CALLS = 64

/** Numbers of a call in `calls`: when it came; then what was drawn for it, from the handle times on one a shape. */
const ENTERED = 0
const AFTER_CALL = 1
const PATIENCE = 2
const REDIAL_CHOICE = 3
const REDIAL_DELAY = 4
const SERVICE = 5

/** And in `links`; NEXT: the next free place. */
const QUEUE_OF = 0
const CUSTOMER = 1
const MENU_OF = 2
const INTERVAL = 3
const NEXT = 4
const LINK_FIELDS = 5

/** Calls in menus that turn nobody away, for the event loop: numbers in places, as `enterMenu` and `exitMenu` have contacts. */
export class MenuArrivals implements MenuSource {
  inMenus = 0
  private readonly menus: MenuCalls
  private readonly shares: readonly number[]
  private readonly fields: number
  private calls: Float64Array
  private links: Int32Array
  private free = -1

  constructor({ model, drawnSize }: Workspace, menusModel: MenusModel) {
    this.menus = new MenuCalls(model, menusModel)
    this.shares = menusModel.menus.map(({ reachesQueue }) => reachesQueue[0])
    this.fields = SERVICE + (drawnSize - DRAWN_SERVICE) / DRAWN_AHEAD
    this.calls = new Float64Array(FIRST_CALLS * this.fields)
    this.links = new Int32Array(FIRST_CALLS * LINK_FIELDS)
  }

  begin(work: Workspace): void {
    const { menus } = this
    menus.reset(work.seed, work.replication, work.commonBusyness, work.tally)
    this.inMenus = 0
    this.free = -1
    this.releaseFrom(0)
    for (let m = 0; m < menus.inMenu.length; m++) this.planEntry(work, m)
  }

  private planEntry({ calendar }: Workspace, m: number): void {
    const time = this.menus.arrival[m]
    if (time === Number.POSITIVE_INFINITY) return
    calendar.moment[0] = time
    calendar.putMenuEntry(m)
  }

  /** Calls a second that come out of the menus in interval `i`. */
  rate(i: number): number {
    const { menusModel, busyness, compiled } = this.menus
    let sum = 0
    for (let m = 0; m < this.shares.length; m++) {
      const place = i * this.shares.length + m
      sum += menusModel.rates[place * compiled.slotsPerInterval] * busyness[place] * this.shares[m]
    }
    return sum
  }

  enter(work: Workspace, m: number, current: number): void {
    const { menus } = this
    const { menusModel, streams, walked } = menus
    menus.next(m)
    this.planEntry(work, m)
    const row = (current * menusModel.menus.length + m) * MENU_COLUMNS
    work.tally.menu[row + MENU.offered]++
    work.tally.menu[row + MENU.left]++
    const menu = menusModel.menus[m]
    const walk = menus.streamOf(m, WALK)
    const exit = walkMenu(menu, menu.queueCall, work.model.distributions, streams, walk, walked)
    const queue = queueFor(menus, exit, walked[WALK_TIER], walk)
    const drawn = drawContact(work, 2 * queue)
    const place = this.take()
    const links = place * LINK_FIELDS
    this.links[links + QUEUE_OF] = queue
    this.links[links + CUSTOMER] = work.customers[queue]++
    this.links[links + MENU_OF] = m
    this.links[links + INTERVAL] = current
    const fields = place * this.fields
    this.calls[fields + ENTERED] = work.clock[NOW]
    this.calls[fields + AFTER_CALL] = work.drawn[drawn + DRAWN_AFTER_CALL]
    this.calls[fields + PATIENCE] = work.drawn[drawn + DRAWN_PATIENCE]
    this.calls[fields + REDIAL_CHOICE] = work.drawn[drawn + DRAWN_REDIAL_CHOICE]
    this.calls[fields + REDIAL_DELAY] = work.drawn[drawn + DRAWN_REDIAL_DELAY]
    for (let s = 0; s < this.fields - SERVICE; s++)
      this.calls[fields + SERVICE + s] = work.drawn[drawn + DRAWN_SERVICE + s * DRAWN_AHEAD]
    this.inMenus++
    work.calendar.moment[0] = work.clock[NOW] + walked[WALK_TIME]
    work.calendar.putMenuExit(place)
  }

  exit(work: Workspace, place: number): number {
    const { menusModel } = this.menus
    const links = place * LINK_FIELDS
    const fields = place * this.fields
    const row = (this.links[links + INTERVAL] * menusModel.menus.length + this.links[links + MENU_OF]) * MENU_COLUMNS
    work.tally.menu[row + MENU.left]--
    work.tally.menu[row + MENU.toQueue]++
    work.tally.menu[row + MENU.queueSeconds] += work.clock[NOW] - this.calls[fields + ENTERED]
    work.caller[CALLER_QUEUE] = this.links[links + QUEUE_OF]
    work.caller[CALLER_NUMBER] = this.links[links + CUSTOMER]
    const to = work.spareRow
    work.drawn[to + DRAWN_AFTER_CALL] = this.calls[fields + AFTER_CALL]
    work.drawn[to + DRAWN_PATIENCE] = this.calls[fields + PATIENCE]
    work.drawn[to + DRAWN_REDIAL_CHOICE] = this.calls[fields + REDIAL_CHOICE]
    work.drawn[to + DRAWN_REDIAL_DELAY] = this.calls[fields + REDIAL_DELAY]
    for (let s = 0; s < this.fields - SERVICE; s++)
      work.drawn[to + DRAWN_SERVICE + s * DRAWN_AHEAD] = this.calls[fields + SERVICE + s]
    this.inMenus--
    this.links[links + NEXT] = this.free
    this.free = place
    return to
  }

  private take(): number {
    if (this.free < 0) {
      const from = this.links.length / LINK_FIELDS
      const { calls, links } = this
      this.calls = new Float64Array(calls.length * 2)
      this.calls.set(calls)
      this.links = new Int32Array(links.length * 2)
      this.links.set(links)
      this.releaseFrom(from)
    }
    const place = this.free
    this.free = this.links[place * LINK_FIELDS + NEXT]
    return place
  }

  private releaseFrom(from: number): void {
    for (let place = this.links.length / LINK_FIELDS - 1; place >= from; place--) {
      this.links[place * LINK_FIELDS + NEXT] = this.free
      this.free = place
    }
  }
}
