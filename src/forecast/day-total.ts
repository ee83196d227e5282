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
export const dayTotal: DayModel = dayTotalModel()

function dayTotalModel(known?: Settings): DayModel {
  return {
    name: 'day-total',
    title: 'day totals regressed on the calendar x course of the weekday',
    needs: 21,
    tuned: (table, kinds) => dayTotalModel(fitTotals(table, kinds).settings),
    fit: (table, kinds) => fitTotals(table, kinds, known),
  }
}

function fitTotals(table: DayTable, kinds: DayKinds, known?: Settings): FittedDayModel & { settings: Settings } {
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
  const courses = rowsOfKind.map((rows) => courseOf(rows.slice(-COURSE_DAYS)))

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

  /** Median shares of the day's total, made to add up to 1 again. */
  function courseOf(rows: readonly number[]): Float64Array | undefined {
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
}
