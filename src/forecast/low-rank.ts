import type { DayNumber } from '../domain/index.ts'
import { leadingSingularVectors } from '../numeric/linear-singular-vectors.ts'
import { calendarEffects, explainedEffects } from './calendar-effects.ts'
import type { DayKinds } from './day-kinds.ts'
import type { DayModel, FittedDayModel } from './day-model.ts'
import type { DayTable } from './day-table.ts'
import { type MixedRegression, mixedRegression, type Settings } from './mixed-regression.ts'
import { medianOf } from './statistics.ts'

/** Courses of a day that all days are made of: one for its size, few for its form. */
const RANK = 4
/** Vectors that turn by less than this (1 minus a cosine) are the same for our purpose. */
const STILL = 1e-6
/** Rounds that bring the vectors of a history to those of one that is a little shorter. */
const ROUNDS_KNOWN = 2
/** Days that are looked back on. */
const MOST_DAYS = 1100

/** Effects on a day's form in units of its spread, against effects on its size in units of its size. */
const FORM_SCALE = 8
/** Median of the square of a standard normal number. */
const MEDIAN_OF_SQUARE = 0.45493642

interface Learnt {
  vectors: Float64Array
  settings: Settings[]
}

/**
 * Every day is a sum of a few courses of the day, found by singular values of the table of days and times of day in square roots, which makes counts even in their noise;
 * how much of each a day has is a regression on the calendar (after Shen and Huang 2008, with random effects instead of a time series of the scores).
 */
export const lowRank: DayModel = lowRankModel()

function lowRankModel(learnt?: Learnt): DayModel {
  return {
    name: 'low-rank',
    title: 'low-rank table of days and times, scores regressed on the calendar',
    needs: 21,
    tuned: (table, kinds) => lowRankModel(fitLowRank(table, kinds).learnt),
    fit: (table, kinds) => fitLowRank(table, kinds, learnt),
  }
}

function fitLowRank(table: DayTable, kinds: DayKinds, known?: Learnt): FittedDayModel & { learnt: Learnt } {
  const { slots, firstDay } = table
  const end = firstDay + table.days
  const { days, roots, columns } = rootsOf(table, kinds)
  const vectors = leadingSingularVectors(roots, days.length, columns.length, RANK, {
    still: STILL,
    ...(known ? { start: known.vectors, rounds: ROUNDS_KNOWN } : {}),
  })
  const rank = vectors.length / Math.max(1, columns.length)
  const effects = calendarEffects(kinds, days.length > 0 ? days[0] : firstDay, end)
  const rows = days.map((day) => effects.row(day))
  const regressions: MixedRegression[] = []
  const fittedRoots = new Float64Array(roots.length)
  for (let k = 0; k < rank; k++) {
    const vector = vectors.subarray(k * columns.length, (k + 1) * columns.length)
    const scores = Float64Array.from(days, (_, i) => {
      let sum = 0
      for (let j = 0; j < columns.length; j++) sum += roots[i * columns.length + j] * vector[j]
      return sum
    })
    const regression = mixedRegression(
      rows,
      scores,
      effects.columns,
      effects.groups,
      scaleOf(scores, k),
      known?.settings[k],
    )
    regressions.push(regression)
    rows.forEach((row, i) => {
      const score = regression.predict(row)
      for (let j = 0; j < columns.length; j++) fittedRoots[i * columns.length + j] += score * vector[j]
    })
  }
  const noise = noiseOf(roots, fittedRoots, days.length, columns.length)
  return {
    learnt: { vectors, settings: regressions.map(({ settings }) => settings) },
    predict(count) {
      const mean = new Float64Array(count * slots).fill(Number.NaN)
      for (let ahead = 0; ahead < count; ahead++) {
        const row = effects.row(end + ahead)
        const scores = regressions.map((regression) => regression.predict(row))
        for (let j = 0; j < columns.length; j++) {
          let root = 0
          for (let k = 0; k < rank; k++) root += scores[k] * vectors[k * columns.length + j]
          mean[ahead * slots + columns[j]] = Math.max(0, root) ** 2 + noise[j]
        }
      }
      return mean
    },
    explain(day) {
      if (regressions.length === 0) return []
      const { coefficients } = regressions[0]
      // The first score is the day's size in square roots; the sign of a singular vector is chance.
      const sign = Math.sign(coefficients[0])
      const size = (root: number) => Math.max(0, root * sign) ** 2
      return explainedEffects(effects, coefficients, kinds, day, size)
    },
  }
}

/** Square roots of the last days, row after row, of the places at which the queue is ever open. */
function rootsOf(table: DayTable, kinds: DayKinds): { days: DayNumber[]; roots: Float64Array; columns: number[] } {
  const { slots, firstDay } = table
  const { values, complete } = kinds.completed()
  const days: DayNumber[] = []
  for (let row = Math.max(0, table.days - MOST_DAYS); row < table.days; row++)
    if (complete[row]) days.push(firstDay + row)
  const columns: number[] = []
  for (let slot = 0; slot < slots; slot++) {
    if (days.some((day) => values[(day - firstDay) * slots + slot] > 0)) columns.push(slot)
  }
  const roots = new Float64Array(days.length * columns.length)
  days.forEach((day, i) => {
    for (let j = 0; j < columns.length; j++) {
      roots[i * columns.length + j] = Math.sqrt(values[(day - firstDay) * slots + columns[j]] || 0)
    }
  })
  return { days, roots, columns }
}

/** The first score is the size of days, and effects are shares of it; of the others, which say how days differ in form, effects are shares of their spread, and larger ones. */
function scaleOf(scores: Float64Array, k: number): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  if (k === 0) return Math.abs(mean)
  return FORM_SCALE * Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
}

/** What the mean of a square is above the square of the mean: the variance of the roots about their fit, of each place, by the median so that outages have no part in it. */
function noiseOf(roots: Float64Array, fitted: Float64Array, rows: number, columns: number): Float64Array {
  const squares = new Float64Array(rows)
  return Float64Array.from({ length: columns }, (_, j) => {
    for (let i = 0; i < rows; i++) squares[i] = (roots[i * columns + j] - fitted[i * columns + j]) ** 2
    return rows > 0 ? medianOf(squares) / MEDIAN_OF_SQUARE : 0
  })
}
