import * as grid from '../model/grid.ts'
import * as columns from '../model/tally.ts'
import { waitBin } from '../model/tally.ts'
import { OUTCOME } from '../model/trace.ts'
import { fillArrivals } from './arrivals.ts'
import { bookAfterCallSpan, bookBusySpan, bookHangUp, bookLeftSpan, bookQueued, bookWaitingSpan } from './booking.ts'
import type { Calendar } from './calendar.ts'
import { drawContacts } from './draws.ts'
import * as kinds from './events.ts'
import type { OwnGroups } from './own-groups-state.ts'
import { bookOvertime, changeStaff } from './staffing.ts'
import type { Workspace } from './workspace.ts'
import * as layout from './workspace.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { GRID, ROUNDER } = grid
const { KINDS, NEW_AGENT, ROUTE_OPENS, SERVICE_END } = kinds
const { DRAWN_AHEAD, DRAWN_AFTER_CALL, DRAWN_PATIENCE, DRAWN_SERVICE, NOW, STAFFED_END } = layout
const { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, WAIT_BINS } = columns

/** What happens at one moment happens in the order of the events' numbers, as in the event loop; who hangs up at it has gone before. */
const HANGS_UP = -1

/**
 * The same figures as `runEvents`, to the bit, where queues have groups of their own (`hasOwnGroups`). As a queue is first come, first served and nobody else takes the agents of its group, a
 * contact's wait for these is known when it arrives: those before it have taken theirs. So a queue goes ahead by itself, contact by contact, to the first who waits until another group
 * opens. Only what follows then is done in the order of time over all queues: that the group has somebody idle, somebody becomes free, or the contact leaves before. A queue needs no list:
 * who stands behind its first contact is not looked at before that has left.
 */
export function runOwnGroups(work: Workspace): void {
  const { model, clock, own } = work
  const { queues, groups, intervals, interval, finish } = model
  const { isChanging } = own as OwnGroups
  ;(own as OwnGroups).clear()
  isChanging.fill(1)
  for (let i = 0; ; ) {
    clock[NOW] = i * interval
    clock[STAFFED_END] = i < intervals ? (i + 1) * interval : Number.POSITIVE_INFINITY
    for (let g = 0; g < groups; g++) if (isChanging[g] === 1) beginInterval(work, g, i)
    for (let q = 0; q < queues; q++) goAhead(work, q, i)
    runInterval(work, i)
    if (i === intervals) break
    i++
    for (let g = 0; g < groups; g++) noteChange(work, g, i)
    changeStaff(work, i)
    if (i === intervals && !finish) break
  }
  for (let q = 0; q < queues; q++) bookRest(work, q)
}

/** Whether there is something to do for a group when an interval begins; if so, its idle are counted up to then. */
function noteChange(work: Workspace, group: number, i: number): void {
  const { model, deficit } = work
  const { groups, agents, intervals, interval } = model
  const { isChanging, isShared, rate } = work.own as OwnGroups
  const changes =
    i < intervals &&
    (agents[i * groups + group] !== agents[(i - 1) * groups + group] || rateOf(work, group, i) !== rate[group])
  isChanging[group] = changes || isShared[group] === 1 || deficit[group] > 0 ? 1 : 0
  if (isChanging[group] === 1) countIdle(work, group, i * interval)
}

/** Of a group those leave who are to go, and those who come stand in the calendar as free from now on. */
function beginInterval(work: Workspace, group: number, i: number): void {
  const { model, clock, deficit, newAgents, idle } = work
  const { calendars, isShared, rate } = work.own as OwnGroups
  const calendar = calendars[group]
  if (i < model.intervals) {
    rate[group] = rateOf(work, group, i)
    calendar.tune(Math.max(rate[group], 1 / model.interval), ENDS_PER_BUCKET)
  }
  calendar.seek(clock[NOW])
  for (; newAgents[group] > 0; newAgents[group]--) calendar.add(clock[NOW], NEW_AGENT + KINDS * group)
  while (deficit[group] > 0) {
    calendar.limit[0] = clock[STAFFED_END]
    const node = calendar.first()
    if (node < 0) break
    bookOvertime(work, group, i, calendar.time[node])
    deficit[group]--
    calendar.unlink(node)
    calendar.release(node)
  }
  if (isShared[group] === 1 && idle[group] === 0) awaitAgent(work, group)
}

/** What happens in an interval, or after the last, in the order of time. */
function runInterval(work: Workspace, current: number): void {
  const { clock } = work
  const { queues } = work.model
  const { turns } = work.own as OwnGroups
  for (;;) {
    const first = turns.first()
    if (turns.time[first] === Number.POSITIVE_INFINITY) return
    clock[NOW] = turns.time[first]
    if (first < queues) turnOfQueue(work, first, current)
    else turnOfGroup(work, first - queues, current)
  }
}

/** The first contact of a queue hangs up, or an agent of its own group takes it, or a route opens for it. */
function turnOfQueue(work: Workspace, q: number, current: number): void {
  const { model, clock, idle } = work
  const { routeStart, routeAfter, routeGroup } = model
  const { turns, opening, calendars } = work.own as OwnGroups
  const order = turns.order[q]
  if (order === HANGS_UP) {
    hangUp(work, q, current)
    goAhead(work, q, current)
    return
  }
  if ((order & (KINDS - 1)) !== ROUTE_OPENS) {
    takeFree(work, calendars[routeGroup[routeStart[q]]])
    answer(work, q, routeStart[q], current)
    goAhead(work, q, current)
    return
  }
  let r = opening[q]
  do {
    const group = routeGroup[r]
    countIdle(work, group, clock[NOW] + GRID)
    if (idle[group] > 0) {
      idle[group]--
      answer(work, q, r, current)
      goAhead(work, q, current)
      return
    }
    awaitAgent(work, group)
    r++
  } while (r < routeStart[q + 1] && routeAfter[r] === routeAfter[r - 1])
  opening[q] = r
  setTurn(work, q)
}

/** An agent is free of a group for which somebody waited. */
function turnOfGroup(work: Workspace, group: number, current: number): void {
  const { model, clock, arrivals, arrivalNext, idle } = work
  const { lookStart, lookRoute, lookPriority, routeQueue, routeAfter, weight } = model
  const { turns, calendars } = work.own as OwnGroups
  const now = clock[NOW]
  takeFree(work, calendars[group])
  let route = -1
  let bestScore = 0
  let priority = 0
  for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
    if (route >= 0 && lookPriority[k] !== priority) break
    const q = routeQueue[lookRoute[k]]
    const wait = now - arrivals[arrivalNext[q]]
    if (wait < routeAfter[lookRoute[k]]) continue
    const score = wait * weight[q]
    if (route < 0 || score > bestScore) {
      route = lookRoute[k]
      bestScore = score
      priority = lookPriority[k]
    }
  }
  if (route < 0) {
    // Nobody waits for it any more.
    idle[group]++
    turns.time[model.queues + group] = Number.POSITIVE_INFINITY
    turns.set(model.queues + group)
    return
  }
  answer(work, routeQueue[route], route, current)
  awaitAgent(work, group)
  goAhead(work, routeQueue[route], current)
}

/** Somebody waits for a group: its turn is when its next agent is free. */
function awaitAgent(work: Workspace, group: number): void {
  const { turns, calendars } = work.own as OwnGroups
  const calendar = calendars[group]
  const player = work.model.queues + group
  calendar.limit[0] = work.clock[STAFFED_END]
  const node = calendar.first()
  turns.time[player] = node < 0 ? Number.POSITIVE_INFINITY : calendar.time[node]
  turns.order[player] = node < 0 ? 0 : calendar.what[node]
  turns.set(player)
}

/** Takes the agent from the calendar who is free now. */
function takeFree(work: Workspace, calendar: Calendar): void {
  calendar.limit[0] = work.clock[NOW] + GRID
  const node = calendar.first()
  calendar.unlink(node)
  calendar.release(node)
}

/** Agents of a group who are free before a moment are idle. */
function countIdle(work: Workspace, group: number, moment: number): void {
  const calendar = (work.own as OwnGroups).calendars[group]
  calendar.limit[0] = moment
  for (let node = calendar.first(); node >= 0; node = calendar.first()) {
    calendar.unlink(node)
    calendar.release(node)
    work.idle[group]++
  }
}

/** The first contact of a queue has hung up now. */
function hangUp(work: Workspace, q: number, current: number): void {
  const { model, tally, arrivals, arrivalNext, span, clock } = work
  const interval = arrivalInterval(work, q, current)
  tally.queue[(interval * model.queues + q) * QUEUE_COLUMNS + QUEUE.offered]++
  span[0] = arrivals[arrivalNext[q]++]
  span[1] = clock[NOW]
  bookHangUp(work, q, interval, 1)
}

/** The interval in which the first contact of a queue came. */
function arrivalInterval({ model, arrivals, arrivalNext }: Workspace, q: number, current: number): number {
  const arrived = arrivals[arrivalNext[q]]
  return arrived >= current * model.interval ? current : Math.floor(arrived / model.interval)
}

/** An agent takes the first contact of a queue now. */
function answer(work: Workspace, q: number, route: number, current: number): void {
  const { model, tally, trace, arrivals, arrivalNext, drawn, span, clock } = work
  const { queues, groups, routes, routeGroup, routeShape, routeMean, threshold } = model
  const group = routeGroup[route]
  const interval = arrivalInterval(work, q, current)
  const row = drawnPlace(work, q)
  const now = clock[NOW]
  const arrived = arrivals[arrivalNext[q]++]
  const wait = now - arrived
  const service = drawn[row + DRAWN_SERVICE + DRAWN_AHEAD * routeShape[route]]
  const handleTime = service * routeMean[route] + ROUNDER - ROUNDER
  const afterCallTime = drawn[row + DRAWN_AFTER_CALL]
  const ended = now + handleTime
  const { calendars } = work.own as OwnGroups
  calendars[group].moment[0] = ended + afterCallTime
  calendars[group].put(SERVICE_END + KINDS * route)
  tally.queue[(interval * queues + q) * QUEUE_COLUMNS + QUEUE.offered]++
  const routeRow = (interval * routes + route) * ROUTE_COLUMNS
  tally.route[routeRow + ROUTE.answered]++
  if (wait <= threshold[q]) tally.route[routeRow + ROUTE.answeredWithin]++
  tally.route[routeRow + ROUTE.answeredWait] += wait
  tally.route[routeRow + ROUTE.handleSeconds] += handleTime + afterCallTime
  if (ended < clock[STAFFED_END]) tally.group[(current * groups + group) * GROUP_COLUMNS + GROUP.busy] += handleTime
  else {
    span[0] = now
    span[1] = ended
    bookBusySpan(work, group)
  }
  if (wait > 0) {
    span[0] = arrived
    span[1] = now
    bookQueued(work, q, interval, current)
  }
  if (afterCallTime > 0) {
    tally.route[routeRow + ROUTE.afterCallSeconds] += afterCallTime
    span[0] = ended
    span[1] = ended + afterCallTime
    bookAfterCallSpan(work, group)
  }
  if (trace !== undefined) trace(q, 1, arrived, OUTCOME.answered, group, now, ended, ended + afterCallTime)
}

/** Where what was drawn for the first contact of a queue stands. */
function drawnPlace({ arrivalNext, drawnSize }: Workspace, q: number): number {
  return 2 * q * drawnSize + arrivalNext[q] - q * DRAWN_AHEAD
}

/** A queue goes ahead from now, when its first contact has left it or an interval begins. */
function goAhead(work: Workspace, q: number, current: number): void {
  const { model, arrivals, arrivalNext, delayedStart, clock } = work
  const { opening } = work.own as OwnGroups
  do {
    drawNext(work, q)
    serveAhead(work, q, current)
  } while (arrivalNext[q] === (q + 1) * DRAWN_AHEAD)
  let route = delayedStart[q]
  // Whatever opened before is open.
  for (const end = model.routeStart[q + 1]; route < end; route++)
    if (arrivals[arrivalNext[q]] + model.routeAfter[route] >= clock[NOW]) break
  opening[q] = route
  setTurn(work, q)
}

/** Draws the next contacts of a queue when all that were drawn are done. */
function drawNext(work: Workspace, q: number): void {
  if (work.arrivalNext[q] < (q + 1) * DRAWN_AHEAD) return
  fillArrivals(work, q)
  drawContacts(work, 2 * q)
}

/** When the turn of a queue is, and why: it has gone ahead as far as it could. */
function setTurn(work: Workspace, q: number): void {
  const { model, arrivals, arrivalNext, drawn, clock } = work
  const { routeStart, routeGroup, routeAfter } = model
  const { turns, calendars, ownStart, opening } = work.own as OwnGroups
  const arrived = arrivals[arrivalNext[q]]
  const route = opening[q]
  const start = ownStart[q]
  const deadline = arrived + drawn[drawnPlace(work, q) + DRAWN_PATIENCE]
  const opens = route < routeStart[q + 1] ? arrived + routeAfter[route] : Number.POSITIVE_INFINITY
  let time = deadline
  let order = HANGS_UP
  if (start < time && arrived < clock[STAFFED_END] && start < clock[STAFFED_END]) {
    const calendar = calendars[routeGroup[routeStart[q]]]
    time = start
    calendar.limit[0] = start + GRID
    order = calendar.what[calendar.first()]
  }
  // At the same moment as an end of service of the own group, the lower number is first.
  if (opens < time || (opens === time && ROUTE_OPENS + KINDS * route < order)) {
    time = opens
    order = ROUTE_OPENS + KINDS * route
  }
  turns.time[q] = time < clock[STAFFED_END] ? time : Number.POSITIVE_INFINITY
  turns.order[q] = order
  turns.set(q)
}

/**
 * The contacts of a queue for whom nothing is decided by other groups, in the order of their arrival, as far as they are drawn and to the end of the interval: it stops at the first who waits until a route
 * opens. Nobody is served or hangs up before `clock[NOW]`. V8 compiles a function that is called often with its constants, a loop that it replaces while it runs without them.
 */
function serveAhead(work: Workspace, q: number, current: number): void {
  const { model, tally, trace, arrivals, arrivalNext, drawn, clock, span } = work
  const { queues, groups, routes, routeStart, warmUpIntervals } = model
  const { calendars, ownStart, firstAfter } = work.own as OwnGroups
  const route = routeStart[q]
  const group = model.routeGroup[route]
  const serviceEnd = SERVICE_END + KINDS * route
  const calendar = calendars[group]
  const { bucketFirst, time: freeTime, what, next: nextFree } = calendar
  const bucketMask = calendar.mask | 0
  const { queue: queueRows, route: routeRows, group: groupRows } = tally
  const groupRow = (current * groups + group) * GROUP_COLUMNS
  const meanHandleTime = model.routeMean[route]
  const threshold = model.threshold[q]
  // Pluses tell the compiler that these are numbers: without them what is computed from them is boxed in every round.
  const perWidth = +calendar.perWidth
  const interval = +model.interval
  const width = 1 / perWidth
  const since = clock[NOW]
  const begin = current * interval
  const end = clock[STAFFED_END]
  const after = firstAfter[q]
  const placeOfService = DRAWN_SERVICE + DRAWN_AHEAD * model.routeShape[route]

  let row = 0
  let rowEnd = 0
  let queueRow = 0
  let routeRow = 0
  let { bucket, free } = calendar
  let edge = calendar.edge[0]
  let idle = work.idle[group]
  let place = arrivalNext[q] | 0
  const last = (q + 1) * DRAWN_AHEAD
  const toDrawn = 2 * q * work.drawnSize - q * DRAWN_AHEAD
  for (; place < last; place++) {
    const arrived = arrivals[place]
    if (arrived >= end) break
    for (; edge <= arrived; edge += width) {
      // Everybody who is free before the bucket's end is so by now.
      for (let e = bucketFirst[bucket], before = -1; e >= 0; ) {
        const following = nextFree[e]
        if (freeTime[e] < edge) {
          if (before < 0) bucketFirst[bucket] = following
          else nextFree[before] = following
          nextFree[e] = free
          free = e
          idle++
        } else before = e
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
        let earliest = edge < end ? edge : end
        for (let e = bucketFirst[bucket], previous = -1; e >= 0; previous = e, e = nextFree[e]) {
          if (freeTime[e] < earliest) {
            earliest = freeTime[e]
            node = e
            before = previous
          }
        }
        if (node >= 0) {
          if (earliest > arrived) start = earliest
          break
        }
        if (edge >= end) {
          start = Number.POSITIVE_INFINITY
          break
        }
        if (steps > bucketMask) {
          // A year in which nobody gets free: on to the next, wherever it is.
          calendar.seek(calendar.earliest())
          bucket = calendar.bucket
          edge = calendar.edge[0]
          steps = 0
        } else {
          bucket = (bucket + 1) & bucketMask
          edge += width
        }
      }
    }

    if (arrived >= rowEnd) {
      row = arrived >= begin ? current : Math.floor(arrived / interval)
      rowEnd = row === current ? end : (row + 1) * interval
      queueRow = (row * queues + q) * QUEUE_COLUMNS
      routeRow = (row * routes + route) * ROUTE_COLUMNS
    }
    const wait = start - arrived
    const drawnAt = (place + toDrawn) | 0
    const patience = drawn[drawnAt + DRAWN_PATIENCE]
    /** When it stops waiting. */
    let left = start
    if (wait > 0 && (patience <= wait || wait >= after || start <= since)) {
      left = arrived + patience
      let decided = arrived + after > since ? arrived + after : since
      if (start < decided) decided = start
      if (left > decided || left >= end) {
        ownStart[q] = start
        break
      }
      queueRows[queueRow + QUEUE.abandoned]++
      if (patience <= threshold) queueRows[queueRow + QUEUE.abandonedWithin]++
      if (patience <= model.earlyAbandonment[q]) queueRows[queueRow + QUEUE.abandonedEarly]++
      queueRows[queueRow + QUEUE.abandonedWait] += patience
      if (row >= warmUpIntervals) tally.abandonedWaits[q * WAIT_BINS + waitBin(patience)]++
      if (trace !== undefined) trace(q, 1, arrived, OUTCOME.abandoned, -1, left, left, left)
    } else {
      if (node < 0) {
        idle--
        node = free
        free = nextFree[node]
      } else if (before < 0) bucketFirst[bucket] = nextFree[node]
      else nextFree[before] = nextFree[node]
      const handleTime = drawn[drawnAt + placeOfService] * meanHandleTime + ROUNDER - ROUNDER
      const afterCallTime = drawn[drawnAt + DRAWN_AFTER_CALL]
      const ended = start + handleTime
      const freeAgain = ended + afterCallTime
      freeTime[node] = freeAgain
      what[node] = serviceEnd
      const to = (freeAgain * perWidth) & bucketMask
      nextFree[node] = bucketFirst[to]
      bucketFirst[to] = node
      routeRows[routeRow + ROUTE.answered]++
      if (wait <= threshold) routeRows[routeRow + ROUTE.answeredWithin]++
      routeRows[routeRow + ROUTE.answeredWait] += wait
      routeRows[routeRow + ROUTE.handleSeconds] += handleTime + afterCallTime
      if (ended < end) groupRows[groupRow + GROUP.busy] += handleTime
      else {
        span[0] = start
        span[1] = ended
        bookBusySpan(work, group)
      }
      if (afterCallTime > 0) {
        routeRows[routeRow + ROUTE.afterCallSeconds] += afterCallTime
        span[0] = ended
        span[1] = freeAgain
        bookAfterCallSpan(work, group)
      }
      if (wait > 0 && row >= warmUpIntervals) tally.answeredWaits[q * WAIT_BINS + waitBin(wait)]++
      if (trace !== undefined) trace(q, 1, arrived, OUTCOME.answered, group, start, ended, freeAgain)
    }
    queueRows[queueRow + QUEUE.offered]++
    if (wait > 0) {
      queueRows[queueRow + QUEUE.queued]++
      if (row === current) queueRows[queueRow + QUEUE.queueSeconds] += left - arrived
      else {
        span[0] = arrived
        span[1] = left
        bookWaitingSpan(work, q)
      }
    }
  }
  arrivalNext[q] = place
  calendar.bucket = bucket
  calendar.free = free
  calendar.edge[0] = edge
  work.idle[group] = idle
}

/** The run is over: who still stands in a queue hangs up in time, or is left. */
function bookRest(work: Workspace, q: number): void {
  const { model, tally, arrivals, arrivalNext, drawn, span } = work
  const { queues, intervals, interval, finish } = model
  const horizon = intervals * interval
  for (;;) {
    drawNext(work, q)
    const arrived = arrivals[arrivalNext[q]]
    if (arrived === Number.POSITIVE_INFINITY || (arrived >= horizon && !finish)) return
    const row = Math.floor(arrived / interval)
    const deadline = arrived + drawn[drawnPlace(work, q) + DRAWN_PATIENCE]
    tally.queue[(row * queues + q) * QUEUE_COLUMNS + QUEUE.offered]++
    arrivalNext[q]++
    span[0] = arrived
    if (deadline < (finish ? Number.POSITIVE_INFINITY : horizon)) {
      span[1] = deadline
      bookHangUp(work, q, row, 1)
    } else {
      span[1] = Math.max(horizon, arrived)
      bookLeftSpan(work, q, row, 1)
    }
  }
}

/** Buckets in which several agents get free: that is what most contacts need to know. */
const ENDS_PER_BUCKET = 2.8

/** About how many agents of a group get free in a second of an interval. */
function rateOf(work: Workspace, group: number, i: number): number {
  const { model, busyness } = work
  const { queues, rates, slotsPerInterval, lookStart, lookRoute, routeQueue, routeMean, groups, agents } = model
  let arrivals = 0
  let quickest = 0
  for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
    const q = routeQueue[lookRoute[k]]
    const mean = routeMean[lookRoute[k]]
    arrivals += rates[i * slotsPerInterval * queues + q] * busyness[i * queues + q]
    if (mean > 0) quickest = Math.max(quickest, agents[i * groups + group] / mean)
  }
  return (work.own as OwnGroups).isShared[group] ? Math.min(arrivals, quickest) : arrivals
}
