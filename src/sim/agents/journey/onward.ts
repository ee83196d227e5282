import * as kernel from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import type { OnwardModel } from '../../model/feature-models.ts'
import { afterDelay, goTo, keepLine, ownTime, releaseLine, startFollowUp, WORK } from '../contact/index.ts'
import type { Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { WAY } = state

/** After the conversation: whether the customer is put through to another queue, on the line that is open, or will come again because the matter is not solved. */
export function goOn(centre: Centre, contact: Contact, onward: OnwardModel, group: number): boolean {
  const { model, now } = centre
  const transfer = chooseTransfer(centre, contact, onward, group)
  if (transfer >= 0) centre.countOf(contact, AGENT_LEVEL_QUEUE.transferredOut)
  const { repeatShare, repeatDelay, repeatTo } = onward
  const q = contact.queue
  // A ticket is not the customer, who may come again all the same.
  if (transfer >= 0 && repeatShare[q] > 0 && isWork(centre, onward.transferTo[transfer]))
    startFollowUp(centre, contact, WORK.transfer, onward.transferTo[transfer], WAY.transfer, now)
  else if (transfer >= 0) {
    keepLine(centre, contact)
    goTo(centre, contact, onward.transferTo[transfer], WAY.transfer, now)
    contact.priority = onward.transferPriority[transfer]
    contact.counts = onward.transferCounts[transfer] === 1
    return true
  }
  if (repeatShare[q] === 0 || centre.repeatChances.of(contact) >= repeatShare[q]) return false
  const time = afterDelay(centre, q, ownTime(centre, contact, repeatDelay[q], PURPOSE.repeatDelay, 0))
  if (time >= model.intervals * model.interval) return false
  releaseLine(centre, contact)
  contact.attempt = 1
  goTo(centre, contact, repeatTo[q], WAY.repeat, time)
  return true
}

/** What `goOn` would say, before the conversation: what chance decides about it has a stream of its own. */
export function goesOn(centre: Centre, contact: Contact, onward: OnwardModel, group: number): boolean {
  if (chooseTransfer(centre, contact, onward, group) >= 0) return true
  const share = onward.repeatShare[contact.queue]
  return share > 0 && centre.repeatChances.of(contact) < share
}

function isWork({ agentLevel }: Centre, queue: number): boolean {
  return agentLevel.deferred?.isDeferred[queue] === 1
}

/** One of the queue's transfers, or -1. */
function chooseTransfer(centre: Centre, contact: Contact, onward: OnwardModel, group: number): number {
  const { transferStart, transferShare } = onward
  const end = transferStart[contact.queue + 1]
  let t = transferStart[contact.queue]
  if (t === end) return -1
  const { groups } = centre.model
  let left = centre.transferChances.of(contact)
  for (; t < end; t++) {
    left -= transferShare[t * groups + group]
    if (left < 0) return t
  }
  return -1
}
