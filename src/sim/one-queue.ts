import { firstArrival, nextArrival } from './arrivals.ts'
import { bookAfterCall, bookBusy, bookWaiting } from './booking.ts'
import { drawContact } from './draws.ts'
import * as grid from './grid.ts'
import type { CompiledModel } from './model.ts'
import { bookOvertime } from './staffing.ts'
import * as columns from './tally.ts'
import { waitBin } from './tally.ts'
import { OUTCOME } from './trace.ts'
import type { Workspace } from './workspace.ts'
import * as layout from './workspace.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { GRID, ROUNDER } = grid
const { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } = columns
const { DRAWN_AFTER_CALL, DRAWN_GAP, DRAWN_PATIENCE, DRAWN_SERVICE } = layout

/** Place in `Workspace.clock`: the end of the interval in which the staff is. */
const STAFFED_END = 0

/** One queue served by one group as soon as it can, without lines, places, redials or a count of the longest queue. */
export function isOneQueue(model: CompiledModel): boolean {
  return (
    model.routes === 1 &&
    model.queues === 1 &&
    model.groups === 1 &&
    model.routeAfter[0] === 0 &&
    model.redialDelay[0] < 0 &&
    !model.longestQueue &&
    Math.min(model.lines[0], model.places[0], model.totalLines) === Number.POSITIVE_INFINITY
  )
}

/**
 * The same figures as `runEvents`, to the bit, for one queue and one group: there a contact's wait is known when it arrives, since those before it have taken their
 * agents: it is served when the first of the agents is free, or hangs up before. The calendar holds the moments at which busy agents are free; the idle are counted.
 */
export function runOneQueue(work: Workspace): void {
  const { intervals, interval, agents } = work.model
  work.idle[0] = agents[0]
  work.staffed = 0
  work.clock[STAFFED_END] = interval
  firstArrival(work, 0)
  tune(work, 0)
  work.calendar.seek(0)
  // A last round for the staff: it goes on to the end.
  for (let i = 0, end = interval; i <= intervals; i++, end += interval) serveArrivals(work, i, end)
}

/**
 * The contacts that arrive in an interval, which ends at `currentEnd`. A call an interval, not one loop for the whole run: V8 compiles a function that is called often
 * with its constants, a loop that it replaces while it runs without them.
 */
function serveArrivals(work: Workspace, current: number, currentEnd: number): void {
  const { model, tally, trace, arrival, slotEnd, gap, drawn, calendar, deficit, clock } = work
  const { intervals, warmUpIntervals, finish } = model
  const { bucketFirst, mask: bucketMask, time: freeTime, next: nextFree } = calendar
  // Pluses tell the compiler that these are numbers: without them what is computed from them is boxed in every round.
  const interval = +model.interval
  const queueRows = tally.queue
  const routeRows = tally.route
  const groupRows = tally.group
  const poisson = work.poisson[0] === 1
  const meanHandleTime = model.routeMean[0]
  const threshold = model.threshold[0]
  const early = model.earlyAbandonment[0]
  const horizon = intervals * interval
  /** Nobody is served who cannot be before this. */
  const closes = finish ? Number.POSITIVE_INFINITY : horizon

  let idle = work.idle[0]
  /** The interval of the staff, which can be ahead: a contact that waits takes an agent of a later interval. */
  let staffed = work.staffed
  let staffedEnd = clock[STAFFED_END]
  let arrived = arrival[0]
  let perWidth = +calendar.perWidth

  for (;;) {
    // After the last contact the staff goes on to the end.
    const moment = arrived < horizon ? arrived : horizon
    if (moment >= currentEnd) break
    for (;;) {
      // Those who are free by now are idle; at the moment when an interval begins that comes first.
      const until = moment < staffedEnd ? moment : staffedEnd - GRID
      while (deficit[0] > 0 && leaveNext(work, staffed, until + GRID));
      let bucket = calendar.bucket
      let edge = calendar.edge[0]
      const width = 1 / perWidth
      for (;;) {
        for (let e = bucketFirst[bucket], last = -1; e >= 0; ) {
          const following = nextFree[e]
          if (freeTime[e] <= until) {
            if (last < 0) bucketFirst[bucket] = following
            else nextFree[last] = following
            nextFree[e] = calendar.free
            calendar.free = e
            idle++
          } else last = e
          e = following
        }
        if (edge > until) break
        bucket = (bucket + 1) & bucketMask
        edge += width
      }
      calendar.bucket = bucket
      calendar.edge[0] = edge
      if (moment < staffedEnd) break
      idle -= changeStaff(work, ++staffed, idle) | 0
      perWidth = +calendar.perWidth
      staffedEnd = staffed < intervals ? staffedEnd + interval : Number.POSITIVE_INFINITY
    }

    if (arrived === Number.POSITIVE_INFINITY) break

    const drawnRow = drawContact(work, 0) | 0
    const service = drawn[drawnRow + DRAWN_SERVICE]
    const patience = drawn[drawnRow + DRAWN_PATIENCE]
    const afterCallTime = drawn[drawnRow + DRAWN_AFTER_CALL]
    const queueRow = current * QUEUE_COLUMNS
    queueRows[queueRow + QUEUE.offered]++

    let start = arrived
    let node = -1
    if (idle > 0) {
      idle--
      node = calendar.free
      calendar.free = nextFree[node]
    } else {
      // The first agent to be free, once those have left who are to go.
      for (;;) {
        while (deficit[0] > 0 && leaveNext(work, staffed, staffedEnd));
        node = calendar.first(staffedEnd) | 0
        if (node >= 0 || staffed === intervals) break
        idle -= changeStaff(work, ++staffed, idle) | 0
        perWidth = +calendar.perWidth
        staffedEnd = staffed < intervals ? staffedEnd + interval : Number.POSITIVE_INFINITY
      }
      start = node < 0 ? Number.POSITIVE_INFINITY : freeTime[node]
      if (start >= closes) start = Number.POSITIVE_INFINITY
    }

    const wait = start - arrived
    /** When it stops waiting. */
    let left = start
    if (wait > 0 && (patience <= wait || start === Number.POSITIVE_INFINITY)) {
      const hangsUp = arrived + patience < closes
      left = hangsUp ? arrived + patience : horizon
      if (hangsUp) {
        queueRows[queueRow + QUEUE.abandoned]++
        if (patience <= threshold) queueRows[queueRow + QUEUE.abandonedWithin]++
        if (patience <= early) queueRows[queueRow + QUEUE.abandonedEarly]++
        queueRows[queueRow + QUEUE.abandonedWait] += patience
        if (current >= warmUpIntervals) tally.abandonedWaits[waitBin(patience)]++
      } else queueRows[queueRow + QUEUE.left]++
      if (trace !== undefined) trace(0, 1, arrived, hangsUp ? OUTCOME.abandoned : OUTCOME.left, -1, left, left, left)
    } else {
      if (wait > 0) {
        calendar.unlink(node)
        if (current >= warmUpIntervals) tally.answeredWaits[waitBin(wait)]++
      }
      const handleTime = service * meanHandleTime + ROUNDER - ROUNDER
      const ended = start + handleTime
      const free = ended + afterCallTime
      const row = current * ROUTE_COLUMNS
      routeRows[row + ROUTE.answered]++
      if (wait <= threshold) routeRows[row + ROUTE.answeredWithin]++
      routeRows[row + ROUTE.answeredWait] += wait
      routeRows[row + ROUTE.handleSeconds] += handleTime + afterCallTime
      if (ended < currentEnd) groupRows[current * GROUP_COLUMNS + GROUP.busy] += handleTime
      else bookBusy(work, 0, start, ended)
      if (afterCallTime > 0) bookAfterCall(work, 0, ended, free)
      if (trace !== undefined) trace(0, 1, arrived, OUTCOME.answered, 0, start, ended, free)
      freeTime[node] = free
      const place = (free * perWidth) & bucketMask
      nextFree[node] = bucketFirst[place]
      bucketFirst[place] = node
    }

    if (wait > 0) {
      queueRows[queueRow + QUEUE.queued]++
      if (left < currentEnd) queueRows[queueRow + QUEUE.queueSeconds] += left - arrived
      else bookWaiting(work, 0, arrived, left)
    }

    const next = arrived + drawn[drawnRow + DRAWN_GAP] * gap[0]
    if (poisson && next < slotEnd[0]) arrival[0] = next + ROUNDER - ROUNDER
    else nextArrival(work, 0, drawnRow)
    arrived = arrival[0]
  }
  work.idle[0] = idle
  work.staffed = staffed
  clock[STAFFED_END] = staffedEnd
}

/** Of the agents who are to go, the next to be free before `until` goes; false: none is free before. */
function leaveNext(work: Workspace, i: number, until: number): boolean {
  const { calendar } = work
  const node = calendar.first(until)
  if (node < 0) return false
  bookOvertime(work, 0, i, calendar.time[node])
  work.deficit[0]--
  calendar.unlink(node)
  calendar.release(node)
  return true
}

/** Interval i begins; how many of the idle go. Those who come stand in the calendar as free from now on. */
function changeStaff(work: Workspace, i: number, idle: number): number {
  const { model, calendar, deficit, deficitSince } = work
  const { agents, interval, intervals } = model
  const now = i * interval
  let leave = 0
  if (deficit[0] > 0) bookOvertime(work, 0, i - 1, now)
  if (i === intervals) return 0
  const change = agents[i] - agents[i - 1]
  if (change > 0) {
    const stay = Math.min(deficit[0], change)
    deficit[0] -= stay
    for (let k = stay; k < change; k++) calendar.add(now, 0)
  } else if (change < 0) {
    leave = Math.min(idle, -change)
    deficit[0] += -change - leave
    deficitSince[0] = now
  }
  tune(work, i)
  calendar.seek(now)
  return leave
}

/** An end of service for each contact. */
function tune(work: Workspace, i: number): void {
  const { model, busyness, calendar } = work
  const rate = model.rates[i * model.slotsPerInterval] * busyness[Math.floor(i / model.intervalsPerDay)]
  calendar.tune(Math.max(rate, 1 / model.interval))
}
