/** Steps after which bisection alone has reached the last bit. */
const MOST_STEPS = 200

/**
 * The largest x in [low, high] at which a decreasing function is still at least 0, to the last bits: regula falsi on function values, held in brackets and halved when it stalls (ITP-like, I. F. D. Oliveira and R. H. C. Takahashi 2020 in spirit).
 * Returns `low` or `high` where the function does not change its sign between them.
 */
export function largestMeeting(value: (x: number) => number, low: number, high: number): number {
  let a = low
  let b = high
  let fa = value(a)
  let fb = value(b)
  if (!(fa >= 0)) return a
  if (fb >= 0) return b
  for (let step = 0; step < MOST_STEPS; step++) {
    const middle = a + (b - a) / 2
    if (middle <= a || middle >= b) break
    // every third step halves the bracket, so that a curve that bends cannot stall it
    const secant = step % 3 === 2 ? middle : a + ((b - a) * fa) / (fa - fb)
    const x = secant > a && secant < b ? secant : middle
    const fx = value(x)
    if (fx >= 0) {
      a = x
      fa = fx
    } else {
      b = x
      fb = fx
    }
    if (fx === 0) break
  }
  return a
}
