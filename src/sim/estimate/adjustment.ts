/** The variance of a mean, and its degrees of freedom. */
export interface Spread {
  variance: number
  degrees: number
}

/** How luck is taken out of figures, and how well they are then known, where replications are at hand one by one. */
export interface Adjustment {
  /** What of a quantity goes with what is known of replications: of the controls first, 0 for one that is not used. */
  coefficients(values: ArrayLike<number>): Float64Array
  /** What luck has added to the mean of a quantity. */
  luck(coefficients: ArrayLike<number>): number
  /** Values without what goes with luck. */
  without(values: ArrayLike<number>, coefficients: ArrayLike<number>): number[]
  /** Of the mean of such values. */
  spread(left: readonly number[]): Spread
}

/** Normal variables count alike in the sum of their squares; where a few make up most of it fewer count, but not less than so many. */
const FEWEST_COUNTED = 4

/** How many of the terms of a sum of squares count, as many normal variables would have its variance; at most all. */
export function counted(terms: readonly number[], most: number): number {
  const sum = terms.reduce((total, term) => total + term, 0)
  const squares = terms.reduce((total, term) => total + term * term, 0)
  return squares > 0 ? Math.min(Math.max(FEWEST_COUNTED, (3 * sum * sum) / squares), most) : most
}
