import * as kernel from '../../kernel/index.ts'
import { drawContact } from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { onGrid } from '../../model/grid.ts'
import * as columns from '../../model/tally.ts'
import { customerRepeats } from '../cases/index.ts'
import {
  bookVisit,
  joinQueue,
  leaveQueue,
  planNextRoute,
  releaseLine,
  takeLine,
  takeOwnDraws,
} from '../contact/index.ts'
import { fetchIdle, joinDeferred } from '../deferred/index.ts'
import { agentsFor, callLater, isOpen, offerInsteadOfWaiting, planAnnouncement, turnAway } from '../journey/index.ts'
import type { Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { assign } from './assign.ts'
import { chooseAgent } from './choose.ts'
import { block, isAllOver, leave, lose, rowOf } from './leave.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { DRAWN_AFTER_CALL, DRAWN_AHEAD, DRAWN_PATIENCE, DRAWN_REDIAL_CHOICE, DRAWN_REDIAL_DELAY, DRAWN_SERVICE } = kernel
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { QUEUE } = columns
const { CALL_LATER, EVENT, NO_LINE, WAY, WITHOUT_LINE } = state

/**
 * All that chance decides about an attempt, drawn when it is made, whatever becomes of it: from its place in `work.drawn` on. Who keeps the handle time of an earlier attempt does so; what was drawn for it
 * is not used, so that others draw what they draw anyway.
 */
export function takeDraws(centre: Centre, contact: Contact, row: number, keepsHandleTime = false): void {
  const { workspace, model } = centre
  const { drawn } = workspace
  const q = contact.queue
  const shapes = model.shapeStart[q + 1] - model.shapeStart[q]
  if (!keepsHandleTime) {
    for (let s = 0; s < shapes; s++) contact.service[s] = drawn[row + DRAWN_SERVICE + s * DRAWN_AHEAD]
    contact.afterCall = drawn[row + DRAWN_AFTER_CALL]
  }
  contact.deadline = centre.now + drawn[row + DRAWN_PATIENCE]
  contact.redialChoice = contact.attempt < model.attempts[q] ? drawn[row + DRAWN_REDIAL_CHOICE] : 1
  contact.redialDelay = drawn[row + DRAWN_REDIAL_DELAY]
}

/** Somebody who was blocked or hung up calls again. */
export function callAgain(centre: Centre, contact: Contact): void {
  contact.startAnew(WAY.redial)
  contact.arrived = centre.now
  contact.interval = centre.current
  const { redials } = centre.agentLevel
  const { queue } = contact
  takeDraws(centre, contact, drawContact(centre.workspace, 2 * queue + 1), redials?.keepsHandleTime[queue] === 1)
  if (redials?.keepsPatience[queue] === 1) contact.deadline = centre.now + contact.patience
  ask(centre, contact)
}

/** A contact of somebody who has had others comes to its queue. */
export function visit(centre: Centre, contact: Contact): void {
  centre.underWay--
  contact.arrived = centre.now
  contact.interval = centre.current
  takeOwnDraws(centre, contact)
  if (!contact.counts) centre.count(AGENT_LEVEL_QUEUE.uncounted, contact.interval, contact.queue)
  if (centre.cases && contact.way === WAY.repeat) customerRepeats(centre, centre.cases, contact)
  ask(centre, contact)
}

/** A contact asks for an agent. */
export function ask(centre: Centre, contact: Contact): void {
  const { model, agentLevel, linesOfParent, tally } = centre
  contact.patience = contact.deadline - centre.now
  if (agentLevel.hours && !isOpen(centre, agentLevel.hours, contact.queue)) {
    turnAway(centre, contact, agentLevel.hours)
    return
  }
  if (contact.counts) {
    tally.queue[rowOf(centre, contact) + QUEUE.offered]++
    bookVisit(centre, contact)
  }
  contact.joined = centre.now
  if (centre.deferred && agentLevel.deferred?.isDeferred[contact.queue]) {
    releaseLine(centre, contact)
    joinDeferred(centre, centre.deferred, contact)
    return
  }
  if (isAllOver(centre)) {
    leave(centre, contact)
    return
  }
  if (centre.troubles && centre.troubles.lost[contact.queue] > 0) {
    lose(centre, contact)
    return
  }
  if (agentLevel.patienceFactors) {
    const factor = agentLevel.patienceFactors[centre.current * model.queues + contact.queue]
    contact.deadline = centre.now + onGrid((contact.deadline - centre.now) * factor)
  }
  const parent = model.parentOf[contact.queue]
  const isChat = agentLevel.chat !== undefined && agentLevel.chat.isChat[contact.queue] === 1
  if (isChat) releaseLine(centre, contact)
  const wantsLine = contact.line === NO_LINE && !isChat
  if (wantsLine && (linesOfParent[parent] >= agentLevel.parentLines[parent] || centre.linesTaken >= model.totalLines)) {
    block(centre, contact)
    return
  }
  const agent = chooseAgent(centre, contact, 0)
  if (!agent && contact.line !== WITHOUT_LINE && isFull(centre, contact)) {
    block(centre, contact)
    return
  }
  if (wantsLine) takeLine(centre, contact)
  if (agent) {
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else if (!agentLevel.offers || offerInsteadOfWaiting(centre, contact, agentLevel.offers)) wait(centre, contact)
}

/** All places to wait are taken: those of the contact's queue, or of the centre. */
function isFull(centre: Centre, contact: Contact): boolean {
  const { model, waitingOfParent, placesTaken } = centre
  return waitingOfParent[model.parentOf[contact.queue]] >= placesOf(centre, contact) || placesTaken >= model.totalPlaces
}

/** Places to wait in the contact's queue now. */
function placesOf(centre: Centre, { queue }: Contact): number {
  const { parentPlaces, placesPerAgent } = centre.agentLevel
  const parent = centre.model.parentOf[queue]
  const places = parentPlaces[parent]
  const perAgent = placesPerAgent?.[parent] ?? Number.POSITIVE_INFINITY
  return perAgent === Number.POSITIVE_INFINITY
    ? places
    : Math.min(places, Math.floor(perAgent * agentsFor(centre, queue)))
}

export function wait(centre: Centre, contact: Contact): void {
  const { agentLevel, agenda } = centre
  const { offers, announcements } = agentLevel
  if (offers && contact.callback === CALL_LATER) {
    callLater(centre, contact, offers)
    return
  }
  joinQueue(centre, contact)
  if (contact.deadline < Number.POSITIVE_INFINITY)
    agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  if (announcements) planAnnouncement(centre, contact, announcements)
}

/** Somebody is to be called back: by whoever is free, or in turn. */
export function callBack(centre: Centre, contact: Contact): void {
  centre.underWay--
  contact.joined = centre.now
  if (isAllOver(centre)) {
    leave(centre, contact)
    return
  }
  const agent = chooseAgent(centre, contact, centre.now - contact.arrived)
  if (agent) {
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else joinQueue(centre, contact)
}

/** A route has opened for a contact that still waits. */
export function routeOpens(centre: Centre, contact: Contact): void {
  const agent = chooseAgent(centre, contact, centre.now - contact.arrived)
  if (agent) {
    leaveQueue(centre, contact)
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else planNextRoute(centre, contact)
}
