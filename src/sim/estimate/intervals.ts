import { checkNumber } from '../../domain/index.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import type { BlockSums } from './sums.ts'

/** Confidence of intervals unless another is asked for. */
export const DEFAULT_CONFIDENCE = 0.95

/**
 * The mean of a figure over replications. In every kind of estimate (mean, ratio, quantile) `value` is the figure itself, and what stands beside it says how well it is known. `mean` is the word of forecasts: the
 * mean of the distribution of what will come.
 */
export interface Estimate {
  value: number
  /** Standard deviation between replications (days); NaN with one. */
  sd: number
  /** The truth lies within `value ± halfWidth` with the chosen confidence (Student's t); Infinity with one replication. */
  halfWidth: number
}

/**
 * A figure that is a sum over a sum, such as answered in time over offered.
 * `value` is that of all contacts of all replications together, its interval by the delta method (Cochran 1977, Sampling Techniques, section 6.4).
 */
export interface RatioEstimate {
  value: number
  halfWidth: number
  /** The mean of the replications' own ratios, in which a quiet day weighs as much as a busy one; only those count that have one. */
  daily: Estimate & { replications: number }
}

/** By the number of replications: how many standard errors make a half-width. */
export type TFactor = (count: number) => number

export function tFactor(confidence: number): TFactor {
  const tail = (1 - checkNumber('confidence', confidence, { above: 0 })) / 2
  checkNumber('1 - confidence', 1 - confidence, { above: 0 })
  const known = new Map<number, number>()
  return (count) => {
    if (count < 2) return Number.POSITIVE_INFINITY
    const t = known.get(count) ?? studentTQuantile(tail, count - 1)
    known.set(count, t)
    return t
  }
}

/** From a mean and the sum of squared deviations from it. */
export function meanEstimate(count: number, mean: number, squares: number, t: TFactor): Estimate {
  if (count === 0) return { value: Number.NaN, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  if (count === 1) return { value: mean, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  const sd = Math.sqrt(Math.max(0, squares) / (count - 1))
  return { value: mean, sd, halfWidth: (t(count) * sd) / Math.sqrt(count) }
}

export function meanOf(
  sums: BlockSums,
  count: number,
  cell: number,
  measure: number,
  t: TFactor,
  per: number,
): Estimate {
  const k = cell * sums.block.measures + measure
  return meanEstimate(count, sums.mean[k] / per, sums.squares[k] / (per * per), t)
}

export function ratiosOf(sums: BlockSums, count: number, cell: number, t: TFactor): Record<string, RatioEstimate> {
  return Object.fromEntries(sums.block.ratioNames.map((name, r) => [name, ratioOf(sums, count, cell, r, t)]))
}

/** Ratio `r` of a cell. */
function ratioOf(sums: BlockSums, count: number, cell: number, r: number, t: TFactor): RatioEstimate {
  const { ratios, measures } = sums.block
  const [above, below] = ratios[r].map((place) => cell * measures + place)
  const k = cell * ratios.length + r
  // A share of nothing is no number, whatever stands above it.
  const value = sums.mean[below] === 0 ? Number.NaN : sums.mean[above] / sums.mean[below]
  const residuals = sums.squares[above] - 2 * value * sums.products[k] + value * value * sums.squares[below]
  const { halfWidth } = meanEstimate(count, value, residuals / (sums.mean[below] * sums.mean[below]), t)
  return {
    value,
    halfWidth: Number.isNaN(value) ? Number.POSITIVE_INFINITY : halfWidth,
    daily: {
      ...meanEstimate(sums.ratioCount[k], sums.ratioMean[k], sums.ratioSquares[k], t),
      replications: sums.ratioCount[k],
    },
  }
}
