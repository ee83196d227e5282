/** Logs of single calls: what each row is, and the visits of queues that they tell of. */
export { countByInterval, type IntervalOfCalls } from './count-by-interval.ts'
export { CALL_COLUMNS, type CallColumn, type CallMap } from './forms/plain-table.ts'
export { logOfVisits } from './log-of-visits.ts'
export { type BadCall, findCallLog, readCallLog } from './read-calls.ts'
export { readStates } from './read-states.ts'
export { END, type VisitStore } from './visits.ts'
