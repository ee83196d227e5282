import { addTimes } from '../../numeric/dot.ts'
import type { DayModel } from './day-model.ts'
import { type CourseDays, dayTotalModel } from './day-total.ts'

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
  const worth = new Float64Array(last + 1)
  for (let row = 0; row <= last; row++) worth[row] = weights[row] < LEAST_WEIGHT ? 0 : 0.5 ** ((last - row) / HALF_LIFE)
  rowsOfKind.forEach((rows, kind) => {
    for (const row of rows) {
      const weight = worth[row]
      addTimes(counts[kind], 0, weight, values, row * slots, slots)
      calls[kind] += weight * totals[row]
    }
  })
  // Each kind of day as one, whatever its size, so that a quiet Sunday's form is not that of the Mondays.
  const pooled = new Float64Array(slots)
  let kindsSeen = 0
  rowsOfKind.forEach((_, kind) => {
    if (!(calls[kind] > 0)) return
    kindsSeen++
    for (let slot = 0; slot < slots; slot++) pooled[slot] += counts[kind][slot] / calls[kind]
  })
  if (kindsSeen === 0) return rowsOfKind.map(() => undefined)
  for (let slot = 0; slot < slots; slot++) pooled[slot] /= kindsSeen

  const prior = likeliestPrior()
  return rowsOfKind.map((_, kind) => {
    if (!(calls[kind] > 0)) return undefined
    return pooled.map((share, slot) => (counts[kind][slot] + prior * share) / (calls[kind] + prior))
  })

  /** By the log-likelihood of each of the last days under the shares of all the others of its kind. */
  function likeliestPrior(): number {
    const likelihoods = PRIORS.map((prior) => {
      let sum = 0
      for (let kind = 0; kind < rowsOfKind.length; kind++) {
        const ofKind = counts[kind]
        for (const row of rowsOfKind[kind]) {
          const weight = worth[row]
          if (row < last - TRIED || weight === 0) continue
          const others = calls[kind] - weight * totals[row] + prior
          sum = addLogarithms(sum, values, row * slots, ofKind, weight, prior, pooled, others)
        }
      }
      return sum
    })
    return PRIORS[likelihoods.indexOf(Math.max(...likelihoods))]
  }
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
