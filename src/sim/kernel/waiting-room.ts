import { comesAfter } from '../model/clock.ts'
import { bookAbandoned } from './booking.ts'
import * as kinds from './events.ts'
import type { Workspace } from './workspace.ts'
import * as layout from './workspace.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { ARRIVED, ATTEMPT, DEADLINE, LINK_FIELDS, NEXT, NOW, QUEUE_OF, REDIAL_AFTER } = layout
const { HANG_UP, KINDS, NEXT_ATTEMPT, NOTED, ROUTE_OPENS } = kinds

// Moments are not handed over but stand in `work.clock`, in the calendar or with the contact: a number that is handed to a function may be put on the heap.

/** Takes those who have hung up by now from the front of a queue; the first who still waits, or -1. */
export function clearHead(work: Workspace, queue: number): number {
  const { contact, contactFields, head, waiting, clock } = work
  const now = clock[NOW]
  const before = head[queue]
  let first = before
  while (first >= 0) {
    const deadline = contact[first * contactFields + DEADLINE]
    if (deadline > now) break
    if (deadline !== NOTED) {
      bookAbandoned(work, queue, first)
      waiting[queue]--
    }
    dropHead(work, queue)
    first = head[queue]
  }
  if (first >= 0 && first !== before) setTimers(work, queue)
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
export function setTimers(work: Workspace, queue: number): void {
  const { model, timerSet, clock, calendar } = work
  const arrived = work.contact[work.head[queue] * work.contactFields + ARRIVED]
  const end = model.routeStart[queue + 1]
  for (let route = work.delayedStart[queue]; route < end; route++) {
    const opens = arrived + model.routeAfter[route]
    if (opens >= clock[NOW] && timerSet[route] === 0) {
      timerSet[route] = 1
      calendar.moment[0] = opens
      calendar.put(ROUTE_OPENS + KINDS * route)
    }
  }
}

/** Where the moment of hanging up matters: the contact hangs up now. Its place in the list is cleared when it is reached. */
export function hangUp(work: Workspace, contact: number): void {
  const queue = work.link[contact * LINK_FIELDS + QUEUE_OF]
  bookAbandoned(work, queue, contact)
  work.contact[contact * work.contactFields + DEADLINE] = NOTED
  work.waiting[queue]--
  work.inSystem[queue]--
  work.linesTaken--
  work.calendar.moment[0] = work.clock[NOW] + work.contact[contact * work.contactFields + REDIAL_AFTER]
  redial(work, queue, work.link[contact * LINK_FIELDS + ATTEMPT])
}

/** The next attempt of somebody who was blocked or hung up, at the calendar's `moment` were there no nights; after the last interval it is not made. */
export function redial(work: Workspace, queue: number, attempt: number): void {
  const { model, calendar } = work
  const now = work.clock[NOW]
  if (model.intervals > model.intervalsPerDay && model.openHoursCount[queue] === 0)
    calendar.moment[0] = comesAfter(model, now, calendar.moment[0] - now)
  if (calendar.moment[0] < model.intervals * model.interval)
    calendar.putExtra(NEXT_ATTEMPT + KINDS * (queue + model.queues * (attempt + 1)))
}

/** The event of a waiting contact's hanging up. */
export function awaitHangUp(work: Workspace, contact: number): void {
  const { calendar } = work
  const deadline = work.contact[contact * work.contactFields + DEADLINE]
  if (deadline === Number.POSITIVE_INFINITY) return
  calendar.moment[0] = deadline
  calendar.putExtra(HANG_UP + KINDS * contact)
}

/** Whether all places to wait of the centre are taken. Who has hung up may still stand in a list, but is not counted in `waiting`. */
export function isCentreFull({ model, waiting }: Workspace): boolean {
  const { totalPlaces, queues } = model
  if (totalPlaces === Number.POSITIVE_INFINITY) return false
  let taken = 0
  for (let q = 0; q < queues; q++) taken += waiting[q]
  return taken >= totalPlaces
}
