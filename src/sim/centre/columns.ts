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

/** Columns of `Tally.centreQueue`: counts by the interval in which the contact arrived at the queue, unless another is named. */
export const CENTRE_QUEUE = {
  /** Customers who asked for this queue, however often they tried; by the interval of their first attempt, as are the next three. */
  customers: 0,
  /** Of them, those who were answered in the end, at whichever attempt and in whichever queue. */
  customersServed: 1,
  /** Answered at their first attempt. */
  customersServedAtFirst: 2,
  /** Answered at their first attempt within the threshold of the queue that answered (inclusive). */
  customersServedInTime: 3,
  /** Seconds for which lines were held: waiting, ringing and talking, summed. */
  lineSeconds: 4,
  /** Of the offered: came from another queue whose agent had answered. Of the answered: went on to another queue. */
  transferredIn: 5,
  transferredOut: 6,
  /** Of the offered: came again because what they wanted was not solved. */
  repeats: 7,
  /** Of the blocked: lost to a failure when they came, waited or were put through. */
  lost: 8,
  /** Of the answered: cut off by a failure. */
  cutOff: 9,
} as const
export const CENTRE_QUEUE_COLUMNS = 10
