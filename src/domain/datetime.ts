import { checkText } from './check-shape.ts'
import { KrarupError } from './errors.ts'

/**
 * A wall-clock time as it was written, without a zone: seconds since 1970-01-01 00:00 on that same clock.
 * A day has always 86 400 of them: histories and forecasts have days of equal length. Plans have the days of 23 and 25 hours as they come to pass (`Horizon`).
 */
export type PlainDateTime = number

/** Days since 1970-01-01 on the same clock. */
export type DayNumber = number

export const DAY_SECONDS = 86_400

/** 0 Monday ... 6 Sunday (ISO order). */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
/** The days of {@link WEEKDAYS} in German. */
export const WEEKDAYS_DE = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'] as const

export interface DateParts {
  year: number
  /** 1 to 12. */
  month: number
  /** 1 to 31. */
  day: number
}

/** Proleptic Gregorian date to days since 1970-01-01, by counting years from March so that leap days come last. */
export function dayNumber({ year, month, day }: DateParts): DayNumber {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Inverse of {@link dayNumber}. */
export function dateParts(dayNumber: DayNumber): DateParts {
  const z = dayNumber + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** Whether the date exists (no 31 February). */
export function isDate({ year, month, day }: DateParts): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false
  const back = dateParts(dayNumber({ year, month, day }))
  return back.month === month && back.day === day
}

/** The day that a wall-clock time falls on. */
export function dayOf(time: PlainDateTime): DayNumber {
  return Math.floor(time / DAY_SECONDS)
}

/** Seconds since midnight. */
export function secondOfDay(time: PlainDateTime): number {
  return time - dayOf(time) * DAY_SECONDS
}

/** Day of the week, Monday 0. */
export function weekdayOf(day: DayNumber): Weekday {
  return ((((day + 3) % 7) + 7) % 7) as Weekday
}

/** Monday of a day's week. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayOf(day)
}

/** First day of a day's month. */
export function firstOfMonth(day: DayNumber): DayNumber {
  return day - dateParts(day).day + 1
}

/** First day of the month after that of a day. */
export function nextMonth(day: DayNumber): DayNumber {
  const { year, month } = dateParts(day)
  return month === 12 ? dayNumber({ year: year + 1, month: 1, day: 1 }) : dayNumber({ year, month: month + 1, day: 1 })
}

/** First day of a day's quarter: of January, April, July or October. */
export function firstOfQuarter(day: DayNumber): DayNumber {
  const { year, month } = dateParts(day)
  return dayNumber({ year, month: month - ((month - 1) % MONTHS_OF_QUARTER), day: 1 })
}

/** First day of the quarter after that of a day. */
export function nextQuarter(day: DayNumber): DayNumber {
  const first = firstOfQuarter(day)
  return Array.from({ length: MONTHS_OF_QUARTER }).reduce<DayNumber>(nextMonth, first)
}

const MONTHS_OF_QUARTER = 3

/**
 * Reads `2026-03-31`, `2026-03-31T07:30` or `2026-03-31 07:30:00`. Other forms of dates are the business of `krarup/io`.
 *
 * @throws {KrarupError} UNREADABLE
 * @example
 * ```ts
 * import { parsePlainDateTime, formatPlainDateTime } from 'krarup'
 * formatPlainDateTime(parsePlainDateTime('2026-03-31 07:30') + 1800) //=> '2026-03-31T08:00:00'
 * ```
 */
export function parsePlainDateTime(text: string): PlainDateTime {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(
    checkText(text, 'a date', 'write 2026-03-31').trim(),
  )
  if (match) {
    const [year, month, day, hour = 0, minute = 0, second = 0] = match
      .slice(1)
      .map((part) => (part === undefined ? undefined : Number(part))) as [
      number,
      number,
      number,
      number?,
      number?,
      number?,
    ]
    if (isDate({ year, month, day }) && hour < 24 && minute < 60 && second < 60) {
      return dayNumber({ year, month, day }) * DAY_SECONDS + hour * 3600 + minute * 60 + second
    }
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a date',
    how: 'write 2026-03-31 or 2026-03-31T07:30:00',
    value: text,
  })
}

/**
 * Reads `2026-03-31`, or `2026-03`: the first or the last day of that month.
 *
 * @throws {KrarupError} UNREADABLE
 */
export function parseDay(text: string, ofMonth: 'first' | 'last'): DayNumber {
  const written = checkText(text, 'a date', 'write 2026-03-31 or 2026-03').trim()
  const isMonth = /^\d{4}-\d{2}$/.test(written)
  if (isMonth || /^\d{4}-\d{2}-\d{2}$/.test(written)) {
    const day = dayOf(parsePlainDateTime(isMonth ? `${written}-01` : written))
    return isMonth && ofMonth === 'last' ? nextMonth(day) - 1 : day
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a day',
    how: `write 2026-03-31, or a month for its ${ofMonth} day: 2026-03`,
    value: text,
  })
}

/** `2026-03-31T07:30:00`. */
export function formatPlainDateTime(time: PlainDateTime): string {
  return `${formatDay(dayOf(time))}T${formatClock(secondOfDay(time), true)}`
}

/** `2026-03-31`. */
export function formatDay(day: DayNumber): string {
  const { year, month, day: dayOfMonth } = dateParts(day)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(dayOfMonth)}`
}

/** `07:30`, or `07:30:00` with seconds. 86 400 is written `24:00`. */
export function formatClock(secondOfDay: number, withSeconds = false): string {
  const text = `${pad(Math.floor(secondOfDay / 3600))}:${pad(Math.floor(secondOfDay / 60) % 60)}`
  return withSeconds ? `${text}:${pad(Math.floor(secondOfDay % 60))}` : text
}

function pad(n: number): string {
  return String(n).padStart(2, '0')
}
