import type { Judgement, Measurements } from '../../calibrate/index.ts'
import type { PlainDateTime } from '../../domain/index.ts'

/** A log that was read, measured and judged, as it is printed. */
export interface Calibration {
  /** What reports call it, for example the log's file. */
  name: string
  /** What was found in the log and done with its rows, in sentences. */
  log: readonly string[]
  /** The history that its calls were counted to. */
  history: { queues: number; intervals: number; interval: number; from: PlainDateTime; to: PlainDateTime }
  measured: Measurements
  judgement: Judgement
  /** Where the history and the scenario were written, if they were. */
  written: { history?: string; scenario?: string }
}
