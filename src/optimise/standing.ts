import type { Condition, Conditions } from './conditions.ts'
import type { Outcome } from './evaluate.ts'

/** How a staffing stands: by condition how far it is above what is wanted, in shares (0.01 is a point). */
export type Standing = Float64Array

/** How the sums of days make a condition's value: that of day `day` (a row of the outcome) counts `factor` times, divided by nothing else. */
export interface Focus {
  day: number
  part: number
  factor: number
}

/**
 * Values of all conditions.
 *
 * Without `sure` it is the figure over all days together. With it, the value that is reached on so large a share of days: the quantile of the days' own figures, whose slopes are those of service itself. The share
 * of days itself is flat where nearly all or nearly no days reach it, and steps where it is not.
 */
export function standingOf(conditions: Conditions, outcome: Outcome, sure: number | undefined): Standing {
  return Float64Array.from(conditions.list, (condition) => {
    if (sure === undefined) return overall(conditions, outcome, condition.parts[0])
    const values = dailyValues(conditions, outcome, condition).map(({ value }) => value)
    return values.sort((a, b) => a - b)[missable(sure, values.length)]
  })
}

/** So many days may miss. */
function missable(sure: number, days: number): number {
  return Math.min(days - 1, Math.floor((1 - sure) * days + 1e-9))
}

/** What a day with nothing to judge counts as: met. */
const NOTHING = 1

function overall({ parts }: Conditions, outcome: Outcome, part: number): number {
  let base = 0
  let surplus = 0
  for (let day = 0; day < outcome.days.length; day++) {
    base += outcome.base[day * parts.length + part]
    surplus += surplusOf(outcome, day, part, parts.length)
  }
  return base > 0 ? surplus / base : NOTHING
}

function surplusOf({ surplus, days }: Outcome, day: number, part: number, parts: number): number {
  const blocks = surplus.length / days.length / parts
  let sum = 0
  for (let at = (day * parts + part) * blocks, end = at + blocks; at < end; at++) sum += surplus[at]
  return sum
}

/** A condition's value on each day: that of the part that is met least. */
export function dailyValues(
  { parts }: Conditions,
  outcome: Outcome,
  { parts: own }: Condition,
): { value: number; part: number }[] {
  return outcome.days.map((_, day) => {
    let least = { value: NOTHING, part: own[0] }
    for (const part of own) {
      const base = outcome.base[day * parts.length + part]
      const value = base > 0 ? surplusOf(outcome, day, part, parts.length) / base : NOTHING
      if (value < least.value) least = { value, part }
    }
    return least
  })
}

/** Share of days, on either side of the one that decides, whose figures are taken with it: one day alone is noise. */
const BESIDE = 0.06
const FEWEST_BESIDE = 3

/** Which days decide a condition, and how much each: all alike for a figure over all days; those around the quantile, the nearer the more. */
export function focusOf(
  conditions: Conditions,
  outcome: Outcome,
  condition: Condition,
  sure: number | undefined,
): Focus[] {
  const { parts } = conditions
  const days = outcome.days.length
  const baseOf = (day: number, part: number) => outcome.base[day * parts.length + part]
  if (sure === undefined) {
    const [part] = condition.parts
    let all = 0
    for (let day = 0; day < days; day++) all += baseOf(day, part)
    return all > 0 ? Array.from({ length: days }, (_, day) => ({ day, part, factor: 1 / all })) : []
  }
  const values = dailyValues(conditions, outcome, condition)
  const ranked = values.map((_, day) => day).sort((a, b) => values[a].value - values[b].value || a - b)
  const middle = missable(sure, days)
  const beside = Math.max(FEWEST_BESIDE, Math.round(BESIDE * days))
  const near = ranked
    .map((day, rank) => ({ day, part: values[day].part, weight: 1 - Math.abs(rank - middle) / (beside + 1) }))
    .filter(({ day, part, weight }) => weight > 0 && baseOf(day, part) > 0)
  const weights = near.reduce((sum, { weight }) => sum + weight, 0)
  return near.map(({ day, part, weight }) => ({ day, part, factor: weight / weights / baseOf(day, part) }))
}

/** A condition's value by block, as the days of its focus make it. */
export function valuesByBlock(
  { parts }: Conditions,
  { surplus, days }: Outcome,
  focus: readonly Focus[],
): Float64Array {
  const blocks = surplus.length / days.length / parts.length
  const values = new Float64Array(blocks)
  for (const { day, part, factor } of focus) {
    const at = (day * parts.length + part) * blocks
    for (let b = 0; b < blocks; b++) values[b] += factor * surplus[at + b]
  }
  return values
}
