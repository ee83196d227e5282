import { STRATA_OF, Strata } from '../kernel/index.ts'
import type { CompiledModel } from '../model/model.ts'
import type { ReplicationJob } from './replication-job.ts'

/** Factors up to which replications are looked at one by one. A hundred replications can tell no more of them apart. */
const MOST_FACTORS = 60

/** Factors of a source of chance: so many, one after the other. */
interface Factors {
  key: number
  of: (typeof STRATA_OF)[keyof typeof STRATA_OF]
  count: number
}

/** By replication: which hundredth of its distribution each factor takes that makes days busy, from 0. Undefined where there are none, or very many. */
export function hundredths({
  model,
  seed,
}: Pick<ReplicationJob, 'model' | 'seed'>): ((replication: number) => number[]) | undefined {
  const all = model.strata > 1 ? factorsOf(model) : []
  const count = all.reduce((sum, each) => sum + each.count, 0)
  if (count === 0 || count > MOST_FACTORS) return undefined
  const strata = new Strata()
  return (replication) => {
    strata.reset(model.strata, seed, replication)
    return all.flatMap(({ key, of, count }) => {
      strata.begin(key, of)
      return Array.from({ length: count }, () => strata.part())
    })
  }
}

function factorsOf(model: CompiledModel): Factors[] {
  const { intervals, intervalsPerDay, dayPartOfInterval, busynessKey, menus, dayFactors } = model
  const days = intervals / intervalsPerDay
  const ofDay = dayPartOfInterval.subarray(0, intervalsPerDay)
  const parts = ofDay.filter((part, i) => i === 0 || part !== ofDay[i - 1]).length
  const perDay = (day: number, part: number) =>
    (day < Number.POSITIVE_INFINITY ? 1 : 0) + (part < Number.POSITIVE_INFINITY ? parts : 0)
  const { queueBusynessShape: ofQueue, queueDayPartBusynessShape: ofQueuePart } = model
  const count = days * perDay(model.busynessShape, model.dayPartBusynessShape)
  return [
    { key: 0, of: STRATA_OF.centre, count },
    ...Array.from(busynessKey, (key, q) => {
      // The tiers of a queue have its factors in common.
      const isFirst = busynessKey.indexOf(key) === q
      return { key, of: STRATA_OF.queues, count: isFirst ? days * perDay(ofQueue[q], ofQueuePart[q]) : 0 }
    }),
    ...Array.from(menus?.menus ?? [], (_, m) => {
      const count = menus ? days * perDay(menus.busynessShape[m], menus.dayPartBusynessShape[m]) : 0
      return { key: menus?.key[m] ?? 0, of: STRATA_OF.menus, count }
    }),
    ...Array.from({ length: dayFactors?.count ?? 0 }, (_, key) => ({ key, of: STRATA_OF.days, count: days })),
  ].filter(({ count }) => count > 0)
}
