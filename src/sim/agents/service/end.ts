import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { HANG_UP, type HoursModel } from '../../model/feature-models.ts'
import * as outcomes from '../../model/trace.ts'
import { afterCallOfList, isCampaign } from '../campaign/index.ts'
import {
  bookAbandoned,
  bookAfterwards,
  bookAgentTime,
  bookAssigned,
  bookSentAway,
  leaveQueue,
  releaseLine,
} from '../contact/index.ts'
import { ABANDONED, BLOCKED, closes, followUp, goOn, hearAnnouncement, isReached, tryAgain } from '../journey/index.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { answer } from './assign.ts'
import { release } from './free.ts'
import { leave, leaveCentre, lose } from './leave.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { OUTCOME } = outcomes
const { AFTER_CALL, EVENT, RINGING, WAITING, WAY } = state

/** A contact hangs up, waiting or while the agent's telephone rings. */
export function hangUp(centre: Centre, contact: Contact): void {
  const { agent, state } = contact
  // Who calls again does so without the agent whose telephone rang.
  contact.agent = undefined
  if (state === WAITING) leaveQueue(centre, contact)
  bookAbandoned(centre, contact)
  followUp(centre, contact, OUTCOME.abandoned)
  releaseLine(centre, contact)
  leaveCentre(centre, contact, ABANDONED)
  if (agent) {
    bookAgentTime(centre, agent)
    release(centre, agent)
  }
}

/** An announcement is heard. */
export function announce(centre: Centre, contact: Contact): void {
  const { announcements } = centre.agentLevel
  if (announcements && hearAnnouncement(centre, contact, announcements)) hangUp(centre, contact)
}

/** The telephone has rung long enough: the agent's, or that of a customer who is called back and may not answer. */
export function pickUp(centre: Centre, contact: Contact): void {
  if (!contact.callback || isReached(centre, contact)) {
    answer(centre, contact)
    return
  }
  const agent = contact.agent as Agent
  contact.agent = undefined
  bookAgentTime(centre, agent)
  tryAgain(centre, contact)
  release(centre, agent)
}

/** The conversation ends, or is cut off by an outage; after-call work begins if there is any. */
export function endTalk(centre: Centre, contact: Contact, isCut = false): void {
  const { now, agenda } = centre
  const agent = contact.agent as Agent
  bookAgentTime(centre, agent)
  bookAfterwards(centre, contact)
  const { afterCall } = contact
  const free = now + afterCall
  endConversation(centre, contact, agent, free, isCut)
  if (afterCall > 0) {
    agent.state = AFTER_CALL
    agent.stamp++
    agent.since = now
    agenda.plan(free, EVENT.afterCallEnd, agent.place, agent.stamp)
  } else release(centre, agent)
}

/** The customer has been served, or is cut off: goes, goes on elsewhere, or will come again. */
export function endConversation(centre: Centre, contact: Contact, agent: Agent, free: number, isCut = false): void {
  const { now, trace, agentLevel } = centre
  trace?.(
    contact.queue,
    contact.attempt,
    contact.arrived,
    OUTCOME.answered,
    agent.group,
    contact.answered,
    now,
    free,
    agent.place,
    contact.customer,
    contact.origin,
    contact.visit,
    contact.followUp,
  )
  contact.agent = undefined
  if (centre.campaigns && isCampaign(centre.campaigns, contact.queue)) {
    releaseLine(centre, contact)
    centre.campaigns.talking[contact.queue]--
    if (contact.isRightParty && !isCut) followUp(centre, contact, OUTCOME.answered)
    afterCallOfList(centre, centre.campaigns, contact, contact.isRightParty && !isCut)
    return
  }
  if (!isCut) followUp(centre, contact, OUTCOME.answered)
  if (isCut || !agentLevel.onward || !goOn(centre, contact, agentLevel.onward, agent.group)) {
    releaseLine(centre, contact)
    if (isCut) leaveCentre(centre, contact, BLOCKED)
    else centre.endContact(contact)
  }
}

export function endAfterCall(centre: Centre, agent: Agent): void {
  // Where all was known when contact and agent found each other, it is booked.
  if (agent.since < centre.now) bookAgentTime(centre, agent)
  release(centre, agent)
}

/** A conversation, or a call that rings, is cut off by an outage. Who was not answered yet counts as lost, who was as cut off; both may call again as the blocked do. */
export function cutOff(centre: Centre, agent: Agent): void {
  const contact = agent.contact as Contact
  if (contact.state === RINGING) {
    contact.agent = undefined
    releaseLine(centre, contact)
    bookAgentTime(centre, agent)
    lose(centre, contact)
    release(centre, agent)
    return
  }
  centre.countOf(contact, AGENT_LEVEL_QUEUE.cutOff)
  contact.afterCall = 0
  endTalk(centre, contact, true)
}

/** Those who wait in a queue are lost. */
export function loseWaiting(centre: Centre, q: number): void {
  for (let contact = centre.waiting[q].first; contact; ) {
    const next: Contact | undefined = contact.after
    // Who is to be called back is not on the line.
    if (!contact.callback) {
      leaveQueue(centre, contact)
      bookAssigned(centre, contact)
      releaseLine(centre, contact)
      lose(centre, contact)
    }
    contact = next
  }
}

/** A queue closes: those who wait are sent away, or hang up, unless its next hours begin at once, without a night between. Whoever is being rung is answered. */
export function closeQueue(centre: Centre, queue: number, hours: HoursModel): void {
  if (!closes(centre, queue, hours)) return
  const hangsUp = hours.atClosing[queue] === HANG_UP
  centre.isEvening = true
  for (const line of [centre.waiting[queue], centre.waitingLater[queue]])
    for (let contact = line.first; contact; ) {
      const next: Contact | undefined = contact.after
      if (!hangsUp) sendAway(centre, contact)
      // Who is to be called back, or has left a message, is not on the line.
      else if (!contact.callback && contact.way !== WAY.message) hangUp(centre, contact)
      contact = next
    }
  centre.isEvening = false
}

function sendAway(centre: Centre, contact: Contact): void {
  bookSentAway(centre, contact)
  leaveQueue(centre, contact)
  releaseLine(centre, contact)
  followUp(centre, contact, OUTCOME.sentAway)
  centre.endContact(contact)
}

/** The last interval has ended and nobody is served any more: those who wait are left. */
export function leaveAll(centre: Centre): void {
  for (const line of [...centre.waiting, ...centre.waitingLater])
    for (let contact = line.first; contact; ) {
      const next: Contact | undefined = contact.after
      leaveQueue(centre, contact)
      leave(centre, contact)
      contact = next
    }
}
