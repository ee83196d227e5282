import type { RandomStream } from '../../numeric/random/stream.ts'
import type { PastForecasts } from '../models/index.ts'
import { quantileOfSorted } from '../statistics.ts'
import { drawShares, type ErrorCourses, errorCourses } from './error-courses.ts'
import { errorScale, pastErrors } from './error-scale.ts'

/** How far the coming days may be from what is expected of them, learnt from past forecasts. */
export interface ErrorDistribution {
  /** Values that places stay under with probability `p`, for expected values `mean`, row after row, the first row one day ahead. */
  quantile(mean: Float64Array, p: number): Float64Array
  /** One course the days may take. `kindOf` is the kind of day of each row, 0 to 6. */
  path(mean: Float64Array, kindOf: (row: number) => number, random: RandomStream): Float64Array
}

/** Errors are ranked within thirds by expected size where each third has this many: few calls err otherwise than many. */
const THIRD_LEAST_ERRORS = 400

/**
 * The distribution of an interval's error: its scale follows from the expected contacts, the time of day and the days ahead, its shape is that of the past errors in units of that scale.
 * So nothing is assumed of their distribution but that it keeps its form.
 */
export function errorDistribution(past: PastForecasts): ErrorDistribution {
  const { slots } = past.table
  const errors = pastErrors(past)
  const { error, expected } = errors
  const scale = errorScale(errors, slots, past.leads)
  const standard = error.map((it, at) => it / scale(expected[at], at % slots, Math.floor(at / slots) % past.leads))
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
    path(mean, kindOf, random) {
      ranked ??= rank(standard, expected)
      courses ??= errorCourses(past, standard, expected, scale)
      const shares = drawShares(courses, mean, kindOf, random)
      return mean.map((m, i) => {
        if (Number.isNaN(m)) return m
        const z = quantileOfSorted(ranked!.thirds[thirdOf(ranked!, m)], shares[i])
        return Math.max(0, m + z * scale(m, i % slots, Math.floor(i / slots)))
      })
    },
  }
}

/** Standardised errors, sorted, by thirds of expected size (or all in one). */
interface Ranked {
  upTo: number[]
  thirds: Float64Array[]
}

function rank(standard: Float64Array, expected: Float64Array): Ranked {
  const known = standard.filter((it) => !Number.isNaN(it))
  if (known.length === 0) return { upTo: [Infinity], thirds: [Float64Array.of(-1, 0, 1)] }
  if (known.length < 3 * THIRD_LEAST_ERRORS) return { upTo: [Infinity], thirds: [known.sort()] }
  const sizes = expected.filter((_, at) => !Number.isNaN(standard[at])).sort()
  const upTo = [sizes[Math.floor(sizes.length / 3)], sizes[Math.floor((2 * sizes.length) / 3)], Infinity]
  const counts = [0, 0, 0]
  const thirds = upTo.map(() => new Float64Array(known.length))
  for (let at = 0; at < standard.length; at++) {
    if (Number.isNaN(standard[at])) continue
    const third = thirdOf({ upTo, thirds }, expected[at])
    thirds[third][counts[third]++] = standard[at]
  }
  // Many equal sizes may leave a third empty.
  return { upTo, thirds: thirds.map((third, i) => (counts[i] > 0 ? third.slice(0, counts[i]) : known).sort()) }
}

function thirdOf({ upTo }: Ranked, mean: number): number {
  let third = 0
  while (third < upTo.length - 1 && mean > upTo[third]) third++
  return third
}
