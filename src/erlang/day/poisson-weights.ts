/** Weights beyond the mean are left out once they are smaller than this. */
const TAIL = 1e-15

/**
 * Poisson probabilities of 0, 1, 2, ... jumps, as uniformisation adds them up, until they are negligible. The number of those after the first is a multiple
 * of `together`: so many jumps are made in one pass over an array.
 *
 * @param mean at most 700: the probability of no jump must not vanish
 */
export function poissonWeights(mean: number, together: number): number[] {
  let weight = Math.exp(-mean)
  const weights = [weight]
  for (let j = 1; j <= mean || weight > TAIL || (j - 1) % together !== 0; j++) {
    weight *= mean / j
    weights.push(weight)
  }
  return weights
}
