export type * from '../scenario/index.ts'
export { AGENT_SELECTIONS, CALL_SELECTIONS, EFFECTS, NONE } from '../scenario/index.ts'
export { compile } from './compile/compile.ts'
export type {
  Estimate,
  GroupFigures,
  MenuEstimates,
  MenuFigures,
  MoneyEstimates,
  MoneyFigures,
  QueueEstimates,
  QueueFigures,
  RatioEstimate,
  RouteFigures,
  SimulationEstimates,
  Stretches,
  WaitQuantiles,
} from './estimate/estimate.ts'
export type { MenuExpectations, MenuNodeExpectations } from './estimate/expect-menu.ts'
export type { QuantileEstimate } from './estimate/wait-quantile.ts'
export type { KeptRuns, WholeRuns } from './estimate/whole-runs.ts'
export { type MenuDoubt, menuDoubts } from './menu/menu-doubts.ts'
export type { CompiledModel } from './model/model.ts'
export * from './model/tally.ts'
export * from './model/trace.ts'
export {
  type CompareOptions,
  type Comparison,
  compareRuns,
  compareScenarios,
  type Difference,
  type Differences,
  type GroupDifferences,
  type MenuDifferences,
  type MoneyDifferences,
  type QueueDifferences,
} from './run/compare.ts'
export {
  type Precision,
  type Progress,
  type ReplicateOptions,
  type RunOptions,
  replicate,
  type Simulation,
  type Stopped,
} from './run/replicate.ts'
export { type ReplicationJob, type Runner, sameThreadRunner } from './run/replication-job.ts'
export { simulate } from './run/simulate.ts'
