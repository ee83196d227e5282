import { fillExponential } from '../../numeric/random/exponential.ts'
import { STREAM_SIZE } from '../../numeric/random/stream.ts'
import { GRID, onGrid } from '../model/grid.ts'
import type { CompiledModel } from '../model/model.ts'
import { ARRIVAL, DRAWN_AHEAD, STREAMS, type Workspace } from './workspace.ts'

/** Arrivals in progress: of a model's queues in their workspace, or of its menus. */
export type ArrivalState = Pick<
  Workspace,
  'arrival' | 'slot' | 'slotEnd' | 'gap' | 'busyness' | 'fixedLeft' | 'fixedShare' | 'fixedMass'
> & {
  readonly model: Pick<
    CompiledModel,
    'queues' | 'rates' | 'fixedVolume' | 'slot' | 'slotsPerInterval' | 'intervals' | 'intervalsPerDay'
  >
}

/** When the next contact of queue q arrives; Infinity when none comes any more. The first call of a run gives the first, and so on. */
export function nextArrival(work: Workspace, q: number): number {
  const { arrivals, arrivalNext } = work
  if (arrivalNext[q] === (q + 1) * DRAWN_AHEAD) fillArrivals(work, q)
  return arrivals[arrivalNext[q]++]
}

/** The next arrivals of a queue, many at a time, in `work.arrivals`. */
export function fillArrivals(work: Workspace, q: number): void {
  const { streams, arrivals, arrivalNext, arrival } = work
  const from = q * DRAWN_AHEAD
  arrivalNext[q] = from
  fillExponential(streams, (q * STREAMS + ARRIVAL) * STREAM_SIZE, arrivals, from, from + DRAWN_AHEAD)
  for (let k = from; k < from + DRAWN_AHEAD; k++) {
    k = fillSlot(work, q, k, from + DRAWN_AHEAD) | 0
    if (k === from + DRAWN_AHEAD) return
    if (arrival[q] < Number.POSITIVE_INFINITY) advanceArrival(work, q, arrivals, k)
    arrivals[k] = arrival[q]
  }
}

/** Arrivals from place `from` on, before `end`, that fall in the slot of the last one; the place of the first that does not. With nothing else in the loop its numbers stay in registers. */
function fillSlot({ model, arrivals, arrival, slotEnd, gap }: Workspace, q: number, from: number, end: number): number {
  if (model.fixedVolume[q] >= 0) return from
  const until = slotEnd[q]
  const mean = gap[q]
  let time = arrival[q]
  let k = from
  for (; k < end; k++) {
    const next = time + onGrid(arrivals[k] * mean)
    if (!(next < until)) break
    time = next
    arrivals[k] = time
  }
  arrival[q] = time
  return k
}

/**
 * Puts the arrival that follows the one in `work.arrival[q]` in its place, by inversion of the rate's integral: exact for rates that are constant on slots, and
 * with common random numbers more volume moves every arrival forward. Infinity when none follows.
 *
 * A fixed day's contacts are the order statistics of as many independent times, one after the other from the first: the share of the day's rate that is left shrinks by
 * the largest of as many uniform numbers as contacts are to come.
 *
 * @param k the place in `variates` of an exponential variate of mean 1
 */
export function advanceArrival(work: ArrivalState, q: number, variates: Float64Array, k: number): void {
  const { model, arrival, slot, busyness, fixedShare, fixedMass, fixedLeft } = work
  const { queues, rates, slotsPerInterval, intervals } = model
  const slotsPerDay = model.intervalsPerDay * slotsPerInterval
  const slots = intervals * slotsPerInterval
  const fixed = model.fixedVolume[q] >= 0
  let time = arrival[q]
  let mass = variates[k]
  let lastSlot = slots
  if (fixed) {
    while (fixedLeft[q] === 0) {
      // The first day starts here too: its slot is 0 and its contacts are not counted yet.
      const day = time < 0 ? 0 : Math.floor(slot[q] / slotsPerDay) + 1
      slot[q] = day * slotsPerDay
      if (slot[q] >= slots) {
        arrival[q] = Number.POSITIVE_INFINITY
        return
      }
      time = slot[q] * model.slot
      fixedLeft[q] = model.fixedVolume[day * queues + q]
      fixedShare[q] = 1
      fixedMass[q] = 0
      for (let s = slot[q]; s < slot[q] + slotsPerDay; s++) fixedMass[q] += rates[s * queues + q] * model.slot
    }
    const share = fixedShare[q] * Math.exp(-mass / fixedLeft[q]--)
    mass = (fixedShare[q] - share) * fixedMass[q]
    fixedShare[q] = share
    lastSlot = (Math.floor(slot[q] / slotsPerDay) + 1) * slotsPerDay
  }
  let latest = time
  for (; slot[q] < lastSlot; slot[q]++) {
    const factor = fixed ? 1 : busyness[Math.floor(slot[q] / slotsPerInterval) * queues + q]
    const rate = rates[slot[q] * queues + q] * factor
    const end = (slot[q] + 1) * model.slot
    const room = (end - time) * rate
    if (mass < room) {
      work.slotEnd[q] = end
      work.gap[q] = 1 / rate
      arrival[q] = onGrid(time + mass * work.gap[q])
      return
    }
    if (rate > 0) latest = Math.max(latest, end - GRID)
    mass -= room
    time = end
  }
  if (fixed) {
    // Rounding used up the day's rate before its last contact: it comes at the last moment at which contacts come.
    slot[q]--
    arrival[q] = latest
  } else arrival[q] = Number.POSITIVE_INFINITY
}
