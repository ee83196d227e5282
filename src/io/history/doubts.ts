import { type Measures, type PlainDateTime, STATE } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'

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
  private firstLong: { queue: string; moment: PlainDateTime } | undefined
  private unhandled = 0

  look(queue: string, start: PlainDateTime, interval: number, state: Uint8Array, measures: Measures): void {
    const { offered, answered = offered, handleTotal } = measures
    this.observed += countWhere(state, STATE.observed)
    this.missing += countWhere(state, STATE.missing)
    this.zeros += countZeros(state, offered)
    if (!handleTotal) return
    for (
      let i = nextOdd(state, answered, handleTotal, 0);
      i < state.length;
      i = nextOdd(state, answered, handleTotal, i + 1)
    ) {
      if (Number.isNaN(handleTotal[i])) this.unhandled++
      else {
        this.long++
        this.firstLong ??= { queue, moment: start + i * interval }
      }
    }
  }

  warnings(): Message[] {
    const { observed, missing, zeros, long, firstLong, unhandled } = this
    return [
      ...(zeros === 0 && missing > MOST_MISSING * (observed + missing)
        ? [readerSays('absentNoZero', { count: missing })]
        : []),
      ...(firstLong
        ? [
            readerSays('longAht', {
              limit: { seconds: LONGEST_AHT },
              count: long,
              queue: firstLong.queue,
              first: { moment: firstLong.moment },
            }),
          ]
        : []),
      ...(unhandled > 0 ? [readerSays('noHandleTime', { count: unhandled })] : []),
    ]
  }
}

function countWhere(state: Uint8Array, wanted: number): number {
  let count = 0
  for (let i = 0; i < state.length; i++) count += state[i] === wanted ? 1 : 0
  return count
}

function countZeros(state: Uint8Array, offered: Float64Array): number {
  let count = 0
  for (let i = 0; i < state.length; i++) if (offered[i] === 0 && state[i] === STATE.observed) count++
  return count
}

/** The next interval with contacts whose handle time is unknown or too long; the end where there is none. */
function nextOdd(state: Uint8Array, served: Float64Array, handleTotal: Float64Array, from: number): number {
  let i = from
  for (; i < state.length; i++) {
    if (!(handleTotal[i] <= LONGEST_AHT * served[i]) && served[i] > 0 && state[i] === STATE.observed) break
  }
  return i
}
