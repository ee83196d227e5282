import type { DayNumber } from '../../domain/index.ts'
import type { DayKinds, DayTable } from '../history/index.ts'
import { medianOf } from '../statistics.ts'
import { calendarEffects, type EffectOptions, explainedEffects } from './calendar-effects.ts'
import type { DayModel, FittedDayModel } from './day-model.ts'
import type { CalendarEffects } from './effect-groups.ts'
import { mixedRegression, type Settings, sparseRows } from './mixed-regression.ts'

/** Days of a kind that its course of the day is taken from. */
const COURSE_DAYS = 16
/** Days that are looked back on, from the end of the whole history: the same days for all its beginnings. */
const MOST_DAYS = 1100
/** Effects are given in square roots of the volume; on its logarithm they are twice that. */
const LOGARITHM_SCALE = 2

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
  const rows = known.rows.filter((row) => row < table.days)
  const wholeEnd = firstDay + (learnt ? learnt.known.totals.length : table.days)
  const days = rows.map((row) => firstDay + row)
  const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
  for (const row of rows) rowsOfKind[kinds.kind(firstDay + row)].push(row)
  const effects = (parts.effectsOf ?? calendarEffects)(kinds, days[0] ?? firstDay, end, { wholeEnd })
  const regression = mixedRegression(
    sparseRows(days, effects.row),
    known.logarithms.subarray(0, rows.length),
    effects.columns,
    effects.groups,
    LOGARITHM_SCALE,
    learnt?.settings,
  )
  const weights = new Float64Array(table.days)
  rows.forEach((row, i) => {
    weights[row] = regression.settings.weights[i]
  })
  const courses = parts.coursesOf({ slots, values: known.values, totals: known.totals, rowsOfKind, weights })

  return {
    tuned: () => dayTotalModel(parts, { known, settings: regression.settings }),
    predict(count) {
      const mean = new Float64Array(count * slots).fill(Number.NaN)
      for (let ahead = 0; ahead < count; ahead++) {
        const course = courses[kinds.kind(end + ahead)]
        if (!course || days.length === 0) continue
        const total = Math.exp(regression.predict(effects.row(end + ahead)))
        for (let slot = 0; slot < slots; slot++) mean[ahead * slots + slot] = total * course[slot]
      }
      return mean
    },
    explain: (day) => explainedEffects(effects, regression.coefficients, kinds, day, Math.exp),
  }
}

/** Days that are known as a whole and had contacts. */
interface KnownDays {
  rows: readonly number[]
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
  for (let row = Math.max(0, complete.length - MOST_DAYS); row < days; row++) {
    if (!complete[row]) continue
    for (let slot = 0; slot < slots; slot++) totals[row] += values[row * slots + slot]
    if (totals[row] > 0) rows.push(row)
  }
  return { rows, logarithms: Float64Array.from(rows, (row) => Math.log(totals[row])), values, totals }
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
