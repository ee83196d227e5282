import { formatDuration, formatPlainDateTime, type Measures, type PlainDateTime, STATE } from '../../domain/index.ts'

/** No contact is handled for longer on average: beyond it a clock was left running or a unit is wrong. */
const LONGEST_AHT = 4 * 3600

/** Absent rows beyond this share of the open hours, in a file without a single zero, are probably zeros left out. */
const MOST_MISSING = 0.02

/** What a history that was read as it stands makes one doubt. */
export class Doubts {
  private observed = 0
  private missing = 0
  private zeros = 0
  private long = 0
  private firstLong = ''
  private unhandled = 0

  look(queue: string, start: PlainDateTime, interval: number, state: Uint8Array, measures: Measures): void {
    const { offered, answered, handleTotal } = measures
    for (let i = 0; i < state.length; i++) {
      if (state[i] === STATE.missing) this.missing++
      if (state[i] !== STATE.observed) continue
      this.observed++
      if (offered[i] === 0) this.zeros++
      const served = answered ? answered[i] : offered[i]
      if (!handleTotal || !(served > 0)) continue
      if (Number.isNaN(handleTotal[i])) this.unhandled++
      else if (handleTotal[i] > LONGEST_AHT * served) {
        this.long++
        this.firstLong ||= `${queue}, ${formatPlainDateTime(start + i * interval)
          .slice(0, 16)
          .replace('T', ' ')}`
      }
    }
  }

  warnings(): string[] {
    const { observed, missing, zeros, long, unhandled } = this
    return [
      ...(zeros === 0 && missing > MOST_MISSING * (observed + missing)
        ? [
            `${missing.toLocaleString('en')} intervals are absent in open hours and no row is zero: if the export leaves out intervals without contacts, say --absent zero`,
          ]
        : []),
      ...(long > 0
        ? [
            `an AHT beyond ${formatDuration(LONGEST_AHT)} in ${long.toLocaleString('en')} intervals (the first: ${this.firstLong}): check the unit, or a clock left running`,
          ]
        : []),
      ...(unhandled > 0
        ? [`${unhandled.toLocaleString('en')} intervals have answered contacts and no handle time`]
        : []),
    ]
  }
}
