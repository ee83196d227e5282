import type { DayNumber, PlainDateTime, Weekday } from './datetime.ts'
import type { Place } from './errors.ts'

/** A day that does not behave like its weekday: a holiday, a make-up working day, a bill day. */
export interface SpecialDay {
  day: DayNumber
  name: string
  /** The weekday it resembles, where that is known in advance. */
  like?: Weekday
  /** What it usually does: borrowed where a queue's history has never had a day of this name. */
  usual?: UsualEffect
}

/** What days of a name usually do to contacts. It is assumed of centres in general, not measured on the one that borrows it. */
export interface UsualEffect {
  /** Contacts over those of the other special days that resemble the same weekday, where Sundays bring at least half of what the busiest weekday brings: 0.7 is three tenths fewer. */
  everyDay: number
  /** The same where Sundays bring less or are closed: a centre for offices. */
  office: number
  /** Standard deviation of the logarithm of either, from centre to centre. */
  doubt: number
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

/** Something known that moves the contacts of whole days: a campaign, a mailing, a tariff change. What it does is learnt from past days of the same name. */
export interface PlannedEvent {
  name: string
  /** What sort of thing it is, as the planner calls it. */
  kind: string
  from: DayNumber
  /** Last day, included. */
  to: DayNumber
  /** The queue that it concerns; absent: all. */
  queue?: string
  /** How many times the contacts of its coming days are, as the planner says it; absent: learnt from past days of its name. */
  factor?: number
  /** Where it was written, for messages. */
  place?: Place
}

/** What a planner says of a stretch of the history: leave it as it was recorded, do not learn from it, or take these figures instead. */
export interface Ruling {
  says: 'keep' | 'ignore' | 'replace'
  /** Why, in the planner's words. */
  name: string
  from: PlainDateTime
  /** First moment after it. */
  to: PlainDateTime
  /** The queue that it concerns; absent: all. */
  queue?: string
  /** What it is about; absent: contacts and handle times. */
  measure?: 'contacts' | 'handle time'
  /** With `replace`: contacts of the whole stretch. */
  contacts?: number
  /** With `replace`: mean handle time, seconds. */
  aht?: number
  /** Where it was written, for messages. */
  place?: Place
}

/** A planner's own figure for coming days or intervals. It has one of `contacts` and `factor`, or a handle time, or both. */
export interface Override {
  from: PlainDateTime
  /** First moment after it. */
  to: PlainDateTime
  /** The queue that it concerns; absent: all. */
  queue?: string
  /** Contacts of the whole stretch. */
  contacts?: number
  /** What the model's figure is multiplied by. */
  factor?: number
  /** Mean handle time, seconds. */
  aht?: number
  /** Why, in the planner's words. */
  name: string
  /** Where it was written, for messages. */
  place?: Place
}

/** What is known of days in advance. It is data, made in `krarup/io`; forecasting only reads it. */
export interface Calendar {
  specialDays: readonly SpecialDay[]
  /** Campaigns and other known events; several may fall on one day, special or not. */
  events?: readonly PlannedEvent[]
  /** By weekday, Monday first; absent: learnt from the history. An empty list is a closed day. */
  hours?: readonly (readonly OpenSpan[])[]
  /** Of the zone that was named, where one was. */
  clockChanges?: readonly ClockChange[]
  /** Seconds that the clock of that zone is ahead of UTC before the first of its changes. */
  utcOffset?: number
}

export const EMPTY_CALENDAR: Calendar = { specialDays: [] }
