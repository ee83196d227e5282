/** From the rows of a file to a history: judged, put on the grid of the wall clock, measured. */
export { describeFindings, findingMessages, type HistoryFindings, type QueueFindings } from './findings.ts'
export type { RejectedRow } from './judged-rows.ts'
export { type HistoryReading, type ReadHistoryOptions, type ReadProgress, readHistory } from './read-history.ts'
export { badRows } from './rejected-rows.ts'
export { clockChanges, ZoneClock } from './zone-clock.ts'
