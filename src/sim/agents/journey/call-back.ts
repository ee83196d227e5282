import { uniform } from '../../../numeric/random/stream.ts'
import { PURPOSE } from '../../kernel/index.ts'
import { AGENT_LEVEL_QUEUE } from '../../model/agent-level-columns.ts'
import type { OffersModel } from '../../model/feature-models.ts'
import { OUTCOME } from '../../model/trace.ts'
import { afterDelay, bookLeft, contactStream, ownTime } from '../contact/index.ts'
import { type Centre, type Contact, ELSEWHERE, EVENT } from '../state/index.ts'
import { followUp } from './follow-ups.ts'

/** A call back in a quiet time is agreed: from the time of day on before which it is not to be made. */
export function callLater(centre: Centre, contact: Contact, { notBefore }: OffersModel): void {
  const { model, now } = centre
  const day = model.intervalsPerDay * model.interval
  const today = now - (now % day) + notBefore[contact.queue]
  const time = notBefore[contact.queue] === 0 || today === now ? now : today > now ? today : today + day
  contact.joined = now
  if (time < model.intervals * model.interval || time === now) planCall(centre, contact, time)
  else {
    bookLeft(centre, contact, now)
    centre.endContact(contact)
  }
}

function planCall(centre: Centre, contact: Contact, time: number): void {
  contact.stamp++
  contact.state = ELSEWHERE
  centre.underWay++
  centre.agenda.plan(time, EVENT.callbackDue, contact.place, contact.stamp)
}

/** How long the agent dials. */
export function dialTime(centre: Centre, contact: Contact): number {
  const { dial } = centre.agentLevel.offers as OffersModel
  centre.countOf(contact, AGENT_LEVEL_QUEUE.callbackCalls)
  return ownTime(centre, contact, dial[contact.queue], PURPOSE.dialTimes + contact.calls, 0)
}

export function isReached(centre: Centre, contact: Contact): boolean {
  const { reached } = centre.agentLevel.offers as OffersModel
  const share = reached[contact.queue]
  return share === 1 || uniform(contactStream(centre, contact, PURPOSE.reached + contact.calls), 0) < share
}

/** The customer has not answered: is called once more after a while, or given up. After the end of the run there is no while. */
export function tryAgain(centre: Centre, contact: Contact): void {
  const { calls, retry } = centre.agentLevel.offers as OffersModel
  const { model, now } = centre
  const { queue } = contact
  const time = afterDelay(centre, queue, ownTime(centre, contact, retry[queue], PURPOSE.retries + contact.calls, 0))
  contact.calls++
  if (contact.calls < calls[queue] && time < model.intervals * model.interval) {
    planCall(centre, contact, time)
    return
  }
  centre.countOf(contact, AGENT_LEVEL_QUEUE.callbacksMissed)
  centre.tellUnanswered(contact, OUTCOME.missed, now)
  followUp(centre, contact, OUTCOME.missed)
  centre.endContact(contact)
}
