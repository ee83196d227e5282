import * as grid from '../model/grid.ts'
import type { CompiledModel } from '../model/model.ts'
import * as columns from '../model/tally.ts'
import { waitBin } from '../model/tally.ts'
import { OUTCOME } from '../model/trace.ts'
import { fillArrivals } from './arrivals.ts'
import { bookAfterCallSpan, bookBusySpan, bookWaitingSpan } from './booking.ts'
import { drawContact } from './draws.ts'
import { bookOvertime } from './staffing.ts'
import type { Workspace } from './workspace.ts'
import * as layout from './workspace.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { GRID, ROUNDER } = grid
const { DRAWN_AHEAD, DRAWN_AFTER_CALL, DRAWN_PATIENCE, DRAWN_SERVICE, STAFFED_END } = layout
const { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } = columns

/** One queue served by one group as soon as it can, without lines, places, redials or a count of the longest queue. */
export function isOneQueue(model: CompiledModel): boolean {
  return (
    model.routes === 1 &&
    model.queues === 1 &&
    model.groups === 1 &&
    model.routeAfter[0] === 0 &&
    model.redialDelay[0] < 0 &&
    !model.longestQueue &&
    !model.menus &&
    !model.agentLevel?.handling &&
    !model.agentLevel?.patienceFactors &&
    Math.min(model.lines[0], model.places[0], model.totalLines, model.totalPlaces) === Number.POSITIVE_INFINITY
  )
}

/**
 * The same figures as `runEvents`, to the bit, for one queue and one group: there a contact's wait is known when it arrives, since those before it have taken their
 * agents: it is served when the first of the agents is free, or hangs up before. The calendar holds the moments at which agents are free; those of them who are free
 * since a bucket that has passed are only counted.
 */
export function runOneQueue(work: Workspace): void {
  const { model, clock, idle, calendar, arrivals, arrivalNext } = work
  const { intervals, interval, agents } = model
  const horizon = intervals * interval
  idle[0] = agents[0]
  work.staffed = 0
  clock[STAFFED_END] = interval
  tune(work, 0)
  calendar.seek(0)
  fillArrivals(work, 0)
  // A round more for a contact that comes at the very end.
  for (let i = 0, end = interval; i <= intervals; i++, end += interval) {
    for (let arrived = arrivals[arrivalNext[0]]; arrived < end; arrived = arrivals[arrivalNext[0]]) {
      if (arrived >= clock[STAFFED_END]) bringStaff(work, arrived)
      const nobody = idle[0] === 0 && firstFree(work) < 0
      serveContacts(work, i, end, nobody)
      if (arrivalNext[0] === DRAWN_AHEAD) fillArrivals(work, 0)
    }
  }
  bringStaff(work, horizon)
}

/**
 * The contacts that arrive in an interval, which ends at `end`, as far as they are drawn and agents are found for them among those on duty. A function that does some
 * dozens and is called often: V8 compiles it with its constants, a loop that it replaces while it runs without them.
 *
 * @param nobody there are no agents any more
 */
function serveContacts(work: Workspace, current: number, end: number, nobody: boolean): void {
  const { model, tally, trace, arrivals, drawn, calendar, clock, span } = work
  const { warmUpIntervals } = model
  const { bucketFirst, time: freeTime, next: nextFree } = calendar
  const bucketMask = calendar.mask | 0
  const queueRows = tally.queue
  const routeRows = tally.route
  const groupRows = tally.group
  const queueRow = current * QUEUE_COLUMNS
  const routeRow = current * ROUTE_COLUMNS
  const groupRow = current * GROUP_COLUMNS
  const meanHandleTime = model.routeMean[0]
  const threshold = model.threshold[0]
  // Pluses tell the compiler that these are numbers: without them what is computed from them is boxed in every round.
  const perWidth = +calendar.perWidth
  const horizon = model.intervals * +model.interval
  /** Nobody is served who cannot be before this. */
  const closes = model.finish ? Number.POSITIVE_INFINITY : horizon
  const width = 1 / perWidth
  const staffedEnd = clock[STAFFED_END]
  const until = end < staffedEnd ? end : staffedEnd

  let { bucket, free } = calendar
  let edge = calendar.edge[0]
  let idle = work.idle[0]
  // Arrivals and what contacts draw keep step.
  let contact = drawContact(work, 0) | 0
  for (; contact < DRAWN_AHEAD; contact++) {
    const arrived = arrivals[contact]
    if (arrived >= until) break
    for (; edge <= arrived; edge += width) {
      // Everybody who is free before the bucket's end is so by now.
      for (let e = bucketFirst[bucket], last = -1; e >= 0; ) {
        const following = nextFree[e]
        if (freeTime[e] < edge) {
          if (last < 0) bucketFirst[bucket] = following
          else nextFree[last] = following
          nextFree[e] = free
          free = e
          idle++
        } else last = e
        e = following
      }
      bucket = (bucket + 1) & bucketMask
    }

    let start = arrived
    /** Who is next to be free, and who stands before in the bucket's list; -1: one of the idle takes the contact. */
    let node = -1
    let before = -1
    if (idle === 0) {
      for (let steps = 0; ; steps++) {
        let earliest = edge < staffedEnd ? edge : staffedEnd
        for (let e = bucketFirst[bucket], last = -1; e >= 0; last = e, e = nextFree[e]) {
          if (freeTime[e] < earliest) {
            earliest = freeTime[e]
            node = e
            before = last
          }
        }
        if (node >= 0) {
          if (earliest > arrived) start = earliest < closes ? earliest : Number.POSITIVE_INFINITY
          break
        }
        if (edge >= staffedEnd || steps > bucketMask) break
        bucket = (bucket + 1) & bucketMask
        edge += width
      }
      if (node < 0) {
        if (!nobody) break
        start = Number.POSITIVE_INFINITY
      }
    }

    queueRows[queueRow + QUEUE.offered]++
    const wait = start - arrived
    const patience = drawn[contact + DRAWN_PATIENCE]
    /** When it stops waiting. */
    let left = start
    if (wait > 0 && (patience <= wait || start === Number.POSITIVE_INFINITY)) {
      const hangsUp = arrived + patience < closes
      left = hangsUp ? arrived + patience : horizon
      if (hangsUp) {
        queueRows[queueRow + QUEUE.abandoned]++
        if (patience <= threshold) queueRows[queueRow + QUEUE.abandonedWithin]++
        if (patience <= model.earlyAbandonment[0]) queueRows[queueRow + QUEUE.abandonedEarly]++
        queueRows[queueRow + QUEUE.abandonedWait] += patience
        if (current >= warmUpIntervals) tally.abandonedWaits[waitBin(patience)]++
      } else {
        queueRows[queueRow + QUEUE.left]++
        queueRows[queueRow + QUEUE.leftWait] += left - arrived
      }
      if (trace !== undefined) trace(0, 1, arrived, hangsUp ? OUTCOME.abandoned : OUTCOME.left, -1, left, left, left)
    } else {
      if (node < 0) {
        idle--
        node = free
        free = nextFree[node]
      } else if (before < 0) bucketFirst[bucket] = nextFree[node]
      else nextFree[before] = nextFree[node]
      const handleTime = drawn[contact + DRAWN_SERVICE] * meanHandleTime + ROUNDER - ROUNDER
      const afterCallTime = drawn[contact + DRAWN_AFTER_CALL]
      const ended = start + handleTime
      const freeAgain = ended + afterCallTime
      freeTime[node] = freeAgain
      const place = (freeAgain * perWidth) & bucketMask
      nextFree[node] = bucketFirst[place]
      bucketFirst[place] = node
      routeRows[routeRow + ROUTE.answered]++
      if (wait <= threshold) routeRows[routeRow + ROUTE.answeredWithin]++
      routeRows[routeRow + ROUTE.answeredWait] += wait
      routeRows[routeRow + ROUTE.handleSeconds] += handleTime + afterCallTime
      if (ended < end) groupRows[groupRow + GROUP.busy] += handleTime
      else {
        span[0] = start
        span[1] = ended
        bookBusySpan(work, 0)
      }
      if (afterCallTime > 0) {
        routeRows[routeRow + ROUTE.afterCallSeconds] += afterCallTime
        span[0] = ended
        span[1] = freeAgain
        bookAfterCallSpan(work, 0)
      }
      if (wait > 0 && current >= warmUpIntervals) tally.answeredWaits[waitBin(wait)]++
      if (trace !== undefined) trace(0, 1, arrived, OUTCOME.answered, 0, start, ended, freeAgain)
    }

    if (wait > 0) {
      queueRows[queueRow + QUEUE.queued]++
      if (left < end) queueRows[queueRow + QUEUE.queueSeconds] += left - arrived
      else {
        span[0] = arrived
        span[1] = left
        bookWaitingSpan(work, 0)
      }
    }
  }
  work.drawnNext[0] = contact
  work.arrivalNext[0] = contact
  calendar.bucket = bucket
  calendar.free = free
  calendar.edge[0] = edge
  work.idle[0] = idle
}

/** The first agent to be free, once those have left who are to go; -1: there is none to the end. */
function firstFree(work: Workspace): number {
  const { model, calendar, deficit, clock } = work
  for (;;) {
    while (deficit[0] > 0 && leaveNext(work, clock[STAFFED_END]));
    calendar.limit[0] = clock[STAFFED_END]
    const node = calendar.first()
    if (node >= 0 || work.staffed === model.intervals) return node
    changeStaff(work)
  }
}

/** The intervals begin, and those leave who are to go, up to this moment. */
function bringStaff(work: Workspace, moment: number): void {
  const { calendar, deficit, clock, idle } = work
  for (;;) {
    const staffedEnd = clock[STAFFED_END]
    while (deficit[0] > 0 && leaveNext(work, Math.min(moment + GRID, staffedEnd)));
    if (moment < staffedEnd) return
    // Those who are free by now are idle; at the moment when an interval begins that comes first.
    calendar.limit[0] = staffedEnd
    for (let node = calendar.first(); node >= 0; node = calendar.first()) {
      calendar.unlink(node)
      calendar.release(node)
      idle[0]++
    }
    changeStaff(work)
  }
}

/** Of the agents who are to go, the next to be free before `until` goes; false: none is free before. */
function leaveNext(work: Workspace, until: number): boolean {
  const { calendar } = work
  calendar.limit[0] = until
  const node = calendar.first()
  if (node < 0) return false
  bookOvertime(work, 0, work.staffed, calendar.time[node])
  work.deficit[0]--
  calendar.unlink(node)
  calendar.release(node)
  return true
}

/** The next interval of the staff begins. Those who come stand in the calendar as free from now on. */
function changeStaff(work: Workspace): void {
  const { model, calendar, idle, deficit, deficitSince, clock } = work
  const { agents, interval, intervals } = model
  const i = ++work.staffed
  const now = i * interval
  clock[STAFFED_END] = i < intervals ? now + interval : Number.POSITIVE_INFINITY
  if (deficit[0] > 0) bookOvertime(work, 0, i - 1, now)
  if (i === intervals) return
  const change = agents[i] - agents[i - 1]
  if (change > 0) {
    const stay = Math.min(deficit[0], change)
    deficit[0] -= stay
    for (let k = stay; k < change; k++) calendar.add(now, 0)
  } else if (change < 0) {
    const leave = Math.min(idle[0], -change)
    idle[0] -= leave
    deficit[0] += -change - leave
    deficitSince[0] = now
  }
  tune(work, i)
  calendar.seek(now)
}

/** Buckets in which several agents get free: that is what most contacts need to know. */
const ENDS_PER_BUCKET = 2.8

function tune(work: Workspace, i: number): void {
  const { model, busyness, calendar } = work
  const rate = model.rates[i * model.slotsPerInterval] * busyness[i]
  calendar.tune(Math.max(rate, 1 / model.interval), ENDS_PER_BUCKET)
}
