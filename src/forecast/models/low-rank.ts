import type { DayNumber } from '../../domain/index.ts'
import { addTimes, dot } from '../../numeric/dot.ts'
import { addRows, gramMatrix, leadingSingularVectors } from '../../numeric/linear-singular-vectors.ts'
import { type DayKinds, type DayTable, MOST_DAYS } from '../history/index.ts'
import { anyAbove0 } from '../statistics.ts'
import { calendarEffects, explainedEffects } from './calendar-effects.ts'
import type { DayModel, FittedDayModel } from './day-model.ts'
import { daysFrom } from './day-total.ts'
import { mixedRegression, type Settings } from './mixed-regression.ts'
import { contactsOfSilentPlaces } from './silent-places.ts'

/** Courses of a day that all days are made of: one for its size, few for its form. */
const RANK = 4
/** Vectors that turn by less than this (1 minus a cosine) are the same for our purpose. */
const STILL = 1e-6
/** Rounds that bring the vectors of a history to those of one that is a little shorter. */
const ROUNDS_KNOWN = 2

/** Effects on a day's form in units of its spread, against effects on its size as a share of it. */
const FORM_SCALE = 8
/** A day of none has no logarithm: it counts as a hundredth of a contact, and as far off. */
const LEAST_SIZE = 0.1

/** What a fit on the whole history hands to those on its beginnings. */
interface Learnt {
  table: RootTable
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
    fit: (table, kinds) => fitLowRank(table, kinds, learnt),
  }
}

function fitLowRank(table: DayTable, kinds: DayKinds, known?: Learnt): FittedDayModel {
  const { slots, firstDay } = table
  const end = firstDay + table.days
  const rootTable = known ? beginningOf(known.table, end) : rootsOf(table, kinds)
  const wholeEnd = (known?.table.days.at(-1) ?? end - 1) + 1
  const { days, roots, columns, gram, silent } = rootTable
  const vectors = leadingSingularVectors(gram, columns.length, RANK, {
    still: STILL,
    ...(known ? { start: known.vectors, rounds: ROUNDS_KNOWN } : {}),
  })
  const rank = vectors.length / Math.max(1, columns.length)
  const sizeEffects = calendarEffects(kinds, days[0] ?? firstDay, end, { wholeEnd })
  const formEffects = calendarEffects(kinds, days[0] ?? firstDay, end, { of: 'form' })
  const sizeRows = sizeEffects.rows(days)
  const formRows = formEffects.rows(days)
  const width = columns.length
  const scores = Array.from({ length: rank }, (_, k) => scoresOn(vectors, k, roots, days.length, width))
  // The first score is the day's size, its effects are factors: its logarithm. The others are its form.
  const sizes = (scores[0] ?? new Float64Array()).map((score) => Math.max(Math.abs(score), LEAST_SIZE))
  const sign = Math.sign(scores[0]?.reduce((sum, score) => sum + score, 0) ?? 1) || 1
  const targets = scores.map((score, k) => (k === 0 ? sizes.map(Math.log) : score))
  const regressions = targets.map((target, k) =>
    mixedRegression(
      k === 0 ? sizeRows : formRows,
      target,
      k === 0 ? sizeEffects.columns : formEffects.columns,
      k === 0 ? sizeEffects.groups : formEffects.groups,
      k === 0 ? 1 : FORM_SCALE * spreadOf(target),
      known?.settings[k],
    ),
  )
  // What a regression says of a day, as the score of its course. Square roots of expected counts, before noise, are courses times scores added up.
  const scoreOf = (k: number, fitted: number): number => (k === 0 ? Math.exp(fitted) * sign : fitted)
  const fittedRoots = new Float64Array(roots.length)
  for (let k = 0; k < rank; k++) {
    const fitted = regressions[k].fitted()
    addCourses(fittedRoots, k === 0 ? fitted.map((value) => scoreOf(k, value)) : fitted, vectors, k, width)
  }
  const noise = noiseOf(roots, fittedRoots, regressions[0]?.settings.weights ?? new Float64Array(), columns.length)
  return {
    tuned: () => lowRankModel({ table: rootTable, vectors, settings: regressions.map(({ settings }) => settings) }),
    predict(count) {
      const mean = new Float64Array(count * slots).fill(Number.NaN)
      const coming = daysFrom(end, count)
      const scoresAhead = regressions.map(({ predict }, k) =>
        predict((k === 0 ? sizeEffects : formEffects).rows(coming)),
      )
      const expected = new Float64Array(width)
      for (let ahead = 0; ahead < count && rank > 0; ahead++) {
        expected.fill(0)
        for (let k = 0; k < rank; k++)
          addTimes(expected, 0, scoreOf(k, scoresAhead[k][ahead]), vectors, k * width, width)
        const ofDay = mean.subarray(ahead * slots, (ahead + 1) * slots)
        putExpected(ofDay, columns, expected, noise, sizeEffects.borrowed(end + ahead))
        if (silent.places.length > 0) putSilent(ofDay, columns, silent)
      }
      return mean
    },
    // The logarithm of a square root: the volume does twice that.
    explain: (day) =>
      rank > 0
        ? explainedEffects(sizeEffects, regressions[0].coefficients, kinds, day, (value) => Math.exp(2 * value))
        : [],
  }
}

function scoresOn(vectors: Float64Array, k: number, roots: Float64Array, days: number, width: number): Float64Array {
  const scores = new Float64Array(days)
  for (let i = 0; i < days; i++) scores[i] = dot(roots, i * width, vectors, k * width, width)
  return scores
}

/** Adds a course of the day to each day's roots, as much of it as the day's score says. */
function addCourses(roots: Float64Array, scores: Float64Array, vectors: Float64Array, k: number, width: number): void {
  for (let i = 0; i < scores.length; i++) addTimes(roots, i * width, scores[i], vectors, k * width, width)
}

function putExpected(
  ofDay: Float64Array,
  columns: readonly number[],
  roots: Float64Array,
  noise: Float64Array,
  times: number,
): void {
  for (let j = 0; j < roots.length; j++) ofDay[columns[j]] = times * Math.max(0, Math.max(0, roots[j]) ** 2 + noise[j])
}

/** Gives silent places their part of the day; the day as a whole stays as it is. */
function putSilent(ofDay: Float64Array, columns: readonly number[], { places, parts }: SilentPlaces): void {
  const all = 1 + parts.reduce((sum, part) => sum + part, 0)
  let sum = 0
  for (const column of columns) {
    sum += ofDay[column]
    ofDay[column] /= all
  }
  places.forEach((place, i) => {
    ofDay[place] = (sum * parts[i]) / all
  })
}

/** Square roots of the last days, row after row, of the places at which the queue is ever open. */
interface RootTable {
  days: readonly DayNumber[]
  roots: Float64Array
  columns: readonly number[]
  gram: Float64Array
  silent: SilentPlaces
}

/** Places that were open, and at which nobody ever came. */
interface SilentPlaces {
  places: readonly number[]
  /** What is expected there, as a part of the contacts of all other places. */
  parts: readonly number[]
}

/** The days before `end`. */
function beginningOf({ days, roots, columns, gram, silent }: RootTable, end: DayNumber): RootTable {
  let count = days.length
  while (count > 0 && days[count - 1] >= end) count--
  return {
    days: days.slice(0, count),
    roots: roots.subarray(0, count * columns.length),
    columns,
    gram: addRows(gram.slice(), roots, count, days.length, columns.length, -1),
    silent,
  }
}

function rootsOf(table: DayTable, kinds: DayKinds): RootTable {
  const { slots, firstDay } = table
  const { values, complete } = kinds.completed()
  const days: DayNumber[] = []
  for (let row = Math.max(0, complete.length - MOST_DAYS); row < table.days; row++)
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
  const silent = columns.length < slots ? silentPlaces(table, values, days) : { places: [], parts: [] }
  return { days, roots, columns, gram: gramMatrix(roots, days.length, columns.length), silent }
}

/** @param values holes filled */
function silentPlaces(table: DayTable, values: Float64Array, days: readonly DayNumber[]): SilentPlaces {
  const { slots, firstDay } = table
  const contacts = new Float64Array(slots)
  const observed = new Float64Array(slots)
  for (const day of days) {
    for (let slot = 0, at = (day - firstDay) * slots; slot < slots; slot++, at++) {
      contacts[slot] += values[at]
      if (!Number.isNaN(table.values[at])) observed[slot]++
    }
  }
  const all = contacts.reduce((sum, count) => sum + count, 0)
  const expected = contactsOfSilentPlaces(contacts, observed)
  const places = Array.from({ length: slots }, (_, slot) => slot).filter(
    (slot) => observed[slot] > 0 && contacts[slot] === 0 && all > 0,
  )
  return { places, parts: places.map((place) => expected[place] / all) }
}

function spreadOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/**
 * What the mean of a place's contacts is above the square of its fitted root: the variance of the roots, and what the logarithm of the day's size leaves out. Days count as they do for the size;
 * all alike where there are days of none, for among many of those the days on which somebody came are taken for outliers.
 */
function noiseOf(roots: Float64Array, fitted: Float64Array, weights: Float64Array, columns: number): Float64Array {
  const noise = new Float64Array(columns)
  const areAlike = weights.some((_, i) => !anyAbove0(roots, i * columns, (i + 1) * columns))
  let all = 0
  for (let i = 0; i < weights.length; i++) {
    const weight = areAlike ? 1 : weights[i]
    all += weight
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      noise[j] += weight * (roots[at] ** 2 - Math.max(0, fitted[at]) ** 2)
  }
  return all > 0 ? noise.map((sum) => sum / all) : noise
}
