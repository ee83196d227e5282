/** Logs of single calls: what each row is, and the visits of queues that they tell of. */
export { countByInterval, type IntervalOfCalls } from './count-by-interval.ts'
export { findCallLog, readCallLog } from './read-calls.ts'
export { END, type VisitStore } from './visits.ts'
