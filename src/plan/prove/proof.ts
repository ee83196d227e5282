/** What days end between: eight of ten between `low` and `high`, half of them below `middle`. NaN where no day says it. */
export interface Band {
  low: number
  middle: number
  high: number
}

/** The same by interval of the plan; NaN where closed. */
export interface BandColumns {
  low: Float64Array
  middle: Float64Array
  high: Float64Array
}

/** What is shown of served days: shares 0 to 1, seconds. Occupancy is the time with contacts in the time on duty, 1 at most. */
export interface ProofFigures<Of> {
  /** As the first target defines it; as 90/10 does where that has none. */
  serviceLevel: Of
  /** Of all contacts, until they were answered or hung up. */
  meanWait: Of
  abandonment: Of
  occupancy: Of
}

/**
 * Why a day (week, month) missed its target: the part of it which, set back to what the plan expects and served again with the rest of its luck, brings it nearest to the target.
 * `luck`: it misses it with all three set back, for calls came close together, or the long ones at the wrong time.
 */
export type MissCause = 'volume' | 'shape' | 'handleTime' | 'luck'

/** Days by cause. */
export type MissCauses = Record<MissCause, number>

/** A day, week or month that was served again and again. */
export interface ProvedPeriod extends ProofFigures<Band> {
  /** Days of the plan, counted from 0, from (inclusive) to (exclusive). */
  from: number
  to: number
  /** Share of its courses that met the target, and the limits of 95 % for it. */
  met: number
  low: number
  high: number
  /** Courses that missed it; the causes are those of `explained` of them. */
  missed: number
  explained: number
  causes: MissCauses
}

/** One course that missed the target. */
export interface MissedPeriod {
  /** Days of the plan, from (inclusive) to (exclusive). */
  from: number
  to: number
  cause: MissCause
  serviceLevel: number
  contacts: number
  /** What the plan expects. */
  expectedContacts: number
  /** Share of its contacts that came at other times than the plan expects. */
  displaced: number
  /** Mean handle time beside the plan's: 1.05 is 5 % longer. */
  handleTime: number
}

/** A group's plan, served on days that nothing of it was made from. */
export interface Proof {
  /** Fresh courses of each day, week or month. */
  courses: number
  over: 'day' | 'week' | 'month'
  /** Share of all courses that met the target, and the limits of 95 % for it. */
  met: number
  low: number
  high: number
  /** What the plan says of it: of a plan that is sure what its judges saw, else the mean of `targetMet`. */
  planned: number
  /**
   * Of a plan that is sure: `proved` where the share is not below the certainty (one-sided 95 %), `missed` where it is, `open` where so many days do not tell. `measured` where no certainty was asked for.
   */
  verdict: 'proved' | 'open' | 'missed' | 'measured'
  periods: ProvedPeriod[]
  intervals: ProofFigures<BandColumns>
  causes: MissCauses
  /** Of each period the course that is farthest from the target; the worst first, five at most. */
  worst: MissedPeriod[]
}
