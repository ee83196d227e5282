import { uniform } from '../../../numeric/random/stream.ts'
import { PURPOSE } from '../../kernel/index.ts'
import type { RedialModel } from '../../model/feature-models.ts'
import { contactStream, ownTime } from '../contact/index.ts'
import type { Centre, Contact } from '../state/index.ts'

/** Why a contact tries again. */
export const ABANDONED = 0
export const BLOCKED = 1

/** The share of those who try again, and by how much later, in which queue one of them does so. */
export function redialShare(redials: RedialModel, { queue, attempt }: Contact, cause: number): number {
  return redials.share[rowOf(queue, cause, attempt)]
}

export function redialDelay(centre: Centre, contact: Contact, redials: RedialModel, cause: number): number {
  const own = redials.delay[rowOf(contact.queue, cause, contact.attempt)]
  return own < 0 ? contact.redialDelay : ownTime(centre, contact, own, PURPOSE.redialDelayByCause, 0)
}

export function redialQueue(centre: Centre, contact: Contact, redials: RedialModel, cause: number): number {
  const { changeStart, changeShare, changeTo } = redials
  const row = contact.queue * 2 + cause
  if (changeStart[row] === changeStart[row + 1]) return contact.queue
  let left = uniform(contactStream(centre, contact, PURPOSE.redialQueue), 0)
  for (let k = changeStart[row]; k < changeStart[row + 1]; k++) {
    left -= changeShare[k]
    if (left < 0) return changeTo[k]
  }
  return contact.queue
}

function rowOf(queue: number, cause: number, attempt: number): number {
  return (queue * 2 + cause) * 2 + (attempt > 1 ? 1 : 0)
}
