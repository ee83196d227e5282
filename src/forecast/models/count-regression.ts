import { addTimes } from '../../numeric/dot.ts'
import type { DayModel } from './day-model.ts'
import { type CourseDays, dayTotalModel } from './day-total.ts'
import { contactsOfSilentPlaces } from './silent-places.ts'

/** Days after which a day's course counts half as much. */
const HALF_LIFE = 60
/** Calls that the course of all days together stands for beside a weekday's own: tried in turn, and the one that makes the history likeliest is taken. */
const PRIORS = [10, 100, 1000, 10_000, 100_000]
/** Days back that the priors are tried on. */
const TRIED = 56
/** A day whose total is so far off that it counts less than this is no example of a course. */
const LEAST_WEIGHT = 0.4

/**
 * Day totals regressed on the calendar, spread over the day as counts: given the total, contacts fall into the intervals like draws, with shares of each weekday
 * that are themselves uncertain (Dirichlet-multinomial, which is gamma-Poisson given the total). A weekday with few calls borrows its course from all days together.
 */
export const countRegression: DayModel = dayTotalModel({
  name: 'count-regression',
  title: 'day totals regressed on the calendar, intervals as counts (gamma-Poisson)',
  coursesOf: countCourses,
})

export function countCourses(days: CourseDays): (Float64Array | undefined)[] {
  const { slots, values, totals, rowsOfKind, weights } = days
  const last = Math.max(0, ...rowsOfKind.map((rows) => rows.at(-1) ?? 0))
  const counts = rowsOfKind.map(() => new Float64Array(slots))
  const calls = new Float64Array(rowsOfKind.length)
  const worth = worthOf(weights, last)
  for (let kind = 0; kind < rowsOfKind.length; kind++)
    calls[kind] = addDays(counts[kind], rowsOfKind[kind], worth, values, totals)
  // Each kind of day as one, whatever its size, so that a quiet Sunday's form is not that of the Mondays.
  const pooled = new Float64Array(slots)
  let kindsSeen = 0
  rowsOfKind.forEach((_, kind) => {
    if (!(calls[kind] > 0)) return
    kindsSeen++
    addShares(pooled, counts[kind], calls[kind])
  })
  if (kindsSeen === 0) return rowsOfKind.map(() => undefined)
  for (let slot = 0; slot < slots; slot++) pooled[slot] /= kindsSeen
  if (pooled.includes(0)) addSilentPlaces(pooled, counts, days, worth)

  const prior = likeliestPrior()
  return rowsOfKind.map((_, kind) => drawnTo(pooled, prior, counts[kind], calls[kind]))

  /** By the log-likelihood of each of the last days under the shares of all the others of its kind. */
  function likeliestPrior(): number {
    const likelihoods = PRIORS.map((prior) => {
      let sum = 0
      for (let kind = 0; kind < rowsOfKind.length; kind++) {
        const rows = rowsOfKind[kind]
        for (let r = rowFrom(rows, last - TRIED); r < rows.length; r++) {
          const weight = worth[rows[r]]
          if (weight === 0) continue
          const others = calls[kind] - weight * totals[rows[r]] + prior
          sum = addLogarithms(sum, values, rows[r] * slots, counts[kind], weight, prior, pooled, others)
        }
      }
      return sum
    })
    return PRIORS[likelihoods.indexOf(Math.max(...likelihoods))]
  }
}

/** How much a day counts for the courses, by its age. */
function worthOf(weights: Float64Array, last: number): Float64Array {
  const worth = new Float64Array(last + 1)
  for (let row = 0; row <= last; row++) worth[row] = weights[row] < LEAST_WEIGHT ? 0 : 0.5 ** ((last - row) / HALF_LIFE)
  return worth
}

/** Adds the contacts of days, each as much as it is worth, to the counts of their kind; returns how many there are. */
function addDays(
  counts: Float64Array,
  rows: readonly number[],
  worth: Float64Array,
  values: Float64Array,
  totals: Float64Array,
): number {
  let calls = 0
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]
    addTimes(counts, 0, worth[row], values, row * counts.length, counts.length)
    calls += worth[row] * totals[row]
  }
  return calls
}

function addShares(shares: Float64Array, counts: Float64Array, calls: number): void {
  for (let slot = 0; slot < shares.length; slot++) shares[slot] += counts[slot] / calls
}

/** Gives places at which nobody came, although they were open, their share of the course of all days. */
function addSilentPlaces(
  pooled: Float64Array,
  counts: readonly Float64Array[],
  { recorded, rowsOfKind }: CourseDays,
  worth: Float64Array,
): void {
  const contacts = new Float64Array(pooled.length)
  const observed = new Float64Array(pooled.length)
  rowsOfKind.forEach((rows, kind) => {
    addTimes(contacts, 0, 1, counts[kind], 0, contacts.length)
    for (const row of rows) addRecorded(observed, recorded, row * observed.length, worth[row])
  })
  const expected = contactsOfSilentPlaces(contacts, observed)
  const all = sumOf(contacts)
  const silent = sumOf(expected)
  for (let slot = 0; slot < pooled.length; slot++) pooled[slot] = (pooled[slot] * all + expected[slot]) / (all + silent)
}

/** Adds a day's worth where something was recorded. */
function addRecorded(observed: Float64Array, recorded: Float64Array, from: number, worth: number): void {
  for (let slot = 0; slot < observed.length; slot++) if (!Number.isNaN(recorded[from + slot])) observed[slot] += worth
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** Shares of a kind of day with the prior's calls added to its own. */
function drawnTo(pooled: Float64Array, prior: number, counts: Float64Array, calls: number): Float64Array {
  const shares = new Float64Array(pooled.length)
  for (let slot = 0; slot < shares.length; slot++)
    shares[slot] = (counts[slot] + prior * pooled[slot]) / (calls + prior)
  return shares
}

/** The first place of the rows, which are in order, that is not before this one. */
function rowFrom(rows: readonly number[], first: number): number {
  let at = rows.length
  while (at > 0 && rows[at - 1] >= first) at--
  return at
}

/** Adds a day's log-likelihood under the shares of the others of its kind. */
function addLogarithms(
  before: number,
  values: Float64Array,
  from: number,
  ofKind: Float64Array,
  weight: number,
  prior: number,
  pooled: Float64Array,
  others: number,
): number {
  let sum = before
  for (let slot = 0; slot < pooled.length; slot++) {
    const value = values[from + slot]
    if (value > 0) sum += value * Math.log((ofKind[slot] - weight * value + prior * pooled[slot]) / others)
  }
  return sum
}
