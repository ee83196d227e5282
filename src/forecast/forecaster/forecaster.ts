import type { Calendar, DayNumber, IntervalSeries, PlainDateTime } from '../../domain/index.ts'
import type { RandomStream } from '../../numeric/random/stream.ts'
import type { Effect, ModelScore } from '../models/index.ts'

/** What is expected of the coming intervals, and how sure that is. All arrays have one place an interval from `start`. */
export interface Forecast {
  /** The forecaster that made it. */
  model: string
  /** Midnight of the day after the last of the history. */
  start: PlainDateTime
  /** Length of an interval, seconds. */
  interval: number
  /** Expected contacts an interval; NaN where the queue is closed. */
  mean: Float64Array
  /** `STATE.observed` where contacts are expected, `STATE.closed` where the queue is closed. */
  state: Uint8Array
  /** The value that an interval stays under with probability `p`, 0 < p < 1; NaN where closed. */
  quantile(p: number): Float64Array
  /**
   * `count` courses that the coming days may take, each as likely as another. A course keeps together what went together in the past:
   * a busy morning with a busy afternoon, a busy Monday with a busy Tuesday.
   */
  paths(count: number, random: RandomStream): Float64Array[]
}

/** A forecaster that has seen a history. */
export interface Fitted {
  /** @param horizon intervals to forecast, from midnight after the history's last day */
  forecast(horizon: number): Forecast
  /**
   * The same with the first hours of the first forecast day known: `actuals` starts where the forecast starts, NaN after the last known interval.
   * The forecast still starts at that midnight; known intervals are what they were.
   */
  update?(actuals: IntervalSeries): Fitted
  /** The effects that make up the forecast of the day that interval `index` falls on: their factors multiply up to its total. None for a closed day. */
  explain?(index: number): Effect[]
  /** The days that the forecast was learnt from, the first and the last of them. Another queue's days that stand before its own are among them. */
  learntFrom?: { first: DayNumber; last: DayNumber }
  /** Where models were tried on this history's past and one was chosen: how each of them did. */
  scores?: readonly ModelScore[]
}

/** Every model has this one shape, so that one backtest scores them all. */
export interface Forecaster {
  name: string
  /** One line for a table of models. */
  title: string
  /**
   * @param history whole days: starts at midnight, NaN with `state` closed or missing
   * @param ownFrom the queue's own first day, where another queue's history stands before it: that is learnt from, but not judged by
   * @throws {KrarupError} TOO_SHORT, OUT_OF_RANGE
   */
  fit(history: IntervalSeries, calendar?: Calendar, ownFrom?: DayNumber): Fitted
}
