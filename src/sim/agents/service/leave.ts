import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import * as columns from '../../model/tally.ts'
import * as outcomes from '../../model/trace.ts'
import { drop, isCampaign } from '../campaign/index.ts'
import { afterDelay, bookLeft, goTo, releaseLine } from '../contact/index.ts'
import { ABANDONED, BLOCKED, followUp, redialDelay, redialQueue, redialShare } from '../journey/index.ts'
import type { Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { QUEUE, QUEUE_COLUMNS } = columns
const { OUTCOME } = outcomes
const { ELSEWHERE, EVENT, WAY } = state

export function rowOf({ model }: Centre, { interval, queue }: Contact): number {
  return (interval * model.queues + queue) * QUEUE_COLUMNS
}

/** The last interval has ended and nobody stays for those who wait. */
export function isAllOver({ current, model }: Centre): boolean {
  return current === model.intervals && !model.finish
}

export function block(centre: Centre, contact: Contact): void {
  if (contact.counts) centre.tally.queue[rowOf(centre, contact) + QUEUE.blocked]++
  centre.tellUnanswered(contact, OUTCOME.blocked, centre.now)
  releaseLine(centre, contact)
  followUp(centre, contact, OUTCOME.blocked)
  leaveCentre(centre, contact, BLOCKED)
}

/** A contact is lost to an outage: counts as blocked, and may call again as those do. */
export function lose(centre: Centre, contact: Contact): void {
  centre.countOf(contact, AGENT_LEVEL_QUEUE.lost)
  block(centre, contact)
}

/** A contact was not served: calls again, or has gone. After the last interval nobody calls again. */
export function leaveCentre(centre: Centre, contact: Contact, cause: number): void {
  const { model, agentLevel } = centre
  const { redials } = agentLevel
  const q = contact.queue
  if (centre.campaigns && isCampaign(centre.campaigns, q)) {
    drop(centre, centre.campaigns, contact, cause === ABANDONED)
    return
  }
  const usual = cause === BLOCKED ? model.redialBlocked[q] : model.redialAbandoned[q]
  const share = redials ? redialShare(redials, contact, cause) : usual
  const delay = redials ? redialDelay(centre, contact, redials, cause) : contact.redialDelay
  const time = afterDelay(centre, q, delay)
  if (contact.redialChoice >= share || time >= model.intervals * model.interval) {
    centre.endContact(contact)
    return
  }
  const queue = redials ? redialQueue(centre, contact, redials, cause) : q
  contact.attempt++
  if (queue !== q) {
    goTo(centre, contact, queue, WAY.redial, time)
    return
  }
  contact.stamp++
  contact.state = ELSEWHERE
  contact.visit++
  centre.agenda.plan(time, EVENT.nextAttempt, contact.place, contact.stamp)
}

/** A contact whom nobody will serve any more. */
export function leave(centre: Centre, contact: Contact): void {
  bookLeft(centre, contact, centre.now)
  releaseLine(centre, contact)
  centre.endContact(contact)
}
