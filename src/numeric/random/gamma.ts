import { exponential } from './exponential.ts'
import { standardNormal } from './normal.ts'
import { uniform } from './stream.ts'

/** Gamma of scale 1 (mean = shape) by squeeze and rejection (Marsaglia and Tsang 2000, "A simple method for generating gamma variables"); shapes below 1 from shape + 1. */
export function standardGamma(state: Int32Array, at: number, shape: number): number {
  if (shape < 1) {
    const power = Math.exp(-exponential(state, at) / shape)
    return standardGamma(state, at, shape + 1) * power
  }
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = standardNormal(state, at)
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    const u = uniform(state, at)
    if (u < 1 - 0.0331 * x * x * x * x) return d * v
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v
  }
}
