import type { Horizon, Target } from '../domain/index.ts'
import { addTimes } from '../numeric/dot.ts'
import { type RandomStream, randomStream } from '../numeric/random/stream.ts'
import { dayTotals } from './group-parts.ts'
import { type ServiceModel, steadyState, tierStates } from './service-model.ts'
import { addExpectedSurplus, SharedCurves, type TierSurplus } from './sure/expected-surplus.ts'
import { type Rests, restsOf } from './sure/rests.ts'
import { holds, surplusesOf } from './sure/surplus.ts'

/** The likelihood over the days from (inclusive) to (exclusive), counted from 0; NaN for days without contacts. */
export type TargetMet = (from: number, to: number) => number

export interface TargetMetInput {
  model: ServiceModel
  /** Every one must be met. */
  targets: readonly Target[]
  horizon: Horizon
  /** 1 where open. */
  open: Uint8Array
  aht: Float64Array
  agents: Float64Array
  /** Tiers of the group, the highest first, with their targets and their share in the contacts of each interval; in place of `targets`. */
  tiers?: readonly { targets: readonly Target[]; share: Float64Array }[] | undefined
  /** Sample paths of the group's volume, one value an interval. */
  paths: readonly Float64Array[]
  seed: number
}

/** How often each course of a day comes to pass, each time with other luck; of several days once, for there luck evens out. */
const TIMES = 4
/** For fewer courses a dozen states for each interval would be most of the work: intervals share them. */
const FEW = 100

/**
 * How likely the staffing curve meets its targets over a stretch of days, in the volume-weighted mean: the share of the drawn courses in which it does.
 *
 * A course says how many contacts come. What the formulas expect of so many is not what a day of them comes to: the queue goes on from interval to interval, and calls, handle times and patience have luck
 * of their own. A day that is expected to end a little above its target often ends below. So some days are simulated, and every course gets what the formulas expect of it and what a simulated day was off by.
 * Of a group with tiers none are simulated: there the luck within the day is left out.
 */
export function targetMet(input: TargetMetInput): TargetMet {
  const { model, targets, horizon, open, aht, agents, paths, tiers, seed } = input
  const { interval, dayCount: days } = horizon
  const surpluses: TierSurplus[] = (tiers ?? [{ targets, share: undefined }]).flatMap((tier, of) =>
    tier.targets.flatMap((target) =>
      surplusesOf(target).map((each) => ({ ...each, of, share: (i: number) => tier.share?.[i] ?? 1 })),
    ),
  )
  const count = paths.length
  const expected = surpluses.map(() => new Float64Array(days * count))
  const contacts = dayTotals(paths, horizon)
  const curves = new SharedCurves(surpluses, (volume, time, staff) =>
    steadyState(model, volume / interval, time, staff),
  )
  const counts = new Float64Array(count)
  for (let day = 0; day < days; day++) {
    for (let i = horizon.dayFrom[day]; i < horizon.dayFrom[day + 1]; i++) {
      if (!open[i]) continue
      if (!tiers && count < FEW) {
        for (let p = 0; p < count; p++) counts[p] = paths[p][i]
        curves.add(expected, day * count, counts, aht[i], agents[i])
        continue
      }
      const statesAt = (volume: number) =>
        tiers
          ? tierStates(
              model,
              tiers.map(({ share }) => (volume / interval) * share[i]),
              aht[i],
              agents[i],
            )
          : [steadyState(model, volume / interval, aht[i], agents[i])]
      addExpectedSurplus(expected, day * count, i, surpluses, paths, statesAt)
    }
  }
  const rests = tiers ? undefined : restsOf({ ...input, patience: model.patience }, surpluses, expected, contacts)

  return (from, to) => {
    if (!anyAbove0(contacts, from * count, to * count)) return Number.NaN
    return rests ? shareWithRests(rests, from, to) : shareMet(sumsExpected(from, to))
  }

  /** Every course comes to pass several times, with the rests of days drawn from all that were simulated. */
  function shareWithRests(each: Rests, from: number, to: number): number {
    const random = randomStream(seed, from, to)
    let sum = 0
    const times = to - from > 1 ? 1 : TIMES
    for (let time = 0; time < times; time++) sum += shareMet(sumsWithRests(each, from, to, random))
    return sum / times
  }

  /** What each part of the target comes to over the days, for each course. */
  function sumsExpected(from: number, to: number): readonly Float64Array[] {
    return expected.map((values) => {
      const sums = new Float64Array(count)
      for (let day = from; day < to; day++) addTimes(sums, 0, 1, values, day * count, count)
      return sums
    })
  }

  function sumsWithRests(rests: Rests, from: number, to: number, random: RandomStream): readonly Float64Array[] {
    const like = rests.daysLike(from * count, uniforms((to - from) * count, random))
    return surpluses.map((_, s) => {
      const sums = new Float64Array(count)
      rests.addTo(sums, s, from * count, like)
      return sums
    })
  }

  function shareMet(sums: readonly Float64Array[]): number {
    return countMet(sums, count) / count
  }
}

function anyAbove0(values: Float64Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (values[at] > 0) return true
  return false
}

function uniforms(count: number, random: RandomStream): Float64Array {
  const shares = new Float64Array(count)
  for (let k = 0; k < count; k++) shares[k] = random.uniform()
  return shares
}

/** In how many courses every part of the target holds. */
function countMet(sums: readonly Float64Array[], courses: number): number {
  let met = 0
  for (let p = 0; p < courses; p++) {
    let all = true
    for (let s = 0; s < sums.length && all; s++) all = holds(sums[s][p])
    if (all) met++
  }
  return met
}
