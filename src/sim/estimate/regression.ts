import { normalQuantile } from '../../numeric/normal-quantile.ts'
import { type Adjustment, counted, type Spread } from './adjustment.ts'
import { dot, invert } from './linear.ts'

/** Scores are rounded, so that the last bits of logarithms, which differ between engines, are not in figures. */
const ROUNDED = 2 ** 20
/** Where a normal variable is in the middle of each hundredth of its distribution. */
const SCORES = Array.from(
  { length: 100 },
  (_, place) => Math.round(normalQuantile((place + 0.5) / 100) * ROUNDED) / ROUNDED,
)
/** Less than this of a replication is never taken to be free. */
const LEAST_FREE = 1e-9

/**
 * Replications that share out several factors of how busy days are. Strata take out of a mean what each factor does by itself (M. Stein, Large sample properties of simulations using Latin hypercube sampling, 1987): what is left has no
 * more variance than the residuals of a regression on one score of each factor, and on the controls. That variance is estimated replication by replication (HC2 of J. G. MacKinnon and H. White, 1985), as busy days vary more than others.
 */
export class Regression implements Adjustment {
  /** By replication: controls, then scores. */
  readonly #rows: readonly (readonly number[])[]
  readonly #used: readonly number[]
  readonly #inverse: readonly (readonly number[])[]
  readonly #means: readonly number[]
  /** By replication: what its squared residual counts in the variance of the mean. */
  readonly #weights: readonly number[]

  /**
   * @param places by replication: of each factor the hundredth of its distribution, from 0
   * @param controls by replication
   */
  constructor(places: readonly (readonly number[])[], controls: readonly ArrayLike<number>[]) {
    const n = places.length
    this.#rows = places.map((each, k) => [...Array.from(controls[k]), ...each.map((place) => SCORES[place])])
    const count = this.#rows[0].length
    this.#means = Array.from({ length: count }, (_, c) => this.#rows.reduce((sum, row) => sum + row[c], 0) / n)
    const centred = this.#rows.map((row) => row.map((value, c) => value - this.#means[c]))
    const products = new Float64Array(count * count)
    for (const row of centred)
      for (let one = 0; one < count; one++)
        for (let other = 0; other < count; other++) products[one * count + other] += row[one] * row[other]
    const { used, inverse } = invert({ count, products }, count)
    this.#used = used
    this.#inverse = inverse
    const ofMeans = inverse.map((row) => used.reduce((sum, c, j) => sum + row[j] * this.#means[c], 0))
    this.#weights = centred.map((row) => {
      const own = used.map((c) => row[c])
      const through = inverse.map((each) => dot(each, own))
      const weight = 1 / n - dot(own, ofMeans)
      return (weight * weight) / Math.max(LEAST_FREE, 1 - 1 / n - dot(own, through))
    })
  }

  coefficients(values: ArrayLike<number>): Float64Array {
    const coefficients = new Float64Array(this.#means.length)
    const products = this.#used.map((c) => {
      const mean = this.#means[c]
      return this.#rows.reduce((sum, row, k) => sum + (row[c] - mean) * values[k], 0)
    })
    this.#used.forEach((c, i) => {
      coefficients[c] = dot(this.#inverse[i], products)
    })
    return coefficients
  }

  luck(coefficients: ArrayLike<number>): number {
    return dot(this.#means, coefficients)
  }

  without(values: ArrayLike<number>, coefficients: ArrayLike<number>): number[] {
    return this.#rows.map((row, k) => values[k] - dot(row, coefficients))
  }

  spread(left: readonly number[]): Spread {
    const n = left.length
    const mean = left.reduce((sum, value) => sum + value, 0) / n
    const terms = left.map((value, k) => this.#weights[k] * (value - mean) * (value - mean))
    return {
      variance: terms.reduce((sum, term) => sum + term, 0),
      degrees: counted(terms, n - 1 - this.#used.length),
    }
  }
}
