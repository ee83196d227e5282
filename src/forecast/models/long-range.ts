import { type DayNumber, dayNumber } from '../../domain/index.ts'
import type { DayKinds } from '../history/index.ts'
import { calendarEffects, type EffectOptions } from './calendar-effects.ts'
import { countCourses } from './count-regression.ts'
import type { DayModel } from './day-model.ts'
import { dayTotalModel } from './day-total.ts'
import { type CalendarEffects, onlyGroups, withoutParts } from './effect-groups.ts'
import { type EffectGroup, RowWriter, type SparseRow, sparseRows } from './mixed-regression.ts'

/** The effects of the days' size that look at the last weeks: others take their place here. */
const SHORT_RANGE = new Set(['level', 'last days', 'trend', 'time of year'])
/** Days between the places at which the wandering level is learnt. */
const SPACING = 14
const YEAR = 365.2425
/** Waves of the course of the year. */
const WAVES = 3
/** Days of history from which on the course of a year can be told from a level that wanders. */
const YEARLY_LEAST = 330
/** Days over which a trend dies away after the history's end: few last for years. */
const TREND_MEMORY = 365
/**
 * How strong effects usually are: standard deviations, as shares of the square root of a day's volume (the volume changes by twice that), of the level over a year, of the growth in a year
 * and of the first wave of the year. The second wave has half of that, the third a third.
 */
const USUAL = { level: 0.05, trend: 0.04, year: 0.05 }

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
  const calendar = onlyGroups(calendarEffects(kinds, firstDay, end, options), (group) => !SHORT_RANGE.has(group))
  const groups: EffectGroup[] = [...calendar.groups]
  let { columns } = calendar
  const add = (group: Omit<EffectGroup, 'from'>): number => {
    groups.push({ ...group, from: columns })
    columns += group.size
    return columns - group.size
  }
  const knots = Math.max(1, Math.ceil((days - 1) / SPACING))
  const levelAt = add({ name: 'level', size: knots, usual: USUAL.level, chain: walk(knots, SPACING / YEAR) })
  const trendAt = add({ name: 'trend', size: 1, usual: USUAL.trend })
  const waves = days >= YEARLY_LEAST ? WAVES : 0
  const yearAt = waves > 0 ? add({ name: 'time of year', size: 2 * waves, usual: USUAL.year }) : columns
  const row = (day: DayNumber): SparseRow => {
    const { at, value, ...others } = calendar.row(day)
    const own = new RowWriter(at.length + 3 + 2 * waves)
    for (let k = 0; k < at.length; k++) own.put(at[k], value[k])
    const back = end - 1 - day
    // The level of now is the constant: the walk goes back from it, and ahead it stays.
    const steps = Math.min(back / SPACING, knots)
    const knot = Math.floor(steps)
    if (back > 0) {
      if (knot > 0) own.put(levelAt + knot - 1, 1 - (steps - knot))
      if (steps > knot) own.put(levelAt + knot, steps - knot)
    }
    own.put(trendAt, (back >= 0 ? -back : TREND_MEMORY * (1 - Math.exp(back / TREND_MEMORY))) / YEAR)
    for (let wave = 1; wave <= waves; wave++) {
      const angle = (2 * Math.PI * wave * (day - dayNumber({ year: 2000, month: 1, day: 1 }))) / YEAR
      own.put(yearAt + 2 * wave - 2, Math.cos(angle) / wave)
      own.put(yearAt + 2 * wave - 1, Math.sin(angle) / wave)
    }
    return { ...own.laid(), ...others }
  }
  const { borrowed } = calendar
  return withoutParts({ columns, groups, row, rows: (days) => sparseRows(days.map(row)), borrowed }, kinds.withheld)
}

/** A random walk that begins at 0 one step before its first place: the inverse of its covariance, for steps of variance `step`. */
function walk(size: number, step: number): { diagonal: Float64Array; beside: Float64Array } {
  const diagonal = new Float64Array(size).fill(2 / step)
  diagonal[size - 1] = 1 / step
  return { diagonal, beside: new Float64Array(Math.max(0, size - 1)).fill(-1 / step) }
}
