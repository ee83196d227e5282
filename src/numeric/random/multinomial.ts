import { binomial } from './binomial.ts'

/**
 * Shares `total` out at random: `counts[at]`, `counts[at + 1]`, ... are how many fall to each of the weights, each one by itself with a chance in proportion. Exact; by binomial numbers one after
 * the other. A weight of 0 gets nothing; where all are 0, so must `total` be.
 */
export function multinomial(
  state: Int32Array,
  stream: number,
  total: number,
  weights: ArrayLike<number>,
  counts: Float64Array,
  at: number,
): void {
  let rest = 0
  let last = 0
  for (let i = 0; i < weights.length; i++) {
    rest += weights[i]
    if (weights[i] > 0) last = i
  }
  let left = total
  for (let i = 0; i < weights.length; i++) {
    // The last weight takes what is left, so that nothing is lost to the rounding of `rest`, which after it may be 0.
    let count = i === last ? left : 0
    if (i < last) count = binomial(state, stream, left, Math.min(1, weights[i] / rest))
    counts[at + i] = count
    left -= count
    rest -= weights[i]
  }
}
