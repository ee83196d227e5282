const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** Terms of the series: the next is below 1e-18 of the sum for arguments up to 1. */
const TERMS = 19

/**
 * e^x - 1 for 0 <= x <= 1, by its series. Engines round their exponentials and logarithms in ways of their own; sums and products are the same to the bit everywhere, and so is this.
 *
 * Relative error below 1e-15.
 */
export function portableExpm1(x: number): number {
  let sum = 1
  for (let n = TERMS; n > 1; n--) sum = 1 + (x * sum) / n
  return x * sum
}

/** e^x, as {@link portableExpm1}: the same to the bit in every engine. Relative error below 1e-15 for x from 0 on; Infinity where it is larger than any double. */
export function portableExp(x: number): number {
  if (!(x <= 709.7)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY
  const doublings = Math.floor(x / (LN2_HIGH + LN2_LOW))
  let value = 1 + portableExpm1(Math.max(0, x - doublings * LN2_HIGH - doublings * LN2_LOW))
  for (let k = 0; k < doublings; k++) value *= 2
  return value
}
