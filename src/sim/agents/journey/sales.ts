import { uniform } from '../../../numeric/random/stream.ts'
import { CENTRE_QUEUE } from '../../model/agents-columns.ts'
import type { SalesModel } from '../../model/feature-models.ts'
import { askLuck, LUCK, ownTime } from '../contact/index.ts'
import type { Centre, Contact } from '../state/index.ts'

/** Whether a contact that is answered now will be offered something, and with what success: counts it. Seconds that it takes. */
export function makeOffer(centre: Centre, contact: Contact, { share, time, success, revenue }: SalesModel): number {
  const { queue, interval } = contact
  if (share[queue] === 0) return 0
  const luck = askLuck(centre, contact, LUCK.offer)
  if (uniform(luck, 0) >= share[queue]) return 0
  centre.count(CENTRE_QUEUE.offers, interval, queue)
  if (uniform(luck, 0) < success[queue]) {
    centre.count(CENTRE_QUEUE.sales, interval, queue)
    centre.count(CENTRE_QUEUE.revenue, interval, queue, revenue[queue])
  }
  return ownTime(centre, contact, time[queue], LUCK.offerTime, 0)
}
