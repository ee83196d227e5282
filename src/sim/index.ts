export { EFFECTS } from './centre/compile-trouble.ts'
export { AGENT_SELECTIONS, CALL_SELECTIONS } from './centre/model.ts'
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
} from './compare.ts'
export { compile } from './compile.ts'
export type { ClientPrices, CostsScenario, Price } from './costs-scenario.ts'
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
} from './estimate.ts'
export type { QuantileEstimate } from './estimate-wait-quantile.ts'
export type { MenuExpectations, MenuNodeExpectations } from './menu/expect-menu.ts'
export { type MenuDoubt, menuDoubts } from './menu/menu-doubts.ts'
export type { CompiledModel } from './model.ts'
export {
  type Precision,
  type Progress,
  type ReplicateOptions,
  type RunOptions,
  replicate,
  type Simulation,
  type Stopped,
} from './replicate.ts'
export { type ReplicationJob, type Runner, sameThreadRunner } from './replicate-batch.ts'
export type * from './scenario.ts'
export { simulate } from './simulate.ts'
export * from './tally.ts'
export { NONE } from './tier-words.ts'
export * from './trace.ts'
export type { KeptRuns, WholeRuns } from './whole-runs.ts'
