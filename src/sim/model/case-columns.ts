/** Columns of `Tally.cases`, by the interval in which the case was created. */
export const CASE = {
  opened: 0,
  /** All steps done by the end of the run. */
  closed: 1,
  /** Escalated, and of these, because a clock ran out and because the customer came again. */
  escalated: 2,
  escalatedLate: 3,
  escalatedByRepeat: 4,
  /** Seconds by the clock from creation to the end of the last step, of the closed, summed. */
  closeSeconds: 5,
} as const
export const CASE_COLUMNS = 6

/** Columns of `Tally.clocks`, by the interval in which the case was created. */
export const CLOCK = {
  /** Cases whose clock was to stop by the end of the run; of them, those in which it did so in time. */
  due: 0,
  inTime: 1,
  /** Cases in which it has stopped, in time or not, and the seconds by the clock from creation until then, summed. */
  stopped: 2,
  seconds: 3,
} as const
export const CLOCK_COLUMNS = 4
