import type { PlainDateTime } from './datetime.ts'
import { KrarupError } from './errors.ts'

/** What stands behind one interval of a series. */
export const STATE = {
  /** A value was recorded (0 included). */
  observed: 0,
  /** The queue was not open: no value is expected, and none is forecast. */
  closed: 1,
  /** The queue was open but nothing was recorded (an outage, a lost export). */
  missing: 2,
} as const
export type State = (typeof STATE)[keyof typeof STATE]

/**
 * Numbers on an even grid of the wall clock: `values[i]` belongs to `start + i * interval`.
 * `NaN` where there is none; `state` tells why. A day always has 86 400 / interval places.
 */
export interface IntervalSeries {
  /** Start of the first interval. */
  start: PlainDateTime
  /** Length of an interval in seconds: divides a day. */
  interval: number
  /** IANA zone, where one was named; the grid is the wall clock's either way. */
  timezone?: string
  values: Float64Array
  /** One {@link State} an interval. */
  state: Uint8Array
}

/** The lengths that an export may have: 5, 10, 15, 20, 30, 60 minutes and a day, in seconds. */
export const INTERVALS = [300, 600, 900, 1200, 1800, 3600, 86_400] as const

/** The measures of a queue's history beside `offered`. Totals are over the interval, times in seconds. */
export interface Measures {
  offered: Float64Array
  answered?: Float64Array
  abandoned?: Float64Array
  /** Answered within {@link History.threshold}. */
  answeredWithin?: Float64Array
  /** Total wait of everybody, answered and abandoned. */
  waitTotal?: Float64Array
  /** Total handle time (talk, hold and after-call work) of the answered. */
  handleTotal?: Float64Array
  /** Mean number of agents on duty. */
  agents?: Float64Array
}
export type Measure = keyof Measures

/** What one queue did, interval by interval, on the wall clock. All arrays have the length of `state`. */
export interface QueueHistory {
  queue: string
  start: PlainDateTime
  interval: number
  timezone?: string
  state: Uint8Array
  measures: Measures
}

/** An export, read: queues share the interval's length, not their first and last one. */
export interface History {
  interval: number
  timezone?: string
  /** Seconds within which `answeredWithin` counts, where the export says so. */
  threshold?: number
  queues: QueueHistory[]
}

/** One measure of a queue as a series; shares memory with the history. */
export function measureSeries(history: QueueHistory, measure: Measure): IntervalSeries {
  const values = history.measures[measure]
  if (!values) {
    throw new KrarupError({
      code: 'MISSING',
      what: `the history of ${history.queue} has no ${measure}`,
      where: { name: measure },
    })
  }
  const { start, interval, timezone, state } = history
  return { start, interval, ...(timezone === undefined ? {} : { timezone }), values, state }
}

/** Places of a day on the grid. */
export function intervalsPerDay(interval: number): number {
  return Math.round(86_400 / interval)
}
