import type { Weekday } from '../domain/index.ts'

/** A break of a shift: it begins on the grid of slots, within all of its windows. Times are seconds. */
export interface BreakRule {
  name?: string
  length: number
  paid: boolean
  /** Earliest begin and latest end, counted from the begin of the shift. Default: anywhere. */
  within?: readonly [from: number, to: number]
  /** Earliest begin and latest end on the clock, seconds of the day on which the shift begins; over 86 400 after midnight. */
  clock?: readonly [from: number, to: number]
  /** Only shifts that are at least, and at most, so long have it: a meal from six hours on. */
  leastShift?: number
  mostShift?: number
}

/** A kind of shift: all the shifts that may be made of it. Times are seconds. */
export interface ShiftKind {
  name: string
  /** Earliest and latest begin, seconds of the day; both multiples of `step` apart. */
  earliest: number
  latest: number
  step: number
  /** From begin to end, unpaid breaks included. */
  lengths: readonly number[]
  /** Days on which it may begin, Monday 0. Default all. */
  days?: readonly Weekday[]
  /** In their order through the shift. */
  breaks: readonly BreakRule[]
  /** No break begins before so much of the shift has passed, and none ends later than so much before its end. */
  afterStart?: number
  beforeEnd?: number
  /** Least time from the end of one break to the begin of the next. */
  leastBetween?: number
  /** Fewest and most shifts of this kind on a day on which it may begin. */
  least?: number
  most?: number
  /** An hour of it costs so many times the hour of others. Default 1. */
  factor?: number
  /** Queues (groups of a plan) that it serves. Default all. */
  queues?: readonly string[]
}

/** Paid time in some hours costs more. */
export interface Premium {
  days?: readonly Weekday[]
  /** Seconds of the day; `to` before `from` is over midnight. Default the whole day. */
  from?: number
  to?: number
  /** Share on top: 0.25 for a quarter more. Premiums that meet are added. */
  more: number
}

/** Paid time away from contacts that is to be placed within shifts: training, meetings. */
export interface Meeting {
  name: string
  length: number
  /** Everyone has it once in that time; or `agents` have it on each day. */
  each?: 'shift' | 'week' | 'month'
  agents?: number
  /** Days on which it may be. Default all. */
  days?: readonly Weekday[]
  /** Earliest begin and latest end, seconds of the day. Default: anywhere within the shift. */
  clock?: readonly [from: number, to: number]
}

/** How people's weeks are made of shifts. */
export interface TourKind {
  name: string
  /** Names of the kinds of shift that it works. */
  shifts: readonly string[]
  /** Working days in a week. */
  workDays: number
  /** Days off that lie together, at least; over the end of the week Sunday and Monday are together. */
  offTogether?: number
  /** All begins of a week lie within so many seconds of one another. Default 3 600. */
  startWithin?: number
  /** Fewest and most people. */
  least?: number
  most?: number
  /**
   * A pattern over several weeks, which people go through one after another: for each week seven names of kinds of shift, Monday first, `null` for a day off. As many people as weeks are one team, each in another week of the pattern.
   */
  weeks?: readonly (readonly (string | null)[])[]
}

/** What shifts may be made, and what they cost. */
export interface ShiftRules {
  kinds: readonly ShiftKind[]
  premiums?: readonly Premium[]
  meetings?: readonly Meeting[]
  /** Without tours each day's shifts are chosen by themselves. */
  tours?: readonly TourKind[]
  /** Share of people in their shift, and on no break of it, who are away all the same: illness, lateness. Breaks are not part of it. Default 0. */
  shrinkage?: number
  /** Working days in a month, for what everyone has once a month. Default 21. */
  monthDays?: number
}
