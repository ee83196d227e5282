import { type CsvRows, exactCell } from '../csv-rows.ts'
import type { Calibration } from './calibration.ts'

/** Of the shape of {@link calibrationJson}; it grows when a field changes its meaning or goes. */
export const CALIBRATION_JSON_VERSION = 1

/** A calibration as JSON can carry it, in the shape of `docs/calibrate.md`. */
export function calibrationJson({ name, measured, judgement, history }: Calibration): object {
  const { presence, ...rest } = measured
  return {
    version: CALIBRATION_JSON_VERSION,
    kind: 'calibration',
    name,
    history,
    measured: { ...rest, presence: { from: presence.from, longestGap: presence.longestGap } },
    judgement,
  }
}

/** What happened on the days held out beside their replay, as CSV has it: a row for each hour of the day and queue, with an empty name for all together. */
export function calibrationCsvRows({ judgement }: Calibration): CsvRows {
  const { all, hours, queues, hoursAndQueues } = judgement
  return {
    headings: [
      ...['hour', 'queue', 'contacts', 'service', 'replayed_service', 'replayed_service_low', 'replayed_service_high'],
      ...['hang_ups', 'replayed_hang_ups', 'asa', 'replayed_asa'],
    ],
    rows: [all, ...hours, ...queues, ...hoursAndQueues].map(({ hour, queue, observed, replayed, low, high }) => [
      hour,
      queue,
      observed.offered,
      ...[observed.service, replayed.service, low, high].map(exactCell),
      ...[observed.hangUps, replayed.hangUps, observed.asa, replayed.asa].map(exactCell),
    ]),
  }
}
