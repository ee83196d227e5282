import type { FinishState } from './finished-in-time.ts'

/** Work that comes at any hour, is done in opening hours in the order in which it comes, and is due some time after it came. */
export interface DayWork {
  /** Items that come in each interval, in closed ones too. */
  volumes: ArrayLike<number>
  /** Length of an interval, seconds. */
  interval: number
  /** Mean handle time, seconds. */
  aht: number
  /** Seconds from coming in until it must be done, its own handle time included. */
  within: number
  /** What `within` counts: `'hours'` (default) all of them, or `'open hours'` only. */
  counts?: 'hours' | 'open hours' | undefined
  /** Whether anybody works in an interval (true or 1). Default: in all. */
  open?: ArrayLike<unknown> | undefined
  /**
   * The profile comes again and again (a typical day or week), and the figures are those of its steady course: default true. False: it comes once, and what is due after its end is not judged.
   */
  repeat?: boolean | undefined
  /** Items that wait when the profile begins; where it comes once. They go first and are not judged. Default 0. */
  backlog?: number | undefined
}

/** What becomes of work over a day. Shares are of the items that are judged; NaN where none is. */
export interface DayFinish extends FinishState {
  /** Share done in time, by the interval in which it came; NaN where none comes, or none is due before the end. */
  onTimeByInterval: Float64Array
  /** Items that wait or are being done at the end of each interval, on average. */
  backlog: Float64Array
  /** Share of the time in which an agent on duty has work, by interval; NaN where nobody is on duty. */
  utilisationByInterval: Float64Array
}
