import * as grid from '../model/grid.ts'
import * as columns from '../model/tally.ts'
import { OUTCOME } from '../model/trace.ts'
import { nextArrival } from './arrivals.ts'
import { bookAfterCallSpan, bookBusySpan, bookQueued, bookServed } from './booking.ts'
import { drawContact } from './draws.ts'
import * as kinds from './events.ts'
import { bookOvertime, chooseRoute, pushIdle, shiftIdle, startInterval, tuneCalendar } from './staffing.ts'
import * as room from './waiting-room.ts'
import type { MenuSource, Workspace } from './workspace.ts'
import * as layout from './workspace.ts'

const { awaitHangUp, clearHead, dropHead, hangUp, isCentreFull, redial, redialAsBefore, setTimers, tryAgain } = room
// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const {
  FIRST_ATTEMPT,
  HANG_UP,
  KINDS,
  LINE_RELEASE,
  MENU_ENTRY,
  MENU_EXIT,
  NEW_AGENT,
  NEXT_ATTEMPT,
  ROUTE_OPENS,
  SERVICE_END,
} = kinds
const { ROUNDER } = grid
const { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } = columns
const {
  AFTER_CALL_TIME,
  ARRIVAL_INTERVAL,
  ARRIVED,
  ATTEMPT,
  CALLER_ATTEMPT,
  CALLER_FIRST_INTERVAL,
  CALLER_NUMBER,
  CALLER_QUEUE,
  CUSTOMER,
  DRAWN_AHEAD,
  DEADLINE,
  DRAWN_AFTER_CALL,
  DRAWN_PATIENCE,
  DRAWN_REDIAL_CHOICE,
  DRAWN_REDIAL_DELAY,
  DRAWN_SERVICE,
  FIRST_INTERVAL,
  IN_ORDER,
  LINK_FIELDS,
  NEXT,
  NOW,
  QUEUE_OF,
  REDIAL_AFTER,
  SERVICE_TIME,
} = layout

/**
 * The general event loop. Only arrivals, ends of service and openings of overflow routes for the first in a queue are events:
 * - Hanging up is looked at when a contact is reached, except where lines, places or redials depend on the moment.
 * - A queue is first come, first served, so whoever reaches a waiting time first is its first contact: one event a route is enough for overflow.
 * - What is booked to the intervals of a span of time is booked when its end is known.
 */
export function runEvents(work: Workspace): void {
  const { queues, intervals, interval, finish } = work.model
  for (let q = 0; q < queues; q++) {
    const time = nextArrival(work, q)
    if (time < Number.POSITIVE_INFINITY) work.calendar.add(time, FIRST_ATTEMPT + KINDS * q)
  }
  work.menus?.begin(work)
  tuneCalendar(work, 0)
  for (let i = 0, start = 0; runInterval(work, i, start); ) {
    i++
    start += interval
    startInterval(work, i)
    if (i === intervals && !finish) break
    tuneCalendar(work, i)
  }
}

/**
 * The events of an interval, or those after the last; false: no more are to come. A call an interval, not one loop for the whole run: V8 compiles a function that is
 * called often with its constants, a loop that it replaces while it runs without them.
 */
function runInterval(work: Workspace, current: number, start: number): boolean {
  const { model, tally, trace, clock, span, head, tail, idle, deficit, newAgents, inSystem, waiting, drawn } = work
  const { queues, groups, routes, intervals } = model
  const { routeStart, routeQueue, routeGroup, routeAfter, routeShape, routeMean } = model
  const { lookStart, lookRoute, lookPriority, weight, afterCall, threshold } = model
  const { attempts, lines, places, totalLines, promptAbandonment, redialBlocked, redialAbandoned } = model
  const { delayedStart, contactFields, tracksIdle, countsLines, hasRedials, calendar } = work
  const { menus, choosesAmong, selection, keepsCallers, hasHandling, hasPatienceFactors } = work
  const { bucketFirst, mask: bucketMask, edge } = calendar
  const queueRows = tally.queue
  const routeRows = tally.route
  const groupRows = tally.group
  const { byArrival, queueFactor, groupFactor, perWait } = work.handling
  const { patienceFactors } = work

  const boundary = current < intervals ? start + model.interval : Number.POSITIVE_INFINITY
  let { contact, link } = work
  let { time: eventTime, what: eventWhat, next: eventNext } = calendar
  const { perWidth } = calendar
  const width = 1 / perWidth
  calendar.seek(start)
  let { bucket } = calendar
  let empty = 0
  let latestEvent = -1

  for (;;) {
    // The earliest event of the bucket, if it has one before its end: lists hold events of later years too.
    let now = edge[0]
    let node = -1
    let before = -1
    for (let e = bucketFirst[bucket], last = -1; e >= 0; last = e, e = eventNext[e]) {
      const time = eventTime[e]
      if (time <= now && (time < now || (node >= 0 && eventWhat[e] < eventWhat[node]))) {
        now = time
        node = e
        before = last
        // This was the first of its moment, so those like it are the first of what is left: many at one moment are not looked through again and again.
        if (time === clock[NOW] && eventWhat[e] === latestEvent) break
      }
    }
    if (now >= boundary) return true
    if (node < 0) {
      bucket = (bucket + 1) & bucketMask
      edge[0] += width
      if (++empty > bucketMask) {
        // A year without an event: on to the next, wherever it is.
        empty = 0
        const earliest = Math.min(calendar.earliest(), boundary)
        if (earliest === Number.POSITIVE_INFINITY) return false
        calendar.seek(earliest)
        bucket = calendar.bucket
      }
      continue
    }
    empty = 0
    if (before < 0) bucketFirst[bucket] = eventNext[node]
    else eventNext[before] = eventNext[node]
    clock[NOW] = now
    const event = eventWhat[node]
    latestEvent = event
    const kind = event & (KINDS - 1)
    if (kind >= HANG_UP) calendar.extra--
    const index = event >> 4

    // What takes the event's place in the calendar; a negative event: nothing does.
    let fillTime = 0
    let fillEvent = -1
    // A contact that goes to an agent: by which route (negative: none does), and what was drawn when it arrived.
    let route = -1
    let q = 0
    let attempt = 1
    let arrived = now
    let arrivalInterval = current
    let service = 0
    let afterCallTime = 0
    let arrives = false
    let ended = 0
    let blocked = false
    let redialChoice = 1
    let delay = 0
    /** Of callers who are told apart: the number of the first call, its interval, and where what was drawn for this attempt stands. */
    let customer = 0
    let firstInterval = current
    let row = 0
    /** A waiting contact for whom an event of hanging up is to be put in. */
    let awaited = -1

    if (kind === SERVICE_END || kind === NEW_AGENT) {
      let group = index
      if (kind === NEW_AGENT) {
        if (--newAgents[group] > 0) {
          fillTime = now
          fillEvent = event
        }
      } else {
        group = routeGroup[index]
        if (countsLines && afterCall[routeQueue[index]] < 0) {
          inSystem[routeQueue[index]]--
          work.linesTaken--
        }
      }
      if (deficit[group] > 0) {
        bookOvertime(work, group, current, clock[NOW])
        deficit[group]--
      } else {
        if (work.contactsWaiting > 0) {
          let bestScore = 0
          let priority = 0
          for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
            if (route >= 0 && lookPriority[k] !== priority) break
            const candidate = lookRoute[k]
            const from = routeQueue[candidate]
            let c = head[from]
            if (c < 0) continue
            if (contact[c * contactFields + DEADLINE] <= now) {
              c = clearHead(work, from) | 0
              if (c < 0) continue
            }
            const wait = now - contact[c * contactFields + ARRIVED]
            if (wait < routeAfter[candidate]) continue
            const score = wait * weight[from]
            if (route < 0 || score > bestScore) {
              route = candidate
              bestScore = score
              priority = lookPriority[k]
            }
          }
        }
        if (route < 0) {
          idle[group]++
          if (tracksIdle) pushIdle(work, group)
          if (current === intervals && work.contactsWaiting === 0 && !(menus && menus.inMenus > 0)) return false
        } else {
          q = routeQueue[route]
        }
      }
    } else if (kind === FIRST_ATTEMPT || kind === NEXT_ATTEMPT || kind === MENU_EXIT) {
      arrives = true
      q = index
      if (kind === FIRST_ATTEMPT) {
        row = drawContact(work, 2 * q) | 0
        fillTime = +nextArrival(work, q)
        if (fillTime < Number.POSITIVE_INFINITY) fillEvent = event
        if (choosesAmong) customer = work.customers[q]++
      } else if (kind === MENU_EXIT) {
        row = (menus as MenuSource).exit(work, index) | 0
        q = work.caller[CALLER_QUEUE]
        customer = work.caller[CALLER_NUMBER]
      } else if (keepsCallers) {
        row = tryAgain(work, index) | 0
        q = work.caller[CALLER_QUEUE]
        attempt = work.caller[CALLER_ATTEMPT]
        customer = work.caller[CALLER_NUMBER]
        firstInterval = work.caller[CALLER_FIRST_INTERVAL]
        queueRows[(current * queues + q) * QUEUE_COLUMNS + QUEUE.redials]++
      } else {
        q = index % queues
        attempt = (index - q) / queues
        row = drawContact(work, 2 * q + 1) | 0
        queueRows[(current * queues + q) * QUEUE_COLUMNS + QUEUE.redials]++
      }
      queueRows[(current * queues + q) * QUEUE_COLUMNS + QUEUE.offered]++

      service = drawn[row + DRAWN_SERVICE]
      afterCallTime = drawn[row + DRAWN_AFTER_CALL]
      let patience = drawn[row + DRAWN_PATIENCE]
      if (hasPatienceFactors) patience = patience * patienceFactors[current * queues + q] + ROUNDER - ROUNDER
      const deadline = now + patience
      if (hasRedials && attempt < attempts[q]) {
        delay = drawn[row + DRAWN_REDIAL_DELAY]
        redialChoice = drawn[row + DRAWN_REDIAL_CHOICE]
      }

      blocked = countsLines && (inSystem[q] >= lines[q] || work.linesTaken >= totalLines)
      if (!blocked) {
        if (choosesAmong && selection[q] !== IN_ORDER)
          route = chooseRoute(work, q, delayedStart[q], customer, attempt) | 0
        else {
          const end = delayedStart[q]
          for (let r = routeStart[q]; r < end; r++) {
            if (idle[routeGroup[r]] > 0) {
              route = r
              break
            }
          }
        }
        if (route >= 0) {
          const group = routeGroup[route]
          idle[group]--
          if (tracksIdle) shiftIdle(work, group)
          service = drawn[row + DRAWN_SERVICE + DRAWN_AHEAD * routeShape[route]]
          if (countsLines) {
            inSystem[q]++
            work.linesTaken++
          }
        } else if (waiting[q] >= places[q] || isCentreFull(work)) blocked = true
        else {
          if (countsLines) {
            inSystem[q]++
            work.linesTaken++
          }
          waiting[q]++
          if (model.longestQueue && waiting[q] > tally.longestQueue[current * queues + q])
            tally.longestQueue[current * queues + q] = waiting[q]
          if (work.freeContact < 0) {
            work.growContacts()
            contact = work.contact
            link = work.link
          }
          const c = work.freeContact
          const fields = c * contactFields
          const links = c * LINK_FIELDS
          work.freeContact = link[links + NEXT]
          work.contactsWaiting++
          contact[fields + ARRIVED] = now
          contact[fields + DEADLINE] = deadline
          contact[fields + AFTER_CALL_TIME] = afterCallTime
          contact[fields + REDIAL_AFTER] = redialChoice < redialAbandoned[q] ? delay : Number.POSITIVE_INFINITY
          contact[fields + SERVICE_TIME] = service
          for (let s = contactFields - SERVICE_TIME - 1; s > 0; s--)
            contact[fields + SERVICE_TIME + s] = drawn[row + DRAWN_SERVICE + DRAWN_AHEAD * s]
          link[links + NEXT] = -1
          link[links + ARRIVAL_INTERVAL] = current
          link[links + ATTEMPT] = attempt
          link[links + QUEUE_OF] = q
          link[links + CUSTOMER] = customer
          link[links + FIRST_INTERVAL] = firstInterval
          if (head[q] < 0) {
            head[q] = c
            if (delayedStart[q] < routeStart[q + 1]) setTimers(work, q)
          } else link[tail[q] * LINK_FIELDS + NEXT] = c
          tail[q] = c
          if (promptAbandonment[q]) awaited = c
        }
      }
    } else if (kind === ROUTE_OPENS) {
      q = routeQueue[index]
      const c = clearHead(work, q) | 0
      const opens = c < 0 ? 0 : contact[c * contactFields + ARRIVED] + routeAfter[index]
      if (opens > now) {
        fillTime = opens
        fillEvent = event
      } else {
        work.timerSet[index] = 0
        if (opens === now) {
          let end = index + 1
          while (end < routeStart[q + 1] && routeAfter[end] === routeAfter[index]) end++
          const links = c * LINK_FIELDS
          route = chooseRoute(work, q, end, link[links + CUSTOMER], link[links + ATTEMPT]) | 0
          if (route >= 0) {
            idle[routeGroup[route]]--
            if (tracksIdle) shiftIdle(work, routeGroup[route])
          }
        }
      }
    } else if (kind === HANG_UP) {
      if (contact[index * contactFields + DEADLINE] === now) {
        hangUp(work, index)
        contact = work.contact
        link = work.link
        eventTime = calendar.time
        eventWhat = calendar.what
        eventNext = calendar.next
      }
    } else if (kind === MENU_ENTRY) {
      ;(menus as MenuSource).enter(work, index, current)
      eventTime = calendar.time
      eventWhat = calendar.what
      eventNext = calendar.next
    } else {
      inSystem[index]--
      work.linesTaken--
    }

    if (route >= 0) {
      if (!arrives) {
        const c = head[q]
        const fields = c * contactFields
        const links = c * LINK_FIELDS
        arrived = contact[fields + ARRIVED]
        arrivalInterval = link[links + ARRIVAL_INTERVAL]
        attempt = link[links + ATTEMPT]
        firstInterval = link[links + FIRST_INTERVAL]
        afterCallTime = contact[fields + AFTER_CALL_TIME]
        service = contact[fields + SERVICE_TIME + routeShape[route]]
        dropHead(work, q)
        waiting[q]--
        if (head[q] >= 0 && delayedStart[q] < routeStart[q + 1]) setTimers(work, q)
      }
      let handleTime = service * routeMean[route]
      if (hasHandling) {
        const ofQueue = byArrival[q] ? arrivalInterval : current
        const factor = queueFactor[ofQueue * queues + q] * groupFactor[current * groups + routeGroup[route]]
        handleTime = handleTime * factor + (now - arrived) * perWait[q]
      }
      ended = now + (handleTime + ROUNDER - ROUNDER)
      const free = ended + afterCallTime
      if (fillEvent >= 0) {
        const added = calendar.free
        calendar.free = eventNext[added]
        eventTime[added] = free
        eventWhat[added] = SERVICE_END + KINDS * route
        const place = (free * perWidth) & bucketMask
        eventNext[added] = bucketFirst[place]
        bucketFirst[place] = added
      } else {
        fillTime = free
        fillEvent = SERVICE_END + KINDS * route
      }
    }
    if (fillEvent < 0) {
      eventNext[node] = calendar.free
      calendar.free = node
    } else {
      eventTime[node] = fillTime
      eventWhat[node] = fillEvent
      const place = (fillTime * perWidth) & bucketMask
      eventNext[node] = bucketFirst[place]
      bucketFirst[place] = node
    }

    // Bookkeeping comes last, and of that what is rare: after a call V8 looks anew at what every array is.
    if (route >= 0) {
      const group = routeGroup[route]
      const wait = now - arrived
      const row = (arrivalInterval * routes + route) * ROUTE_COLUMNS
      routeRows[row + ROUTE.answered]++
      if (wait <= threshold[q]) routeRows[row + ROUTE.answeredWithin]++
      routeRows[row + ROUTE.answeredWait] += wait
      routeRows[row + ROUTE.handleSeconds] += ended - now + afterCallTime
      if (ended < boundary) groupRows[(current * groups + group) * GROUP_COLUMNS + GROUP.busy] += ended - now
      else {
        span[0] = now
        span[1] = ended
        bookBusySpan(work, group)
      }
      if (wait > 0) {
        span[0] = arrived
        span[1] = now
        bookQueued(work, q, arrivalInterval, current)
      }
      if (afterCallTime > 0) {
        routeRows[row + ROUTE.afterCallSeconds] += afterCallTime
        span[0] = ended
        span[1] = ended + afterCallTime
        bookAfterCallSpan(work, group)
      }
      if (countsLines && afterCall[q] >= 0) {
        calendar.moment[0] = ended
        calendar.putExtra(LINE_RELEASE + KINDS * q)
      }
      if (trace !== undefined)
        trace(q, attempt, arrived, OUTCOME.answered, group, clock[NOW], ended, ended + afterCallTime)
      if (keepsCallers) bookServed(work, q, firstInterval, attempt, wait <= threshold[q])
    } else if (awaited >= 0) awaitHangUp(work, awaited)
    else if (blocked) {
      queueRows[(current * queues + q) * QUEUE_COLUMNS + QUEUE.blocked]++
      if (trace !== undefined) trace(q, attempt, arrived, OUTCOME.blocked, -1, arrived, arrived, arrived)
      if (redialChoice < redialBlocked[q]) {
        calendar.moment[0] = now + delay
        if (keepsCallers) {
          redialAsBefore(work, q, attempt, customer, firstInterval, row)
          contact = work.contact
          link = work.link
        } else redial(work, q, attempt)
      }
    }
    if (calendar.time !== eventTime) {
      eventTime = calendar.time
      eventWhat = calendar.what
      eventNext = calendar.next
    }
  }
}
