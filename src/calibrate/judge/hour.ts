/** Seconds of an hour: the hours of a day are the intervals of a replay. */
export const HOUR = 3600
export const HOURS = 24
