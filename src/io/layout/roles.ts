/**
 * What a column may be. Times come as an average a call or as a total over the interval; where the heading does not
 * say which, the role ends in `Either` and the values decide (see `derive-measures.ts`).
 */
export const ROLES = [
  'start',
  'date',
  'time',
  'queue',
  'offered',
  'answered',
  'abandoned',
  'answeredWithin',
  'serviceLevel',
  'agents',
  'aht',
  'handleTotal',
  'talkAverage',
  'talkTotal',
  'holdAverage',
  'holdTotal',
  'wrapAverage',
  'wrapTotal',
  'waitAverage',
  'waitTotal',
  'asa',
  'answeredWaitTotal',
  'abandonedWaitAverage',
  'abandonedWaitTotal',
] as const
export type Role = (typeof ROLES)[number]
export type UncertainRole =
  | 'handleEither'
  | 'talkEither'
  | 'holdEither'
  | 'wrapEither'
  | 'waitEither'
  | 'abandonedWaitEither'

/** Which heading (or column number, from 1) holds what, over the reader's own judgement. */
export type ColumnMap = Readonly<Partial<Record<Role, string>>>

/** Columns without which there is no history: one of these tells when, one of those how many. */
export const COUNT_ROLES: ReadonlySet<string> = new Set(['offered', 'answered', 'abandoned'])
export const WHEN_ROLES: ReadonlySet<string> = new Set(['start', 'date', 'time'])
