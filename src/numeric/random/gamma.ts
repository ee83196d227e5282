import { fillExponential } from './exponential.ts'
import { fillNormal } from './normal.ts'
import { uniform } from './stream.ts'

/**
 * Gamma variates of scale 1 (mean = shape) into `out` from place `from` on, before `end`, by squeeze and rejection
 * (Marsaglia and Tsang 2000, "A simple method for generating gamma variables"); shapes below 1 from shape + 1.
 */
export function fillGamma(
  state: Int32Array,
  at: number,
  shape: number,
  out: Float64Array,
  from: number,
  end: number,
): void {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (let k = from; k < end; k++) {
    let power = 1
    if (shape < 1) {
      fillExponential(state, at, out, k, k + 1)
      power = Math.exp(-out[k] / shape)
    }
    for (;;) {
      fillNormal(state, at, out, k, k + 1)
      const x = out[k]
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      out[k] = d * v * power
      const u = uniform(state, at)
      if (u < 1 - 0.0331 * x * x * x * x) break
      if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) break
    }
  }
}

const single = new Float64Array(1)

/** One gamma variate of scale 1. */
export function standardGamma(state: Int32Array, at: number, shape: number): number {
  fillGamma(state, at, shape, single, 0, 1)
  return single[0]
}
