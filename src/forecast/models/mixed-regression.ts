import { choleskyInPlace, inverseDiagonalsOfCholesky, solveCholesky } from '../../numeric/linear-cholesky.ts'

/** A row of a regression's table: those of its columns that are not 0. */
export interface SparseRow {
  at: Int32Array
  value: Float64Array
  /** The row counts in full, however far off it is: a day that is known to be special is no outlier. */
  firm?: boolean
}

/** Rows laid one after another, so that several regressions on them read them fast. */
export interface SparseRows {
  count: number
  /** Where each row begins; one more place than rows. */
  from: Int32Array
  at: Int32Array
  value: Float64Array
  firm: Uint8Array
}

/** Takes rows down, column by column in rising order. */
export class RowWriter {
  count = 0
  #at = new Int32Array(0)
  #value = new Float64Array(0)

  /** @param most columns of all rows together */
  begin(most: number): void {
    this.count = 0
    if (this.#at.length >= most) return
    this.#at = new Int32Array(most)
    this.#value = new Float64Array(most)
  }

  put(column: number, value: number): void {
    this.#at[this.count] = column
    this.#value[this.count++] = value
  }

  /** What was taken down. */
  laid(): { at: Int32Array; value: Float64Array } {
    return { at: this.#at.slice(0, this.count), value: this.#value.slice(0, this.count) }
  }
}

/** One for all, that its memory is used again; whoever writes is done before the next begins. */
const writer = new RowWriter()

/** @param most columns of all rows together */
export function rowWriter(most: number): RowWriter {
  writer.begin(most)
  return writer
}

/** Rows that were made one by one, laid one after another. */
export function sparseRows(rows: readonly SparseRow[]): SparseRows {
  const from = new Int32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) from[i + 1] = from[i] + rows[i].at.length
  const at = new Int32Array(from[rows.length])
  const value = new Float64Array(at.length)
  for (let i = 0; i < rows.length; i++) {
    at.set(rows[i].at, from[i])
    value.set(rows[i].value, from[i])
  }
  return { count: rows.length, from, at, value, firm: Uint8Array.from(rows, ({ firm }) => (firm ? 1 : 0)) }
}

/** Each row times a weight of its own. */
export function weightedRows(rows: SparseRows, weights: ArrayLike<number>): SparseRows {
  const value = rows.value.slice()
  for (let i = 0; i < rows.count; i++) for (let k = rows.from[i]; k < rows.from[i + 1]; k++) value[k] *= weights[i]
  return { ...rows, value }
}

/** Columns whose coefficients come from one normal distribution around 0. The data say how wide it is. Column 0, the constant, belongs to no group. */
export interface EffectGroup {
  name: string
  from: number
  size: number
  /** Inverse covariance of the coefficients up to their variance, where neighbours are related: its diagonal and the line beside it. */
  chain?: { diagonal: Float64Array; beside: Float64Array }
  /** What the coefficients' standard deviation usually is, in units of `scale`; the data may say otherwise. */
  usual: number
}

/** What a fit has learnt beside the coefficients. A fit on the first rows of the same data may use it. */
export interface Settings {
  /** Variance of the coefficients of each group, by its name. */
  variances: ReadonlyMap<string, number>
  noise: number
  /** How much each row counts, 1.25 to 0. */
  weights: Float64Array
}

export interface MixedRegression {
  coefficients: Float64Array
  settings: Settings
  /** The values of these rows. */
  predict(rows: SparseRows): Float64Array
  /** The values that it gives for the rows it was fitted to. */
  fitted(): Float64Array
}

/** Rounds of estimating variances; they hardly move after eight. */
const ROUNDS = 10
/** Degrees of freedom of the noise: outages and unknown holidays are far from normal (Student's t; Lange, Little and Taylor 1989). */
const FREEDOM = 4
/** How many coefficients' worth of evidence the usual variance of a group stands for. */
const USUAL_WEIGHT = 4
/** A variance is never taken for less than this part of the data's: at 0 it could not come back. */
const LEAST_SHARE = 1e-6

/**
 * Regression with groups of random effects. The evidence of the data gives each group's variance (MacKay 1992), so that effects which are not there are drawn to 0
 * and nobody has to choose among them. Days far off their expectation count less.
 */
export function mixedRegression(
  rows: SparseRows,
  y: Float64Array,
  columns: number,
  groups: readonly EffectGroup[],
  scale: number,
  known?: Settings,
): MixedRegression {
  const n = y.length
  const mean = meanOf(y)
  let variance = varianceAbout(y, mean)
  if (!(variance > 1e-18 * mean * mean)) variance = 1e-18 * mean * mean + Number.MIN_VALUE
  // The constant is left free: as wide as the data and their distance from 0 together.
  const constant = 1 / (100 * variance + mean * mean)
  const usual = groups.map((group) => (group.usual * scale) ** 2 + LEAST_SHARE * variance)
  const variances = groups.map(({ name }, g) => known?.variances.get(name) ?? usual[g])
  let noise = known?.noise ?? variance / 4
  const weights = known ? known.weights.slice(0, n) : new Float64Array(n).fill(1)
  let coefficients: Float64Array = new Float64Array(columns)
  const residuals = new Float64Array(n)
  const factor = squareOf(columns)
  for (let round = 0; round < (known ? 1 : ROUNDS); round++) {
    factor.fill(0)
    const right = new Float64Array(columns)
    factor[0] = constant
    groups.forEach((group, g) => {
      addPrior(factor, columns, group, variances[g])
    })
    addRows(factor, columns, right, rows, weights, noise, y)
    if (!choleskyInPlace(factor, columns)) break
    coefficients = solveCholesky(factor, columns, right)
    if (known) break
    fittedTo(rows, coefficients, residuals)
    const squares = takeFromData(residuals, y, weights)
    const inverse = inverseDiagonalsOfCholesky(factor, columns)
    let determined = 1
    groups.forEach((group, g) => {
      const { trace, length } = evidenceOf(group, coefficients, inverse)
      const own = Math.max(0, group.size - trace / variances[g])
      determined += own
      variances[g] = (length + USUAL_WEIGHT * usual[g]) / (own + USUAL_WEIGHT)
    })
    noise = Math.max(squares / Math.max(n - determined, 0.2 * n), LEAST_SHARE * variance)
    weigh(weights, residuals, noise, rows.firm)
  }
  return {
    coefficients,
    settings: { variances: new Map(groups.map(({ name }, g) => [name, variances[g]])), noise, weights },
    predict: (others) => fittedTo(others, coefficients, new Float64Array(others.count)),
    fitted: () => fittedTo(rows, coefficients, new Float64Array(n)),
  }
}

function meanOf(y: Float64Array): number {
  let mean = 0
  for (let i = 0; i < y.length; i++) mean += y[i] / y.length
  return mean
}

function varianceAbout(y: Float64Array, mean: number): number {
  let variance = 0
  for (let i = 0; i < y.length; i++) variance += (y[i] - mean) ** 2 / y.length
  return variance
}

function addPrior(factor: Float64Array, columns: number, { from, size, chain }: EffectGroup, variance: number): void {
  for (let k = 0; k < size; k++) {
    factor[(from + k) * (columns + 1)] = (chain ? chain.diagonal[k] : 1) / variance
    if (chain && k > 0) factor[(from + k) * columns + from + k - 1] = chain.beside[k - 1] / variance
  }
}

/** Adds the rows to the equations, each as often as its weight says, over the noise. */
function addRows(
  factor: Float64Array,
  columns: number,
  right: Float64Array,
  { from, at, value }: SparseRows,
  weights: Float64Array,
  noise: number,
  y: Float64Array,
): void {
  for (let i = 0; i < y.length; i++)
    addRow(factor, columns, right, at, value, from[i], from[i + 1], weights[i] / noise, y[i])
}

function addRow(
  factor: Float64Array,
  columns: number,
  right: Float64Array,
  at: Int32Array,
  value: Float64Array,
  first: number,
  end: number,
  weight: number,
  own: number,
): void {
  for (let a = first; a < end; a++) {
    const times = weight * value[a]
    const line = at[a] * columns
    right[at[a]] += times * own
    // Columns come in rising order, so this is the lower triangle.
    for (let b = first; b <= a; b++) factor[line + at[b]] += times * value[b]
  }
}

function fittedTo({ from, at, value }: SparseRows, effects: Float64Array, into: Float64Array): Float64Array {
  for (let i = 0; i < into.length; i++) into[i] = sumOfRow(at, value, from[i], from[i + 1], effects)
  return into
}

function sumOfRow(at: Int32Array, value: Float64Array, from: number, to: number, effects: Float64Array): number {
  let sum = 0
  for (let a = from; a < to; a++) sum += value[a] * effects[at[a]]
  return sum
}

/** Makes residuals of what was fitted, in place; returns their squares, weighted, added up. */
function takeFromData(fitted: Float64Array, y: Float64Array, weights: Float64Array): number {
  let squares = 0
  for (let i = 0; i < fitted.length; i++) {
    fitted[i] = y[i] - fitted[i]
    squares += weights[i] * fitted[i] ** 2
  }
  return squares
}

/** What the data say of a group's coefficients: how sure they are, and how large. */
function evidenceOf(
  { from, size, chain }: EffectGroup,
  coefficients: Float64Array,
  inverse: { diagonal: Float64Array; beside: Float64Array },
): { trace: number; length: number } {
  let trace = 0
  let length = 0
  for (let k = 0; k < size; k++) {
    const c = from + k
    const d = chain ? chain.diagonal[k] : 1
    trace += d * inverse.diagonal[c]
    length += d * coefficients[c] ** 2
    if (chain && k > 0) {
      trace += 2 * chain.beside[k - 1] * inverse.beside[c - 1]
      length += 2 * chain.beside[k - 1] * coefficients[c] * coefficients[c - 1]
    }
  }
  return { trace, length }
}

/** Days far off their expectation count less. */
function weigh(weights: Float64Array, residuals: Float64Array, noise: number, firm: Uint8Array): void {
  for (let i = 0; i < weights.length; i++) {
    weights[i] = firm[i] ? 1 : (FREEDOM + 1) / (FREEDOM + residuals[i] ** 2 / noise)
  }
}

/** Room for the equations of a fit, used by one after another: a centre's queues are thousands of fits. */
let room = new Float64Array(0)

function squareOf(columns: number): Float64Array {
  if (room.length < columns * columns) room = new Float64Array(columns * columns)
  return room.subarray(0, columns * columns)
}
