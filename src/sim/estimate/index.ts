export {
  AGENT_LEVEL_GROUP_RATIOS,
  AGENT_LEVEL_QUEUE_RATIOS,
  type AgentLevelGroupFigure,
  type AgentLevelQueueFigure,
} from './agent-level-figures.ts'
export { placeOfQueue } from './entities.ts'
export {
  type Estimate,
  estimate,
  figureReader,
  type GroupFigures,
  meanEstimate,
  type QueueFigures,
  type SimulationEstimates,
  type TFactor,
  tFactor,
} from './estimate.ts'
export {
  GROUP_RATIOS,
  type GroupMeasure,
  layoutOf,
  MENU_RATIOS,
  type MenuMeasure,
  MONEY_RATIOS,
  type MoneyMeasure,
  placesOf,
  QUEUE_MEASURES,
  QUEUE_RATIOS,
  type QueueMeasure,
  type Ratios,
} from './layout.ts'
export { measureTally } from './measures.ts'
export { ReplicationSums } from './sums.ts'
export { contactsOf, type KeptRuns, keepWholeRun, startWholeRuns, type WholeRuns } from './whole-runs.ts'
