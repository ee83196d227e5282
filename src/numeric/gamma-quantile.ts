import { smallTailRatio } from './gamma-tails.ts'
import { normalQuantile } from './normal-quantile.ts'
import { logGamma } from './random/log-gamma.ts'

/** Newton's steps on the logarithm of the answer at most halve from here on, unless rounding moves them. */
const NEAR = 1e-6
/** Below this shape the normal approximation starts too far away. */
const NORMAL_FROM = 0.5

/**
 * The value that a gamma variable of this shape and scale 1 does not exceed with this probability. Newton's method on the logarithm of the lower tail as a function of the logarithm of the value, which is concave:
 * after its first step it comes from below and does not overshoot.
 *
 * Relative error below 1e-12 for shapes from 0.01 to 400 and probabilities from 1e-6 to 0.95, below 1e-10 up to 1 - 1e-6; 0 where the value is below the least double.
 *
 * @param probability between 0 and 1, both excluded
 * @param shape greater than 0
 */
export function gammaQuantile(probability: number, shape: number): number {
  const wanted = Math.log(probability)
  const logFactorial = logGamma(shape + 1)
  let y = startOf(probability, shape)
  for (let last = Number.POSITIVE_INFINITY; y > LEAST_LOG; ) {
    const x = Math.exp(y)
    const point = { shape, x, excess: (x - shape) / shape }
    // Powers differ by the last bit from one engine to another, exponentials and logarithms do not: figures of a seed are the same in Node and in browsers.
    const density = Math.exp(shape * y - x - logFactorial)
    const tail = density * smallTailRatio(point)
    const isLower = x < shape
    const below = isLower ? tail : 1 - tail
    const difference = isLower ? Math.log(tail) - wanted : Math.log1p(-tail) - wanted
    const step = (difference * below) / (shape * density)
    const size = Math.abs(step)
    if (size < NEAR && !(size < last / 2)) return x
    y -= step
    last = size
  }
  return 0
}

/** Of the least double with full precision. */
const LEAST_LOG = -708

/** The logarithm of a first guess: E. B. Wilson and M. M. Hilferty (1931), and near 0 the leading term of the tail. */
function startOf(probability: number, shape: number): number {
  const power = (Math.log(probability) + logGamma(shape + 1)) / shape
  if (shape < NORMAL_FROM) return power
  const root = 1 - 1 / (9 * shape) + normalQuantile(probability) / (3 * Math.sqrt(shape))
  return root > 0.1 ? Math.log(shape) + 3 * Math.log(root) : power
}
