export { type Words, words } from '../plan-words.ts'
export { describeOneLine, describePool } from './describe-savings.ts'
export { describeSure, moreThan, type SurePoint, sureCurves } from './describe-sure.ts'
export { describeTime } from './describe-target.ts'
export { PLAN_WIDE_FIGURES, type PlanCsv, type PlanWideFigure, planCsvRows, planWideCsvRows } from './plan-csv.ts'
export { commonFacts, groupFacts } from './plan-facts.ts'
export {
  fileNameOf,
  type ImportFile,
  type ImportFiles,
  PLANNING_SYSTEMS,
  type PlanningSystem,
  planFor,
} from './plan-for.ts'
export { type Json, PLAN_JSON_VERSION, planJson } from './plan-json.ts'
export { type PlanPeriod, planPeriodCsvRows } from './plan-period-csv.ts'
export { type PlanTableOptions, planTable } from './plan-table.ts'
export { planTierCsvRows, tierCells, tierHeadings, tierName, tierTargets } from './tier-rows.ts'
export { todayOf, todaySentences } from './today-changes.ts'
export { type Staffing, showsMonths, wholePlan } from './whole-plan.ts'
