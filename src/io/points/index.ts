/** Finished points of long runs: written without loss, kept in files, taken up again. */
export { fromExactJson, toExactJson } from './exact-json.ts'
export {
  checkSame,
  openPointFile,
  type PointFile,
  type PointFileHead,
  type ReadPoints,
  type RecordedCommand,
  readPointFile,
} from './point-file.ts'
