import type { DayNumber } from '../../domain/index.ts'
import type { DayKinds } from '../history/index.ts'
import { calendarEffects, type EffectOptions } from './calendar-effects.ts'
import { countCourses } from './count-regression.ts'
import type { DayModel } from './day-model.ts'
import { dayTotalModel } from './day-total.ts'
import { type CalendarEffects, onlyGroups, withoutParts } from './effect-groups.ts'
import { type EffectGroup, rowWriter, type SparseRow, sparseRows } from './mixed-regression.ts'

/** The effects of the days' size that look at the last weeks: others take their place here. */
const SHORT_RANGE = new Set(['level', 'last days', 'trend'])
/** Days between the places at which the wandering level is learnt. */
const SPACING = 14
/** Of those, from the end back, that are so close; years back there are fewer, for every place costs time. */
const CLOSE = 78
const SPACING_OLD = 56
const YEAR = 365.2425
/** Days of history from which on the course of a year can be told from a level that wanders without coming back. */
const YEAR_FROM = 330
/** Days over which a trend dies away after the history's end: few last for years. */
const TREND_MEMORY = 365
/**
 * How strong effects usually are: standard deviations, as shares of the square root of a day's volume (the volume changes by twice that), of the level over a year and of the growth in a year.
 * All others, the course of the year among them, are those of the models of the next weeks, so that near and far forecasts agree on it.
 */
const USUAL = { level: 0.05, trend: 0.04 }

/**
 * Months ahead. The day's total follows from its weekday, the calendar, the course of the year and a growth that dies away, around a level that wanders without coming back. It is spread over the day as
 * in `count-regression`. What only the last weeks tell has no part in it.
 */
export const longRange: DayModel = dayTotalModel({
  name: 'long-range',
  title: 'months ahead: weekday, calendar, course of the year, dying growth, wandering level',
  coursesOf: countCourses,
  effectsOf: longRangeEffects,
})

function longRangeEffects(
  kinds: DayKinds,
  firstDay: DayNumber,
  end: DayNumber,
  options?: EffectOptions,
): CalendarEffects {
  const days = end - firstDay
  const all = calendarEffects(kinds, firstDay, end, { ...options, yearFrom: YEAR_FROM })
  const calendar = onlyGroups(all, (group) => !SHORT_RANGE.has(group))
  const groups: EffectGroup[] = [...calendar.groups]
  let { columns } = calendar
  const add = (group: Omit<EffectGroup, 'from'>): number => {
    groups.push({ ...group, from: columns })
    columns += group.size
    return columns - group.size
  }
  const knots = Math.max(1, Math.ceil(placesBack(days - 1)))
  const levelAt = add({ name: 'level', size: knots, usual: USUAL.level, chain: walk(knots) })
  const trendAt = add({ name: 'trend', size: 1, usual: USUAL.trend })
  const row = (day: DayNumber): SparseRow => {
    const { at, value, ...others } = calendar.row(day)
    const own = rowWriter(at.length + 3)
    for (let k = 0; k < at.length; k++) own.put(at[k], value[k])
    const back = end - 1 - day
    // The level of now is the constant: the walk goes back from it, and ahead it stays.
    const steps = Math.min(placesBack(back), knots)
    const knot = Math.floor(steps)
    if (back > 0) {
      if (knot > 0) own.put(levelAt + knot - 1, 1 - (steps - knot))
      if (steps > knot) own.put(levelAt + knot, steps - knot)
    }
    own.put(trendAt, (back >= 0 ? -back : TREND_MEMORY * (1 - Math.exp(back / TREND_MEMORY))) / YEAR)
    return { ...own.laid(), ...others }
  }
  const { borrowed } = calendar
  return withoutParts({ columns, groups, row, rows: (days) => sparseRows(days.map(row)), borrowed }, kinds.withheld)
}

/** How many places of the level lie within so many days before the end, as a fraction between two of them. */
function placesBack(days: number): number {
  return days <= CLOSE * SPACING ? days / SPACING : CLOSE + (days - CLOSE * SPACING) / SPACING_OLD
}

/** A random walk that begins at 0 one step before its first place: the inverse of its covariance, for steps of the variance of so many days, a year's being 1. */
function walk(size: number): { diagonal: Float64Array; beside: Float64Array } {
  const precision = (step: number) => 1 / ((step < CLOSE ? SPACING : SPACING_OLD) / YEAR)
  const diagonal = new Float64Array(size)
  const beside = new Float64Array(Math.max(0, size - 1))
  for (let k = 0; k < size; k++) {
    diagonal[k] = precision(k) + (k + 1 < size ? precision(k + 1) : 0)
    if (k + 1 < size) beside[k] = -precision(k + 1)
  }
  return { diagonal, beside }
}
