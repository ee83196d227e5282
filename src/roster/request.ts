import type { DayNumber } from '../domain/index.ts'

/** A row of shifts that are needed: one kind on one day, with its breaks. */
export interface NeededShift {
  day: DayNumber
  /** Empty where there is one queue only. */
  queue: string
  shift: string
  /** Seconds after midnight; the end may be after the next midnight. */
  start: number
  end: number
  /** As they are written in the file. */
  breaks: string
  paidHours: number
  agents: number
}

/** What a rule of a roster allows, and what each unit outside costs; without a weight the rule is hard. */
export interface Allowed {
  least?: number
  most?: number
  weight?: number
}

/** Rules of a roster. What is left out is not asked for, but `rest`, which is 11 hours. */
export interface RosterRules {
  /** Hours from the end of a shift to the next begin. */
  rest?: { least: number; weight?: number }
  /** Days of work on end. */
  daysInARow?: Allowed
  /** Days off on end. */
  daysOffTogether?: Allowed
  /** Weekends with work in a calendar month, or in the whole roster. */
  weekends?: Allowed & { per?: 'month' | 'roster' }
  weekendsInARow?: Allowed
  wholeWeekends?: { weight?: number }
  sameShiftAtWeekend?: { weight?: number }
  /** Shifts that are nights: of these names, or those that are at work at 3 in the morning. */
  nights?: Allowed & {
    shifts?: readonly string[]
    per?: 'week' | 'month' | 'roster'
    /** Nights on end. */
    inARow?: Allowed
    /** Days off after the last night. */
    daysOffAfter?: { least: number; weight?: number }
  }
  /** Shifts that may not follow on the next day. */
  notAfter?: readonly { shift: string; next: readonly string[]; weight?: number }[]
  /** Paid hours beside the contract: `within` so many hours over the roster. */
  contract?: { within: number; weight?: number }
  hoursAWeek?: Allowed
  /** In any so many days on end. */
  hoursIn?: readonly { days: number; most: number; weight?: number }[]
  /** Weight of the square of what a person is away from her share. */
  fairness?: { nights?: number; weekends?: number; wishes?: number }
  /** Shifts of a week begin at the same time, within so many hours. */
  sameStart?: { within: number; weight?: number }
  pairs?: readonly { kind: 'together' | 'apart'; people: readonly [string, string]; weight: number }[]
  /** How often people have some shifts: a training once a month, a shift with a quality check once a week, a rotation of lines. */
  counts?: readonly (Allowed & {
    name: string
    shifts: readonly string[]
    per: 'week' | 'month' | 'roster'
    people?: readonly string[]
  })[]
  /** What a head under and over costs; Infinity is hard. */
  cover?: { under?: number; over?: number }
  /** What a queue costs at which a person is not at her full skill, for each missing per cent. */
  skills?: { weight: number }
  /** What each changed day costs where an earlier roster is kept. */
  changes?: { weight: number }
}

/** A person as planners write her down. */
export interface PersonToRoster {
  name: string
  /** Contract hours a week; absent: as they come. */
  hours?: number
  /** Queues that she serves, with her proficiency from 0 to 1; absent: all. */
  queues?: ReadonlyMap<string, number>
  /** When she can work, by weekday, Monday first; absent: always. Until 24:00 means into the next day. */
  available?: readonly (readonly { from: number; to: number }[])[]
  wishes?: readonly PersonWish[]
  /** Days of holiday, first and last. */
  holidays?: readonly (readonly [first: DayNumber, last: DayNumber])[]
  fixed?: readonly { day: DayNumber; shift: string }[]
}

/** `2026-12-24 off 5`, `Sun not late`. */
export interface PersonWish {
  day?: DayNumber
  weekdays?: readonly number[]
  /** A shift's name, `work` or `off`. */
  shift: string
  isFor: boolean
  weight: number
}

/** A shift that a person has on a day. */
export interface Assignment extends Omit<NeededShift, 'agents'> {
  name: string
}

export interface RosterRequest {
  shifts: readonly NeededShift[]
  people: readonly PersonToRoster[]
  rules: RosterRules
  /** The roster of the weeks before, for what reaches over from them. */
  before?: readonly Assignment[]
  /** A roster of the same days that shall change as little as can be. */
  keep?: readonly Assignment[]
}
