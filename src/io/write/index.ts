/** Answers in files: tables, whole files in one step. */
export { findChromium, printPage } from './print-page.ts'
export { checkOutputs, type NamedFile } from './same-file.ts'
export { type CsvCell, type CsvForm, type CsvOptions, toCsv } from './to-csv.ts'
export {
  checkWritable,
  type FileContent,
  type WriteOptions,
  writeFileAtomic,
  writeFilesTogether,
} from './write-file.ts'
