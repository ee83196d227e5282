/** Answers in files: tables, whole files in one step, points one by one. */
export { openPointFile, type PointFile, type PointFileHead } from './point-file.ts'
export { type CsvCell, toCsv } from './to-csv.ts'
export { type WriteOptions, writeFileAtomic } from './write-file.ts'
