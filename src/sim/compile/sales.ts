import { checkNumber, checkShare } from '../../domain/index.ts'
import { missing, pointer, type QueueScenario } from '../../scenario/index.ts'
import type { SalesModel } from '../model/feature-models.ts'
import type { CompileContext } from './context.ts'

/**
 * Offers after service; undefined where there are none.
 *
 * @param queues the model's: one a queue and tier
 * @throws {KrarupError} OUT_OF_RANGE, MISSING
 */
export function compileSales(queues: readonly QueueScenario[], names: CompileContext): SalesModel | undefined {
  if (!queues.some(({ offer }) => offer)) return undefined
  const place = (q: number, key: string) => `/queues/${pointer(names.queueNames[q])}/offer/${key}`
  return {
    share: Float64Array.from(queues, ({ offer }, q) => checkShare(place(q, 'share'), offer ? offer.share : 0)),
    time: Int32Array.from(queues, ({ offer }, q) => {
      if (offer && offer.time === undefined)
        throw missing(place(q, 'time'), 'an offer takes time', 'give a mean in seconds, or a distribution')
      return names.addTime(offer?.time, place(q, 'time'))
    }),
    success: Float64Array.from(queues, ({ offer }, q) => checkShare(place(q, 'success'), offer ? offer.success : 0)),
    revenue: Float64Array.from(queues, ({ offer }, q) => checkNumber(place(q, 'revenue'), offer?.revenue ?? 0)),
  }
}
