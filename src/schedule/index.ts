export type { Demand } from './demand.ts'
export type { Objective } from './goal.ts'
export type { BreakRule, Meeting, Premium, ShiftKind, ShiftRules, TourKind } from './rules.ts'
export {
  type QueueSchedule,
  type Schedule,
  type ScheduledBreak,
  type ScheduledShift,
  type ScheduleOptions,
  type ScheduleStep,
  type ScheduleTotals,
  type Shortfall,
  schedule,
} from './schedule.ts'
