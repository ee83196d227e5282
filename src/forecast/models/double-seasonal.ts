import type { DayKinds, DayTable } from '../history/index.ts'
import { medianOf } from '../statistics.ts'
import type { DayModel, FittedDayModel } from './day-model.ts'

/** How fast each part learns from an error, as a share of it. */
interface Smoothing {
  /** The level, from interval to interval. */
  level: number
  /** The course of the day, the same for all days. */
  day: number
  /** The course of the week, beside that of the day. */
  week: number
}

/** Smoothing constants that the search begins with, its first steps in their logarithms, and where it ends. */
const START: Smoothing = { level: 0.01, day: 0.05, week: 0.1 }
const FIRST_STEP = 1.2
const LAST_STEP = 0.1
const LEAST = 1e-4
const MOST = 0.6
/** Weeks whose medians and means the parts begin with. */
const START_WEEKS = 4
/** An error counts as at most this many of its usual size: an outage is no new course of the day. */
const CLIP = 3
/** Standard deviation over mean absolute error of normal numbers, and days over which the usual size of an error is averaged. */
const NORMAL_OF_MEAN_DEVIATION = Math.sqrt(Math.PI / 2)
const SPREAD_MEMORY = 28
/** Median of the square of a standard normal number. */
const MEDIAN_OF_SQUARE = 0.45493642

/**
 * Double-seasonal exponential smoothing (Taylor 2008): a level, a course of the day and a course of the week, each smoothed by its own constant, in square roots, which makes
 * counts even in their noise. The constants minimise the squared errors of forecasts made at each past midnight for the day that follows: a planner never needs less,
 * and Taylor's term for the last interval's error, which matters within the hour only, has no part in them. Special days that resemble a weekday are that weekday;
 * those that resemble none are passed over. It knows nothing else of the calendar.
 */
export const doubleSeasonal: DayModel = doubleSeasonalModel()

function doubleSeasonalModel(known?: Smoothing): DayModel {
  return {
    name: 'double-seasonal',
    title: 'double-seasonal exponential smoothing: level, course of the day, course of the week',
    needs: 21,
    fit: (table, kinds) => fitSmoothing(table, kinds, known),
  }
}

function fitSmoothing(table: DayTable, kinds: DayKinds, known?: Smoothing): FittedDayModel {
  const { slots, firstDay, days } = table
  const roots = table.values.map((value) => Math.sqrt(value))
  const kindOf = Uint8Array.from({ length: days }, (_, row) => kinds.kind(firstDay + row))
  const counts = Uint8Array.from({ length: days }, (_, row) => {
    const special = kinds.special(firstDay + row)
    return special && special.like === undefined ? 0 : 1
  })
  const begin = startOf(roots, kindOf, counts, slots)
  const rows = { roots, kindOf, counts, slots }
  const smoothing = known ?? search((trial) => run(rows, begin, trial).loss)
  const squares = new Float64Array(roots.length)
  const { level, course, scored } = run(rows, begin, smoothing, squares)
  // The mean of a square is above the square of the mean by the variance.
  const noise = medianOf(squares.subarray(0, scored)) / MEDIAN_OF_SQUARE || 0
  return {
    tuned: () => doubleSeasonalModel(smoothing),
    predict(count) {
      const mean = new Float64Array(count * slots)
      for (let ahead = 0; ahead < count; ahead++) {
        const at = kinds.kind(firstDay + days + ahead) * slots
        for (let slot = 0; slot < slots; slot++)
          mean[ahead * slots + slot] = Math.max(0, level + course[at + slot]) ** 2 + noise
      }
      return mean
    },
  }
}

interface Rows {
  roots: Float64Array
  kindOf: Uint8Array
  counts: Uint8Array
  slots: number
}

/** Where the parts begin. */
interface Start {
  level: number
  ofDay: Float64Array
  /** By kind of day, beside `ofDay`; NaN where never seen. */
  ofWeek: Float64Array
}

function startOf(roots: Float64Array, kindOf: Uint8Array, counts: Uint8Array, slots: number): Start {
  const ofWeek = new Float64Array(7 * slots).fill(Number.NaN)
  const ofDay = new Float64Array(slots)
  for (let slot = 0; slot < slots; slot++) {
    for (let kind = 0; kind < 7; kind++) {
      const first: number[] = []
      for (let row = 0; row < kindOf.length && first.length < START_WEEKS; row++) {
        const value = roots[row * slots + slot]
        if (kindOf[row] === kind && counts[row] && value >= 0) first.push(value)
      }
      if (first.length > 0) ofWeek[kind * slots + slot] = medianOf(Float64Array.from(first))
    }
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length || 0
  const level = mean([...ofWeek].filter((value) => value >= 0))
  for (let slot = 0; slot < slots; slot++) {
    const own = [0, 1, 2, 3, 4, 5, 6].map((kind) => ofWeek[kind * slots + slot]).filter((value) => value >= 0)
    if (own.length > 0) ofDay[slot] = mean(own) - level
    for (let kind = 0; kind < 7; kind++) ofWeek[kind * slots + slot] -= level + ofDay[slot]
  }
  return { level, ofDay, ofWeek }
}

/** Goes through the history once. `loss`: mean squared error of the days after the first weeks, each forecast at its midnight; into `squares` go the squared errors at the level of just before, `scored` of them. */
function run(
  { roots, kindOf, counts, slots }: Rows,
  start: Start,
  smoothing: Smoothing,
  squares?: Float64Array,
): { loss: number; level: number; course: Float64Array; scored: number } {
  const ofDay = start.ofDay.slice()
  const ofWeek = start.ofWeek.slice()
  let level = start.level
  let spread = 0
  let weight = 0
  let scored = 0
  let loss = 0
  const fading = 1 - 1 / (SPREAD_MEMORY * slots)
  for (let row = 0; row < kindOf.length; row++) {
    if (!counts[row]) continue
    const midnight = level
    const at = kindOf[row] * slots
    const judged = row >= 7 * START_WEEKS
    for (let slot = 0; slot < slots; slot++) {
      const value = roots[row * slots + slot]
      if (Number.isNaN(value)) continue
      if (Number.isNaN(ofWeek[at + slot])) ofWeek[at + slot] = value - level - ofDay[slot]
      const course = ofDay[slot] + ofWeek[at + slot]
      const raw = value - level - course
      const size = raw < 0 ? -raw : raw
      const most = weight > 0 ? (CLIP * NORMAL_OF_MEAN_DEVIATION * spread) / weight : Infinity
      const error = size <= most ? raw : raw < 0 ? -most : most
      // What is learnt of the usual size is clipped too, but at a size that lets it grow.
      spread = fading * spread + (size <= 2 * most ? size : 2 * most)
      weight = fading * weight + 1
      if (judged) {
        const ahead = value - midnight - course
        const square = ahead * ahead
        loss += square <= most * most ? square : most * most
        if (squares) squares[scored] = raw * raw
        scored++
      }
      level += smoothing.level * error
      ofDay[slot] += smoothing.day * error
      ofWeek[at + slot] += smoothing.week * error
    }
  }
  for (let i = 0; i < ofWeek.length; i++) ofWeek[i] += ofDay[i % slots]
  return { loss: scored > 0 ? loss / scored : 0, level, course: ofWeek, scored }
}

/** Smoothing constants with the least loss: steps along each in turn, in logarithms, halved when none helps. */
function search(loss: (trial: Smoothing) => number): Smoothing {
  let best = START
  let least = loss(best)
  for (let step = FIRST_STEP; step >= LAST_STEP; ) {
    let moved = false
    for (const name of ['level', 'day', 'week'] as const) {
      for (const direction of [step, -step]) {
        const trial = { ...best, [name]: Math.min(MOST, Math.max(LEAST, best[name] * Math.exp(direction))) }
        const own = loss(trial)
        if (!(own < least)) continue
        best = trial
        least = own
        moved = true
        break
      }
    }
    if (!moved) step /= 2
  }
  return best
}
