import { uniform } from '../../../numeric/random/stream.ts'
import * as kernel from '../../kernel/index.ts'
import type { Outcome } from '../../model/trace.ts'
import { afterDelay, contactStream, ownTime, startFollowUp, WORK } from '../contact/index.ts'
import type { Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { WAY } = state

/** A contact has ended: the work that follows from it comes, each piece by its own chance. What its customer does is not touched. After the end of the run nothing comes. */
export function followUp(centre: Centre, contact: Contact, outcome: Outcome): void {
  const { followUps } = centre.agentLevel
  if (!followUps) return
  const { start, to, share, after, delay } = followUps
  const q = contact.queue
  for (let k = start[q]; k < start[q + 1]; k++) {
    if (after[k] !== outcome) continue
    const which = k - start[q]
    if (share[k] < 1 && uniform(contactStream(centre, contact, PURPOSE.followUps + which), 0) >= share[k]) continue
    const time = afterDelay(centre, q, ownTime(centre, contact, delay[k], PURPOSE.followUpDelays + which, 0))
    if (time < centre.model.intervals * centre.model.interval)
      startFollowUp(centre, contact, WORK.followUps + which, to[k], WAY.followUp, time)
  }
}
