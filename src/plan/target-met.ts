import { dayAt, type Horizon, type Target } from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { type ServiceModel, steadyState, tierStates } from './service-model.ts'
import { expectedSurplus, type TierSurplus } from './sure/expected-surplus.ts'
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

/** How often each course comes to pass, each time with other luck within its days. */
const TIMES = 4

/**
 * How likely the staffing curve meets its targets over a stretch of days, in the volume-weighted mean: the share of the drawn courses in which it does.
 *
 * A course says how many contacts come. What the formulas expect of so many is not what a day of them comes to: the queue goes on from interval to interval, and calls, handle times and patience have luck
 * of their own. A day that is expected to end a little above its target often ends below. So some days are simulated, and every course gets what the formulas expect of it and what a simulated day was off by.
 * Of a group with tiers none are simulated: there the luck within the day is left out.
 */
export function targetMet(input: TargetMetInput): TargetMet {
  const { model, targets, horizon, aht, agents, paths, tiers, seed } = input
  const { interval, dayCount: days } = horizon
  const surpluses: TierSurplus[] = (tiers ?? [{ targets, share: undefined }]).flatMap((tier, of) =>
    tier.targets.flatMap((target) =>
      surplusesOf(target).map((each) => ({ ...each, of, share: (i: number) => tier.share?.[i] ?? 1 })),
    ),
  )
  const count = paths.length
  const expected = surpluses.map(() => new Float64Array(days * count))
  const contacts = new Float64Array(days * count)
  for (let i = 0; i < horizon.length; i++) {
    const at = dayAt(horizon, i) * count
    const statesAt = (volume: number) =>
      tiers
        ? tierStates(
            model,
            tiers.map(({ share }) => (volume / interval) * share[i]),
            aht[i],
            agents[i],
          )
        : [steadyState(model, volume / interval, aht[i], agents[i])]
    for (const [s, found] of expectedSurplus(i, surpluses, paths, statesAt).entries())
      for (let p = 0; p < count; p++) expected[s][at + p] += found[p]
    for (let p = 0; p < count; p++) if (paths[p][i] > 0) contacts[at + p] += paths[p][i]
  }
  const rests = tiers ? undefined : restsOf({ ...input, patience: model.patience }, surpluses, expected, contacts)

  return (from, to) => {
    let weighed = 0
    for (let at = from * count; at < to * count; at++) weighed += contacts[at]
    if (!(weighed > 0)) return Number.NaN
    return rests ? shareWithRests(rests, from, to) : shareMet(from, to, () => 0)
  }

  /** Every course comes to pass several times, with the rests of days drawn from all that were simulated. */
  function shareWithRests(each: Rests, from: number, to: number): number {
    const random = randomStream(seed, from, to)
    let sum = 0
    for (let time = 0; time < TIMES; time++) {
      const like = Int32Array.from({ length: (to - from) * count }, (_, k) => {
        const share = random.uniform()
        return contacts[from * count + k] > 0 ? each.dayLike(from * count + k, share) : 0
      })
      sum += shareMet(from, to, (s, at) => (contacts[at] > 0 ? each.rest(s, like[at - from * count], at) : 0))
    }
    return sum / TIMES
  }

  function shareMet(from: number, to: number, rest: (surplus: number, at: number) => number): number {
    let good = 0
    for (let p = 0; p < count; p++) {
      const met = surpluses.every((_, s) => {
        let sum = 0
        for (let at = from * count + p; at < to * count; at += count) sum += expected[s][at] + rest(s, at)
        return holds(sum)
      })
      if (met) good++
    }
    return good / count
  }
}
