import { median } from 'simple-statistics'
import type { RandomStream } from '../numeric/random/stream.ts'

/** The median; NaN of nothing. The numbers must be finite. */
export function medianOf(values: Float64Array): number {
  // It selects in linear time, which works on any array of numbers; its types name only the plain one.
  return values.length === 0 ? Number.NaN : median(values as unknown as number[])
}

/** The `p` quantile of sorted numbers, between order statistics at p (n + 1) - 1 (Hyndman and Fan 1996, type 6): unbiased in rank, so that it does not promise too much of few numbers. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const at = Math.min(Math.max(p * (sorted.length + 1) - 1, 0), sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

/** A standard normal number (Box and Muller 1958). */
export function normalOf(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(random.uniform())) * Math.cos(2 * Math.PI * random.uniform())
}
