import { DAY_SECONDS, dayNumber, isDate } from '../../domain/index.ts'
import type { Cell } from '../cells/index.ts'
import type { NumberKind } from './number-format.ts'

/** Serial number of 1970-01-01 in the calendar that begins with 1900, and how much later that of 1904 begins. */
const EPOCH_1900 = 25_569
const DAYS_TO_1904 = 1462

/** Excel takes 1900 for a leap year: before its 29 February, number 60, all numbers are one too small. */
const FALSE_LEAP_DAY = 60

/** A clock of more days than this (ten years) is the time of day of a date. */
const MOST_CLOCK_DAYS = 3653

/** Dates end with the year 9999. */
const LAST_SERIAL = 2_958_466

/** A number of a cell as the value that its format shows: what Excel keeps behind dates, times and percentages is a number alone. */
export function typedValue(value: number, format: NumberKind, date1904: boolean): Cell {
  switch (format.kind) {
    case 'number':
      return { type: 'number', value }
    case 'percentage':
      return { type: 'percentage', share: value }
    case 'unit':
      return { type: 'duration', seconds: value * format.seconds }
    case 'elapsed':
      return duration(value, format.withSeconds)
    case 'clock':
      return value >= MOST_CLOCK_DAYS && value < LAST_SERIAL
        ? moment(value, date1904, false)
        : duration(value, format.withSeconds)
    case 'date':
    case 'moment':
      if (value < 0 || value >= LAST_SERIAL) return { type: 'number', value }
      // without a day it is a time, whatever its format says
      if (value < 1 && !(date1904 && format.kind === 'date')) return duration(value, true)
      return moment(value, date1904, format.kind === 'date')
  }
}

/** Days as seconds, to the millisecond: 08:00 stored with eight decimals is 08:00. */
function duration(days: number, withSeconds: boolean): Cell {
  const seconds = Math.round(days * DAY_SECONDS * 1000) / 1000
  return withSeconds ? { type: 'duration', seconds } : { type: 'duration', seconds, shown: 'h:mm' }
}

function moment(serial: number, date1904: boolean, isDate: boolean): Cell {
  const days = date1904 ? serial + DAYS_TO_1904 : serial < FALSE_LEAP_DAY ? serial + 1 : serial
  const time = Math.round((days - EPOCH_1900) * DAY_SECONDS)
  return isDate && time % DAY_SECONDS === 0 ? { type: 'date', time, wholeDay: true } : { type: 'date', time }
}

/** A date as ISO 8601 writes it (cells of the type d, in strict workbooks); undefined for any other text. */
export function isoValue(text: string): Cell | undefined {
  const match = /^(?:(\d{4})-(\d{2})-(\d{2}))?T?(?:(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?Z?)?$/.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, hours, minutes = '0', seconds = '0'] = match
  const clock = hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  if (year === undefined) return clock === undefined ? undefined : { type: 'duration', seconds: clock }
  const parts = { year: Number(year), month: Number(month), day: Number(day) }
  if (!isDate(parts)) return undefined
  const time = dayNumber(parts) * DAY_SECONDS
  return clock === undefined ? { type: 'date', time, wholeDay: true } : { type: 'date', time: time + Math.round(clock) }
}
