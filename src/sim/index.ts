export type {
  AgentSelection,
  Announcement,
  ArrivalScenario,
  Batch,
  Callback,
  CallSelection,
  CampaignScenario,
  ChannelGroupWords,
  ChannelWords,
  ClientPrices,
  CostsScenario,
  CustomerScenario,
  Deadline,
  Distribution,
  ExpectedWait,
  GroupPreference,
  GroupScenario,
  HourSpan,
  Kept,
  LoggedCall,
  MenuChoice,
  MenuEnd,
  MenuNode,
  MenuScenario,
  MenuSilence,
  MenuTime,
  Price,
  QueueScenario,
  RandomTime,
  Redial,
  RedialAfter,
  Repeat,
  Scenario,
  ShiftScenario,
  Surge,
  TierScenario,
  Transfer,
  TroubleScenario,
} from '../scenario/index.ts'
export { AGENT_SELECTIONS, CALL_SELECTIONS, EFFECTS, NONE } from '../scenario/index.ts'
export { compile } from './compile/compile.ts'
export { type StaffingGap, staffingGaps } from './compile/staffing-gaps.ts'
export {
  compareRuns,
  type Differences,
  type GroupDifferences,
  type MenuDifferences,
  type MoneyDifferences,
  type QueueDifferences,
} from './estimate/differences.ts'
export type { MenuExpectations, MenuNodeExpectations } from './estimate/expect-menu.ts'
export type {
  CaseFigures,
  ClockFigures,
  GroupFigures,
  MenuEstimates,
  MenuFigures,
  MoneyEstimates,
  MoneyFigures,
  QueueEstimates,
  QueueFigures,
  RouteFigures,
  SimulationEstimates,
  Stretches,
  WaitQuantiles,
} from './estimate/figures.ts'
export type { Estimate, RatioEstimate } from './estimate/intervals.ts'
export type { Difference } from './estimate/paired.ts'
export { type SimulationSize, simulationSize } from './estimate/simulation-size.ts'
export { type ValuePlaces, valuePlaces } from './estimate/value-places.ts'
export type { QuantileEstimate } from './estimate/wait-quantile.ts'
export type { KeptRuns, WholeRuns } from './estimate/whole-runs.ts'
export { type MenuDoubt, menuDoubts } from './menu/menu-doubts.ts'
export { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } from './model/agent-level-columns.ts'
export type { CompiledModel } from './model/model.ts'
export * from './model/tally.ts'
export * from './model/trace.ts'
export { type CompareOptions, type Comparison, compareScenarios } from './run/compare.ts'
export {
  type Precision,
  type Progress,
  type ReplicateOptions,
  type ReplicationTask,
  type RunOptions,
  replicate,
  replicationTasks,
  type Simulation,
  type Stopped,
} from './run/replicate.ts'
export { type ReplicationJob, type Runner, sameThreadRunner } from './run/replication-job.ts'
export { simulate } from './run/simulate.ts'
