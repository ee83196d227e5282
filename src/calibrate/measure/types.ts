import type { DayNumber, Distribution } from '../../domain/index.ts'

/** A figure that was measured, with how well it is known. */
export interface Measured {
  value: number
  /** Observations on which it rests. */
  n: number
  /** The truth lies from `low` to `high` with 95 % confidence; both NaN where `n` is too small to tell. */
  low: number
  high: number
}

/** What was measured of a log of calls. Queues, types and agents are numbers of the log's tables; groups those of `routing.groups`. */
export interface Measurements {
  queues: readonly string[]
  types: readonly string[]
  agents: readonly string[]
  /** Seconds of an interval of rates, factors and presence. */
  interval: number
  /** The days that were measured, in order; those without any visit are left out. */
  days: readonly DayNumber[]
  /** Visits of those days. */
  visits: number
  arrivals: ArrivalMeasurements
  /** By queue. */
  handling: readonly HandlingMeasurements[]
  /** Speeds of agents who answered enough to be told from the others. */
  speeds: SpeedMeasurements
  /** By queue. */
  patience: readonly PatienceMeasurements[]
  turnover: TurnoverMeasurements
  routing: RoutingMeasurements
  /** By queue. */
  redials: readonly RedialMeasurements[]
  /** By queue. */
  transfers: readonly TransferMeasurements[]
  presence: PresenceMeasurements
  availability: AvailabilityMeasurements
}

export interface ArrivalMeasurements {
  /** By queue: visits that came by themselves, without transfers and redials that were told apart as such. */
  byQueue: readonly QueueArrivals[]
  /** Coefficient of variation of the day's busyness of all queues together, beyond Poisson. */
  busyness: Measured
  /** Correlation of the busyness of the days, queue by queue; 1 on the diagonal, NaN where one of the two does not vary. */
  correlation: readonly (readonly number[])[]
}

export interface QueueArrivals {
  /** By weekday (0 Monday to 6 Sunday) and interval of the day: arrivals expected in the interval. */
  rates: readonly (readonly Measured[])[]
  /** Arrivals of a day of the weekday. */
  byWeekday: readonly Measured[]
  /** Coefficient of variation of the day's busyness beyond Poisson. */
  busyness: Measured
  /** Variance of the count of an interval over its mean, once weekday and the day's busyness are taken out: 1 for Poisson. */
  dispersion: Measured
  /** Shares of the log's priorities among those who had to wait, the lowest first; empty where the log has none. */
  priorities: readonly { priority: number; share: Measured }[]
}

/** Handle times of a queue: without after-call work where the log tells it apart (`afterCall` then has it), else whole. */
export interface HandlingMeasurements {
  all: TimeMeasurements
  afterCall?: TimeMeasurements
  /** By type of call, where the log has types. */
  byType: readonly (TimeMeasurements & { type: number })[]
  /** By group of `routing.groups` that answers the queue. */
  byGroup: readonly (TimeMeasurements & { group: number })[]
  /** By hour of the day of the answer (0 to 23): mean over the mean of all; 1 where nothing is known. */
  byHour: readonly Measured[]
}

export interface TimeMeasurements {
  mean: Measured
  /** Coefficient of variation. */
  cv: Measured
  /** Of the times that are not short: the lognormal's median and standard deviation of the logarithm. */
  median: Measured
  sigma: Measured
  /** Greatest distance between the distribution function of the times that are not short and the lognormal's; above `1.36 / sqrt(n)` it is no lognormal. */
  distance: number
  /** Calls under 10 s: their share of all, and their mean; they are made apart. */
  short: { share: Measured; mean: Measured; byAgents: readonly number[] }
  /** Quantiles of all times at (i + 0.5) / length: what the simulator draws as empirical. */
  quantiles: readonly number[]
  /** Whichever the simulator should take: lognormal where it fits and few are short, else empirical. */
  distribution: Distribution
}

export interface SpeedMeasurements {
  /** By agent: handle time over that of the queues and hours that the agent worked, shrunk towards 1 by how little is known; 1 for agents without calls. */
  factors: readonly Measured[]
  /** Standard deviation of the agents' true factors. */
  spread: Measured
}

export interface PatienceMeasurements {
  all: SurvivalMeasurements
  /** By value of the log's priority, where there are several. */
  byPriority: readonly (SurvivalMeasurements & { priority: number })[]
}

export interface SurvivalMeasurements {
  /** Times in seconds at which the curve falls, the share who have not hung up after each (Kaplan and Meier 1958), and its 95 % interval (Greenwood). */
  times: readonly number[]
  survival: readonly number[]
  low: readonly number[]
  high: readonly number[]
  waited: number
  hungUp: number
  /** Mean patience if it is exponential: all the time waited over those who hung up. */
  mean: Measured
  /** The time that half are ready to wait; NaN where the curve does not come so low. */
  median: Measured
  /** Share who hang up at once of those who have to wait, and within how many seconds that is. */
  balking: Measured
  atOnce: number
  /** Those who hang up a second, by steps of some seconds. */
  hazard: readonly HazardStep[]
  /** Steps in which the hazard stands out of those around: announcements. */
  peaks: readonly { at: number; factor: number }[]
  /** What the simulator takes of those who do not hang up at once. */
  distribution: Distribution
}

export interface HazardStep {
  from: number
  to: number
  rate: Measured
}

export interface TurnoverMeasurements {
  /** Seconds from the end of a call to the agent's next answer while that caller already waited. Gaps longer than `longest` are no turnover: the agent was away, and as many of the shorter ones as follow from them. */
  all: GapMeasurements
  /** By group of `routing.groups`. */
  byGroup: readonly GapMeasurements[]
  longest: number
}

export interface GapMeasurements {
  median: Measured
  mean: Measured
  /** Quantiles at (i + 0.5) / length. */
  quantiles: readonly number[]
  /** Seconds of the calls before these gaps, in equal slices: they are longer than others, as somebody waits after a long call. */
  calls: readonly number[]
  /** Share of calls after which an agent was away, and for how long: from gaps beyond `longest`. */
  away: { share: Measured; mean: Measured }
}

export interface RoutingMeasurements {
  groups: readonly GroupMeasurements[]
  /** By agent: number in `groups` of the usual group; -1 for who answered nothing. */
  groupOf: readonly number[]
  /** Days on which an agent was in another group than the usual one: there for one queue alone. */
  apart: readonly { agent: number; day: DayNumber; group: number }[]
  /** By queue: seconds of waiting by which its callers are ahead of those of the queue with most of them; Infinity where they always go first. `n` counts the answers that tell: two were waiting. */
  ahead: readonly Measured[]
  /** The same by value of the log's priority, beside the one with most callers; empty where there are not several. */
  byPriority: readonly { priority: number; ahead: Measured }[]
}

/** Agents who answer the same queues; who is apart on some days stands in two groups. */
export interface GroupMeasurements {
  name: string
  agents: readonly number[]
  /** Queues that they answer. */
  queues: readonly number[]
  /** By queue: answers of the group's agents. */
  answers: readonly number[]
}

export interface RedialMeasurements {
  /** Share of those who hung up that came to any queue again within `within` seconds; of callers who are known. */
  share: Measured
  /** Seconds until they came again. */
  delay: { mean: Measured; median: Measured; quantiles: readonly number[] }
  within: number
}

export interface TransferMeasurements {
  /** Shares of the answered that were put through, by queue to which. */
  to: readonly { queue: number; share: Measured }[]
}

export interface PresenceMeasurements {
  /** How it is known. */
  from: 'states' | 'calls'
  /** By day of `days`, group and interval of the day: agents present, a part of the interval as a fraction. */
  byDay: readonly (readonly Float64Array[])[]
  /** By weekday, group and interval: the mean of those days. */
  usual: readonly (readonly (readonly Measured[])[])[]
  /** Seconds without any call after which an agent counts as gone; where it is known from calls alone. */
  longestGap: number
}

export interface AvailabilityMeasurements {
  /** Busy time over time present, while somebody waits whom the agent could answer: too low, as a caller may wait for other reasons; a start for matching by simulation. */
  direct: Measured
  byGroup: readonly Measured[]
  /** From the share of calls after which an agent was away, and for how long: the simulator's `away`. It needs no simulation, and is no more than as good as the belief that absences come at random. */
  byGaps: Measured
}
