/** Answers in files: tables, whole files in one step. */
export { type CsvCell, toCsv } from './to-csv.ts'
export { type WriteOptions, writeFileAtomic } from './write-file.ts'
