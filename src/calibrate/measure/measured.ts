import { erfcx } from '../../numeric/scaled-error-function.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import { wilsonLimits } from '../../numeric/wilson.ts'
import type { Measured } from './types.ts'

/** Of the normal distribution, for 95 % between two limits. */
export const Z95 = 1.959963984540054

/** Days from which the spread between days says how well a figure is known: calls of a day are alike. */
const LEAST_DAYS = 10

/** Nothing was seen. */
export const UNKNOWN: Measured = Object.freeze({ value: Number.NaN, n: 0, low: Number.NaN, high: Number.NaN })

/** How many standard errors make half of a 95 % interval. */
export function t95(degrees: number): number {
  return degrees >= 1 ? studentTQuantile(0.025, degrees) : Number.NaN
}

/** A share that was counted, with Wilson's limits. */
export function shareOf(hits: number, n: number): Measured {
  return n === 0 ? UNKNOWN : { value: hits / n, n, ...wilsonLimits(hits / n, n, Z95) }
}

/** Sums by day of what is divided and of what it is divided by. */
export class DayRatio {
  readonly above: Float64Array
  readonly below: Float64Array
  /** Sum of squares of single values, where the ratio is a mean of values. */
  private squares = 0
  private isOfValues = true

  constructor(days: number) {
    this.above = new Float64Array(days)
    this.below = new Float64Array(days)
  }

  add(day: number, above: number, below = 1): void {
    this.above[day] += above
    this.below[day] += below
    this.squares += above * above
    if (below !== 1) this.isOfValues = false
  }

  /** Enough days to tell how they differ. */
  get isOfManyDays(): boolean {
    return this.below.reduce((count, one) => count + (one > 0 ? 1 : 0), 0) >= LEAST_DAYS
  }

  /**
   * Sum over sum, with the interval of a ratio estimator over days (Cochran 1977, section 6.4); of few days that of independent values, where each `add` was one value.
   *
   * @param n observations on which it rests
   */
  measured(n: number): Measured {
    const { above, below } = this
    const under = sum(below)
    if (!(under > 0)) return UNKNOWN
    const value = sum(above) / under
    const days = below.reduce((count, one) => count + (one > 0 ? 1 : 0), 0)
    let spread = 0
    for (let d = 0; d < above.length; d++) spread += (above[d] - value * below[d]) ** 2
    const halfWidth =
      days >= LEAST_DAYS || !this.isOfValues
        ? (t95(days - 1) * Math.sqrt((spread * days) / (days - 1))) / under
        : t95(under - 1) * Math.sqrt(Math.max(0, this.squares / under - value * value) / (under - 1))
    return { value, n, low: value - halfWidth, high: value + halfWidth }
  }
}

/**
 * A number of events in so many units, with the limits of a Poisson count (Byar's approximation of the exact ones); `dispersion` is the variance of the count over its mean.
 */
export function rateOf(count: number, units: number, dispersion = 1): Measured {
  if (!(units > 0)) return UNKNOWN
  const effective = count / dispersion
  const low = effective === 0 ? 0 : effective * (1 - 1 / (9 * effective) - Z95 / (3 * Math.sqrt(effective))) ** 3
  const one = effective + 1
  const high = one * (1 - 1 / (9 * one) + Z95 / (3 * Math.sqrt(one))) ** 3
  const scale = dispersion / units
  return { value: count / units, n: count, low: Math.max(0, low) * scale, high: high * scale }
}

/** The value that chi-square with so many degrees of freedom exceeds with a probability of which `z` is the normal quantile (Wilson and Hilferty 1931). */
export function chiSquareQuantile(degrees: number, z: number): number {
  const part = 2 / (9 * degrees)
  return degrees * Math.max(0, 1 - part + z * Math.sqrt(part)) ** 3
}

export function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]
  return total
}

/** Means of so many equal slices of the values in order: quantiles whose mean is that of the values. */
export function slices(sorted: ArrayLike<number>, count: number): number[] {
  const n = sorted.length
  const kept = Math.min(count, n)
  return Array.from({ length: kept }, (_, k) => {
    const from = (k * n) / kept
    const to = ((k + 1) * n) / kept
    let total = 0
    for (let i = Math.floor(from); i < Math.min(n, Math.ceil(to)); i++)
      total += sorted[i] * (Math.min(to, i + 1) - Math.max(from, i))
    return total / (to - from)
  })
}

export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low)
}

/** The median, with the distribution-free interval of order statistics. */
export function medianOf(sorted: ArrayLike<number>): Measured {
  const n = sorted.length
  if (n === 0) return UNKNOWN
  const half = (Z95 * Math.sqrt(n)) / 2
  const at = (place: number) => sorted[Math.min(n - 1, Math.max(0, place))]
  return {
    value: quantile(sorted, 0.5),
    n,
    low: at(Math.floor(n / 2 - half)),
    high: at(Math.ceil(n / 2 + half)),
  }
}

/** P(Z > x) of the normal distribution. */
export function normalTail(x: number): number {
  return x >= 0 ? 0.5 * Math.exp((-x * x) / 2) * erfcx(x / Math.SQRT2) : 1 - normalTail(-x)
}
