export type { Demand } from './demand.ts'
export type { Objective } from './goal.ts'
export type { BreakRule, Meeting, Premium, ShiftKind, ShiftRules, TourKind } from './rules.ts'
export {
  type QueueSchedule,
  type Schedule,
  type ScheduledBreak,
  type ScheduledShift,
  type ScheduledTour,
  type ScheduleOptions,
  type ScheduleStep,
  type ScheduleTotals,
  schedule,
} from './schedule.ts'
export type { RuleChange, Shortfall } from './shortfalls.ts'
export { type PlannedService, type PlanTarget, targetOfPlan } from './target-of-plan.ts'
