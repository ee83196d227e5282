import { median } from 'simple-statistics'
import type { RandomStream } from '../numeric/random/stream.ts'

/** Up to so many numbers are sorted by insertion, which is quicker than anything that has to be set up. */
const FEW = 64
const few = new Float64Array(FEW)

/** The median of the first `count` numbers, of all unless given; NaN of nothing. The numbers must be finite. */
export function medianOf(values: Float64Array, count = values.length): number {
  if (count === 0) return Number.NaN
  // It selects in linear time, which works on any array of numbers; its types name only the plain one.
  if (count > FEW) return median(values.subarray(0, count) as unknown as number[])
  for (let i = 0; i < count; i++) {
    const value = values[i]
    let at = i
    for (; at > 0 && few[at - 1] > value; at--) few[at] = few[at - 1]
    few[at] = value
  }
  const below = (count - 1) >> 1
  const above = count >> 1
  return few[below] + 0.5 * (few[above] - few[below])
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

/** Whether any of the values from a place to before another is above 0; NaN is not. */
export function anyAbove0(values: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (values[i] > 0) return true
  return false
}
