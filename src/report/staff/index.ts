export { type StaffBatch, staffBatchCsvRows, staffBatchJson, staffBatchTable } from './batch-table.ts'
export { type DeferredAnswer, deferredCsvRows, deferredJson, deferredTable } from './deferred-table.ts'
export type { StaffAnswer, StaffQuestion } from './question.ts'
export {
  type RoundTheClockAnswer,
  roundTheClockCsvRows,
  roundTheClockJson,
  roundTheClockTable,
} from './round-the-clock-table.ts'
export { describeSolved, type Solved, solvedCsvRows, solvedJson } from './solved.ts'
export { type Staffing, staffCsvRows, staffJson, staffTable } from './staff-table.ts'
