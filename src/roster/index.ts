export { type Compiled, compile } from './compiled.ts'
export { type Penalty, penaltiesOf } from './explain.ts'
export type {
  DeniedRule,
  Limits,
  Need,
  Pair,
  PatternRule,
  PersonRule,
  RosterPerson,
  RosterProblem,
  RunRule,
  SameShiftAtWeekendRule,
  SameStartRule,
  ShiftKind,
  SuccessionRule,
  TotalRule,
  WeekendRunRule,
  WeekendsRule,
  WholeWeekendRule,
  WindowRule,
  Wish,
  Work,
} from './model.ts'
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
export { type SearchAnswer, type SearchBudget, type SearchOptions, type SearchProgress, search } from './search.ts'
