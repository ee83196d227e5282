/** Everything that touches a file: reading histories and holidays, writing answers. */
export { type CallLogReading, type ReadCallLogOptions, readCallLogForCalibration } from './call-log/index.ts'
export { CALL_COLUMNS, type CallColumn, type CallMap } from './calls/index.ts'
export type { DateOrder, DecimalMark } from './cells/index.ts'
export {
  type ChinaHolidays,
  chinaHolidays,
  type Events,
  formatOpeningHours,
  parseHoursOfDay,
  parseOpeningHours,
  type Requirement,
  readEvents,
  readHolidays,
  readOverrides,
  readPlan,
  readRequirement,
  readStaffing,
  readTable,
  type Table,
  type Volumes,
} from './dated/index.ts'
export {
  clockChanges,
  describeFindings,
  findingMessages,
  type HistoryFindings,
  type HistoryReading,
  type QueueFindings,
  type ReadHistoryOptions,
  type ReadProgress,
  type RejectedRow,
  readHistory,
} from './history/index.ts'
export {
  type ColumnMap,
  PIECE_KINDS,
  type PieceKind,
  ROLES,
  type Role,
  TIME_KINDS,
  type TimeKind,
  UNIT_NAMES,
  type UnitMap,
  type UnitName,
} from './layout/index.ts'
export { openPointFile, type PointFile, type PointFileHead, type RecordedCommand } from './points/index.ts'
export { readPeople, readRoster, readShifts, rosteredShifts } from './roster/index.ts'
export { fileError, type Source, standardOutputError } from './source/index.ts'
export {
  type CsvCell,
  type CsvForm,
  type CsvOptions,
  checkOutputs,
  checkWritable,
  type FileContent,
  findChromium,
  type NamedFile,
  printPage,
  toCsv,
  type WriteOptions,
  writeFileAtomic,
  writeFilesTogether,
} from './write/index.ts'
