/** Answers in files: tables, whole files in one step. */
export { checkOutputs, type NamedFile } from './same-file.ts'
export { type CsvCell, type CsvOptions, toCsv } from './to-csv.ts'
export {
  checkWritable,
  type FileContent,
  type WriteOptions,
  writeFileAtomic,
  writeFilesTogether,
} from './write-file.ts'
