export {
  averageHandleTimes,
  type BelievedHandleTimes,
  believedHandleTimes,
  HANDLE_TIME_CV,
} from './believed-handle-times.ts'
export type { CleanedCase, CleaningRule } from './case.ts'
export { type CleanedHandleTimes, cleanHandleTimes } from './clean-handle-times.ts'
export { type Cleaned, type CleanOptions, cleanSeries } from './clean-series.ts'
