import type { RandomStream } from '../../numeric/random/stream.ts'
import type { PastForecasts } from '../models/index.ts'
import { quantileOfSorted } from '../statistics.ts'
import { drawCourse, type ErrorCourses, errorCourses } from './error-courses.ts'
import { type ErrorScale, errorScale, type PastErrors, pastErrors } from './error-scale.ts'

/** How far the coming days may be from what is expected of them, learnt from past forecasts. */
export interface ErrorDistribution {
  /** Values that places stay under with probability `p`, for expected values `mean`, row after row, the first row one day ahead. */
  quantile(mean: Float64Array, p: number): Float64Array
  /** Courses the days may take, one at each call. `kindOf` is the kind of day of each row, 0 to 6. */
  courses(mean: Float64Array, kindOf: (row: number) => number): (random: RandomStream) => Float64Array
}

/** Errors are ranked within thirds by expected size where each third has this many: few calls err otherwise than many. */
const THIRD_LEAST_ERRORS = 400

/**
 * Days by which the doubt about the size of errors is measured: the variance of what a day's intervals have in common is taken for larger by so many days over the days that past forecasts were compared with.
 * Those days share the luck of the level they lie in, and the settings of the model were chosen on them. Chosen on made queues of daily totals of 56, 120 and 365 days, whose 80 % ranges held 73, 76 and 79 % without it.
 * What intervals do by themselves needs none: a day has many.
 */
const DOUBT_DAYS = 9

/**
 * The distribution of an interval's error: its scale follows from the expected contacts, the time of day and the days ahead, its shape is that of the past errors in units of that scale.
 * So nothing is assumed of their distribution but that it keeps its form.
 */
export function errorDistribution(past: PastForecasts): ErrorDistribution {
  const { slots } = past.table
  const errors = pastErrors(past)
  const { error, expected } = errors
  const ofErrors = errorScale(errors, slots, past.leads)
  const { standard, levelShare } = standardErrors(errors, slots, past.leads, ofErrors)
  const doubt = DOUBT_DAYS / Math.max(1, judgedDays(past, error))
  const inflation = Math.sqrt(1 + doubt * levelShare)
  const scale: ErrorScale = (mean, slot, row) => inflation * ofErrors(mean, slot, row)
  let ranked: Ranked | undefined
  let courses: ErrorCourses | undefined

  return {
    quantile(mean, p) {
      ranked ??= rank(standard, expected)
      const { thirds } = ranked
      const at = thirds.map((sorted) => quantileOfSorted(sorted, p))
      return mean.map((m, i) => {
        if (Number.isNaN(m)) return m
        return Math.max(0, m + at[thirdOf(ranked!, m)] * scale(m, i % slots, Math.floor(i / slots)))
      })
    },
    courses(mean, kindOf) {
      ranked ??= rank(standard, expected)
      courses ??= errorCourses(past, standard, expected, ofErrors, Math.sqrt(1 + doubt))
      const ofPast = courses
      const places = {
        mean,
        errors: Array.from(mean, (m) => ranked!.thirds[thirdOf(ranked!, m)]),
        scales: mean.map((m, i) => scale(m, i % slots, Math.floor(i / slots))),
      }
      return (random) => drawCourse(ofPast, places, kindOf, random)
    },
  }
}

/** Errors in units of their scale, and which part of their variance is that of whole days. */
function standardErrors(
  { error, expected }: PastErrors,
  slots: number,
  leads: number,
  scale: ErrorScale,
): { standard: Float64Array; levelShare: number } {
  const standard = new Float64Array(error.length)
  let squares = 0
  let levels = 0
  for (let from = 0; from < error.length; from += slots) {
    const row = Math.floor(from / slots) % leads
    let sum = 0
    let weight = 0
    let count = 0
    for (let slot = 0; slot < slots; slot++) {
      const at = from + slot
      // Most places of a young history have no error.
      if (Number.isNaN(error[at])) {
        standard[at] = Number.NaN
        continue
      }
      const s = scale(expected[at], slot, row)
      standard[at] = error[at] / s
      sum += error[at]
      weight += s
      count++
      squares += standard[at] ** 2
    }
    if (weight > 0) levels += count * (sum / weight) ** 2
  }
  return { standard, levelShare: squares > 0 ? Math.min(1, levels / squares) : 1 }
}

/** Days that some past forecast was held against. */
function judgedDays({ origins, leads, table }: PastForecasts, error: Float64Array): number {
  const judged = new Uint8Array(table.days)
  for (let at = 0; at < error.length; at++) {
    const day = Math.floor(at / table.slots)
    if (!Number.isNaN(error[at])) judged[origins[Math.floor(day / leads)] + (day % leads)] = 1
  }
  return judged.reduce((sum, it) => sum + it, 0)
}

/** Standardised errors, sorted, by thirds of expected size (or all in one). */
interface Ranked {
  upTo: number[]
  thirds: Float64Array[]
}

function rank(standard: Float64Array, expected: Float64Array): Ranked {
  const known = whereKnown(standard, standard)
  if (known.length === 0) return { upTo: [Infinity], thirds: [Float64Array.of(-1, 0, 1)] }
  if (known.length < 3 * THIRD_LEAST_ERRORS) return { upTo: [Infinity], thirds: [known.sort()] }
  const sizes = whereKnown(expected, standard).sort()
  const upTo = [sizes[Math.floor(sizes.length / 3)], sizes[Math.floor((2 * sizes.length) / 3)], Infinity]
  // Many equal sizes may leave a third empty.
  const thirds = upTo.map((most, i) => {
    const third = whereSized(standard, expected, i === 0 ? -Infinity : upTo[i - 1], most)
    return (third.length > 0 ? third : known).sort()
  })
  return { upTo, thirds }
}

/** The errors of those whose expected size is above `least` and not above `most`. */
function whereSized(standard: Float64Array, expected: Float64Array, least: number, most: number): Float64Array {
  const found = new Float64Array(standard.length)
  let count = 0
  for (let at = 0; at < standard.length; at++)
    if (!Number.isNaN(standard[at]) && expected[at] > least && expected[at] <= most) found[count++] = standard[at]
  return found.slice(0, count)
}

/** The values at whose place there is an error. */
function whereKnown(values: Float64Array, standard: Float64Array): Float64Array {
  const known = new Float64Array(values.length)
  let count = 0
  for (let at = 0; at < standard.length; at++) if (!Number.isNaN(standard[at])) known[count++] = values[at]
  return known.slice(0, count)
}

function thirdOf({ upTo }: Ranked, mean: number): number {
  let third = 0
  while (third < upTo.length - 1 && mean > upTo[third]) third++
  return third
}
