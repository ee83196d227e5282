/** Reading in a page or its worker: the same reader, of bytes that somebody chose or dropped there. Nothing in it needs Node. */
export { CALL_COLUMNS } from '../calls/index.ts'
export type { DateOrder, DecimalMark } from '../cells/index.ts'
export { formatOpeningHours, parseOpeningHours } from '../dated/opening-hours.ts'
export {
  clockChanges,
  describeFindings,
  findingMessages,
  type HistoryFindings,
  type HistoryReading,
  type ReadHistoryOptions,
  type RejectedRow,
} from '../history/index.ts'
export {
  type ColumnMap,
  PIECE_KINDS,
  ROLES,
  type Role,
  TIME_KINDS,
  UNIT_NAMES,
  type UnitMap,
  type UnitName,
} from '../layout/index.ts'
export { type CsvCell, type CsvOptions, toCsv } from '../write/to-csv.ts'
export { readHistory } from './read-history.ts'
