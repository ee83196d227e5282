import { intervalsPerDay, type Target } from '../domain/index.ts'
import type { SteadyState } from '../erlang/index.ts'
import { type ServiceModel, serviceLevel, steadyState } from './service-model.ts'

/** Points at which an interval's service is computed over the range of its drawn volumes; between them it is interpolated. */
const NODES = 24

export interface TargetMetInput {
  model: ServiceModel
  /** Every one must be met. */
  targets: readonly Target[]
  interval: number
  aht: Float64Array
  agents: Float64Array
  /** Sample paths of the group's volume, one value an interval. */
  paths: readonly Float64Array[]
}

/**
 * For each day the share of the drawn days in which the staffing curve meets its targets over the day, weighted by volume.
 *
 * An interval's service as a function of its volume is computed at 24 volumes and interpolated (error under 0.002 of a share).
 * A path's volume is taken as the interval's arrival rate: its Poisson noise counts as if it were known, which makes the answer a little pessimistic
 * where an interval has only a handful of contacts.
 */
export function targetMet({ model, targets, interval, aht, agents, paths }: TargetMetInput): Float64Array {
  const perDay = intervalsPerDay(interval)
  const days = Math.floor(aht.length / perDay)
  const met = new Float64Array(days)
  const conditions = targets.flatMap((target) => dailyConditions(target))
  const sums = conditions.map(() => new Float64Array(paths.length))
  const weights = conditions.map(() => new Float64Array(paths.length))
  for (let day = 0; day < days; day++) {
    for (const array of [...sums, ...weights]) array.fill(0)
    for (let i = day * perDay; i < (day + 1) * perDay; i++) {
      addInterval(i)
    }
    let good = 0
    for (let p = 0; p < paths.length; p++) {
      if (conditions.every(({ holds }, c) => weights[c][p] === 0 || holds(sums[c][p] / weights[c][p]))) good++
    }
    met[day] = good / paths.length
  }
  return met

  function addInterval(i: number): void {
    let low = Infinity
    let high = 0
    for (const path of paths) {
      if (!(path[i] > 0)) continue
      low = Math.min(low, path[i])
      high = Math.max(high, path[i])
    }
    if (high === 0) return
    const step = (high - low) / (NODES - 1)
    const states = Array.from({ length: step > 0 ? NODES : 1 }, (_, k) =>
      steadyState(model, (low + k * step) / interval, aht[i], agents[i]),
    )
    for (const [c, { value, weight }] of conditions.entries()) {
      const values = states.map(value)
      const weightsAt = states.map(weight)
      for (let p = 0; p < paths.length; p++) {
        const volume = paths[p][i]
        if (!(volume > 0)) continue
        const at = step > 0 ? (volume - low) / step : 0
        const w = volume * between(weightsAt, at)
        if (w === 0) continue
        weights[c][p] += w
        sums[c][p] += w * between(values, at)
      }
    }
  }
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
