/** From a log of single calls to the measured figures of a centre. */
export type { Finding } from './judge/findings.ts'
export {
  type Judged,
  type JudgedHour,
  type Judgement,
  type JudgeOptions,
  judgeCalibration,
  type Rung,
  type RungName,
  splitDays,
} from './judge/judge.ts'
export { AGENT_STATE, type AgentState, type AgentStates, type CallLog, VISIT_END, type VisitEnd } from './log.ts'
export { type MeasureOptions, measureLog, presenceOn } from './measure/measure.ts'
export type * from './measure/types.ts'
export {
  type Assumptions,
  type MeasuredScenario,
  type MeasuredScenarioOptions,
  scenarioOfMeasurements,
} from './measured-scenario.ts'
export { type LogOddities, logOddities } from './oddities.ts'
export {
  CALL_HEADINGS,
  callRows,
  type SimulatedCall,
  type SimulatedLog,
  type SimulatedLogOptions,
  type SimulatedShift,
  simulatedLog,
} from './simulated-log.ts'
