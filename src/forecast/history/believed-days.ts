import { type SpecialDay, STATE, type Weekday, weekdayOf } from '../../domain/index.ts'
import { medianOf } from '../statistics.ts'
import { type DayTable, hasValues } from './day-table.ts'

/** Ordinary days of a weekday, on each side, that say what is usual at a special day. */
const NEIGHBOUR_DAYS = 4
/** Standard deviations of logarithms: of single days about the effect that is common to the days of a name, and of that effect. */
const DAY_DEVIATION = 0.1
const EFFECT_DEVIATION = 0.3
/** A day is held to be no further than this from a weekday, as a logarithm: one that is closed has no logarithm. */
const MOST_LOG_DISTANCE = 1.5
/** Logarithm of the likelihood ratio from which on one weekday is believed: the other is seven times less likely. */
const BELIEVED_LOG_RATIO = 2

/** The special days as the history has shown them to be. */
export interface BelievedDays {
  specialDays: readonly SpecialDay[]
  /** Those that have another weekday here than their calendar gives them. */
  corrected: readonly SpecialDay[]
}

/**
 * Checks a calendar against the history. A calendar says which weekday a special day resembles; where past days of that name were like their own weekday instead, the own weekday is believed.
 * A name may have an effect of its own beside the weekday: what counts is beside which weekday its days are off by the same.
 * For a name that the history has never had, the other special days that are said to resemble the same weekday decide, and then all of them together; where they say nothing, the calendar is believed.
 */
export function believedDays(table: DayTable, specialDays: readonly SpecialDay[]): BelievedDays {
  const evidence = evidenceOf(table, specialDays)
  if (evidence.length === 0) return { specialDays, corrected: [] }
  const byName = sumsBy(evidence, ({ name }) => name)
  const byLike = sumsBy(evidence, ({ like }) => like)
  const overall = sumsBy(evidence, () => 0).get(0)!
  const isOwn = ({ name, like }: SpecialDay): boolean => {
    const ratios = [byName.get(name), byLike.get(like!), overall]
    const decisive = ratios.find((ratio) => ratio !== undefined && Math.abs(ratio) >= BELIEVED_LOG_RATIO)
    return decisive !== undefined && decisive > 0
  }
  const corrected = specialDays.filter((one) => namesAnother(one) && isOwn(one))
  if (corrected.length === 0) return { specialDays, corrected }
  const wrong = new Set(corrected)
  return {
    specialDays: specialDays.map((one) => (wrong.has(one) ? { ...one, like: weekdayOf(one.day) } : one)),
    corrected,
  }
}

/** Whether a special day is said to resemble another weekday than its own. */
function namesAnother({ day, like }: SpecialDay): boolean {
  return like !== undefined && like !== weekdayOf(day)
}

interface Evidence {
  name: string
  like: Weekday
  /** Logarithm of the likelihood that the days of the name are like their own weekdays, over that they are like the weekday that they are said to resemble. */
  logRatio: number
}

/** One piece of evidence for each name and weekday that it is said to resemble. */
function evidenceOf(table: DayTable, specialDays: readonly SpecialDay[]): Evidence[] {
  const inHistory = specialDays.filter((one) => {
    const row = one.day - table.firstDay
    return namesAnother(one) && row >= 0 && row < table.days
  })
  if (inHistory.length === 0) return []
  const totals = dayTotals(table)
  const special = new Set(specialDays.map(({ day }) => day))
  const ordinary: number[][] = Array.from({ length: 7 }, () => [])
  for (let row = 0; row < table.days; row++) {
    const day = table.firstDay + row
    if (!special.has(day) && hasValues(table, row)) ordinary[weekdayOf(day)].push(row)
  }
  const groups = new Map<string, { name: string; like: Weekday; own: number[]; other: number[]; variance: number }>()
  for (const { day, name, like } of inHistory) {
    const row = day - table.firstDay
    const own = usualNear(ordinary[weekdayOf(day)], totals, row)
    // Of a weekday that was never seen open, or of a day without a record, nothing can be said.
    if (!(own > 0) || Number.isNaN(totals[row])) continue
    const key = `${like} ${name}`
    const group = groups.get(key) ?? { name, like: like!, own: [], other: [], variance: 0 }
    group.own.push(logDistance(totals[row], own))
    group.other.push(logDistance(totals[row], usualNear(ordinary[like!], totals, row)))
    group.variance = Math.max(group.variance, DAY_DEVIATION ** 2 + 1 / own)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ name, like, own, other, variance }) => ({
    name,
    like,
    logRatio: logLikelihood(own, variance) - logLikelihood(other, variance),
  }))
}

/** Logarithm of the likelihood of days that are off by one common effect, each by chance about it; but for a constant. */
function logLikelihood(distances: readonly number[], variance: number): number {
  const count = distances.length
  const mean = distances.reduce((sum, it) => sum + it, 0) / count
  const squares = distances.reduce((sum, it) => sum + (it - mean) ** 2, 0)
  return -0.5 * (squares / variance + (count * mean ** 2) / (variance + count * EFFECT_DEVIATION ** 2))
}

/** Contacts of each day; 0 for a closed day, NaN for one without a record. */
export function dayTotals({ days, slots, values, state }: DayTable): Float64Array {
  return Float64Array.from({ length: days }, (_, row) => {
    let sum = 0
    let seen = false
    let lost = false
    for (let i = row * slots; i < (row + 1) * slots; i++) {
      if (values[i] >= 0) {
        sum += values[i]
        seen = true
      } else if (state[i] !== STATE.closed) lost = true
    }
    return lost && !seen ? Number.NaN : sum
  })
}

/** Median of the days nearest to a row, some before and some after; 0 where there is none: the weekday is closed. */
function usualNear(rows: readonly number[], totals: Float64Array, row: number): number {
  let at = 0
  while (at < rows.length && rows[at] < row) at++
  const near = rows.slice(Math.max(0, at - NEIGHBOUR_DAYS), at + NEIGHBOUR_DAYS)
  return near.length > 0 ? medianOf(Float64Array.from(near, (it) => totals[it])) : 0
}

/** How far a day is above what is usual, as a logarithm. */
function logDistance(total: number, usual: number): number {
  if (total === usual) return 0
  if (!(total > 0)) return -MOST_LOG_DISTANCE
  if (!(usual > 0)) return MOST_LOG_DISTANCE
  return Math.max(-MOST_LOG_DISTANCE, Math.min(MOST_LOG_DISTANCE, Math.log(total / usual)))
}

function sumsBy<Key>(evidence: readonly Evidence[], keyOf: (one: Evidence) => Key): Map<Key, number> {
  const sums = new Map<Key, number>()
  for (const one of evidence) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.logRatio)
  return sums
}
