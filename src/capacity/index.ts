export type { Accounts, Costs, Followers, GroupWeek, HiringClass, PlannedGroup } from './accounts.ts'
export { byWeek } from './by-week.ts'
export { checkCapacity } from './check-capacity.ts'
export { type CapacityOptions, type CapacityPlan, type ClassWorth, type Proof, planCapacity } from './plan-capacity.ts'
export type {
  AttritionStep,
  CapacityContract,
  CapacityGroup,
  CapacityQuestion,
  CapacityQueue,
  ClassRules,
  Cohort,
  Cover,
  Inspectors,
  LearningStep,
  Lending,
  Overtime,
  Ranged,
  ShrinkageCategory,
  TeamLeaders,
  Trainers,
  TrainingStage,
  WeekShape,
} from './question.ts'
export type { Shortage } from './shortages.ts'
