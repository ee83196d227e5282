import { bookAbandoned } from './booking.ts'
import { HANG_UP, KINDS, NEXT_ATTEMPT, NOTED, ROUTE_OPENS } from './events.ts'
import { ARRIVED, ATTEMPT, DEADLINE, LINK_FIELDS, NEXT, QUEUE_OF, REDIAL_AFTER, type Workspace } from './workspace.ts'

/** Takes those who have hung up from the front of a queue; the first who still waits, or -1. */
export function clearHead(work: Workspace, queue: number, now: number): number {
  const { contact, contactFields, head, waiting } = work
  const before = head[queue]
  let first = before
  while (first >= 0) {
    const deadline = contact[first * contactFields + DEADLINE]
    if (deadline > now) break
    if (deadline !== NOTED) {
      bookAbandoned(work, queue, first, deadline)
      waiting[queue]--
    }
    dropHead(work, queue)
    first = head[queue]
  }
  if (first >= 0 && first !== before) setTimers(work, queue, now)
  return first
}

/** Takes the first contact from a queue's list. */
export function dropHead(work: Workspace, queue: number): void {
  const { head, tail, link } = work
  const first = head[queue]
  const next = link[first * LINK_FIELDS + NEXT]
  head[queue] = next
  if (next < 0) tail[queue] = -1
  link[first * LINK_FIELDS + NEXT] = work.freeContact
  work.freeContact = first
  work.contact[first * work.contactFields + DEADLINE] = NOTED
  work.contactsWaiting--
}

/**
 * Sees to it that an event comes when a route opens for the first contact of a queue. An event that stands already is not later than that: it was meant for a contact
 * before this one, and moves itself on. For a contact for whom a route is open no event is needed: while it waits, no agent of that group is free.
 */
export function setTimers(work: Workspace, queue: number, now: number): void {
  const { model, timerSet } = work
  const arrived = work.contact[work.head[queue] * work.contactFields + ARRIVED]
  const end = model.routeStart[queue + 1]
  for (let route = work.delayedStart[queue]; route < end; route++) {
    const opens = arrived + model.routeAfter[route]
    if (opens >= now && timerSet[route] === 0) {
      timerSet[route] = 1
      work.calendar.add(opens, ROUTE_OPENS + KINDS * route)
    }
  }
}

/** Where the moment of hanging up matters: the contact hangs up now. Its place in the list is cleared when it is reached. */
export function hangUp(work: Workspace, contact: number, now: number): void {
  const queue = work.link[contact * LINK_FIELDS + QUEUE_OF]
  const delay = work.contact[contact * work.contactFields + REDIAL_AFTER]
  bookAbandoned(work, queue, contact, now)
  work.contact[contact * work.contactFields + DEADLINE] = NOTED
  work.waiting[queue]--
  work.inSystem[queue]--
  work.linesTaken--
  redial(work, queue, work.link[contact * LINK_FIELDS + ATTEMPT], now + delay)
}

/** The next attempt of somebody who was blocked or hung up; after the last interval it is not made. */
export function redial(work: Workspace, queue: number, attempt: number, time: number): void {
  const { model } = work
  if (time < model.intervals * model.interval)
    work.calendar.addExtra(time, NEXT_ATTEMPT + KINDS * (queue + model.queues * (attempt + 1)))
}

/** The event of a waiting contact's hanging up. */
export function awaitHangUp(work: Workspace, contact: number, deadline: number): void {
  if (deadline < Number.POSITIVE_INFINITY) work.calendar.addExtra(deadline, HANG_UP + KINDS * contact)
}
