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
    const at = placeOf(row, same)
    const after = same[at] === row ? at + 1 : at
    const rows = [...same.slice(Math.max(0, at - NEIGHBOUR_DAYS), at), ...same.slice(after, after + NEIGHBOUR_DAYS)]
    if (rows.length >= LEAST_NEIGHBOUR_DAYS) putMedians(usual, row * slots, near, values, rows, slots)
  }
  return usual
}

/** Puts the median of each place of these days into a day's places from `at` on. */
function putMedians(
  usual: Float64Array,
  at: number,
  near: Float64Array,
  values: Float64Array,
  rows: readonly number[],
  slots: number,
): void {
  for (let slot = 0; slot < slots; slot++) {
    const n = sortKnown(near, values, rows, slots, slot)
    if (n >= LEAST_NEIGHBOUR_DAYS) usual[at + slot] = (near[(n - 1) >> 1] + near[n >> 1]) / 2
  }
}

/** How many of the rows, which are in order, come before this one. */
function placeOf(row: number, rows: readonly number[]): number {
  let at = 0
  while (at < rows.length && rows[at] < row) at++
  return at
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
  const pairs: Pairs = { ratios: new Float64Array(slots), weights: new Float64Array(slots) }
  for (let row = 0; row < days; row++) {
    const known = takePairs(pairs, values, usual, row * slots, slots)
    recorded[row] = known.recorded
    expected[row] = known.usual
    sortPairs(pairs, known.pairs)
    // The median by volume: an outage of less than half the day does not move it. Where more is missing and the rest is as usual, the rest tells the level.
    const middle = ratioAt(pairs, known.pairs, 0.5 * known.usual)
    const upper = ratioAt(pairs, known.pairs, BETTER_HOURS_VOLUME_SHARE * known.usual)
    level[row] = middle < LOW_DAY_SHARE && upper > BETTER_HOURS_LEAST_SHARE ? Math.min(1, upper) : middle
  }
  const off = Float64Array.from(recorded, (sum, row) =>
    expected[row] > 0 ? Math.abs(sum / expected[row] - 1) : Number.NaN,
  ).filter((it) => !Number.isNaN(it))
  const cv = off.length > 0 ? Math.max(LEAST_DAY_CV, NORMAL_OF_MEDIAN_DEVIATION * medianOf(off)) : LEAST_DAY_CV
  return { level, recorded, usual: expected, cv }
}

/** Contacts of intervals over what is usual, and what is usual. */
interface Pairs {
  ratios: Float64Array
  weights: Float64Array
}

function takePairs(
  { ratios, weights }: Pairs,
  values: Float64Array,
  usual: Float64Array,
  from: number,
  slots: number,
): { pairs: number; recorded: number; usual: number } {
  let pairs = 0
  let came = 0
  let expected = 0
  for (let i = from; i < from + slots; i++) {
    if (Number.isNaN(values[i]) || Number.isNaN(usual[i])) continue
    came += values[i]
    expected += usual[i]
    if (!(usual[i] > 0)) continue
    ratios[pairs] = values[i] / usual[i]
    weights[pairs++] = usual[i]
  }
  return { pairs, recorded: came, usual: expected }
}

/** By their ratio; those with equal ones stay in their order. */
function sortPairs({ ratios, weights }: Pairs, count: number): void {
  for (let i = 1; i < count; i++) {
    const ratio = ratios[i]
    const weight = weights[i]
    let at = i
    for (; at > 0 && ratios[at - 1] > ratio; at--) {
      ratios[at] = ratios[at - 1]
      weights[at] = weights[at - 1]
    }
    ratios[at] = ratio
    weights[at] = weight
  }
}

/** The ratio that intervals of so much of the day's usual volume stay under; 1 where there are none. */
function ratioAt({ ratios, weights }: Pairs, count: number, volume: number): number {
  let weight = 0
  for (let k = 0; k < count; k++) {
    weight += weights[k]
    if (weight >= volume) return ratios[k]
  }
  return 1
}

/** Standard deviation of an interval about its usual contacts. */
export function spreadOf(usual: number): number {
  return Math.sqrt(DISPERSION * usual + (INTERVAL_CV * usual) ** 2) + ROUNDING_CONTACTS
}
