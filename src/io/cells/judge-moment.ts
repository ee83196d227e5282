import { DAY_SECONDS, secondOfDay } from '../../domain/index.ts'
import type { Cell, Refusal } from './cell.ts'
import type { DateOrder, DateReader, ReadMoment } from './read-dates.ts'
import { isSumLabel } from './sum-words.ts'

/** A date, with a time of day where the cell has one; undefined for an empty cell, `sum` where the row is one of sums. */
export function judgeMoment(cell: Cell, dates: DateReader): ReadMoment | 'sum' | undefined | Refusal {
  if (typeof cell !== 'string') {
    if (cell.type === 'empty') return undefined
    return cell.type === 'date' ? { time: cell.time } : notADate(cell, '', dates)
  }
  const text = cell.trim()
  if (text === '') return undefined
  return dates.moment(text) ?? (isSumLabel(text) ? 'sum' : notADate(cell, text, dates))
}

/** A time of day in a cell of its own; undefined for an empty cell, `sum` where the row is one of sums. */
export function judgeClock(cell: Cell, dates: DateReader): ReadMoment | 'sum' | undefined | Refusal {
  if (typeof cell !== 'string') {
    if (cell.type === 'empty') return undefined
    if (cell.type === 'duration' && cell.seconds >= 0 && cell.seconds <= DAY_SECONDS)
      return { time: Math.round(cell.seconds) }
    if (cell.type === 'date') return { time: secondOfDay(cell.time) }
    if (cell.type === 'number' && Number.isInteger(cell.value)) {
      const hour = dates.hour(String(cell.value))
      if (hour) return hour
    }
    const isPart = cell.type === 'number' && cell.value > 0 && cell.value < 1
    return {
      reason: 'not a time of day',
      hint: isPart
        ? "this is a spreadsheet's part of a day: format the column as a time and save again"
        : dateHint('', dates.orders),
    }
  }
  const text = cell.trim()
  if (text === '') return undefined
  return (
    dates.clock(text) ??
    dates.hour(text) ??
    clockOfMoment(text, dates) ??
    (isSumLabel(text) ? 'sum' : { reason: 'not a time of day', hint: dateHint(text, dates.orders) })
  )
}

function notADate(cell: Cell, text: string, dates: DateReader): Refusal {
  const isNumber = typeof cell !== 'string' && cell.type === 'number'
  return { reason: 'not a date', hint: dateHint(isNumber ? String(cell.value) : text, dates.orders) }
}

/** Spreadsheets write a time of day as a moment of their first day. */
function clockOfMoment(text: string, dates: DateReader): ReadMoment | undefined {
  const moment = /\d:\d/.test(text) ? dates.moment(text) : undefined
  return moment && { ...moment, time: secondOfDay(moment.time) }
}

function dateHint(text: string, orders: readonly DateOrder[]): string {
  if (/^\d{5}(\.\d+)?$/.test(text))
    return "this is a spreadsheet's day number: format the column as a date and export again"
  if (/^\d{10}(\d{3})?$/.test(text)) return 'this is a Unix time stamp: export dates such as 2026-03-31 07:30'
  const order =
    orders.length === 1 && orders[0] !== 'ymd'
      ? `; so far the dates are in the order ${orders[0]} (--date-order overrules it)`
      : ''
  return `write 2026-03-31 07:30${order}`
}
