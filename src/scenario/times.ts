import type { Distribution } from '../domain/index.ts'

/** A time that varies: a distribution, or a number of seconds, which stands for an exponential time of that mean (the assumption of the Erlang formulas). */
export type RandomTime = number | Distribution

/** A span of a day: seconds from the start of its first interval. */
export interface HourSpan {
  from: number
  to: number
}
