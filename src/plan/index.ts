export * from './contract/index.ts'
export { makePlan, type PlanInParts, type PlannedGroup, planInParts } from './make-plan.ts'
export { estimatePatience } from './patience.ts'
export { UNKNOWN_RANGE } from './period-ranges.ts'
export type * from './plan.ts'
export { PLAN_COLUMNS } from './plan-columns.ts'
export type {
  Band,
  BandColumns,
  MissCause,
  MissCauses,
  MissedPeriod,
  Proof,
  ProofFigures,
  ProvedPeriod,
} from './prove/proof.ts'
export { requirementOf } from './requirement-of.ts'
export * from './review/index.ts'
export * from './rostered/index.ts'
export { type PlannedDay, type PlannedDayOptions, scenarioOf } from './scenario-of.ts'
export { scheduledAgents } from './scheduled-agents.ts'
export { SERVICE_FIGURES, serviceByAgents } from './service-by-agents.ts'
export { DEFAULT_SETTINGS } from './settings.ts'
export type { StaffedIntervals } from './staffed-intervals.ts'
export type { SureJudgement, SurePeriod, SurePlan } from './sure/sure-plan.ts'
