import { comesAfter } from '../model/clock.ts'
import { bookAbandoned } from './booking.ts'
import { drawContact } from './draws.ts'
import * as kinds from './events.ts'
import type { Workspace } from './workspace.ts'
import * as layout from './workspace.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AFTER_CALL_TIME, ARRIVED, ATTEMPT, CUSTOMER, DEADLINE, FIRST_INTERVAL, KEPT_PATIENCE, LINK_FIELDS } = layout
const { NEXT, NOW, QUEUE_OF, REDIAL_AFTER, SERVICE_TIME } = layout
const { CALLER_ATTEMPT, CALLER_FIRST_INTERVAL, CALLER_NUMBER, CALLER_QUEUE } = layout
const { DRAWN_AFTER_CALL, DRAWN_AHEAD, DRAWN_PATIENCE, DRAWN_SERVICE } = layout
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
  const arrived = work.contact[contact * work.contactFields + ARRIVED]
  const delay = work.contact[contact * work.contactFields + REDIAL_AFTER]
  work.contact[contact * work.contactFields + DEADLINE] = NOTED
  work.waiting[queue]--
  work.inSystem[queue]--
  work.linesTaken--
  work.calendar.moment[0] = work.clock[NOW] + delay
  const attempt = work.link[contact * LINK_FIELDS + ATTEMPT]
  if (!work.keepsCallers) {
    redial(work, queue, attempt)
    return
  }
  if (!isInRun(work, queue)) return
  // The place in the list is cleared later: what is kept of the caller moves to another.
  const place = freePlace(work)
  const { link, contactFields } = work
  for (let field = ATTEMPT; field < LINK_FIELDS; field++)
    link[place * LINK_FIELDS + field] = link[contact * LINK_FIELDS + field]
  for (let field = AFTER_CALL_TIME; field < contactFields; field++)
    work.contact[place * contactFields + field] = work.contact[contact * contactFields + field]
  work.contact[place * contactFields + KEPT_PATIENCE] = work.clock[NOW] - arrived
  work.calendar.putExtra(NEXT_ATTEMPT + KINDS * place)
}

/** The next attempt of somebody who was blocked or hung up, at the calendar's `moment` were there no nights; after the last interval it is not made. */
export function redial(work: Workspace, queue: number, attempt: number): void {
  if (isInRun(work, queue)) work.calendar.putExtra(NEXT_ATTEMPT + KINDS * (queue + work.model.queues * (attempt + 1)))
}

/** The same where callers are told apart, of somebody who was blocked: what was drawn for the attempt stands in `drawn` from `row` on. */
export function redialAsBefore(
  work: Workspace,
  queue: number,
  attempt: number,
  customer: number,
  firstInterval: number,
  row: number,
): void {
  if (!isInRun(work, queue)) return
  const place = freePlace(work)
  const { contact, contactFields, link, drawn } = work
  const fields = place * contactFields
  const links = place * LINK_FIELDS
  link[links + ATTEMPT] = attempt
  link[links + QUEUE_OF] = queue
  link[links + CUSTOMER] = customer
  link[links + FIRST_INTERVAL] = firstInterval
  contact[fields + AFTER_CALL_TIME] = drawn[row + DRAWN_AFTER_CALL]
  contact[fields + KEPT_PATIENCE] = drawn[row + DRAWN_PATIENCE]
  for (let s = 0; s < contactFields - SERVICE_TIME; s++)
    contact[fields + SERVICE_TIME + s] = drawn[row + DRAWN_SERVICE + DRAWN_AHEAD * s]
  work.calendar.putExtra(NEXT_ATTEMPT + KINDS * place)
}

/** A caller who is told apart tries again: who it is stands in `work.caller`, what it keeps in `drawn` from the place on that is returned, beside what was drawn anew. */
export function tryAgain(work: Workspace, place: number): number {
  const { contact, contactFields, link, drawn, caller, keepsHandleTime, keepsPatience } = work
  const fields = place * contactFields
  const links = place * LINK_FIELDS
  const queue = link[links + QUEUE_OF]
  caller[CALLER_QUEUE] = queue
  caller[CALLER_ATTEMPT] = link[links + ATTEMPT] + 1
  caller[CALLER_NUMBER] = link[links + CUSTOMER]
  caller[CALLER_FIRST_INTERVAL] = link[links + FIRST_INTERVAL]
  const row = drawContact(work, 2 * queue + 1)
  if (keepsHandleTime[queue]) {
    drawn[row + DRAWN_AFTER_CALL] = contact[fields + AFTER_CALL_TIME]
    for (let s = 0; s < contactFields - SERVICE_TIME; s++)
      drawn[row + DRAWN_SERVICE + DRAWN_AHEAD * s] = contact[fields + SERVICE_TIME + s]
  }
  if (keepsPatience[queue]) drawn[row + DRAWN_PATIENCE] = contact[fields + KEPT_PATIENCE]
  link[links + NEXT] = work.freeContact
  work.freeContact = place
  return row
}

/** A place in `contact` for a caller between two attempts. */
function freePlace(work: Workspace): number {
  if (work.freeContact < 0) work.growContacts()
  const place = work.freeContact
  work.freeContact = work.link[place * LINK_FIELDS + NEXT]
  work.contact[place * work.contactFields + DEADLINE] = NOTED
  return place
}

/** Whether the attempt at the calendar's `moment` is made; where the run leaps over nights, they are added to that. */
function isInRun({ model, calendar, clock }: Workspace, queue: number): boolean {
  const now = clock[NOW]
  if (model.intervals > model.intervalsPerDay && model.openHoursCount[queue] === 0)
    calendar.moment[0] = comesAfter(model, now, calendar.moment[0] - now)
  return calendar.moment[0] < model.intervals * model.interval
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
