import { uniform } from '../../../numeric/random/stream.ts'
import { PURPOSE } from '../../kernel/index.ts'
import { AGENT_LEVEL_QUEUE } from '../../model/agent-level-columns.ts'
import type { OffersModel } from '../../model/feature-models.ts'
import { onGrid } from '../../model/grid.ts'
import { QUEUE, QUEUE_COLUMNS } from '../../model/tally.ts'
import { OUTCOME } from '../../model/trace.ts'
import { contactStream, goTo, releaseLine } from '../contact/index.ts'
import { CALL_IN_TURN, CALL_LATER, type Centre, type Contact, WAY, WITHOUT_LINE } from '../state/index.ts'
import { expectedWait } from './expected-wait.ts'

/**
 * Somebody on the line has to wait: another channel is offered first, then a call back; who takes neither is told the expected wait and may hang up at once.
 *
 * @returns false: gone
 */
export function offerInsteadOfWaiting(centre: Centre, contact: Contact, offers: OffersModel): boolean {
  const q = contact.queue
  if (contact.line === WITHOUT_LINE || contact.deadline <= centre.now) return true
  const wait = expectedWait(centre, q, offers)
  if (wait > offers.deflectAbove[q] && says(centre, contact, PURPOSE.deflection, offers.deflectShare[q])) {
    deflect(centre, contact, offers.deflectTo[q])
    return false
  }
  if (wait > offers.callbackAbove[q]) {
    centre.countOf(contact, AGENT_LEVEL_QUEUE.callbacksOffered)
    if (says(centre, contact, PURPOSE.callback, offers.callbackAccept[q])) {
      acceptCallback(centre, contact, offers.later[q] ? CALL_LATER : CALL_IN_TURN)
      return true
    }
  }
  if (says(centre, contact, PURPOSE.announcedWait, shareThatLeaves(offers, q, wait))) {
    centre.countOf(contact, AGENT_LEVEL_QUEUE.leftAtAnnouncement)
    contact.deadline = centre.now
  } else if (offers.informed[q]) hear(centre, contact, offers, wait)
  return true
}

/** Whoever is told more than the own patience hangs up at once; the others stay, for ever or for a patience that knows more. */
function hear(centre: Centre, contact: Contact, { perPlace, informedPatience }: OffersModel, wait: number): void {
  const q = contact.queue
  const told = Number.isNaN(perPlace[q]) ? wait : (centre.waiting[q].count + 1) * perPlace[q]
  const patience = contact.deadline - centre.now
  if (told > patience) {
    centre.countOf(contact, AGENT_LEVEL_QUEUE.leftAtAnnouncement)
    contact.deadline = centre.now
  } else contact.deadline = centre.now + onGrid(patience * informedPatience[q])
}

function says(centre: Centre, contact: Contact, question: number, share: number): boolean {
  return share > 0 && uniform(contactStream(centre, contact, question), 0) < share
}

function shareThatLeaves({ tellStart, tellAbove, tellLeave }: OffersModel, queue: number, wait: number): number {
  let k = tellStart[queue + 1] - 1
  while (k >= tellStart[queue] && wait <= tellAbove[k]) k--
  return k < tellStart[queue] ? 0 : tellLeave[k]
}

function deflect(centre: Centre, contact: Contact, to: number): void {
  centre.countOf(contact, AGENT_LEVEL_QUEUE.deflected)
  centre.tellUnanswered(contact, OUTCOME.deflected, centre.now)
  releaseLine(centre, contact)
  if (to < 0) centre.endContact(contact)
  else goTo(centre, contact, to, WAY.deflection, centre.now)
}

function acceptCallback(centre: Centre, contact: Contact, callback: number): void {
  const { tally, model } = centre
  centre.countOf(contact, AGENT_LEVEL_QUEUE.callbacks)
  if (contact.counts) tally.queue[(contact.interval * model.queues + contact.queue) * QUEUE_COLUMNS + QUEUE.queued]++
  releaseLine(centre, contact)
  contact.line = WITHOUT_LINE
  contact.callback = callback
  contact.deadline = Number.POSITIVE_INFINITY
}
