import { portableExp, portableExpm1 } from '../../numeric/portable-exp.ts'
import type { Adjustment, Spread } from './adjustment.ts'
import { dot, invert } from './linear.ts'
import { ALL_PLACES, Neighbours } from './neighbours.ts'
import { Regression } from './regression.ts'

/** By the number of replications: how many standard errors make a half-width. */
export interface TFactor {
  (count: number): number
  /** The probability of being below an interval, and of being above it. */
  readonly tail: number
}

/** Blocks of replications from which on an interval is made of their means; of fewer it would be wider by chance alone than one that does without. */
const FEWEST_BLOCKS = 8
/** Replications from which on regression on factors is trusted: of fewer the busiest may not have been drawn. */
const FEWEST_REGRESSED = 50
/** Degrees of freedom that controls must leave: with fewer their coefficients are guesses. */
const FEWEST_LEFT = 30

/** Moments of the controls, taken in replication by replication, or block by block. */
export class ControlSums {
  readonly count: number
  taken = 0
  readonly mean: Float64Array
  /** Sums of products of deviations, [one * count + other]. */
  readonly products: Float64Array
  /** How far the newest values are from the means that hold them: what sums of products with others take in. */
  readonly offsets: Float64Array

  constructor(count: number) {
    this.count = count
    this.mean = new Float64Array(count)
    this.products = new Float64Array(count * count)
    this.offsets = new Float64Array(count)
  }

  add(values: ArrayLike<number>, from: number): void {
    const { count, mean, products, offsets } = this
    this.taken++
    for (let c = 0; c < count; c++) offsets[c] = values[from + c] - mean[c]
    for (let one = 0; one < count; one++)
      for (let other = 0; other < count; other++)
        products[one * count + other] += offsets[one] * offsets[other] * (1 - 1 / this.taken)
    for (let c = 0; c < count; c++) {
      mean[c] += offsets[c] / this.taken
      offsets[c] = values[from + c] - mean[c]
    }
  }
}

/** Sums of squared deviations of something, and of their products with those of the controls. */
export interface Moments {
  squares: number
  products: ArrayLike<number>
}

/** How replications were drawn. */
export interface Drawn {
  controls: ControlSums
  /** The same summed by whole block, of `blockSize` replications. */
  blocks: ControlSums | undefined
  blockSize: number
  /** 1: the last of the controls is how busy days were, which blocks share out; else 0. */
  busynessControls: number
  crude: boolean
  /** Where replications are at hand one by one. */
  kept?: KeptDraws | undefined
}

/** By replication: of each factor that makes days busy the hundredth of its distribution, from 0, and the controls. */
export interface KeptDraws {
  places: readonly (readonly number[])[]
  controls: readonly ArrayLike<number>[]
}

/** What of a quantity goes with the controls, and the squares of what is left. */
export interface Fit {
  /** Of the controls in their order; 0 for one that is not used. */
  coefficients: Float64Array
  left: number
  ofBlocks: number | undefined
  /** Where replications are at hand one by one. */
  spread: Spread | undefined
}

/**
 * How replications were drawn, and so how well their mean is known.
 *
 * - What of a quantity goes with the controls, whose means are known to be 0, is taken out of it by regression (S. S. Lavenberg and P. D. Welch, 1981). Coefficients are of least squares, so that what adds up still
 *   does; the interval allows for their error.
 * - Where replications share out the busyness of days, those of a block depend on each other: from a number of blocks on the interval is Student's t on their means. Replications of an unfinished block, and of few
 *   blocks, count as independent, which they are more than.
 * - How busy days were beyond what blocks share out is one more control. From that number of blocks on its coefficient is that between blocks: what a busier day does within strata is not what it does between them
 *   (P. L'Ecuyer and E. Buist, 2006).
 * - Where replications are at hand one by one, and there are enough of them, what is known of how busy each day was tells more than blocks: see {@link Neighbours} for one factor, {@link Regression} for several.
 */
export class Design {
  readonly replications: number
  /** Whether intervals are those of the old way: as if means had a normal distribution. */
  readonly crude: boolean
  readonly #t: TFactor
  readonly #size: number
  readonly #controls: ControlSums
  /** Places of the controls that are used, and the inverse of their products. */
  readonly #used: readonly number[]
  readonly #inverse: readonly (readonly number[])[]
  /** How far luck was from its mean: the error of the coefficients counts so many times. */
  readonly #distance: number
  /** Where there are enough of them. */
  readonly #blocks: ControlSums | undefined
  /** The place of the control whose coefficient is that between blocks, or -1; its variance among them, and how far it was from its mean. */
  readonly #busy: number
  readonly #busySquares: number
  readonly #busyDistance: number
  readonly #adjustment: Adjustment | undefined

  constructor({ controls, blocks, blockSize, busynessControls, crude, kept }: Drawn, t: TFactor) {
    this.replications = controls.taken
    this.crude = crude
    this.#t = t
    this.#size = blockSize
    this.#controls = controls
    this.#blocks = blocks && blocks.taken >= FEWEST_BLOCKS ? blocks : undefined
    const { used, inverse } = invert(controls, this.replications - 1 - FEWEST_LEFT)
    this.#used = used
    this.#inverse = inverse
    const last = controls.count - 1
    this.#adjustment = kept && adjustmentBy(kept, busynessControls > 0 ? last : -1)
    this.#busySquares = this.#blocks && busynessControls > 0 ? this.#blocks.products[last * controls.count + last] : 0
    this.#busy = this.#busySquares > 0 ? last : -1
    this.#busyDistance =
      this.#blocks && this.#busy >= 0 ? (this.#blocks.mean[last] * this.#blocks.mean[last]) / this.#busySquares : 0
    const far = used.map((c) => (c === this.#busy ? 0 : controls.mean[c]))
    this.#distance = dot(
      far,
      inverse.map((row) => dot(row, far)),
    )
  }

  /** The probability of being below an interval, and of being above it. */
  get tail(): number {
    return this.#t.tail
  }

  /**
   * From the moments by replication and by block.
   *
   * @param values by replication, where they are at hand
   */
  fit(each: Moments, blocks: Moments | undefined, values?: ArrayLike<number>): Fit {
    const adjustment = this.#adjustment
    if (values && adjustment) {
      const coefficients = adjustment.coefficients(values)
      const spread = adjustment.spread(adjustment.without(values, coefficients))
      return { coefficients, left: 0, ofBlocks: undefined, spread }
    }
    const { count } = this.#controls
    const coefficients = new Float64Array(count)
    let left = each.squares
    this.#used.forEach((c, i) => {
      coefficients[c] = this.#used.reduce((sum, other, j) => sum + this.#inverse[i][j] * each.products[other], 0)
      left -= coefficients[c] * each.products[c]
    })
    if (!this.#blocks || !blocks) return { coefficients, left, ofBlocks: undefined, spread: undefined }
    const busy = this.#busy
    const { products } = this.#blocks
    if (busy >= 0) {
      coefficients[busy] = 0
      // What the others leave of it.
      const rest = blocks.products[busy] - dot(coefficients, products.subarray(busy * count, (busy + 1) * count))
      coefficients[busy] = rest / this.#busySquares
    }
    let ofBlocks = blocks.squares
    for (let one = 0; one < count; one++) {
      ofBlocks -= 2 * coefficients[one] * blocks.products[one]
      for (let other = 0; other < count; other++)
        ofBlocks += coefficients[one] * coefficients[other] * products[one * count + other]
    }
    return { coefficients, left, ofBlocks, spread: undefined }
  }

  /** What luck has added to a mean. */
  luck({ coefficients, spread }: Pick<Fit, 'coefficients' | 'spread'>): number {
    if (spread && this.#adjustment) return this.#adjustment.luck(coefficients)
    let luck = 0
    for (const c of this.#used) if (c !== this.#busy) luck += coefficients[c] * this.#controls.mean[c]
    if (this.#blocks && this.#busy >= 0)
      luck += (coefficients[this.#busy] * this.#blocks.mean[this.#busy] * this.#blocks.taken) / this.replications
    return luck
  }

  /** Where replications are at hand one by one. */
  get adjustment(): Adjustment | undefined {
    return this.#adjustment
  }

  /**
   * Of a mean, in units of `per`.
   *
   * @param controlled whether the controls' part is out of what is left
   */
  halfWidth({ left, ofBlocks, spread }: Omit<Fit, 'coefficients'>, per = 1, controlled = true): number {
    const n = this.replications
    // Degrees of freedom are rounded down, so that few factors of t are computed.
    if (spread) return this.#t(1 + Math.floor(4 * spread.degrees) / 4) * Math.sqrt(spread.variance / (per * per))
    const degrees = controlled ? n - this.#used.length : n
    if (degrees < 2) return Number.POSITIVE_INFINITY
    const distance = controlled ? this.#distance : 0
    const deviation = Math.sqrt(Math.max(0, left / (per * per)) / (degrees - 1))
    if (ofBlocks === undefined || !this.#blocks)
      return ((this.#t(degrees) * deviation) / Math.sqrt(n)) * Math.sqrt(1 + n * distance)
    const { taken } = this.#blocks
    const isBusy = controlled && this.#busy >= 0
    const blocksLeft = isBusy ? taken - 1 : taken
    // Coefficients that fit the replications at hand leave too little of them.
    const fitted = ((n - 1) / (degrees - 1)) * (isBusy ? 1 + taken * this.#busyDistance : 1)
    const ofWhole = (fitted * taken * Math.max(0, ofBlocks / (per * per))) / (blocksLeft - 1)
    const variance = deviation * deviation
    const ofRest = (n - taken * this.#size) * variance
    return this.#t(blocksLeft) * Math.sqrt((ofWhole + ofRest) / (n * n) + distance * variance)
  }
}

function adjustmentBy({ places, controls }: KeptDraws, busyness: number): Adjustment | undefined {
  const n = places.length
  const factors = places[0]?.length ?? 0
  if (factors === 1 && n >= ALL_PLACES)
    return new Neighbours(
      places.map(([place]) => place),
      controls,
      busyness,
    )
  const isEnough = n >= FEWEST_REGRESSED && n - 1 - factors - controls[0].length >= FEWEST_LEFT
  return factors > 0 && isEnough ? new Regression(places, controls) : undefined
}

/**
 * The larger side of the interval of something positive, from a half-width by which it would be symmetric: of its logarithm the distribution is nearer to a normal one (D. R. Cox and D. V. Hinkley, 1974, section 9.3), and days that are worse than
 * expected are farther away than those that are better. From an error as large as the value on it goes on in a straight line.
 */
export function widened(value: number, halfWidth: number): number {
  if (!(value > 0) || halfWidth === Number.POSITIVE_INFINITY) return halfWidth
  const relative = halfWidth / value
  return relative > 1 ? value * (Math.E * relative - 1) : value * portableExpm1(relative)
}

/** The ends of the interval of a share, symmetric on the scale of its log odds. */
export function shareLimits(value: number, halfWidth: number): { low: number; high: number } {
  if (!(value > 0 && value < 1)) return { low: value - halfWidth, high: value + halfWidth }
  const odds = value / (1 - value)
  const factor = portableExp(halfWidth / (value * (1 - value)))
  return {
    low: odds / (odds + factor),
    high: factor === Number.POSITIVE_INFINITY ? 1 : (odds * factor) / (1 + odds * factor),
  }
}

/** The larger side of that interval; Infinity where nothing is known of it, as of a single replication. */
export function widenedShare(value: number, halfWidth: number): number {
  if (halfWidth === Number.POSITIVE_INFINITY) return halfWidth
  const { low, high } = shareLimits(value, halfWidth)
  return Math.max(value - low, high - value)
}
