/** A log of single calls with everything that it says of callers and agents. */
export { type CallLogReading, type ReadCallLogOptions, readCallLogForCalibration } from './read-call-log.ts'
