import { type Adjustment, counted, type Spread } from './adjustment.ts'
import { dot, invert } from './linear.ts'

/** Replications that share out the one factor of how busy days are to its hundredths. */
export const ALL_PLACES = 100
/** Of that factor a block takes each tenth once. */
const TENTHS = 10
/** The least busy replication and the busiest have one neighbour: their difference stands for them, and for half of its other one. */
const OF_ENDS = 1.5
/** Less than this of a difference is never taken to be free. */
const LEAST_FREE = 1e-9
/** Of squared differences that overlap two in three count (Rice 1984, with the variance that T. Gasser, L. Sroka and C. Jennen-Steinmetz found in 1986). */
const COUNTED = 2 / 3
/**
 * Replications of which one factor makes days busy, in the order of how busy they are. Two neighbours hardly differ in it: half the square of their difference is the variance of what strata leave
 * (J. Rice, Bandwidth choice for nonparametric regression, 1984), and so is what of it goes with the controls. Blocks know less: their sums still differ by which part of each tenth they take, which a hundred replications share out.
 *
 * Replications beyond the last whole hundred count with the variance within tenths where their block is whole, else as independent.
 */
export class Neighbours implements Adjustment {
  /** Whole hundreds of replications. */
  readonly #whole: number
  readonly #order: readonly number[]
  readonly #places: readonly number[]
  readonly #controls: readonly ArrayLike<number>[]
  readonly #used: readonly number[]
  readonly #inverse: readonly (readonly number[])[]
  /** Differences of the controls that are used, [step][control]. */
  readonly #steps: readonly (readonly number[])[]
  /** By step: what its squared difference counts. */
  readonly #weights: readonly number[]
  readonly #means: readonly number[]
  /** How far luck was from its mean: the error of the coefficients counts so many times. */
  readonly #distance: number

  /**
   * @param places by replication the hundredth of the factor, from 0
   * @param controls by replication
   * @param busyness the control that says how busy days are, or -1
   */
  constructor(places: readonly number[], controls: readonly ArrayLike<number>[], busyness: number) {
    this.#places = places
    this.#controls = controls
    const whole = places.length - (places.length % ALL_PLACES)
    this.#whole = whole
    this.#order = Array.from({ length: whole }, (_, k) => k).sort((a, b) => places[a] - places[b] || a - b)
    const count = controls[0].length
    const all = this.#differences(count, (k, c) => controls[k][c])
    const products = new Float64Array(count * count)
    for (const step of all)
      for (let one = 0; one < count; one++)
        for (let other = 0; other < count; other++) products[one * count + other] += step[one] * step[other]
    const { used, inverse } = invert({ count, products }, count)
    this.#used = used
    this.#inverse = inverse
    this.#steps = all.map((step) => used.map((c) => step[c]))
    const through = (vector: readonly number[]) =>
      dot(
        vector,
        inverse.map((row) => dot(row, vector)),
      )
    const last = this.#steps.length - 1
    this.#weights = this.#steps.map((step, s) => {
      return (s === 0 || s === last ? OF_ENDS : 1) * allowance(1 - through(step))
    })
    this.#means = used.map((c) => controls.reduce((sum, each) => sum + each[c], 0) / places.length)
    this.#distance = 2 * through(this.#means.map((mean, i) => (used[i] === busyness ? 0 : mean)))
  }

  /** From neighbour to neighbour. */
  coefficients(values: ArrayLike<number>): Float64Array {
    const coefficients = new Float64Array(this.#controls[0].length)
    const order = this.#order
    const products = this.#used.map((_, i) =>
      this.#steps.reduce((sum, step, s) => sum + step[i] * (values[order[s + 1]] - values[order[s]]), 0),
    )
    this.#used.forEach((c, i) => {
      coefficients[c] = dot(this.#inverse[i], products)
    })
    return coefficients
  }

  luck(coefficients: ArrayLike<number>): number {
    return this.#used.reduce((sum, c, i) => sum + coefficients[c] * this.#means[i], 0)
  }

  without(values: ArrayLike<number>, coefficients: ArrayLike<number>): number[] {
    return this.#controls.map((each, k) => values[k] - dot(coefficients, each))
  }

  spread(left: readonly number[]): Spread {
    const n = left.length
    const terms = this.#weights.map((weight, s) => {
      const difference = left[this.#order[s + 1]] - left[this.#order[s]]
      return (weight * difference * difference) / 2
    })
    const each = terms.reduce((sum, term) => sum + term, 0) / terms.length
    const total = this.#whole * each + this.#ofRest(left)
    return {
      variance: (total / (n * n)) * (1 + n * this.#distance),
      degrees: COUNTED * counted(terms, terms.length - this.#used.length),
    }
  }

  /** The sum of the variances of the replications beyond the last whole hundred. */
  #ofRest(left: readonly number[]): number {
    const rest = left.length - this.#whole
    if (rest === 0) return 0
    const tenth = (k: number) => Math.floor((this.#places[k] * TENTHS) / ALL_PLACES)
    const inBlocks = rest - (rest % TENTHS)
    return inBlocks * within(left, tenth, TENTHS) + (rest - inBlocks) * within(left, () => 0, 1)
  }

  /** Of the controls. */
  #differences(count: number, of: (replication: number, control: number) => number): number[][] {
    return this.#order.slice(1).map((k, s) => Array.from({ length: count }, (_, c) => of(k, c) - of(this.#order[s], c)))
  }
}

/**
 * By how much the square of a difference is too small of which regression leaves a share free. The power 1 is right where all differences vary alike, 2 is that of the jackknife (J. G. MacKinnon and H. White, Some
 * heteroskedasticity-consistent covariance matrix estimators, 1985). Here the busiest days vary most and draw the coefficients most: with a power between the two intervals hold the truth as often as they say (`docs/simulator.md`).
 */
function allowance(free: number): number {
  const share = Math.max(LEAST_FREE, free)
  return 1 / (share * Math.sqrt(share))
}

/** The variance of values within their classes. */
function within(values: readonly number[], classOf: (index: number) => number, classes: number): number {
  const sums = new Float64Array(classes)
  const counts = new Float64Array(classes)
  values.forEach((value, k) => {
    sums[classOf(k)] += value
    counts[classOf(k)]++
  })
  const squares = values.reduce((sum, value, k) => sum + (value - sums[classOf(k)] / counts[classOf(k)]) ** 2, 0)
  return squares / (values.length - classes)
}
