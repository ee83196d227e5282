import type {
  Calendar,
  DayNumber,
  Growth,
  History,
  Horizon,
  OpenSpan,
  Override,
  PlainDateTime,
  Ruling,
  Target,
} from '../domain/index.ts'
import type { Message } from '../domain/messages/index.ts'
import type { CleanedCase, KeptFits } from '../forecast/index.ts'
import type { Proof } from './prove/proof.ts'
import type { StaffedIntervals } from './staffed-intervals.ts'
import type { SurePlan } from './sure/sure-plan.ts'

/** How one queue is to be served. What is left out takes the plan's default. */
export interface QueueSettings {
  target: Target
  /** Share of paid time in which an agent is not available for contacts. */
  shrinkage: number
  /** Mean patience in seconds, `'estimate'` from the history, or `'infinite'`: nobody hangs up. */
  patience: number | 'estimate' | 'infinite'
  /** `'auto'`: Erlang A where a patience is known, else Erlang C. */
  model: 'auto' | 'erlangA' | 'erlangC'
  /** Fewest agents on duty while the queue is open. */
  leastAgents: number
  /** Mean handle time in seconds, in place of the history's. */
  aht?: number
  /** By weekday, Monday first; in place of the hours found in the history. */
  hours?: readonly (readonly OpenSpan[])[]
  /** Queues that name the same group are served by one pool of agents. Default: a group of their own. */
  group?: string
  /** Within its group: whoever gets free takes the longest waiting of the highest number. Queues with the same number are one tier, in one line. Default 0. */
  priority?: number
  /**
   * Its contacts are work that can wait and is done by a time, in place of `target` and `patience`; `'none'`: they are contacts on the line although the plan's settings say a deadline. `hours` say when it is
   * done then; it comes whenever the history has it.
   */
  deadline?: WorkDeadline | 'none'
}

/** When work that can wait must be done: tickets, mails, call backs. */
export interface WorkDeadline {
  /** Seconds from coming in until it must be done, its own handle time included. */
  within: number
  /** What `within` counts: `'hours'` (default) all of them, or `'open hours'` only. */
  counts?: 'hours' | 'open hours'
  /** Share that must be done in time. Default 0.95. */
  share?: number
}

/** The period over which a target must hold, as contracts say it. */
export type TargetPeriod = 'interval' | 'day' | 'week' | 'month'

/**
 * How a day's curve is found: each interval as a steady state of its own rate (`sipp`), of the rate a handle time earlier (`lag`: its mean, `lag-max`: its greatest), of the modified offered load
 * (`mol`), by the square-root rule on it, or corrected until the transient solution meets the target (`transient`).
 */
export type DayMethod = 'sipp' | 'lag' | 'lag-max' | 'mol' | 'square-root' | 'transient'

export interface PlanOptions {
  /** First day of the plan. Default the day after the last of the history; a later one leaves a gap, which is forecast through and not planned. */
  firstDay?: DayNumber
  /** Days to plan, from the first one on. Default 14. */
  days?: number
  /** For every queue; see {@link DEFAULT_SETTINGS}. */
  settings?: Partial<QueueSettings>
  /** By queue, over `settings`. */
  queues?: Readonly<Record<string, Partial<QueueSettings>>>
  /** The period over which the target must hold in the volume-weighted mean. Default `'interval'`: in every interval by itself. */
  targetOver?: TargetPeriod
  /** With `targetOver`: what every interval must meet by itself. Default: the target's service level less 10 points. */
  floor?: Target
  /** How the curve of a day is found; with it, the service shown is that of the transient solution. Default: steady states throughout. */
  dayMethod?: DayMethod
  calendar?: Calendar
  /** What has come of the plan's first day so far: the rest of that day is forecast and sized again. */
  actuals?: History
  /** Figures from this second of the first day on are not believed yet; those before it are, zeros too. Default: all, zeros at the end only where they may be chance. */
  actualsUntil?: number
  /** The planner's own figures, in the place of the forecast's. */
  overrides?: readonly Override[]
  /** How much more, or fewer, contacts will come than the models expect. */
  growth?: readonly Growth[]
  /** What the planner says of stretches of the history that cleaning may find odd. */
  rulings?: readonly Ruling[]
  /** Whether odd stretches of the history are replaced before the forecast learns from it, or told only. Default true. */
  clean?: boolean
  /** Name of a forecasting model, or `'auto'`. */
  forecastModel?: string
  /** Paid hours of one full-time agent in a day. Default 8. */
  fteHours?: number
  /** Days drawn from the forecast's distribution to say how likely a day meets its target; 0: not said. Default 200. */
  paths?: number
  /** For the drawn days. Default 1. */
  seed?: number
  /** Share of days (of weeks or months, with `targetOver`) on which the target is to be met: the plan is then staffed for it, and judged on simulated days. Above 0, below 1. Default: sized to the mean. */
  sure?: number
  /** With `sure`: most agents on duty in an interval. */
  mostAgents?: number
  /** With `sure`: by how many agents one interval may differ from the next. */
  mostChange?: number
  /** Agents on duty who are rostered already, by group: a record for each interval of the plan. No interval is planned with fewer. */
  rostered?: readonly StaffedIntervals[]
  /** Fresh days drawn of each day of the plan, on which the finished plan is served: 2 000 tell a share of nine in ten to 1.3 points. Default: not proved. */
  prove?: number
  /** Called after each queue and group with the steps finished and all steps; awaited, so that it can let others run. */
  onProgress?: (done: number, all: number) => void | Promise<void>
  signal?: AbortSignal
  /** An empty map, handed over again with each plan of one history: forecasts that the change leaves as they were (of target, shrinkage, patience, growth) are taken from it, and the plan is the same to the bit. */
  kept?: KeptFits
}

/** Figures that belong together: of an interval, a day, a week or the whole plan. Shares 0..1, times in seconds. NaN where nothing is expected. */
export interface Service {
  serviceLevel: number
  connectRate: number
  asa: number
  occupancy: number
  abandonment: number
}

/**
 * What eight of ten courses drawn from the forecast end between: 10 % and 90 % quantile over a stretch of the plan. NaN where nothing was drawn, or the stretch is closed.
 * FTE is what each course would have asked for, had it been known; peak agents are those of the plan's days, all as much busier or quieter as the stretch is in that course: a single day
 * that strays further is in the range of that day, not in that of its week or month.
 */
export interface PeriodRange {
  volumeLow: number
  volumeHigh: number
  peakAgentsLow: number
  peakAgentsHigh: number
  fteLow: number
  fteHigh: number
}

/** Totals over a stretch of the plan, service weighted by volume. */
export interface RollUp extends Service, PeriodRange {
  volume: number
  /** Mean handle time, weighted by volume. */
  aht: number
  peakAgents: number
  /** Start of the interval that needs most agents. */
  peakAt: PlainDateTime
  /** Agents on duty x hours. */
  agentHours: number
  /** Agent hours with shrinkage on top. */
  paidHours: number
  /** Paid hours in full-time days (a day) or weeks (a longer stretch). */
  fte: number
  /** Share of the courses drawn from the forecast in which these agents meet the target over the stretch; NaN where not computed or closed. */
  targetMet: number
}

export interface DayRollUp extends RollUp {
  day: DayNumber
}

export interface WeekRollUp extends RollUp {
  /** Monday of the week. */
  monday: DayNumber
  /** Days of the plan that fall in this week. */
  days: number
}

export interface MonthRollUp extends RollUp {
  /** First day of the month. */
  month: DayNumber
  /** Days of the plan that fall in this month, and days that it has. */
  days: number
  daysOfMonth: number
}

/** The forecast of one queue over the plan's intervals. NaN where closed. */
export interface QueueForecast {
  name: string
  /** Name of the group that serves it. */
  group: string
  /** What it is sized to. */
  target: Target
  /** Name of the forecasting model. */
  forecastModel: string
  volume: Float64Array
  /** 10 % and 90 % quantile: eight intervals of ten end between them. */
  low: Float64Array
  high: Float64Array
  /** 10 % and 90 % quantile of each day's total, from the drawn days; NaN where closed or nothing was drawn. */
  dayLow: Float64Array
  dayHigh: Float64Array
  aht: Float64Array
  /** Where the handle time comes from. */
  ahtSource: 'history' | 'given'
  /** What was expected before the first day's figures came; with {@link PlanOptions.actuals} of this queue. */
  morning?: Float64Array
  /** The handle time that was expected then; where those figures say something of handle times. */
  ahtMorning?: Float64Array
  /** 1 where the contacts are the planner's own, and what the model says there; with {@link PlanOptions.overrides} of this queue. */
  overridden?: Uint8Array
  volumeBeforeOverride?: Float64Array
  /** What was found odd in the queue's history, and what became of it. */
  cases: readonly CleanedCase[]
}

/** The requirement of one group of agents, one place an interval of the plan. */
export interface GroupPlan {
  name: string
  /** Names of the queues that it serves. */
  queues: string[]
  /** The distinct targets of its queues; every one is met: by the pool, or where it has tiers by the tier. */
  targets: Target[]
  shrinkage: number
  /** The queueing model; `'deferred'`: work that waits until it is done, see `finishedOverDay` of `krarup/erlang/day`. */
  model: 'erlangA' | 'erlangC' | 'deferred'
  /** Mean patience in seconds; Infinity under Erlang C. */
  patience: number
  patienceSource: 'history' | 'given' | 'none'
  volume: Float64Array
  aht: Float64Array
  /** 1 where open. */
  open: Uint8Array
  /** Agents on duty, able to take a contact. */
  agents: Float64Array
  /** Agents to schedule so that, after shrinkage, `agents` are on duty. */
  scheduled: Float64Array
  /** Where the service comes from: each interval's steady state, or the transient solution of the day. */
  solution: 'steady state' | 'transient'
  /** Contacts and agents as they were before the first day's figures came: `agents` less these are to be added, or released. */
  morning?: {
    volume: Float64Array
    agents: Float64Array
    /** Handle time as it was expected then; where today's figures have handle times. */
    aht?: Float64Array
  }
  serviceLevel: Float64Array
  connectRate: Float64Array
  asa: Float64Array
  occupancy: Float64Array
  abandonment: Float64Array
  days: DayRollUp[]
  weeks: WeekRollUp[]
  months: MonthRollUp[]
  total: RollUp
  /** Queues of the group that go before others, the first first; where its queues have different priorities. Each tier meets its own targets. */
  tiers?: TierPlan[]
  /** Agent hours that the same group would need without priorities, in one line that meets every target; where it has tiers. */
  oneLineAgentHours?: number
  /** Agent hours that the same queues would need with a group each; where the group has several queues. */
  separateAgentHours?: number
  /** Agent hours if every interval had to meet the target by itself; where the target is over a longer period. */
  intervalAgentHours?: number
  verdict?: Verdict
  /** Where its queues' contacts are work that can wait: the service level is the share done in time then, by the interval in which it came, and there is no ASA. */
  deadline?: Required<WorkDeadline>
  /** With {@link PlanOptions.rostered} of this group: whoever is rostered, by interval; agent hours of the plan that they are, that are to be added, and that are rostered while nothing is open. */
  rostered?: { agents: Float64Array; agentHours: number; addedAgentHours: number; closedAgentHours: number }
  /** With {@link PlanOptions.sure}: how sure it is, and what more and less certainty cost. */
  sure?: SurePlan
  /** With {@link PlanOptions.prove}: how the plan did on days that nothing of it was made from. */
  proof?: Proof
}

/** What is expected of one tier of a group: queues of one priority, which wait in one line. Arrays have a place for each interval, NaN where closed. */
export interface TierPlan {
  priority: number
  /** Names of its queues. */
  queues: string[]
  /** What it is sized to; its service level is that of the first. */
  targets: Target[]
  volume: Float64Array
  serviceLevel: Float64Array
  connectRate: Float64Array
  asa: Float64Array
  abandonment: Float64Array
  days: TierTotals[]
  total: TierTotals
}

/** A tier over a stretch, weighted by its volume; NaN where it has no contacts. */
export interface TierTotals {
  volume: number
  serviceLevel: number
  connectRate: number
  asa: number
  abandonment: number
}

/** The model held against the past: what it expects of the agents who were on duty, and what the centre did. */
export interface Verdict {
  from: DayNumber
  to: DayNumber
  intervals: number
  /** Seconds within which the service level counts. */
  threshold: number
  expected: { serviceLevel: number; abandonment: number; meanWait: number }
  actual: { serviceLevel: number; abandonment: number; meanWait: number }
  /** Mean absolute difference of the intervals' service levels, weighted by volume. */
  serviceLevelError: number
  /** Mean agents on duty, and the mean of what the target would have asked for. */
  agentsOnDuty: number
  agentsRequired: number
}

/**
 * A staffing plan. Arrays have a place for each interval of its horizon, in the order in which they come to pass: `startAt(plan, i)` is when an interval begins on the wall clock. With a time zone
 * the hour that clocks repeat stands twice and the one that they skip is absent, in sums of contacts, hours and pay too.
 */
export interface Plan extends Horizon {
  fteHours: number
  /** Intervals of the first day that have come; with {@link PlanOptions.actuals}. Their contacts are what they were, their agents those of the morning. */
  known?: number
  queues: QueueForecast[]
  groups: GroupPlan[]
  /** Ranges of all groups together, in the order of a group's roll-ups; where there are several groups. */
  ranges?: { days: PeriodRange[]; weeks: PeriodRange[]; months: PeriodRange[]; total: PeriodRange }
  /** Things that a planner should know: an assumption made, a figure that looks odd. */
  remarks: string[]
  /** The remarks of krarup, so that they can be said in other languages: `inLanguage` of krarup/report does. */
  messages?: Message[]
}
