import type { DayNumber } from '../../domain/index.ts'
import { addTimes } from '../../numeric/dot.ts'
import { type DayKinds, type DayTable, MOST_DAYS } from '../history/index.ts'
import { medianOf } from '../statistics.ts'
import { calendarEffects, type EffectOptions, explainedEffects } from './calendar-effects.ts'
import type { DayModel, FittedDayModel } from './day-model.ts'
import type { CalendarEffects } from './effect-groups.ts'
import { type MixedRegression, mixedRegression, type Settings } from './mixed-regression.ts'
import { NOBODY_ODDS } from './silent-places.ts'

/** Days of a kind that its course of the day is taken from. */
const COURSE_DAYS = 16
/** Effects are given in square roots of the volume; on its logarithm they are twice that. */
const LOGARITHM_SCALE = 2

/** Days of all weekdays together that stand beside a weekday's own for how often nobody comes. */
const USUAL_DAYS = 5

/** The total of a day by regression of its logarithm on the calendar, spread over the day by the usual course of its weekday: the median of the last days' shares. */
export const dayTotal: DayModel = dayTotalModel({
  name: 'day-total',
  title: 'day totals regressed on the calendar x course of the weekday',
  coursesOf: (days) => days.rowsOfKind.map((rows) => medianCourse(days, rows.slice(-COURSE_DAYS))),
})

/** What the courses of the day are found from. */
export interface CourseDays {
  slots: number
  /** Row after row, holes filled. */
  values: Float64Array
  /** The same as recorded; NaN where nothing was. */
  recorded: Float64Array
  /** Contacts of each row's day. */
  totals: Float64Array
  /** Rows of each kind of day that are known, in order of time. */
  rowsOfKind: readonly (readonly number[])[]
  /** How much each row's day counts: little where its total is far from what the calendar says. */
  weights: Float64Array
}

export interface DayTotalParts {
  name: string
  title: string
  /** Shares of the day's total for each kind of day; none where such a day was never seen. */
  coursesOf(days: CourseDays): (Float64Array | undefined)[]
  /** What the totals are regressed on; the calendar's effects on the size of a day unless given. */
  effectsOf?(kinds: DayKinds, firstDay: DayNumber, end: DayNumber, options?: EffectOptions): CalendarEffects
}

/** What a fit on the whole history hands to those on its beginnings. */
interface Learnt {
  settings: Settings
  known: KnownDays
}

/** A model of day totals, given how it spreads them over the day. */
export function dayTotalModel(parts: DayTotalParts, learnt?: Learnt): DayModel {
  return {
    name: parts.name,
    title: parts.title,
    needs: 21,
    fit: (table, kinds) => fitTotals(parts, table, kinds, learnt),
  }
}

function fitTotals(parts: DayTotalParts, table: DayTable, kinds: DayKinds, learnt?: Learnt): FittedDayModel {
  const { slots, firstDay } = table
  const end = firstDay + table.days
  const known = learnt?.known ?? knownDays(table, kinds)
  const rows = rowsBefore(known.rows, table.days)
  const wholeEnd = firstDay + (learnt ? learnt.known.totals.length : table.days)
  const days = rows.map((row) => firstDay + row)
  const rowsOfKind = byKind(rows, firstDay, kinds)
  const effects = (parts.effectsOf ?? calendarEffects)(kinds, days[0] ?? firstDay, end, { wholeEnd })
  const regression = mixedRegression(
    effects.rows(days),
    known.logarithms.subarray(0, rows.length),
    effects.columns,
    effects.groups,
    LOGARITHM_SCALE,
    learnt?.settings,
  )
  // The regression is of logarithms, so what it gives is nearer the median of a day: below its mean, the more the noisier days are.
  const empty = rowsBefore(known.empty, table.days)
  regression.coefficients[0] += Math.log(meanOverFitted(rows, known.totals, regression, empty.length > 0))
  const weights = weightsOfRows(rows, regression.settings.weights, table.days)
  const { values, totals } = known
  const courses = parts.coursesOf({ slots, values, recorded: table.values, totals, rowsOfKind, weights })
  // Days on which nobody came have no logarithm: they make the others' forecast smaller.
  const busy = busyShares(rowsOfKind, byKind(empty, firstDay, kinds))
  courses.forEach((course, kind) => {
    const share = busy[kind]
    if (share !== 1) courses[kind] = share === undefined ? undefined : course?.map((ofDay) => ofDay * share)
  })

  return {
    tuned: () => dayTotalModel(parts, { known, settings: regression.settings }),
    predict(count) {
      const mean = new Float64Array(count * slots).fill(Number.NaN)
      const logarithms = regression.predict(effects.rows(daysFrom(end, count)))
      for (let ahead = 0; ahead < count; ahead++) {
        const course = courses[kinds.kind(end + ahead)]
        if (!course || days.length === 0) continue
        mean.fill(0, ahead * slots, (ahead + 1) * slots)
        const total = effects.borrowed(end + ahead) * Math.exp(logarithms[ahead])
        addTimes(mean, ahead * slots, total, course, 0, slots)
      }
      return mean
    },
    explain: (day) => explainedEffects(effects, regression.coefficients, kinds, day, Math.exp),
  }
}

/**
 * The share of each weekday's days on which anybody comes, drawn to that of all days by its doubt; 0 where nobody ever came and that would be less likely than one in a million
 * if it were a day like the others; undefined where no such day is known.
 */
function busyShares(
  busy: readonly (readonly number[])[],
  empty: readonly (readonly number[])[],
): (number | undefined)[] {
  const count = (days: readonly (readonly number[])[]) => days.reduce((sum, { length }) => sum + length, 0)
  const ofAll = count(busy) / (count(busy) + count(empty))
  return busy.map(({ length }, kind) => {
    const days = length + empty[kind].length
    if (days === 0) return undefined
    if (length === 0 && days * Math.log(1 - ofAll) < NOBODY_ODDS) return 0
    return ofAll === 1 ? 1 : (length + USUAL_DAYS * ofAll) / (days + USUAL_DAYS)
  })
}

/**
 * Contacts of these days over what the regression gives for them, each day as it counts there; all alike where there are days of none, for a day of three contacts among days of none, one and two
 * is no outlier.
 */
function meanOverFitted(
  rows: readonly number[],
  totals: Float64Array,
  { settings: { weights }, fitted }: MixedRegression,
  areAlike: boolean,
): number {
  const logarithms = fitted()
  let came = 0
  let given = 0
  for (let i = 0; i < rows.length; i++) {
    const weight = areAlike ? 1 : weights[i]
    came += weight * totals[rows[i]]
    given += weight * Math.exp(logarithms[i])
  }
  return given > 0 ? came / given : 1
}

/** So many days from this one on. */
export function daysFrom(first: DayNumber, count: number): DayNumber[] {
  return Array.from({ length: count }, (_, ahead) => first + ahead)
}

/** Those of the rows, which are in order, that come before this one. */
function rowsBefore(rows: readonly number[], end: number): number[] {
  let count = rows.length
  while (count > 0 && rows[count - 1] >= end) count--
  return rows.slice(0, count)
}

function byKind(rows: readonly number[], firstDay: DayNumber, kinds: DayKinds): number[][] {
  const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
  for (let i = 0; i < rows.length; i++) rowsOfKind[kinds.kind(firstDay + rows[i])].push(rows[i])
  return rowsOfKind
}

function weightsOfRows(rows: readonly number[], weights: Float64Array, days: number): Float64Array {
  const all = new Float64Array(days)
  for (let i = 0; i < rows.length; i++) all[rows[i]] = weights[i]
  return all
}

/** Days that are known as a whole. */
interface KnownDays {
  /** Those that had contacts. */
  rows: readonly number[]
  /** Those that had none. */
  empty: readonly number[]
  /** Of their totals. */
  logarithms: Float64Array
  /** Row after row, holes filled. */
  values: Float64Array
  totals: Float64Array
}

function knownDays({ slots, days }: DayTable, kinds: DayKinds): KnownDays {
  const { values, complete } = kinds.completed()
  const totals = new Float64Array(days)
  const rows: number[] = []
  const empty: number[] = []
  for (let row = Math.max(0, complete.length - MOST_DAYS); row < days; row++) {
    if (!complete[row]) continue
    totals[row] = sumOf(values, row * slots, slots)
    ;(totals[row] > 0 ? rows : empty).push(row)
  }
  return { rows, empty, logarithms: Float64Array.from(rows, (row) => Math.log(totals[row])), values, totals }
}

function sumOf(values: Float64Array, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += values[i]
  return sum
}

/** Median shares of the day's total, made to add up to 1 again. */
function medianCourse({ slots, values, totals }: CourseDays, rows: readonly number[]): Float64Array | undefined {
  if (rows.length === 0) return undefined
  const course = new Float64Array(slots)
  let sum = 0
  for (let slot = 0; slot < slots; slot++) {
    course[slot] = medianOf(Float64Array.from(rows, (row) => values[row * slots + slot] / totals[row]))
    sum += course[slot]
  }
  // A queue of a few calls a day may have a median of none everywhere: then the mean.
  if (sum < 0.5) {
    for (let slot = 0; slot < slots; slot++) {
      course[slot] = rows.reduce((total, row) => total + values[row * slots + slot] / totals[row], 0) / rows.length
    }
    return course
  }
  return course.map((share) => share / sum)
}
