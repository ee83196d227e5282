import type { Target } from '../../domain/index.ts'
import { decreasingRoot } from '../../numeric/root.ts'
import { type ServiceModel, steadyState } from '../service-model.ts'
import type { PlannedIntervals } from './review.ts'

/** Intervals that are looked at: evenly spread over the plan. */
const MOST_LOOKED_AT = 120
/** Patience that is looked for, in seconds. */
const SHORTEST = 1
const LONGEST = 1e5
/** Below this share of contacts lost nobody hangs up: the plan's file has four decimals. */
const NOBODY = 1e-5
/** Thresholds that targets have, in seconds. */
const USUAL = [10, 20, 30, 15, 60, 5, 40, 45, 25, 90, 120, 180, 300, 0]
/** Mean error below which a threshold gives the plan's service level back: its file has tenths of contacts and of seconds. */
const GIVES_BACK = 0.003

/** The queueing model that a plan was sized with. */
export interface PlanModel {
  model: ServiceModel
  /** Seconds that are in time. */
  within: number
  /** Mean absolute difference of the model's service level from the plan's own, weighted by contacts; NaN where the plan has none. */
  error: number
}

interface Interval {
  rate: number
  contacts: number
  aht: number
  agents: number
  serviceLevel: number
  abandonment: number
}

/**
 * The queueing model that gives the plan's own figures back: of patience that which loses as many contacts, of thresholds that which answers as many in time. A file of a plan tells neither,
 * and need not: its figures follow from them.
 *
 * @param given what is known of them
 */
export function planModel(
  planned: PlannedIntervals,
  interval: number,
  given: { patience?: number | 'infinite'; target?: Target; alsoTry?: number },
): PlanModel {
  const looked = sample(planned, interval)
  const model = modelOf(looked, given.patience)
  const errorAt = (within: number) => levelError(looked, model, within)
  const told = given.target?.serviceLevel?.within
  if (told !== undefined) return { model, within: told, error: errorAt(told) }
  const [within, error] = [...USUAL, ...(given.alsoTry === undefined ? [] : [given.alsoTry])]
    .map((candidate) => [candidate, errorAt(candidate)] as const)
    .reduce((best, next) => (best[1] < GIVES_BACK || !(next[1] < best[1]) ? best : next))
  return { model, within, error }
}

function sample(planned: PlannedIntervals, interval: number): Interval[] {
  const places = Array.from(planned.volume.keys()).filter(
    (i) => planned.volume[i] > 0 && planned.aht[i] > 0 && planned.agents[i] > 0,
  )
  const step = Math.max(1, places.length / MOST_LOOKED_AT)
  return Array.from({ length: Math.min(places.length, MOST_LOOKED_AT) }, (_, k) => {
    const i = places[Math.floor(k * step)]
    return {
      rate: planned.volume[i] / interval,
      contacts: planned.volume[i],
      aht: planned.aht[i],
      agents: Math.round(planned.agents[i]),
      serviceLevel: planned.serviceLevel[i],
      abandonment: planned.abandonment[i],
    }
  })
}

function modelOf(looked: readonly Interval[], patience: number | 'infinite' | undefined): ServiceModel {
  if (patience !== undefined) return patience === 'infinite' ? erlangC() : { model: 'erlangA', patience }
  const known = looked.filter(({ abandonment }) => abandonment >= 0)
  const lost = known.reduce((sum, { contacts, abandonment }) => sum + contacts * abandonment, 0)
  const contacts = known.reduce((sum, one) => sum + one.contacts, 0)
  if (!(lost > NOBODY * contacts)) return erlangC()
  const tooMany = (logPatience: number) => {
    const model: ServiceModel = { model: 'erlangA', patience: Math.exp(logPatience) }
    return (
      known.reduce((sum, { rate, aht, agents, contacts: own }) => {
        return sum + own * steadyState(model, rate, aht, agents).abandonment
      }, 0) - lost
    )
  }
  const log = decreasingRoot(tooMany, Math.log(SHORTEST), Math.log(LONGEST))
  return { model: 'erlangA', patience: Math.exp(log) }
}

function erlangC(): ServiceModel {
  return { model: 'erlangC', patience: Number.POSITIVE_INFINITY }
}

function levelError(looked: readonly Interval[], model: ServiceModel, within: number): number {
  const sum = { error: 0, contacts: 0 }
  for (const { rate, contacts, aht, agents, serviceLevel } of looked) {
    if (Number.isNaN(serviceLevel)) continue
    sum.error += contacts * Math.abs(steadyState(model, rate, aht, agents).serviceLevel(within) - serviceLevel)
    sum.contacts += contacts
  }
  return sum.error / sum.contacts
}
