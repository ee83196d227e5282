const EPSILON = 2 ** -52
/** Bisection alone needs no more to get from the largest to the smallest double. */
const MOST_STEPS = 2200

/**
 * The zero of a decreasing function in [low, high], to the last bits: inverse quadratic interpolation held in a bracket and halved where that would not help
 * (T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function without using derivatives", Advances in Engineering Software 28, 1997).
 * Returns `low` where the function is not above 0 there, `high` where it is not below 0 there; the answer is on the side where the function is at least 0.
 */
export function decreasingRoot(value: (x: number) => number, low: number, high: number): number {
  let a = low
  let fa = value(a)
  if (!(fa > 0)) return low
  let b = high
  let fb = value(b)
  if (fb >= 0) return high
  // a is the newest point, b the one across the zero, c the one before
  let c = b
  let fc = fb
  let t = 0.5
  for (let step = 0; step < MOST_STEPS; step++) {
    const x = a + t * (b - a)
    const fx = value(x)
    if (fx >= 0 === fa >= 0) {
      c = a
      fc = fa
    } else {
      c = b
      fc = fb
      b = a
      fb = fa
    }
    a = x
    fa = fx
    if (fa === 0) return a
    const least = (EPSILON * Math.max(Math.abs(a), Math.abs(b))) / Math.abs(b - a)
    if (least > 0.5) break
    const xi = (a - b) / (c - b)
    const phi = (fa - fb) / (fc - fb)
    const interpolates = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
    t = interpolates
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5
    t = Math.min(1 - least, Math.max(least, t))
  }
  return fa >= 0 ? a : b
}
