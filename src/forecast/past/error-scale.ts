import type { PastForecasts } from '../models/index.ts'
import { leadGroupOf } from './past-forecasts.ts'

/** For the scale a single error counts as at most this many standard deviations: an outage in the past is no sign of noise. */
const CLIP_SIGMA = 4
/** Errors that a place of the day, or a group of leads, needs to count as much as all of them together. */
const SLOT_PRIOR_ERRORS = 30
const LEAD_PRIOR_ERRORS = 100
/** For the scale an interval counts as at least so many expected contacts: an expected 0 may still be followed by a call. */
export const LEAST_MEAN_CONTACTS = 0.05
/** The noise is never less than this part of Poisson's: fewer errors than that are luck. */
const LEAST_DISPERSION = 0.5
/** Rounds of weighted least squares; the weights hardly move after six. */
const ROUNDS = 6

/** What past forecasts erred by: one place for each origin, lead and place of the day, in this order. */
export interface PastErrors {
  /** Contacts that came less those that were expected; NaN where nothing can be compared. */
  error: Float64Array
  expected: Float64Array
}

/** Sets what came on past days against what was expected of them. */
export function pastErrors({ table, kinds, origins, leads, means }: PastForecasts): PastErrors {
  const { slots } = table
  const size = origins.length * leads * slots
  const error = new Float64Array(size).fill(Number.NaN)
  const expected = new Float64Array(size)
  origins.forEach((origin, o) => {
    for (let lead = 0; lead < leads && origin + lead < table.days; lead++) {
      const open = kinds.open(table.firstDay + origin + lead)
      const at = (o * leads + lead) * slots
      putErrors(error, expected, at, table.values, (origin + lead) * slots, means[o], lead * slots, open)
    }
  })
  return { error, expected }
}

/** What a day erred by and what was expected of it, from place `at` on. */
function putErrors(
  error: Float64Array,
  expected: Float64Array,
  at: number,
  values: Float64Array,
  from: number,
  means: Float64Array,
  first: number,
  open: Uint8Array,
): void {
  for (let slot = 0; slot < open.length; slot++) {
    const value = values[from + slot]
    const mean = means[first + slot]
    if (!open[slot] || Number.isNaN(value) || Number.isNaN(mean)) continue
    error[at + slot] = value - mean
    expected[at + slot] = Math.max(mean, LEAST_MEAN_CONTACTS)
  }
}

/** Standard deviation of an interval with `mean` expected contacts, at a place of the day, `row` days after the first. */
export type ErrorScale = (mean: number, slot: number, row: number) => number

/**
 * The scale of errors: the standard deviation of a count with over-dispersion and an uncertain level, variance = dispersion x m + (cv x m)^2, fitted to past errors,
 * times a factor for the time of day and one for the days ahead.
 */
export function errorScale({ error, expected }: PastErrors, slots: number, leads: number): ErrorScale {
  const { dispersion, cv } = fitVariance(error, expected)
  const ofSize = (mean: number) => {
    const m = Math.max(mean, LEAST_MEAN_CONTACTS)
    return Math.sqrt(dispersion * m + (cv * m) ** 2)
  }
  const squares = new Float64Array(error.length).fill(Number.NaN)
  for (let at = 0; at < error.length; at++) {
    if (!Number.isNaN(error[at])) squares[at] = Math.min(CLIP_SIGMA ** 2, (error[at] / ofSize(expected[at])) ** 2)
  }
  const ofLead = leadFactors(squares, slots, leads)
  const ofSlot = slotFactors(squares, slots, leads, ofLead)
  return (mean, slot, row) => ofSize(mean) * ofSlot[slot] * ofLead[Math.min(leadGroupOf(row + 1), ofLead.length - 1)]
}

/** How much more or less each group of leads errs than its size says. */
function leadFactors(squares: Float64Array, slots: number, leads: number): Float64Array {
  const groups = leadGroupOf(leads) + 1
  const sums = new Float64Array(groups)
  const counts = new Float64Array(groups)
  for (let day = 0; day * slots < squares.length; day++)
    addKnown(squares, day * slots, (day + 1) * slots, leadGroupOf((day % leads) + 1), sums, counts)
  const ofLead = new Float64Array(groups)
  for (let group = 0; group < groups; group++) {
    const own = Math.sqrt((sums[group] + LEAD_PRIOR_ERRORS) / (counts[group] + LEAD_PRIOR_ERRORS))
    // Nobody knows a later day better than an earlier one.
    ofLead[group] = Math.max(own, group > 0 ? ofLead[group - 1] : 0)
  }
  return ofLead
}

/** How much more or less each place of the day errs than its size and the days ahead say. */
function slotFactors(squares: Float64Array, slots: number, leads: number, ofLead: Float64Array): Float64Array {
  const sums = new Float64Array(slots)
  const counts = new Float64Array(slots)
  for (let day = 0; day * slots < squares.length; day++)
    addBySlot(squares, day * slots, ofLead[leadGroupOf((day % leads) + 1)] ** 2, sums, counts)
  return sums.map((sum, slot) => Math.sqrt((sum + SLOT_PRIOR_ERRORS) / (counts[slot] + SLOT_PRIOR_ERRORS)))
}

function addKnown(
  squares: Float64Array,
  from: number,
  end: number,
  group: number,
  sums: Float64Array,
  counts: Float64Array,
): void {
  for (let at = from; at < end; at++) {
    if (Number.isNaN(squares[at])) continue
    sums[group] += squares[at]
    counts[group]++
  }
}

function addBySlot(squares: Float64Array, from: number, usual: number, sums: Float64Array, counts: Float64Array): void {
  for (let slot = 0; slot < sums.length; slot++) {
    if (Number.isNaN(squares[from + slot])) continue
    sums[slot] += squares[from + slot] / usual
    counts[slot]++
  }
}

/** Fits the squares of errors to m and m^2 by iteratively weighted least squares. Neither coefficient falls below its least value. */
function fitVariance(error: Float64Array, expected: Float64Array): { dispersion: number; cv: number } {
  let dispersion = 1
  let cv = 0.1
  const sums = new Float64Array(5)
  for (let round = 0; round < ROUNDS; round++) {
    sumSquares(sums, error, expected, dispersion, cv)
    const [aa, ab, bb, ay, by] = sums
    const determinant = aa * bb - ab * ab
    let phi = determinant > 1e-12 * aa * bb ? (ay * bb - by * ab) / determinant : ay / aa
    let quadratic = determinant > 1e-12 * aa * bb ? (by * aa - ay * ab) / determinant : 0
    if (!(quadratic > 0)) {
      quadratic = 0
      phi = ay / aa
    }
    if (!(phi > LEAST_DISPERSION)) {
      phi = LEAST_DISPERSION
      quadratic = Math.max(0, (by - phi * ab) / bb) || 0
    }
    dispersion = phi
    cv = Math.sqrt(quadratic)
  }
  return { dispersion, cv }
}

/** The sums of the normal equations, each error weighted by its variance as it is taken to be. */
function sumSquares(
  sums: Float64Array,
  error: Float64Array,
  expected: Float64Array,
  dispersion: number,
  cv: number,
): void {
  let aa = 0
  let ab = 0
  let bb = 0
  let ay = 0
  let by = 0
  for (let at = 0; at < error.length; at++) {
    if (Number.isNaN(error[at])) continue
    const m = expected[at]
    const variance = dispersion * m + (cv * m) ** 2
    const weight = 1 / (variance * variance)
    const square = Math.min(error[at] ** 2, CLIP_SIGMA ** 2 * variance)
    const mm = m * m
    aa += weight * mm
    ab += weight * mm * m
    bb += weight * mm * mm
    ay += weight * m * square
    by += weight * mm * square
  }
  sums[0] = aa
  sums[1] = ab
  sums[2] = bb
  sums[3] = ay
  sums[4] = by
}
