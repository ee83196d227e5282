import { type DayNumber, formatClock, formatDay } from '../../domain/index.ts'
import type { DayTable } from '../history/index.ts'

export type CleaningRule =
  /** A whole open day without a single contact. */
  | 'zero day'
  /** Hours in which next to nobody came through, beyond chance. */
  | 'outage'
  /** Hours right after an outage or a gap in which those call who could not. */
  | 'rebound'
  /** A day with a fraction of its usual contacts, though it was not marked as special. */
  | 'low day'
  /** A day with far more than its usual contacts, though it was not marked as special. */
  | 'high day'
  /** The same count again and again. */
  | 'stuck value'
  /** One interval, or two, far above its neighbours and its usual size: counted twice, or a burst. */
  | 'spike'
  /** An hour of a night on which clocks may go back that holds twice its contacts: two hours in one. */
  | 'doubled hour'
  /** An hour of a night on which clocks may go forward without a contact, with contacts before and after. */
  | 'skipped hour'
  /** Open hours that have no record. */
  | 'gap'
  /** A mean handle time that chance cannot make. */
  | 'impossible handle time'
  /** The level changed from one day to the next and stayed there. Told, not changed. */
  | 'level shift'
  /** Nothing was found, but the planner says so. */
  | 'ruling'

/** One finding: what is wrong where, and what stands there now. */
export interface CleanedCase {
  rule: CleaningRule
  /** What `recorded` and `usual` are: contacts, or seconds a contact. */
  measure: 'contacts' | 'handle time'
  /** Day of the first interval. */
  day: DayNumber
  /** First interval of the series, and how many. */
  from: number
  count: number
  /** One sentence for a planner. */
  reason: string
  /** Contacts recorded in these intervals; for a handle time its mean. */
  recorded: number
  /** What is usual there; what the replacement adds up to. */
  usual: number
  /** What was done: the values were taken out and what is usual stands for them; they were left as recorded, as the planner says; or it is told only. */
  done: 'replaced' | 'kept' | 'told'
  /** The planner's words, where a ruling decided. */
  ruling?: string
}

/** In words: the days of a stretch that is made of whole days, else its first and last moment. */
export function formatStretch(table: DayTable, from: number, to: number): string {
  const { slots, firstDay } = table
  const [row, last] = [Math.floor(from / slots), Math.floor((to - 1) / slots)]
  if (from !== row * slots || to !== (last + 1) * slots) return formatMoments(table, from, to)
  const [first, end] = [formatDay(firstDay + row), formatDay(firstDay + last)]
  return last === row ? first : `${first} to ${end}`
}

/** In words: the first and the last moment of a stretch. */
export function formatMoments({ slots, interval, firstDay }: DayTable, from: number, to: number): string {
  const [row, last] = [Math.floor(from / slots), Math.floor((to - 1) / slots)]
  const clock = (i: number, of: number) => formatClock((i - of * slots) * interval)
  const end = last === row ? '' : `${formatDay(firstDay + last)} `
  return `${formatDay(firstDay + row)} ${clock(from, row)} to ${end}${clock(to, last)}`
}
