import type { PlanDay } from '../sure/plan-days.ts'
import type { RealisedDay } from '../sure/realised-day.ts'
import type { MissCause } from './proof.ts'
import { withCounts, withHandleTimes } from './repaired-day.ts'

/** Behind the keys of a day's own stream. */
const REPAIRED = 1

/**
 * Finds why a course missed its target: it is served again with its volume, its shape or its handle time as the plan expects it, and with all three.
 *
 * @param balance of the served days: below 0 where they miss the target, and the more so the farther from it
 */
export function repairsOf({
  days,
  offset,
  end,
  volume,
  courses,
  seed,
}: {
  days: readonly PlanDay[]
  /** Intervals of the plan that are to be set back, from (inclusive) to (exclusive). */
  offset: number
  end: number
  volume: Float64Array
  courses: readonly Float64Array[]
  seed: number
}) {
  let expected = 0
  for (let i = offset; i < end; i++) expected += volume[i] || 0
  return (
    drawn: readonly RealisedDay[],
    course: number,
    handleTime: number,
    balance: (days: readonly RealisedDay[]) => number,
  ): { cause: MissCause; displaced: number } => {
    const counts = courses[course]
    let came = 0
    for (let i = offset; i < end; i++) came += counts[i] || 0
    let displaced = 0
    for (let i = offset; i < end; i++) displaced += Math.abs((counts[i] || 0) / came - (volume[i] || 0) / expected) / 2
    const withVolumes = (of: (i: number) => number) =>
      days.map((day, d) => {
        const wanted = Float64Array.from({ length: day.end - day.begin }, (_, k) => {
          const i = day.begin + k
          return i < offset ? drawn[d].first[k + 1] - drawn[d].first[k] : of(i) || 0
        })
        return withCounts(drawn[d], wanted, day.shape, [seed, day.day, course, REPAIRED])
      })
    const withMeanHandleTimes = (of: readonly RealisedDay[]) => of.map((day) => withHandleTimes(day, 1 / handleTime))
    const tried: [MissCause, number][] = [
      ['volume', balance(withVolumes((i) => (counts[i] * expected) / came))],
      ['shape', balance(withVolumes((i) => (volume[i] * came) / expected))],
      ['handleTime', balance(withMeanHandleTimes(drawn))],
    ]
    const [best] = tried.sort((a, b) => b[1] - a[1])
    const helps = best[1] >= 0 || balance(withMeanHandleTimes(withVolumes((i) => volume[i]))) >= 0
    return { cause: helps ? best[0] : 'luck', displaced }
  }
}
