import type { DayNumber } from '../../domain/index.ts'
import type { DayKinds, DayTable } from '../history/index.ts'
import { anyAbove0, medianOf } from '../statistics.ts'

/** Days of the same kind on each side that a day is compared with, and how many there must be on both sides together. */
const NEIGHBOUR_DAYS = 4
const LEAST_NEIGHBOUR_DAYS = 3
/** Variance of a count over its mean, within a day. It was 8.5 at a bank of 1 100 calls an interval and 1.5 at one of 30: it grows with size, which {@link INTERVAL_CV} stands for. */
export const DISPERSION = 1.5
const INTERVAL_CV = 0.12
/** Contacts that are added to an interval's standard deviation: a count is a whole number. */
const ROUNDING_CONTACTS = 0.5
/** Standard deviation of ordinary days about what is usual, over the mean: at least this. */
const LEAST_DAY_CV = 0.06
/** Standard deviation over median absolute deviation of normal numbers. */
const NORMAL_OF_MEDIAN_DEVIATION = 1.4826
/** A day is low below this share of its usual contacts. */
export const LOW_DAY_SHARE = 0.55
/** The level of a day's better hours is that which intervals of this share of its usual volume stay under. Where it is above the second share, the other hours were an outage and the day is not low. */
const BETTER_HOURS_VOLUME_SHARE = 0.8
const BETTER_HOURS_LEAST_SHARE = 0.8

/** Whether the calendar says something of the day. Then it is not odd that the day is off. */
export function isKnown(kinds: DayKinds, day: DayNumber): boolean {
  return kinds.special(day) !== undefined || kinds.events(day).length > 0
}

/** What is usual in each interval: the median of the same time on neighbouring days of the same kind; NaN where too few of them are known. */
export function usualValues(table: DayTable, kinds: DayKinds): Float64Array {
  const { days, slots, values, firstDay } = table
  const usual = new Float64Array(values.length).fill(Number.NaN)
  const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
  for (let row = 0; row < days; row++) {
    const special = kinds.special(firstDay + row)
    if ((special && special.like === undefined) || kinds.events(firstDay + row).length > 0) continue
    if (anyAbove0(values, row * slots, (row + 1) * slots)) rowsOfKind[kinds.kind(firstDay + row)].push(row)
  }
  const near = new Float64Array(2 * NEIGHBOUR_DAYS)
  for (let row = 0; row < days; row++) {
    const special = kinds.special(firstDay + row)
    if (special && special.like === undefined) continue
    const same = rowsOfKind[kinds.kind(firstDay + row)]
    let at = 0
    while (at < same.length && same[at] < row) at++
    const after = same[at] === row ? at + 1 : at
    const rows = [...same.slice(Math.max(0, at - NEIGHBOUR_DAYS), at), ...same.slice(after, after + NEIGHBOUR_DAYS)]
    if (rows.length < LEAST_NEIGHBOUR_DAYS) continue
    for (let slot = 0; slot < slots; slot++) {
      const n = sortKnown(near, values, rows, slots, slot)
      if (n >= LEAST_NEIGHBOUR_DAYS) usual[row * slots + slot] = (near[(n - 1) >> 1] + near[n >> 1]) / 2
    }
  }
  return usual
}

/** Puts the known values of a place of these days in order; returns how many there are. */
function sortKnown(
  near: Float64Array,
  values: Float64Array,
  rows: readonly number[],
  slots: number,
  slot: number,
): number {
  let n = 0
  for (let r = 0; r < rows.length; r++) {
    const value = values[rows[r] * slots + slot]
    if (!(value >= 0)) continue
    // Each is put in its place as it comes: for so few that is many times quicker than a sort.
    let at = n++
    while (at > 0 && near[at - 1] > value) {
      near[at] = near[at - 1]
      at--
    }
    near[at] = value
  }
  return n
}

export interface UsualDays {
  /** Each day's contacts over what is usual, as the median of its intervals; 1 where it cannot be told. */
  level: Float64Array
  /** Contacts of each day. */
  recorded: Float64Array
  /** Contacts that are usual on each day. */
  usual: Float64Array
  /** Standard deviation of ordinary days about what is usual, over the mean. */
  cv: number
}

export function usualDays({ days, slots, values }: DayTable, usual: Float64Array): UsualDays {
  const level = new Float64Array(days).fill(1)
  const recorded = new Float64Array(days)
  const expected = new Float64Array(days)
  for (let row = 0; row < days; row++) {
    const pairs: { ratio: number; weight: number }[] = []
    for (let i = row * slots; i < (row + 1) * slots; i++) {
      if (Number.isNaN(values[i]) || Number.isNaN(usual[i])) continue
      recorded[row] += values[i]
      expected[row] += usual[i]
      if (usual[i] > 0) pairs.push({ ratio: values[i] / usual[i], weight: usual[i] })
    }
    pairs.sort((a, b) => a.ratio - b.ratio)
    /** The ratio that intervals of this share of the day's usual volume stay under. */
    const ratioAt = (share: number): number => {
      let weight = 0
      for (const pair of pairs) {
        weight += pair.weight
        if (weight >= share * expected[row]) return pair.ratio
      }
      return 1
    }
    // The median by volume: an outage of less than half the day does not move it. Where more is missing and the rest is as usual, the rest tells the level.
    const middle = ratioAt(0.5)
    const upper = ratioAt(BETTER_HOURS_VOLUME_SHARE)
    level[row] = middle < LOW_DAY_SHARE && upper > BETTER_HOURS_LEAST_SHARE ? Math.min(1, upper) : middle
  }
  const off = Float64Array.from(recorded, (sum, row) =>
    expected[row] > 0 ? Math.abs(sum / expected[row] - 1) : Number.NaN,
  ).filter((it) => !Number.isNaN(it))
  const cv = off.length > 0 ? Math.max(LEAST_DAY_CV, NORMAL_OF_MEDIAN_DEVIATION * medianOf(off)) : LEAST_DAY_CV
  return { level, recorded, usual: expected, cv }
}

/** Standard deviation of an interval about its usual contacts. */
export function spreadOf(usual: number): number {
  return Math.sqrt(DISPERSION * usual + (INTERVAL_CV * usual) ** 2) + ROUNDING_CONTACTS
}
