/** Columns of `Tally.menu`, booked to the interval in which the call entered the menu. */
export const MENU = {
  /** Every call, those included that found no line. */
  offered: 0,
  /** Found no line. */
  blocked: 1,
  /** Went on to a queue. */
  toQueue: 2,
  /** Ended in the menu, in the order of CONTAINED_EXITS. */
  selfService: 3,
  hungUp: 4,
  silent: 5,
  /** Still in the menu when the run was stopped. */
  left: 6,
  /** Seconds in the menu of those that went on to a queue. */
  queueSeconds: 7,
  /** Of those that ended in it; the expectation given their numbers where calls were thinned. */
  containedSeconds: 8,
} as const
export const MENU_COLUMNS = 9
