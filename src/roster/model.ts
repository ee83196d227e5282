/** A shift as people are put on it: its name and times, the same on every day on which it is needed. */
export interface ShiftKind {
  name: string
  /** Seconds after midnight; the end may be after the next midnight. */
  start: number
  end: number
  /** Paid minutes. */
  minutes: number
}

/** How many people a shift needs on a day, and what each head under and over costs. Under or over may be Infinity: then it is a hard rule. */
export interface Need {
  /** From 0, the first day of the roster. */
  day: number
  /** Index of the kind of shift. */
  kind: number
  people: number
  under: number
  over: number
}

/** A set of shifts by their index, or every shift, or a day off. */
export type Work = 'any' | 'off' | readonly number[]

/** What a rule allows: at least, at most; each unit outside costs the weight, or is impossible where there is none. */
export interface Limits {
  least?: number
  most?: number
  /** Penalty for each unit outside; absent: a hard rule. */
  weight?: number
}

interface Named {
  /** What reports call the rule. */
  name: string
}

/** So many days on end. A run that reaches over the end of the roster, or begins before what is known, is not judged for its least. */
export interface RunRule extends Named, Limits {
  rule: 'run'
  of: Work
  /** Runs at the first and the last day are judged for their least too. */
  isJudgedAtEnds?: boolean
}

/** So many shifts or minutes (as given by `unit`) in each period. */
export interface TotalRule extends Named, Limits {
  rule: 'total'
  /** `minutes`: paid minutes of the shifts; `shifts`: their number. */
  unit: 'minutes' | 'shifts'
  of: Work
  /** `week`: Monday to Sunday. `month`: of the calendar. */
  per: 'roster' | 'week' | 'month'
  /** The penalty is for each so many units begun; default 1. */
  each?: number
  /** The penalty grows with the square of what is outside. */
  isSquare?: boolean
}

/** So many weekends (Saturday and Sunday) with any work. */
export interface WeekendsRule extends Named, Limits {
  rule: 'weekends'
  per: 'roster' | 'month'
  /** The penalty grows with the square of what is outside. */
  isSquare?: boolean
}

/** So many weekends with work on end. */
export interface WeekendRunRule extends Named, Limits {
  rule: 'weekend-run'
  /** Runs at the first and the last weekend are judged for their least too. */
  isJudgedAtEnds?: boolean
}

/** Weekends are worked whole or not at all. */
export interface WholeWeekendRule extends Named {
  rule: 'whole-weekend'
  weight?: number
}

/** Saturday and Sunday have the same shift: a penalty for each of the two that is worked while the other has another shift or none. */
export interface SameShiftAtWeekendRule extends Named {
  rule: 'same-shift-at-weekend'
  weight?: number
}

/** Shifts that may not follow on the next day. */
export interface SuccessionRule extends Named {
  rule: 'succession'
  /** `pairs[k]`: shifts that may not follow shift k. */
  pairs: readonly (readonly number[])[]
  weight?: number
}

/** A sequence of days that is not wanted. */
export interface PatternRule extends Named {
  rule: 'pattern'
  days: readonly Work[]
  /** Weekday on which the sequence begins, 0 is Monday; absent: any. */
  weekday?: number
  weight?: number
}

/** In any so many days on end, at most so many minutes. */
export interface WindowRule extends Named {
  rule: 'window'
  days: number
  /** Minutes. */
  most: number
  /** Penalty for each hour begun; absent: hard. */
  weight?: number
}

/** The shifts of a week begin at the same time: a penalty for each change, days off between or not. */
export interface SameStartRule extends Named {
  rule: 'same-start'
  /** Differences up to so many seconds do not count. */
  within: number
  weight?: number
}

/** Wishes that were not met, as many wishes of the same person count the more: a penalty with the square of their number. */
export interface DeniedRule extends Named {
  rule: 'denied'
  wishes: readonly { day: number; work: Work; isFor: boolean }[]
  weight: number
}

export type PersonRule =
  | DeniedRule
  | RunRule
  | TotalRule
  | WeekendsRule
  | WeekendRunRule
  | WholeWeekendRule
  | SameShiftAtWeekendRule
  | SuccessionRule
  | PatternRule
  | WindowRule
  | SameStartRule

/** A wish for a day: to work, to be off, or one shift. */
export interface Wish {
  day: number
  /** What is wished for (`isFor`) or not wished. */
  work: Work
  isFor: boolean
  weight: number
  /** What reports call it; default "wishes". */
  name?: string
}

/** A person of the roster. */
export interface RosterPerson {
  name: string
  rules: readonly PersonRule[]
  wishes: readonly Wish[]
  /** Days on which a shift cannot be given, with the shifts: absent from work altogether with `any`. */
  barred: readonly { day: number; work: Work }[]
  /** What is fixed: the shift of a day, or -1 for a day off. */
  fixed: readonly { day: number; kind: number }[]
  /** Penalty for each time that this person is given a shift, by kind; Infinity where the person cannot do it. */
  kindCost: readonly number[]
  /** The days before the roster, the last one last: kinds of shift, -1 a day off. */
  before: readonly number[]
}

/** Two people whose shifts depend on each other. */
export interface Pair {
  people: readonly [number, number]
  /** `together`: a penalty on each day on which the first works and the second has another shift or none; `apart`: on each day with the same shift. */
  kind: 'together' | 'apart'
  weight: number
}

/** What is to be rostered. */
export interface RosterProblem {
  days: number
  /** 0 is Monday. */
  firstWeekday: number
  /** First day of each month, in days from the first of the roster. */
  monthStarts?: readonly number[]
  kinds: readonly ShiftKind[]
  needs: readonly Need[]
  people: readonly RosterPerson[]
  pairs?: readonly Pair[]
}

/** A day off in a person's days. */
export const OFF = -1
