import { logPoisson } from '../log-poisson.ts'
import { uniform } from './stream.ts'

/** Below this mean by inversion, from it on by rejection. */
const REJECTION_FROM = 10
/** No binomial number of a mean below REJECTION_FROM is as large: one in 10^70. The search ends here when rounding has left the last share over. */
const SEARCH_LIMIT = 110

/**
 * How many of `trials` succeed, each by itself with chance `share`: exact for up to 2^50 trials. By inversion where few succeed; else by transformed rejection with squeeze
 * (W. Hormann, "The generation of binomial random variates", 1993, algorithm BTRS), whose cost does not grow with the trials.
 */
export function binomial(state: Int32Array, at: number, trials: number, share: number): number {
  if (share > 0.5) return trials - binomialOfRare(state, at, trials, 1 - share)
  return binomialOfRare(state, at, trials, share)
}

function binomialOfRare(state: Int32Array, at: number, trials: number, share: number): number {
  const mean = trials * share
  if (mean === 0) return 0
  if (mean < REJECTION_FROM) return +searchUpwards(state, at, trials, share)
  const sd = Math.sqrt(mean * (1 - share))
  const b = 1.15 + 2.53 * sd
  const a = -0.0873 + 0.0248 * b + 0.01 * share
  const alpha = (2.83 + 5.1 / b) * sd
  const surely = 0.92 - 4.2 / b
  const top = logWeight(Math.floor((trials + 1) * share), trials, share)
  for (;;) {
    const u = uniform(state, at) - 0.5
    const v = uniform(state, at)
    const edge = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.5)
    if (edge >= 0.07 && v <= surely) return count
    if (count < 0 || count > trials) continue
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= logWeight(count, trials, share) - top) return count
  }
}

/** The logarithm of the probability but for a constant: successes and failures as Poisson numbers, given their sum. */
function logWeight(count: number, trials: number, share: number): number {
  return logPoisson(count, trials * share) + logPoisson(trials - count, trials * (1 - share))
}

function searchUpwards(state: Int32Array, at: number, trials: number, share: number): number {
  const odds = share / (1 - share)
  const none = Math.exp(trials * Math.log1p(-share))
  for (;;) {
    let u = uniform(state, at)
    let probability = none
    for (let count = 0; count < SEARCH_LIMIT && count <= trials; ) {
      if (u <= probability) return count
      u -= probability
      count++
      probability *= (odds * (trials - count + 1)) / count
    }
  }
}
