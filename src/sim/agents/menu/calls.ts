import { STREAM_SIZE, uniform } from '../../../numeric/random/stream.ts'
import { drawContact } from '../../kernel/index.ts'
import { WALK_TIER, WALK_TIME, walkMenu } from '../../menu/index.ts'
import { MENU, MENU_COLUMNS } from '../../model/menu-columns.ts'
import { batchSize } from '../arrivals/index.ts'
import { bookCustomer } from '../contact/index.ts'
import { ask, takeDraws } from '../service/index.ts'
import type { Centre, Contact, MenuCalls } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { BATCH_SIZE, ELSEWHERE, EVENT, WALK } = state

/** The event of the next call into a menu. */
export function planCall({ agenda }: Centre, { arrival }: MenuCalls, menu: number): void {
  if (arrival[menu] < Number.POSITIVE_INFINITY) agenda.plan(arrival[menu], EVENT.menuEntry, menu)
}

/** A call comes to a menu, or several at once. */
export function enterMenu(centre: Centre, menus: MenuCalls, m: number): void {
  const { batches } = menus.menusModel
  menus.next(m)
  planCall(centre, menus, m)
  const calls = batches ? batchSize(batches, m, () => uniform(menus.streams, menus.streamOf(m, BATCH_SIZE))) : 1
  for (let k = 0; k < calls; k++) enterCall(centre, menus, m)
}

/** A call comes to a menu. It is drawn at once what becomes of it there. */
function enterCall(centre: Centre, menus: MenuCalls, m: number): void {
  const { agenda, now, model, tally } = centre
  const { menusModel, thinned, streams, walked, inMenu } = menus
  const menu = menusModel.menus[m]
  const row = rowOf(menus, m, centre.current)
  tally.menu[row + MENU.offered]++
  // Drawn whether there is a line or not, so that one more line does not change what others draw.
  const walk = menus.streamOf(m, WALK)
  const chance = thinned[m] ? menu.queueCall : menu.everyCall
  const exit = walkMenu(menu, chance, model.distributions, streams, walk, walked)
  if (inMenu[m] >= menu.lines || centre.linesTaken >= model.totalLines) {
    tally.menu[row + MENU.blocked]++
    return
  }
  inMenu[m]++
  menus.inMenus++
  centre.linesTaken++
  const time = walked[WALK_TIME]
  if (exit < 0) {
    tally.menu[row + MENU.selfService - 1 - exit]++
    tally.menu[row + MENU.containedSeconds] += time
    agenda.plan(now + time, EVENT.menuEnd, m)
    return
  }
  tally.menu[row + MENU.left]++
  const contact = centre.newContact(queueFor(menus, exit, walked[WALK_TIER], walk))
  contact.menu = m
  contact.state = ELSEWHERE
  takeDraws(centre, contact, drawContact(centre.workspace, 2 * contact.queue))
  agenda.plan(now + time, EVENT.menuExit, contact.place, contact.stamp)
}

/** The model's queue for a call to a scenario's queue; where the menu has given it no tier, the queue's shares do. */
export function queueFor({ menusModel, streams }: MenuCalls, queue: number, tier: number, walk: number): number {
  const known = menusModel.queueOf[queue * (menusModel.tiers + 1) + 1 + tier]
  if (known >= 0) return known
  // From the call's own stream, where its walk has ended.
  const u = uniform(streams, walk + STREAM_SIZE)
  let q = menusModel.firstOf[queue]
  while (u > menusModel.tierChance[q]) q++
  return q
}

/** A call that has ended in the menu frees its line. */
export function endInMenu(centre: Centre, menus: MenuCalls, menu: number): void {
  menus.inMenu[menu]--
  menus.inMenus--
  centre.linesTaken--
}

/** A call comes out of a menu and asks for an agent; a run that has been stopped leaves it in the menu. */
export function exitMenu(centre: Centre, menus: MenuCalls, contact: Contact): void {
  const { model, tally, now } = centre
  endInMenu(centre, menus, contact.menu)
  if (centre.current === model.intervals && !model.finish) {
    centre.endContact(contact)
    return
  }
  const row = rowOf(menus, contact.menu, contact.interval)
  const time = now - contact.arrived
  tally.menu[row + MENU.left]--
  tally.menu[row + MENU.toQueue]++
  tally.menu[row + MENU.queueSeconds] += time
  contact.menu = -1
  contact.arrived = now
  contact.deadline += time
  contact.interval = centre.current
  contact.firstInterval = contact.interval
  bookCustomer(centre, contact)
  ask(centre, contact)
}

function rowOf({ menusModel }: MenuCalls, menu: number, interval: number): number {
  return (interval * menusModel.menus.length + menu) * MENU_COLUMNS
}
