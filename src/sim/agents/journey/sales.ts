import { uniform } from '../../../numeric/random/stream.ts'
import * as kernel from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import type { SalesModel } from '../../model/feature-models.ts'
import { contactStream, ownTime } from '../contact/index.ts'
import type { Centre, Contact } from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { AGENT_LEVEL_QUEUE } = agentLevelColumns

/** Whether a contact that is answered now will be offered something, and with what success: counts it. Seconds that it takes. */
export function makeOffer(centre: Centre, contact: Contact, { share, time, success, revenue }: SalesModel): number {
  const { queue, interval } = contact
  if (share[queue] === 0) return 0
  if (centre.offerChances.of(contact) >= share[queue]) return 0
  centre.count(AGENT_LEVEL_QUEUE.offers, interval, queue)
  // The first number of the stream is whether there is an offer.
  const stream = contactStream(centre, contact, PURPOSE.offer)
  uniform(stream, 0)
  if (uniform(stream, 0) < success[queue]) {
    centre.count(AGENT_LEVEL_QUEUE.sales, interval, queue)
    centre.count(AGENT_LEVEL_QUEUE.revenue, interval, queue, revenue[queue])
  }
  return ownTime(centre, contact, time[queue], PURPOSE.offerTime, 0)
}
