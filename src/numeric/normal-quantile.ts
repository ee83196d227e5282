import { erfcx } from './scaled-error-function.ts'

/** Newton's steps at most halve from here on, unless rounding moves them. */
const NEAR = 1e-6

/**
 * The value that a standard normal variable does not exceed with this probability. Newton's method on the logarithm of the lower tail, which is concave: after its first step it comes from below and does not overshoot.
 *
 * Absolute error below 1e-13 for probabilities from 1e-12 to 0.999.
 *
 * @param probability between 0 and 1, both excluded
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability)
  if (probability === 0.5) return 0
  const wanted = Math.log(2 * probability)
  let x = -Math.sqrt(-2 * wanted) / (1 + 1 / (1 - wanted))
  for (let last = Number.POSITIVE_INFINITY; ; ) {
    const scaled = erfcx(-x * Math.SQRT1_2)
    const step = (Math.log(scaled) - (x * x) / 2 - wanted) / (Math.sqrt(2 / Math.PI) / scaled)
    const size = Math.abs(step)
    if (size < NEAR && !(size < last / 2)) return x
    x = Math.min(0, x - step)
    last = size
  }
}
