import { logPoisson } from '../log-poisson.ts'
import { uniform } from './stream.ts'

/** Below this mean by inversion, from it on by rejection. */
const REJECTION_FROM = 10
/** No Poisson number of a mean below REJECTION_FROM is as large: one in 10^70. The search ends here when rounding has left the last share over. */
const SEARCH_LIMIT = 110

/**
 * A Poisson number, exact for every mean from 0 to 2^50: by inversion for small means; else by transformed rejection with squeeze (W. Hormann,
 * "The transformed rejection method for generating Poisson random variables", 1993, algorithm PTRS), whose cost does not grow with the mean.
 */
export function poisson(state: Int32Array, at: number, mean: number): number {
  if (mean < REJECTION_FROM) return +searchUpwards(state, at, mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const surely = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = uniform(state, at) - 0.5
    const v = uniform(state, at)
    const edge = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43)
    if (edge >= 0.07 && v <= surely) return count
    if (count < 0 || (edge < 0.013 && v > edge)) continue
    if (Math.log((v * inverseAlpha) / (a / (edge * edge) + b)) <= logPoisson(count, mean)) return count
  }
}

function searchUpwards(state: Int32Array, at: number, mean: number): number {
  const none = Math.exp(-mean)
  for (;;) {
    let u = uniform(state, at)
    let probability = none
    for (let count = 0; count < SEARCH_LIMIT; ) {
      if (u <= probability) return count
      u -= probability
      count++
      probability *= mean / count
    }
  }
}
