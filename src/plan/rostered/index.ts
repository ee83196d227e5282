export type { RosteredShift } from './rostered-shift.ts'
export { type GroupModel, type RosterConduct, scenarioOfRoster } from './scenario-of-roster.ts'
export {
  type RosteredQueue,
  type RosteredStretch,
  type RosterService,
  type SimulatedShare,
  type SimulateRosterOptions,
  simulateRoster,
} from './simulate-roster.ts'
