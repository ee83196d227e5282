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

/** Which heading (or column number, from 1) holds what, over the reader's own judgement. Several columns may name the queue together. */
export type ColumnMap = Readonly<
  Partial<Record<Exclude<Role, 'queue'>, string> & { queue: string | readonly string[] }>
>

/** Columns without which there is no history: one of these tells when, one of those how many. */
export const COUNT_ROLES: ReadonlySet<string> = new Set(['offered', 'answered', 'abandoned'])
export const WHEN_ROLES: ReadonlySet<string> = new Set(['start', 'date', 'time'])

/** What a column of times is, whose heading does not say whether it holds averages or totals. */
export const FORMS: Record<UncertainRole, { average: Role; total: Role }> = {
  handleEither: { average: 'aht', total: 'handleTotal' },
  talkEither: { average: 'talkAverage', total: 'talkTotal' },
  holdEither: { average: 'holdAverage', total: 'holdTotal' },
  wrapEither: { average: 'wrapAverage', total: 'wrapTotal' },
  waitEither: { average: 'waitAverage', total: 'waitTotal' },
  abandonedWaitEither: { average: 'abandonedWaitAverage', total: 'abandonedWaitTotal' },
}

export function isUncertain(role: Role | UncertainRole): role is UncertainRole {
  return role in FORMS
}

/** Whether the column of twice as long an interval holds twice as much. */
export function isTotal(role: Role): boolean {
  return (
    /Total$/.test(role) ||
    role === 'offered' ||
    role === 'answered' ||
    role === 'abandoned' ||
    role === 'answeredWithin'
  )
}
