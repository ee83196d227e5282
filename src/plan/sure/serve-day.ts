import type { DayShape, RealisedDay } from './realised-day.ts'

/** Room for the times at which agents get free; grown where it is too small. */
export interface Desk {
  free: Float64Array
}

/** Before the end of time, so that the last interval ends a search for agents who never come. */
const NEVER = Number.MAX_VALUE

export function makeDesk(): Desk {
  return { free: new Float64Array(64) }
}

/**
 * Serves the contacts of a day in the order of their arrival, and writes what each waited: seconds until it was answered; or, where it hung up, the seconds until then with a minus.
 *
 * The queue goes on from interval to interval. Agents who come begin when their interval does; of those who are to go, whoever is first free goes, after the contact. Each stretch of open hours begins empty,
 * and the agents of its last interval stay until nobody waits.
 *
 * The whole state is a heap of the times at which agents get free: in the order of arrival, the next contact is answered by whoever is free first.
 *
 * @param agents on duty, whole numbers, one place an interval
 * @param waits at least as many places as there are contacts
 */
export function serveDay(
  day: RealisedDay,
  agents: Float64Array,
  shape: DayShape,
  waits: Float64Array,
  desk: Desk,
): void {
  for (const [from, to] of shape.stretches) serveStretch(day, agents, from, to, shape.interval, waits, desk)
}

function serveStretch(
  { arrivals, handleTimes, patience, first }: RealisedDay,
  agents: Float64Array,
  from: number,
  to: number,
  interval: number,
  waits: Float64Array,
  desk: Desk,
): void {
  const free = roomFor(desk, agents, from, to)
  let size = agents[from] | 0
  for (let k = 0; k < size; k++) free[k] = from * interval
  let current = from
  let border = current + 1 < to ? (current + 1) * interval : Infinity
  const end = first[to]
  for (let contact = first[from]; contact < end; contact++) {
    const arrival = arrivals[contact]
    let start = size > 0 ? Math.max(arrival, free[0]) : NEVER
    while (start >= border) {
      size = changeStaff(free, size, agents[++current] | 0, border)
      border = current + 1 < to ? (current + 1) * interval : Infinity
      start = size > 0 ? Math.max(arrival, free[0]) : NEVER
    }
    const wait = start - arrival
    if (wait > 0 && patience[contact] <= wait) {
      waits[contact] = -patience[contact]
      continue
    }
    if (start === NEVER) {
      waits[contact] = -Infinity
      continue
    }
    waits[contact] = wait
    replaceFirst(free, size, start + handleTimes[contact])
  }
}

/** The heap's first gives way to a later time. */
function replaceFirst(free: Float64Array, size: number, time: number): void {
  let at = 0
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && free[child + 1] < free[child]) child++
    if (free[child] >= time) break
    free[at] = free[child]
    at = child
  }
  free[at] = time
}

/** The size of the heap after agents have come at a moment, or those who are first free have been taken off. */
function changeStaff(free: Float64Array, size: number, agents: number, moment: number): number {
  for (; size > agents; size--) replaceFirst(free, size - 1, free[size - 1])
  for (; size < agents; size++) {
    let at = size
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (free[parent] <= moment) break
      free[at] = free[parent]
      at = parent
    }
    free[at] = moment
  }
  return size
}

function roomFor(desk: Desk, agents: Float64Array, from: number, to: number): Float64Array {
  let most = 0
  for (let i = from; i < to; i++) if (agents[i] > most) most = agents[i]
  if (desk.free.length < most) desk.free = new Float64Array(2 * most)
  return desk.free
}
