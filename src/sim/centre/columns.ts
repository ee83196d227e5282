/** Columns of `Tally.centreGroup`: seconds of agents' time by the interval in which they pass, and counts by that in which they happen. */
export const CENTRE_GROUP = {
  /** Of the busy time: the telephone rings, or is being dialled. */
  ringing: 0,
  /** On breaks, in meetings, away unplanned: of the staffed time. */
  away: 1,
  /** Breaks and absences begun. */
  pauses: 2,
  /** Of them, those that had to wait for the end of a contact, and the seconds they waited. */
  pausesMoved: 3,
  pauseDelay: 4,
} as const
export const CENTRE_GROUP_COLUMNS = 5
