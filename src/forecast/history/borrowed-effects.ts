import { type DayNumber, type SpecialDay, type Weekday, weekdayOf } from '../../domain/index.ts'
import { type BelievedDays, dayTotals } from './believed-days.ts'
import type { DayTable } from './day-table.ts'

/** What a history borrows for special days of a name that it has never had. */
export interface BorrowedEffect {
  /** Contacts over those of its other days that resemble the same weekday. */
  factor: number
  /** Standard deviation of its logarithm. */
  doubt: number
}

/** A queue whose Sundays bring less than this part of its busiest weekday serves offices. */
const QUIET_SUNDAY = 0.5
const SUNDAY: Weekday = 6

/**
 * What special days usually do in queues of this one's kind. The kind is read from the history: by its Sundays, and where its special days were like their own weekdays it borrows nothing, for holidays leave it alone.
 */
export function borrowedEffects(
  table: DayTable,
  { corrected }: BelievedDays,
  specialDays: ReadonlyMap<DayNumber, SpecialDay>,
): Record<'usual' | 'borrowed', (day: DayNumber) => BorrowedEffect | undefined> {
  const all = [...specialDays.values()]
  const none = () => undefined
  if (!all.some(({ usual }) => usual) || corrected.some(({ usual }) => usual)) return { usual: none, borrowed: none }
  const kind = hasQuietSundays(table, specialDays) ? 'office' : 'everyDay'
  const end = table.firstDay + table.days
  const met = new Set(all.filter(({ day }) => day >= table.firstDay && day < end).map(({ name }) => name))
  const usual = (day: DayNumber): BorrowedEffect | undefined => {
    const own = specialDays.get(day)?.usual
    return own && { factor: own[kind], doubt: own.doubt }
  }
  return { usual, borrowed: (day) => (met.has(specialDays.get(day)?.name ?? '') ? undefined : usual(day)) }
}

function hasQuietSundays(table: DayTable, specialDays: ReadonlyMap<DayNumber, SpecialDay>): boolean {
  const sums = new Float64Array(7)
  const counts = new Float64Array(7)
  dayTotals(table).forEach((total, row) => {
    const day = table.firstDay + row
    if (specialDays.has(day) || !(total >= 0)) return
    sums[weekdayOf(day)] += total
    counts[weekdayOf(day)]++
  })
  const means = sums.map((sum, weekday) => (counts[weekday] > 0 ? sum / counts[weekday] : 0))
  return means[SUNDAY] < QUIET_SUNDAY * Math.max(...means)
}
