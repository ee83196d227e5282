import type { DayNumber, PlainDateTime, Target, Weekday } from '../../domain/index.ts'
import type { Message } from '../../domain/messages/index.ts'
import type { ServiceModel } from '../service-model.ts'
import type { StaffedIntervals } from '../staffed-intervals.ts'

/** One group of a plan as its file has it: a place an open interval, in the order of time. NaN where the file has no figure. */
export interface PlannedIntervals {
  group: string
  /** Names of its queues; empty where the file does not tell. */
  queues: string[]
  /** When each interval begins, wall clock. */
  start: Float64Array
  volume: Float64Array
  /** Seconds. */
  aht: Float64Array
  /** Agents on duty, and those to schedule for them. */
  agents: Float64Array
  scheduled: Float64Array
  serviceLevel: Float64Array
  connectRate: Float64Array
  occupancy: Float64Array
  abandonment: Float64Array
}

/** A plan as its file has it. */
export interface PlannedFigures {
  /** Length of an interval in seconds. */
  interval: number
  groups: PlannedIntervals[]
}

export interface ReviewOptions {
  /** What the centre is to reach: whether a month did is said, and "in time" is within its threshold. Default: the threshold that gives back the plan's own service level. */
  target?: Target
  /** Mean patience in seconds, or `'infinite'`. Default: that which gives back the plan's own abandonment. */
  patience?: number | 'infinite'
  /** First and last day that are looked at. Default: all that plan and actuals have in common. */
  from?: DayNumber
  to?: DayNumber
  /** Agents who were on duty. Default: those of the actuals, where they have them. */
  staffing?: readonly StaffedIntervals[]
}

/**
 * Why service came otherwise than planned. `level`: more or fewer contacts a day; `shape`: at other times of the day; `handleTime`: longer or shorter ones; `staffing`: more or fewer agents on duty;
 * `rest`: what the queueing model does not know, and chance.
 */
export type Cause = 'level' | 'shape' | 'handleTime' | 'staffing' | 'rest'

/** Figures of a stretch. Shares 0..1, seconds, hours; NaN where not known. */
export interface StretchFigures {
  volume: number
  aht: number
  /** Agents on duty x hours. */
  agentHours: number
  serviceLevel: number
  connectRate: number
  abandonment: number
  occupancy: number
}

/** An interval, a day, a longer period or all: what was planned, what came, and why. */
export interface ReviewedStretch {
  /** Start of its first interval. */
  start: PlainDateTime
  /** Intervals in which plan and actuals both have contacts, or one of them none. */
  intervals: number
  planned: StretchFigures
  came: StretchFigures
  /** Hours of those whom the plan schedules: what is paid. */
  scheduledHours: number
  /** The reviewed share of contacts as it came, less as planned. */
  difference: number
  /** What each cause did to it: together they are the difference. NaN for what the actuals do not tell. */
  effects: Record<Cause, number>
}

/** A cause that did more than chance does. */
export interface FoundCause {
  cause: Cause
  effect: number
  /** Of the 95 % interval, from how days differ. NaN for one day alone. */
  halfWidth: number
}

/** `'as planned'`: nothing stands out. `'offset'`: service came as planned, and only because causes held each other. */
export interface ReviewVerdict {
  kind: 'as planned' | 'worse' | 'better' | 'offset'
  halfWidth: number
  /** Those that stand out: in the direction of the difference first, the largest first. */
  causes: FoundCause[]
}

/** What to change in the next plan. Ratios are what came over what was planned. */
export type Advice =
  | { kind: 'volume'; ratio: number; low: number; high: number }
  | { kind: 'weekday'; weekday: Weekday; ratio: number; days: number }
  /** Seconds of the day. The ratio is beside that of the whole day. */
  | { kind: 'shape'; from: number; to: number; ratio: number }
  | { kind: 'handleTime'; planned: number; came: number; ratio: number }
  /** `planned` and `came`: shares of paid time, where as many were scheduled as the plan said. */
  | { kind: 'shrinkage'; planned: number; came: number }
  | { kind: 'patience'; planned: number; came: number }
  | { kind: 'model'; effect: number }

/** How good the plan's own contacts were. */
export interface PlanAccuracy {
  /** Sum of absolute errors over sum of contacts, by interval and by day. */
  wape: number
  dayWape: number
  /** What a forecast that knows every rate has by interval, for contacts come by chance. */
  chanceWape: number
  /** Sum of errors over sum of contacts; above 0 too much was planned. */
  bias: number
}

export interface GroupReview {
  name: string
  queues: string[]
  /** What is reviewed: the share answered in time, or where the actuals do not tell it the share answered at all. */
  measure: 'serviceLevel' | 'connectRate'
  /** Seconds that are in time. */
  within: number
  /** The queueing model of the plan, and by how much its service level by interval differs from the plan's own, as a mean. */
  model: ServiceModel
  modelError: number
  /** Whether agents on duty are known; without, what they did is in the rest. */
  staffing: 'known' | 'unknown'
  total: ReviewedStretch
  months: ReviewedStretch[]
  weeks: ReviewedStretch[]
  days: ReviewedStretch[]
  intervals: ReviewedStretch[]
  /** Days by what they cost: places in `days`, the one with most contacts less in time than planned first. */
  worst: number[]
  verdict: ReviewVerdict
  advice: Advice[]
  accuracy: PlanAccuracy
  /** Whether the stretch met the target; where one was given. */
  met?: boolean
}

/** A stretch of a plan held against what happened. */
export interface Review {
  interval: number
  from: DayNumber
  to: DayNumber
  target?: Target
  groups: GroupReview[]
  /** Things that a planner should know. */
  remarks: string[]
  /** The remarks, so that they can be said in other languages. */
  messages?: Message[]
}
