import { exponential } from '../numeric/random/exponential.ts'
import { STREAM_WORDS } from '../numeric/random/stream.ts'
import { GRID, onGrid } from './grid.ts'
import { ARRIVAL, STREAMS, type Workspace } from './workspace.ts'

/**
 * The arrival of queue q that follows one at `after` (0 for the first), by inversion of the rate's integral: exact for rates that are constant on slots, and with common
 * random numbers more volume moves every arrival forward. Infinity when none follows.
 *
 * A fixed day's contacts are the order statistics of as many independent times, one after the other from the first: the share of the day's rate that is left shrinks by
 * the largest of as many uniform numbers as contacts are to come.
 */
export function nextArrival(work: Workspace, q: number, after: number): number {
  const { model, streams, slot, fixedShare, fixedMass, fixedLeft } = work
  const at = (q * STREAMS + ARRIVAL) * STREAM_WORDS
  if (model.fixedVolume[q] < 0) return afterMass(work, q, after, exponential(streams, at))
  const slotsPerDay = model.intervalsPerDay * model.slotsPerInterval
  const slots = model.intervals * model.slotsPerInterval
  let from = after
  while (fixedLeft[q] === 0) {
    // The first day starts here too: its slot is 0 and its contacts are not counted yet.
    const day = from < 0 ? 0 : Math.floor(slot[q] / slotsPerDay) + 1
    slot[q] = day * slotsPerDay
    if (slot[q] >= slots) return Number.POSITIVE_INFINITY
    from = slot[q] * model.slot
    fixedLeft[q] = model.fixedVolume[day * model.queues + q]
    fixedShare[q] = 1
    fixedMass[q] = 0
    for (let s = slot[q]; s < slot[q] + slotsPerDay; s++) fixedMass[q] += model.rates[s * model.queues + q] * model.slot
  }
  const share = fixedShare[q] * Math.exp(-exponential(streams, at) / fixedLeft[q]--)
  const mass = (fixedShare[q] - share) * fixedMass[q]
  fixedShare[q] = share
  return afterMass(work, q, from, mass)
}

/** The first arrival of a queue; Infinity: none comes. */
export function firstArrival(work: Workspace, q: number): number {
  const { model } = work
  work.slot[q] = 0
  work.slotEnd[q] = 0
  work.fixedLeft[q] = 0
  return nextArrival(work, q, model.fixedVolume[q] < 0 ? 0 : -1)
}

/** The time at which the rate's integral from `from` on reaches `mass`. Leaves the slot, its end and 1 / rate in the workspace, for the kernel's short cut. */
export function afterMass(work: Workspace, q: number, from: number, mass: number): number {
  const { model, slot, busyness } = work
  const { queues, rates } = model
  const slotsPerDay = model.intervalsPerDay * model.slotsPerInterval
  const fixed = model.fixedVolume[q] >= 0
  const lastSlot = fixed
    ? (Math.floor(slot[q] / slotsPerDay) + 1) * slotsPerDay
    : model.intervals * model.slotsPerInterval
  let left = mass
  let time = from
  let latest = from
  for (; slot[q] < lastSlot; slot[q]++) {
    const factor = fixed ? 1 : busyness[Math.floor(slot[q] / slotsPerDay) * queues + q]
    const rate = rates[slot[q] * queues + q] * factor
    const end = (slot[q] + 1) * model.slot
    const room = (end - time) * rate
    if (left < room) {
      work.slotEnd[q] = end
      work.gap[q] = 1 / rate
      return onGrid(time + left * work.gap[q])
    }
    if (rate > 0) latest = end - GRID
    left -= room
    time = end
  }
  if (!fixed) return Number.POSITIVE_INFINITY
  // Rounding used up the day's rate before its last contact: it comes at the last moment at which contacts come.
  slot[q]--
  return Math.max(from, latest)
}
