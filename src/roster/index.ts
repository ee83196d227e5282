/** Rosters: people on shifts, at least penalty, with a bound. */
export type {
  Allowed,
  Assignment,
  NeededShift,
  PersonToRoster,
  PersonWish,
  RosterRequest,
  RosterRules,
} from './request.ts'
export {
  type CoverLine,
  makeRoster,
  type RosterAnswer,
  type RosterOptions,
  type RosterPenalty,
  type Shortfall,
  type WhyAnswer,
  whyDay,
} from './roster.ts'
export type { SearchBudget, SearchOptions, SearchProgress } from './search.ts'
