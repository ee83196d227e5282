/** What a rule does on a day: its next state, the penalty, and what is added to its count. */
export interface Step {
  state: number
  cost: number
  add: number
}

/** A count that a rule keeps, judged at the end of each of its periods. */
export interface Count {
  /** The period in which each day lies. */
  periodOf: Int16Array
  /** Penalty of a total, by period; Infinity is impossible. Totals above the last are impossible too. */
  costs: Float64Array[]
  /** The most that a day adds. */
  largest: number
  /** Days before the first that are of its period. */
  daysBefore: number
}

/** A rule of one person as a machine that reads the days one after the other. */
export interface RuleMachine {
  /** Name of the rule in reports. */
  name: string
  start: number
  /** Fills `out`. `kind` is a shift, or OFF. */
  step(state: number, day: number, kind: number, out: Step): void
  /** Penalty at the end. */
  end(state: number): number
  /** What the rule sees of a shift: shifts with the same sign are the same to it. */
  signOf(kind: number): string | number
  count?: Count
  /** What a day adds depends on the shift alone. */
  isPlain?: boolean
  /** Machines with states whose counts rise together have the same word. */
  countsAs?: string
}

/** What machines are made for. */
export interface Calendar {
  days: number
  firstWeekday: number
  monthStarts: readonly number[]
}

export function weekdayOf(calendar: Calendar, day: number): number {
  return (((calendar.firstWeekday + day) % 7) + 7) % 7
}
