import type { DayNumber, PlainDateTime, Weekday } from './datetime.ts'

/** A day that does not behave like its weekday: a holiday, a make-up working day, a bill day. */
export interface SpecialDay {
  day: DayNumber
  name: string
  /** The weekday it resembles, where that is known in advance. */
  like?: Weekday
}

/** When a queue is open on a weekday: from (inclusive) to (exclusive), seconds of the day. Several spans for a lunch break. */
export interface OpenSpan {
  from: number
  to: number
}

/** A night on which the clocks of a zone change. */
export interface ClockChange {
  /** Wall clock: the first second that is skipped (forward) or comes twice (back). */
  from: PlainDateTime
  /** Wall clock: the first second after that. */
  to: PlainDateTime
  kind: 'skipped' | 'doubled'
}

/** What is known of days in advance. It is data, made in `krarup/io`; forecasting only reads it. */
export interface Calendar {
  specialDays: readonly SpecialDay[]
  /** By weekday, Monday first; absent: learnt from the history. An empty list is a closed day. */
  hours?: readonly (readonly OpenSpan[])[]
  /** Of the zone that was named, where one was. */
  clockChanges?: readonly ClockChange[]
}

export const EMPTY_CALENDAR: Calendar = { specialDays: [] }
