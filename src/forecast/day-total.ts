import { calendarEffects, explainedEffects } from './calendar-effects.ts'
import type { DayKinds } from './day-kinds.ts'
import type { DayModel, FittedDayModel } from './day-model.ts'
import type { DayTable } from './day-table.ts'
import { mixedRegression, type Settings } from './mixed-regression.ts'
import { medianOf } from './statistics.ts'

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
}

/** A model of day totals, given how it spreads them over the day. */
export function dayTotalModel(parts: DayTotalParts, known?: Settings): DayModel {
  return {
    name: parts.name,
    title: parts.title,
    needs: 21,
    tuned: (table, kinds) => dayTotalModel(parts, fitTotals(parts, table, kinds).settings),
    fit: (table, kinds) => fitTotals(parts, table, kinds, known),
  }
}

function fitTotals(
  { coursesOf }: DayTotalParts,
  table: DayTable,
  kinds: DayKinds,
  known?: Settings,
): FittedDayModel & { settings: Settings } {
  const { slots, firstDay } = table
  const end = firstDay + table.days
  const { values, complete } = kinds.completed()
  const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
  const days: number[] = []
  const logarithms: number[] = []
  const totals = new Float64Array(table.days)
  for (let row = Math.max(0, complete.length - MOST_DAYS); row < table.days; row++) {
    if (!complete[row]) continue
    for (let slot = 0; slot < slots; slot++) totals[row] += values[row * slots + slot]
    if (totals[row] <= 0) continue
    days.push(firstDay + row)
    logarithms.push(Math.log(totals[row]))
    rowsOfKind[kinds.kind(firstDay + row)].push(row)
  }
  const effects = calendarEffects(kinds, days[0] ?? firstDay, end)
  const y = Float64Array.from(logarithms)
  const regression = mixedRegression(days.map(effects.row), y, effects.columns, effects.groups, LOGARITHM_SCALE, known)
  const weights = new Float64Array(table.days)
  days.forEach((day, i) => {
    weights[day - firstDay] = regression.settings.weights[i]
  })
  const courses = coursesOf({ slots, values, totals, rowsOfKind, weights })

  return {
    settings: regression.settings,
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
