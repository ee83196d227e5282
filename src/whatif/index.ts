export { type ChangeOptions, changeScenario } from './assignment.ts'
export { type CurvePoint, serviceCurve } from './curve.ts'
export { DRILLS, type Drill, drilled, readDrill, SLOW_OUTAGE } from './drill.ts'
export { type Factor, gridOf, readFactor } from './factor.ts'
export { agentHours, chooseFigures, DEFAULT_FIGURES, type Entity, type Figure, type PointFigures } from './figures.ts'
export { formatGoal, type Goal, type GoalPart, type GoalVerdict, ownGoals, readGoal } from './goal.ts'
export {
  mergedQueues,
  type PoolingGain,
  type PoolingOfMany,
  poolingGain,
  poolingOfMany,
  type QueuesAlone,
} from './merge.ts'
export { AGENT_MONTH_HOURS, salesPerAgentMonth } from './sales.ts'
export { type Judged, type Search, type SearchOptions, type SearchSpace, searchCheapest } from './search.ts'
export { groupsServing, withShareOfAgents } from './staffing-scale.ts'
export {
  type FinishedPoint,
  type Point,
  type PointRunner,
  type PointStore,
  pointFigures,
  type Sweep,
  type SweepBase,
  type SweepOptions,
  sweep,
  sweepKeys,
} from './sweep.ts'
