import { dayAt, type Horizon, type Target } from '../domain/index.ts'
import type { SteadyState } from '../erlang/index.ts'
import { type ServiceModel, serviceLevel, steadyState, tierStates } from './service-model.ts'

/** The likelihood over the days from (inclusive) to (exclusive), counted from 0; NaN for days without contacts. */
export type TargetMet = (from: number, to: number) => number

/** Points at which an interval's service is computed over the range of its drawn volumes. */
const NODES = 24

export interface TargetMetInput {
  model: ServiceModel
  /** Every one must be met. */
  targets: readonly Target[]
  horizon: Horizon
  aht: Float64Array
  agents: Float64Array
  /** Tiers of the group, the highest first, with their targets and their share in the contacts of each interval; in place of `targets`. */
  tiers?: readonly { targets: readonly Target[]; share: Float64Array }[] | undefined
  /** Sample paths of the group's volume, one value an interval. */
  paths: readonly Float64Array[]
}

/**
 * How likely the staffing curve meets its targets over a stretch of days, in the volume-weighted mean: the share of the drawn courses in which it does.
 *
 * A path is a course of counts; what the queueing model needs is the rate behind a count. Counting a busy half hour as if its rate had been so high would count the Poisson noise twice,
 * for the model contains it already. So what is added up for a count is not f, the contacts served well at that rate, but f - (x/2) f'': over the Poisson noise it has the expectation
 * f(rate), to the next order in x / (width of f)^2. f is computed at 24 volumes an interval and interpolated.
 */
export function targetMet({ model, targets, horizon, aht, agents, paths, tiers }: TargetMetInput): TargetMet {
  const { interval, dayCount: days } = horizon
  const conditions = (tiers ?? [{ targets }]).flatMap((tier, of) =>
    tier.targets.flatMap((target) => dailyConditions(target).map((each) => ({ ...each, of }))),
  )
  const count = paths.length
  const sums = conditions.map(() => new Float64Array(days * count))
  const weights = conditions.map(() => new Float64Array(days * count))
  for (let i = 0; i < horizon.length; i++) addInterval(i, dayAt(horizon, i) * count)
  return (from, to) => {
    const over = (values: Float64Array, p: number) => {
      let sum = 0
      for (let day = from; day < to; day++) sum += values[day * count + p]
      return sum
    }
    let good = 0
    let weighed = 0
    for (let p = 0; p < count; p++) {
      const met = conditions.map(({ holds }, c) => {
        const weight = over(weights[c], p)
        weighed += Math.abs(weight)
        return weight === 0 || holds(over(sums[c], p) / weight)
      })
      if (met.every(Boolean)) good++
    }
    return weighed > 0 ? good / count : Number.NaN
  }

  function statesAt(rate: number, i: number): readonly SteadyState[] {
    if (!tiers) return [steadyState(model, rate, aht[i], agents[i])]
    return tierStates(
      model,
      tiers.map(({ share }) => rate * share[i]),
      aht[i],
      agents[i],
    )
  }

  function addInterval(i: number, at: number): void {
    let low = Infinity
    let high = 0
    for (const path of paths) {
      if (!(path[i] > 0)) continue
      low = Math.min(low, path[i])
      high = Math.max(high, path[i])
    }
    if (high === 0) return
    const step = (high - low) / (NODES - 1)
    const states = Array.from({ length: step > 0 ? NODES : 1 }, (_, k) => statesAt((low + k * step) / interval, i))
    for (const [c, { value, weight, of }] of conditions.entries()) {
      const share = tiers ? tiers[of].share[i] : 1
      const weighted = states.map((state, k) => (low + k * step) * share * weight(state[of]))
      const totals = expectedOverPoisson(
        states.map((state, k) => weighted[k] * value(state[of])),
        low,
        step,
      )
      const totalWeights = expectedOverPoisson(weighted, low, step)
      for (let p = 0; p < paths.length; p++) {
        const volume = paths[p][i]
        if (!(volume > 0)) continue
        const place = step > 0 ? (volume - low) / step : 0
        weights[c][at + p] += between(totalWeights, place)
        sums[c][at + p] += between(totals, place)
      }
    }
  }
}

/** f - (x/2) f'' at evenly spaced x; f itself where it is not finite. */
function expectedOverPoisson(f: readonly number[], low: number, step: number): number[] {
  if (f.length < 3) return [...f]
  return f.map((value, k) => {
    const middle = Math.min(Math.max(k, 1), f.length - 2)
    const curvature = (f[middle - 1] - 2 * f[middle] + f[middle + 1]) / step ** 2
    return Number.isFinite(curvature) ? value - ((low + k * step) / 2) * curvature : value
  })
}

/** A part of a target over a day: which figure, weighted how, and what it must be. Occupancy is a matter of the plan, not of the day's luck. */
interface DailyCondition {
  value: (state: SteadyState) => number
  /** Weight a contact. */
  weight: (state: SteadyState) => number
  holds: (value: number) => boolean
}

function dailyConditions(target: Target): DailyCondition[] {
  const offered = () => 1
  const answered = (state: SteadyState) => state.connectRate
  const { serviceLevel: level, connectRate, abandonment, asa, meanWait } = target
  const conditions: (DailyCondition | undefined)[] = [
    level && { value: (state) => serviceLevel(state, target), weight: offered, holds: (share) => share >= level.share },
    connectRate === undefined
      ? undefined
      : { value: answered, weight: offered, holds: (share) => share >= connectRate },
    abandonment === undefined
      ? undefined
      : { value: (state) => state.abandonment, weight: offered, holds: (share) => share <= abandonment },
    asa === undefined ? undefined : { value: (state) => state.asa, weight: answered, holds: (wait) => wait <= asa },
    meanWait === undefined
      ? undefined
      : { value: (state) => state.meanWait, weight: offered, holds: (wait) => wait <= meanWait },
  ]
  return conditions.filter((condition) => condition !== undefined)
}

function between(values: readonly number[], at: number): number {
  const left = Math.min(Math.floor(at), values.length - 1)
  const right = Math.min(left + 1, values.length - 1)
  const share = at - left
  return share === 0 || left === right ? values[left] : values[left] * (1 - share) + values[right] * share
}
