import { binomial } from '../../../numeric/random/binomial.ts'
import { exponential } from '../../../numeric/random/exponential.ts'
import { multinomial } from '../../../numeric/random/multinomial.ts'
import { STREAM_SIZE, seedStream } from '../../../numeric/random/stream.ts'
import { type ArrivalState, advanceArrival, drawBusyness, STRATA_OF, Strata } from '../../kernel/index.ts'
import { drawContained, isThinned, MENU_WALK_STREAM_SIZE, splitContained, WALK_FIELDS } from '../../menu/index.ts'
import { onGrid } from '../../model/grid.ts'
import { MENU, MENU_COLUMNS } from '../../model/menu-columns.ts'
import { CONTAINED_EXITS } from '../../model/menu-model.ts'
import type { MenusModel } from '../../model/menus-model.ts'
import type { CompiledModel } from '../../model/model.ts'
import type { Tally } from '../../model/tally.ts'

/** Sources of chance of a menu, each STREAM_SIZE long but for the walks. */
const ARRIVAL = 0
const BUSYNESS = 1
const CONTAINED = 2
export const BATCH_SIZE = 3
export const WALK = 4
const MENU_STREAM_SIZE = WALK * STREAM_SIZE + MENU_WALK_STREAM_SIZE
/** Keeps menus' streams apart from those of queues and groups that have their names. */
const MENU_SOURCES = 200

/**
 * Calls into menus. Where no limit of lines can turn one away, only those that reach a queue are events: their number and their ways are drawn from what is left when all others are
 * taken out, which is exact, and of the others only how many there are.
 */
export class MenuCalls implements ArrivalState {
  readonly menusModel: MenusModel
  readonly compiled: CompiledModel
  /** The model of arrivals as `advanceArrival` reads it: its queues are the menus. */
  readonly model: ArrivalState['model']
  /** 1: only calls that reach a queue are played. */
  readonly thinned: Uint8Array
  readonly streams: Int32Array
  /** Calls in each menu that are played, and all of them. */
  readonly inMenu: Int32Array
  inMenus = 0
  readonly walked = new Float64Array(WALK_FIELDS)

  /** As in `Workspace`, by menu. */
  readonly arrival: Float64Array
  readonly drawn = new Float64Array(1)
  readonly slot: Int32Array
  readonly slotEnd: Float64Array
  readonly gap: Float64Array
  readonly busyness: Float64Array
  private readonly strata = new Strata()
  readonly fixedLeft: Float64Array
  readonly fixedShare: Float64Array
  readonly fixedMass: Float64Array

  constructor(model: CompiledModel, menusModel: MenusModel) {
    const { menus, rates, fixedVolume } = menusModel
    const { intervals, intervalsPerDay, slotsPerInterval, slot } = model
    this.menusModel = menusModel
    this.compiled = model
    this.thinned = Uint8Array.from(menus, (menu) => (isThinned(model, menu) ? 1 : 0))
    this.model = {
      queues: menus.length,
      intervals,
      intervalsPerDay,
      slotsPerInterval,
      slot,
      rates: rates.map((rate, i) => rate * this.playedShare(i % menus.length)),
      fixedVolume: fixedVolume.slice(),
    }
    this.streams = new Int32Array(menus.length * MENU_STREAM_SIZE)
    this.inMenu = new Int32Array(menus.length)
    this.arrival = new Float64Array(menus.length)
    this.slot = new Int32Array(menus.length)
    this.slotEnd = new Float64Array(menus.length)
    this.gap = new Float64Array(menus.length)
    this.busyness = new Float64Array(intervals * menus.length)
    this.fixedLeft = new Float64Array(menus.length)
    this.fixedShare = new Float64Array(menus.length)
    this.fixedMass = new Float64Array(menus.length)
  }

  private playedShare(menu: number): number {
    return this.thinned[menu] ? this.menusModel.menus[menu].reachesQueue[0] : 1
  }

  streamOf(menu: number, source: number): number {
    return menu * MENU_STREAM_SIZE + source * STREAM_SIZE
  }

  /** Seeds the streams, and books all calls of the run that are not played. */
  reset(seed: number, replication: number, commonBusyness: Float64Array, tally: Tally): void {
    const { menusModel, streams, strata } = this
    strata.reset(this.compiled.strata, seed, replication)
    this.inMenu.fill(0)
    this.inMenus = 0
    this.slot.fill(0)
    this.slotEnd.fill(0)
    this.fixedLeft.fill(0)
    menusModel.menus.forEach((_, m) => {
      for (let source = 0; source <= WALK; source++)
        seedStream(streams, this.streamOf(m, source), seed, replication, menusModel.key[m], MENU_SOURCES + source)
      const { menus, busynessShape: ofDay, dayPartBusynessShape: ofPart } = menusModel
      const { compiled: model } = this
      const days = model.intervals / model.intervalsPerDay
      const at = this.streamOf(m, BUSYNESS)
      strata.begin(menusModel.key[m], STRATA_OF.menus)
      drawBusyness(model, days, ofDay[m], ofPart[m], strata, streams, at, this.busyness, menus.length, m)
      for (let i = 0; i < model.intervals; i++) this.busyness[i * menus.length + m] *= commonBusyness[i]
      if (this.thinned[m]) bookContained(this, tally, m)
      this.arrival[m] = this.model.fixedVolume[m] < 0 ? 0 : -1
      this.next(m)
    })
  }

  /** Puts the next arrival in `arrival[menu]`. */
  next(menu: number): void {
    this.drawn[0] = exponential(this.streams, this.streamOf(menu, ARRIVAL))
    advanceArrival(this, menu, this.drawn, 0)
  }
}

/** Calls that end in the menu, by the interval in which they enter it; and of a fixed day's calls, how many reach a queue. */
function bookContained(menus: MenuCalls, { menu: tally }: Tally, m: number): void {
  const { menusModel, model, streams, busyness } = menus
  const { intervals, intervalsPerDay, slotsPerInterval, slot } = model
  const menu = menusModel.menus[m]
  const count = menusModel.menus.length
  const at = menus.streamOf(m, CONTAINED)
  const expected = new Float64Array(intervals)
  for (let s = 0; s < intervals * slotsPerInterval; s++)
    expected[Math.floor(s / slotsPerInterval)] += menusModel.rates[s * count + m] * slot
  const row = (i: number) => (i * count + m) * MENU_COLUMNS + MENU.selfService
  const byInterval = new Float64Array(intervalsPerDay)
  for (let day = 0; day * intervalsPerDay < intervals; day++) {
    const first = day * intervalsPerDay
    const fixed = menusModel.fixedVolume[day * count + m]
    if (fixed < 0) {
      for (let i = first; i < first + intervalsPerDay; i++)
        drawContained(menu, expected[i] * busyness[i * count + m], streams, at, tally, row(i))
      continue
    }
    const played = binomial(streams, at, fixed, menu.reachesQueue[0])
    model.fixedVolume[day * count + m] = played
    multinomial(streams, at, fixed - played, expected.subarray(first, first + intervalsPerDay), byInterval, 0)
    for (let i = first; i < first + intervalsPerDay; i++)
      splitContained(menu, byInterval[i - first], streams, at, tally, row(i))
  }
  for (let i = 0; i < intervals; i++) {
    let seconds = 0
    for (let e = 0; e < CONTAINED_EXITS.length; e++) {
      tally[row(i) - MENU.selfService + MENU.offered] += tally[row(i) + e]
      seconds += tally[row(i) + e] * menu.containedTime[e]
    }
    tally[row(i) - MENU.selfService + MENU.containedSeconds] = onGrid(seconds)
  }
}
