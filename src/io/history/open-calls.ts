import { formatPlainDateTime } from '../../domain/index.ts'
import { callTerm, type Message, readerSays } from '../../domain/messages/index.ts'
import {
  countByInterval,
  END,
  findCallLog,
  type IntervalOfCalls,
  readCallLog,
  type VisitStore,
} from '../calls/index.ts'
import type { RecognisedColumn, Role } from '../layout/index.ts'
import { type ByteWindow, type Source, stemOf, type TextEncoding } from '../source/index.ts'
import type { OpenedTable } from './opened-table.ts'
import { textsOf } from './rejected-rows.ts'
import type { RowReader } from './row-reader.ts'
import type { ZoneClock } from './zone-clock.ts'

/** Columns of the rows that a log is counted to. */
const ROLES = [
  'start',
  'queue',
  'offered',
  'answered',
  'abandoned',
  'answeredWithin',
  'handleTotal',
  'waitTotal',
] as const satisfies Role[]

/** Seconds of an interval, and within which an answer is in time, where nothing is said. */
const INTERVAL = 1800
const THRESHOLD = 10

export interface OpenCallsOptions {
  source: Source
  file: string
  interval?: number | undefined
  threshold?: number | undefined
  zone?: ZoneClock | undefined
}

/**
 * A log of single calls as the interval report that it would be; undefined for any other file. A visit of a queue is offered to that queue in the interval of its arrival;
 * an interval of open hours without a row had no calls.
 */
export function openCalls(
  window: ByteWindow,
  encoding: TextEncoding,
  { source, file, interval = INTERVAL, threshold = THRESHOLD, zone }: OpenCallsOptions,
): OpenedTable | undefined {
  const log = findCallLog(window.unread(), encoding)
  if (!log) return undefined
  const { reader: form, visits } = log
  const notes: Message[] = []
  return {
    layout: {
      headings: [...ROLES],
      recognition: {
        columns: ROLES.map((role, index): RecognisedColumn => ({ index, heading: role, role, unit: 1 })),
        aside: [],
        threshold,
      },
      preamble: [],
      dataLine: form.headLines + 1,
      fillDown: new Set(),
    },
    encoding,
    delimiter: form.delimiter ?? '',
    counted: { interval },
    feed: async (reader) => {
      const { counts, rows, isUtc } = await readCallLog(log, window, encoding, (bad) => {
        const heading = form.headings?.[bad.column]
        reader.reject(bad.line, bad.latin1, {
          code: 'UNREADABLE',
          reason: bad.reason,
          hint: bad.hint,
          column: bad.column + 1,
          ...(heading === undefined ? {} : { heading }),
          value: bad.value,
        })
        return !reader.stopped
      })
      const unnamed = stemOf(file)
      const names = visits.queues.map((name) => name || unnamed)
      const first = visits.count > 0 ? visits.arrived[0] : 0
      const ahead = isUtc && zone ? zone.wallTime(first).time - first : 0
      feedIntervals(countByInterval(visits, { interval, threshold, ahead }), { names, isUtc }, reader)
      notes.push(
        readerSays('singleCalls', {
          log: callTerm(form.what),
          interval: { seconds: interval },
          rows: { count: rows },
          row: callTerm(form.row),
          counts: {
            list: [...counts].map(([what, count]) =>
              readerSays('rowsOfCalls', { what: callTerm(what), count: { count } }),
            ),
          },
          visits: { count: visits.count },
        }),
        ...endsOf(visits),
      )
    },
    withText: (rows) => textsOf(rows, source, encoding),
    written: () => ({
      encoding: encoding.name,
      ...(form.delimiter === undefined ? {} : { delimiter: form.delimiter }),
    }),
    notes: () => [...notes, ...form.notes()],
  }
}

/** Hands the counts of every interval to the reader as a row. */
function feedIntervals(
  intervals: readonly IntervalOfCalls[],
  { names, isUtc }: { names: readonly string[]; isUtc: boolean },
  reader: RowReader,
): void {
  for (const [
    i,
    { start, queue, offered, answered, abandoned, answeredWithin, waited, timed, handled },
  ] of intervals.entries()) {
    reader.beginRow()
    reader.cell(0, `${formatPlainDateTime(start)}${isUtc ? 'Z' : ''}`)
    reader.cell(1, names[queue])
    // calls whose handle time is not known take as long as those whose is
    const handleTotal = timed === answered ? handled : timed === 0 ? Number.NaN : (handled * answered) / timed
    for (const [slot, value] of [offered, answered, abandoned, answeredWithin, handleTotal, waited].entries()) {
      reader.cell(slot + 2, Number.isNaN(value) ? { type: 'empty' } : { type: 'number', value })
    }
    if (!reader.finishRow(i + 1, ROLES.length, false)) reader.reject(i + 1, names[queue])
  }
}

/** Visits that were neither answered nor given up. */
function endsOf({ count, end }: VisitStore): Message[] {
  const many = (which: number) => end.subarray(0, count).filter((one) => one === which).length
  const [left, unknown] = [many(END.left), many(END.unknown)]
  return [
    ...(left > 0 ? [readerSays('visitsLeft', { count: { count: left } })] : []),
    ...(unknown > 0 ? [readerSays('visitsWithoutEnd', { count: { count: unknown } })] : []),
  ]
}
