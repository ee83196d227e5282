import {
  type Calendar,
  type DayNumber,
  dateParts,
  EMPTY_CALENDAR,
  type SpecialDay,
  STATE,
  type Weekday,
  weekdayOf,
} from '../../domain/index.ts'
import { believedDays } from './believed-days.ts'
import { type BorrowedEffect, borrowedEffects } from './borrowed-effects.ts'
import { type CompleteDays, completeDays } from './complete-days.ts'
import { type DayTable, hasValues } from './day-table.ts'

/** What is known in advance of any day, past or coming: which weekday it resembles, whether and when it is open. */
export interface DayKinds {
  /** The weekday it behaves like: its own, or the one its special day names. */
  kind(day: DayNumber): Weekday
  special(day: DayNumber): SpecialDay | undefined
  /** Names of the known events that the day falls into. */
  events(day: DayNumber): readonly string[]
  /** Places of the day at which the queue is open: 1 or 0. */
  open(day: DayNumber): Uint8Array
  /** Whether it is closed all day. */
  closed(day: DayNumber): boolean
  /** Whether it is a special day, or was closed though its weekday is open. */
  unusual(day: DayNumber): boolean
  dayOfMonth(day: DayNumber): number
  /** Whether a special day that names no weekday is taken for closed though its own weekday is open: all past days of its name were closed. */
  takenForClosed(day: DayNumber): boolean
  /** Special days that have another weekday here than their calendar gives them, as the calendar has them. */
  corrected: readonly SpecialDay[]
  /** What models do not learn, so that it can be said what it is worth; usually nothing. */
  withheld: readonly LearntPart[]
  /** What a special day usually does in centres of this kind, beside the other days that resemble its weekday, where its calendar says so: for histories without a day of its name. */
  usual(day: DayNumber): BorrowedEffect | undefined
  /** The same, where the whole history is without one. */
  borrowed(day: DayNumber): BorrowedEffect | undefined
  /** The history with its holes filled. Only earlier days fill a hole, so that its beginnings are what they would be alone. */
  completed(): CompleteDays
}

/** Parts of a forecast that a model can do without: the course of the year; the level as it wanders, with its trend and what the last days were off by. */
export type LearntPart = 'year' | 'level'

/** Weeks that opening hours are learnt from: hours change, and eight weeks show a pattern through a holiday or two. */
const HOURS_WEEKS = 8
/** A place of the week that was open on fewer of its days than this is hardly ever open. */
const HARDLY_OPEN = 0.25

/** Opening hours come from the calendar where it has them and otherwise from the last weeks of the history. */
export function dayKinds(
  table: DayTable,
  calendar: Calendar = EMPTY_CALENDAR,
  withheld: readonly LearntPart[] = [],
): DayKinds {
  const believed = believedDays(table, calendar.specialDays)
  const specialDays = new Map(believed.specialDays.map((special) => [special.day, special]))
  const events = new Map<DayNumber, string[]>()
  for (const { name, from, to } of calendar.events ?? []) {
    for (let day = from; day <= to; day++) {
      const names = events.get(day) ?? []
      if (!names.includes(name)) events.set(day, [...names, name])
    }
  }
  const kind = (day: DayNumber): Weekday => specialDays.get(day)?.like ?? weekdayOf(day)
  const week = calendar.hours ? hoursOfCalendar(calendar.hours, table) : hoursOfHistory(table, specialDays)
  const shut = week.map((open) => !open.includes(1))
  const closedNames = namesAlwaysClosed(table, specialDays)
  const none = new Uint8Array(table.slots)
  const takenForClosed = (day: DayNumber): boolean => {
    const special = specialDays.get(day)
    return special !== undefined && special.like === undefined && closedNames.has(special.name) && !shut[weekdayOf(day)]
  }
  const closed = (day: DayNumber): boolean => shut[kind(day)] || takenForClosed(day)
  const { usual, borrowed } = borrowedEffects(table, believed, specialDays)
  let completed: CompleteDays | undefined
  const kinds: DayKinds = {
    kind,
    special: (day) => specialDays.get(day),
    events: (day) => events.get(day) ?? [],
    open: (day) => (closed(day) ? none : week[kind(day)]),
    closed,
    unusual(day) {
      if (specialDays.has(day)) return true
      const row = day - table.firstDay
      return row >= 0 && row < table.days && !shut[weekdayOf(day)] && !hasValues(table, row)
    },
    dayOfMonth: (day) => dateParts(day).day,
    takenForClosed,
    corrected: believed.corrected,
    withheld,
    usual,
    borrowed,
    completed() {
      completed ??= completeDays(table, kinds)
      return completed
    },
  }
  return kinds
}

function hoursOfCalendar(hours: NonNullable<Calendar['hours']>, { slots, interval }: DayTable): Uint8Array[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const open = new Uint8Array(slots)
    for (const { from, to } of hours[weekday] ?? []) {
      for (let slot = 0; slot < slots; slot++) if (slot * interval < to && (slot + 1) * interval > from) open[slot] = 1
    }
    return open
  })
}

function hoursOfHistory(table: DayTable, specialDays: ReadonlyMap<DayNumber, SpecialDay>): Uint8Array[] {
  const { firstDay, days, slots, state } = table
  return Array.from({ length: 7 }, (_, weekday) => {
    const rows: number[] = []
    for (let row = days - 1; row >= 0 && rows.length < HOURS_WEEKS; row--) {
      if (weekdayOf(firstDay + row) === weekday && !specialDays.has(firstDay + row)) rows.push(row)
    }
    const isOpen = (row: number) => state.subarray(row * slots, (row + 1) * slots).some((it) => it !== STATE.closed)
    const openRows = rows.filter(isOpen)
    const open = new Uint8Array(slots)
    if (openRows.length < HARDLY_OPEN * rows.length || openRows.length === 0) return open
    for (let slot = 0; slot < slots; slot++) {
      const times = openRows.filter((row) => state[row * slots + slot] !== STATE.closed).length
      if (times >= HARDLY_OPEN * openRows.length) open[slot] = 1
    }
    return open
  })
}

/**
 * Names of special days that name no weekday and were closed whenever the history had them. Days of a name that it never had are what their weekday is:
 * that other special days were closed says nothing of them.
 */
function namesAlwaysClosed(table: DayTable, specialDays: ReadonlyMap<DayNumber, SpecialDay>): ReadonlySet<string> {
  const { firstDay, days, slots, state } = table
  const closed = new Set<string>()
  const open = new Set<string>()
  for (const { day, name, like } of specialDays.values()) {
    const row = day - firstDay
    if (like !== undefined || row < 0 || row >= days) continue
    const all = state.subarray(row * slots, (row + 1) * slots).every((it) => it === STATE.closed)
    if (all) closed.add(name)
    else open.add(name)
  }
  for (const name of open) closed.delete(name)
  return closed
}
