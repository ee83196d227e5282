import { checkNumber } from '../../domain/index.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import { type Design, type Fit, type Moments, type TFactor, widened, widenedShare } from './design.ts'
import type { BlockSums } from './sums.ts'

/** Confidence of intervals unless another is asked for. */
export const DEFAULT_CONFIDENCE = 0.95

/**
 * The mean of a figure over replications. In every kind of estimate (mean, ratio, quantile) `value` is the figure itself, and what stands beside it says how well it is known. `mean` is the word of forecasts: the
 * mean of the distribution of what will come.
 */
export interface Estimate {
  value: number
  /** Standard deviation between replications (days); NaN with one. */
  sd: number
  /** The truth lies within `value ± halfWidth` with the chosen confidence (Student's t); Infinity with one replication. */
  halfWidth: number
}

/**
 * A figure that is a sum over a sum, such as answered in time over offered.
 * `value` is that of all contacts of all replications together, its interval by the delta method (Cochran 1977, Sampling Techniques, section 6.4).
 */
export interface RatioEstimate {
  value: number
  halfWidth: number
  /** The mean of the replications' own ratios, in which a quiet day weighs as much as a busy one; only those count that have one. */
  daily: Estimate & { replications: number }
}

export function tFactor(confidence: number): TFactor {
  const tail = (1 - checkNumber('confidence', confidence, { above: 0 })) / 2
  checkNumber('1 - confidence', 1 - confidence, { above: 0 })
  const known = new Map<number, number>()
  const factor = (count: number) => {
    if (count < 2) return Number.POSITIVE_INFINITY
    const t = known.get(count) ?? studentTQuantile(tail, count - 1)
    known.set(count, t)
    return t
  }
  return Object.assign(factor, { tail })
}

/** From a mean and the sum of squared deviations from it. */
export function meanEstimate(count: number, mean: number, squares: number, t: TFactor): Estimate {
  if (count === 0) return { value: Number.NaN, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  if (count === 1) return { value: mean, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  const sd = Math.sqrt(Math.max(0, squares) / (count - 1))
  return { value: mean, sd, halfWidth: (t(count) * sd) / Math.sqrt(count) }
}

/** Sums of a block of the layout by replication and, where these share out the busyness of days, by block of replications. */
export interface Sampled {
  each: BlockSums
  blocks: BlockSums | undefined
}

/** The mean of a measure, in units of `per`. */
export function meanOf(
  { each, blocks }: Sampled,
  design: Design,
  cell: number,
  measure: number,
  per: number,
): Estimate {
  const n = design.replications
  if (n === 0) return { value: Number.NaN, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  const k = cell * each.block.measures + measure
  const fit = fitOf(each, blocks, k, design)
  const found = (each.mean[k] - design.luck(fit)) / per
  // Taking luck out may lead below nothing; only what is left of revenue may be less.
  const value = each.mean[k] >= 0 && each.block.names[measure] !== 'result' ? Math.max(0, found) : found
  const halfWidth = design.halfWidth(fit, per)
  const isDays = each.block.names[measure] === 'targetMet'
  return {
    value,
    sd: n === 1 ? Number.NaN : Math.sqrt(Math.max(0, each.squares[k] / (per * per)) / (n - 1)),
    halfWidth: design.crude ? halfWidth : isDays ? ofDays(value, halfWidth, design) : widened(value, halfWidth),
  }
}

/** Of a share of replications. Where all of them agree, the truth may still be farther away than any of them shows: by so much that they agree as seldom as an interval misses it (Clopper and Pearson, 1934). */
function ofDays(share: number, halfWidth: number, { replications, tail }: Design): number {
  if (halfWidth > 0 || replications < 2) return widenedShare(share, halfWidth)
  // By halving, in sums and products alone: the same to the bit in every engine.
  let low = 0
  let high = 1
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return high
    if (power(1 - middle, replications) > tail) low = middle
    else high = middle
  }
}

function fitOf(each: BlockSums, blocks: BlockSums | undefined, k: number, design: Design): Fit {
  return design.fit(momentsOf(each, k), blocks && momentsOf(blocks, k), valuesOf(each, k, design))
}

/** By replication, where they are at hand and wanted. */
function valuesOf(each: BlockSums, k: number, design: Design): Float64Array | undefined {
  return design.adjustment ? each.values(k) : undefined
}

function momentsOf({ squares, withControls, controls }: BlockSums, k: number): Moments {
  return { squares: squares[k], products: withControls.subarray(k * controls, (k + 1) * controls) }
}

export function ratiosOf(sampled: Sampled, design: Design, cell: number, t: TFactor): Record<string, RatioEstimate> {
  return Object.fromEntries(
    sampled.each.block.ratioNames.map((name, r) => [name, ratioOf(sampled, design, cell, r, t)]),
  )
}

/** Ratio `r` of a cell. */
function ratioOf({ each, blocks }: Sampled, design: Design, cell: number, r: number, t: TFactor): RatioEstimate {
  const { ratios, measures } = each.block
  const [above, below] = ratios[r].map((place) => cell * measures + place)
  const meanOf = (k: number) => each.mean[k] - design.luck(fitOf(each, blocks, k, design))
  const found = each.mean[below] === 0 ? 0 : meanOf(below)
  // Of what hardly ever happens luck may be more than there is: then it stays in.
  const isLittle = !(found > 0)
  const meanBelow = isLittle ? each.mean[below] : found
  const ratio = (isLittle ? each.mean[above] : meanOf(above)) / meanBelow
  // A share of nothing is no number, whatever stands above it.
  const value =
    meanBelow === 0 ? Number.NaN : within(each.block.ratioNames[r], ratio, each.mean[above] <= each.mean[below], design)
  const k = cell * ratios.length + r
  const residuals = residualMoments(each, above, below, k, value)
  const belows = valuesOf(each, below, design)
  const fit = design.fit(
    residuals,
    blocks && residualMoments(blocks, above, below, k, value),
    valuesOf(each, above, design)?.map((own, r) => own - value * (belows?.[r] ?? 0)),
  )
  const halfWidth = design.halfWidth(fit, meanBelow)
  return {
    value,
    halfWidth: Number.isNaN(value)
      ? Number.POSITIVE_INFINITY
      : honest(each.block.ratioNames[r], value, halfWidth, design),
    daily: {
      ...meanEstimate(each.ratioCount[k], each.ratioMean[k], each.ratioSquares[k], t),
      replications: each.ratioCount[k],
    },
  }
}

/** Taking luck out may lead below nothing, and above everything. */
function within(name: string, ratio: number, isPart: boolean, { crude }: Design): number {
  if (crude) return ratio
  return Math.min(Math.max(0, ratio), isPart && !NO_SHARES.has(name) ? 1 : Number.POSITIVE_INFINITY)
}

function honest(name: string, value: number, halfWidth: number, { crude }: Design): number {
  if (crude) return halfWidth
  return NO_SHARES.has(name) ? widened(value, halfWidth) : widenedShare(value, halfWidth)
}

/** Ratios that are no shares: times, and numbers of one thing for each of another. */
const NO_SHARES = new Set([
  'asa',
  'meanWait',
  'aht',
  'meanTime',
  'timeToQueue',
  'meanCloseTime',
  'meanClockTime',
  'meanFinishTime',
  'meanCallbackWait',
  'meanPauseDelay',
  'contactsPerCustomer',
  'chatsAtOnce',
  'costPerAnswered',
])

/** Of what is above less `value` times what is below. */
function residualMoments(sums: BlockSums, above: number, below: number, k: number, value: number): Moments {
  const { squares, products, withControls, controls } = sums
  return {
    squares: squares[above] - 2 * value * products[k] + value * value * squares[below],
    products: Float64Array.from(
      { length: controls },
      (_, c) => withControls[above * controls + c] - value * withControls[below * controls + c],
    ),
  }
}

/** By squaring. */
function power(base: number, exponent: number): number {
  if (exponent === 0) return 1
  const half = power(base, Math.floor(exponent / 2))
  return exponent % 2 === 0 ? half * half : half * half * base
}
