import { wilsonLimits } from '../numeric/wilson.ts'
import type { Conditions } from './conditions.ts'
import type { Outcome } from './evaluate.ts'
import { dailyValues, standingOf } from './standing.ts'

/** A condition on days from which the staffing was not made. */
export interface Judged {
  /** Queue, or tier of one; empty for the centre. */
  name: string
  /** What is judged: a figure over all days, or with a certainty the share of days on which the target holds. */
  figure: string
  wanted: number
  value: number
  /** End of the one-sided interval for what is wanted: the lower one of what shall be at least so much, the upper one of what shall be at most so much. */
  limit: number
  /** The limit is within what is wanted. */
  met: boolean
}

/** Normal quantile of one-sided 95 %. */
export const Z = 1.6448536269514722

/** How every condition does, with one-sided limits of 95 % each. */
export function judge(conditions: Conditions, outcome: Outcome, sure: number | undefined): Judged[] {
  const standing = standingOf(conditions, outcome, sure)
  return conditions.list.map((condition, c) => {
    const { name, parts } = condition
    if (sure === undefined) {
      const { figure, wanted } = conditions.parts[parts[0]]
      const atMost = figure !== 'serviceLevel' && figure !== 'connectRate'
      const unit = figure === 'asa' || figure === 'meanWait' ? Math.max(wanted, 1) : 1
      const error = Z * errorOf(conditions, outcome, c)
      const sign = atMost ? -unit : unit
      return {
        name,
        figure,
        wanted,
        value: wanted + sign * standing[c],
        limit: wanted + sign * (standing[c] - error),
        met: standing[c] - error >= -1e-12,
      }
    }
    const values = dailyValues(conditions, outcome, condition)
    const share = values.filter(({ value }) => value >= -1e-12).length / values.length
    const limit = wilsonLimits(share, values.length, Z).low
    return { name, figure: 'targetMet', wanted: sure, value: share, limit, met: limit >= sure }
  })
}

/** Standard error of a condition's value over all days (a ratio of sums; delta method). */
export function errorOf({ parts, list }: Conditions, { surplus, base, days }: Outcome, condition: number): number {
  const [part] = list[condition].parts
  const blocks = surplus.length / days.length / parts.length
  const above = days.map((_, d) => {
    let sum = 0
    for (let b = 0; b < blocks; b++) sum += surplus[(d * parts.length + part) * blocks + b]
    return sum
  })
  const below = days.map((_, d) => base[d * parts.length + part])
  const all = below.reduce((sum, each) => sum + each, 0)
  if (all === 0 || days.length < 2) return 0
  const ratio = above.reduce((sum, each) => sum + each, 0) / all
  const squares = above.reduce((sum, each, d) => sum + (each - ratio * below[d]) ** 2, 0)
  return Math.sqrt((squares * days.length) / (days.length - 1)) / all
}

/** Fewest days that can show so much certainty: all of them meet the target. */
export function fewestDaysFor(sure: number): number {
  return Math.ceil((Z * Z * sure) / (1 - sure))
}

/** The share of days that a staffing must reach for so many fresh days to confirm `sure` as often as not. */
export function shareToConfirm(sure: number, freshDays: number): number {
  let [low, high] = [sure, 1]
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2
    if (wilsonLimits(middle, freshDays, Z).low >= sure) high = middle
    else low = middle
  }
  return high
}
