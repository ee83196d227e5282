import { DAY_SECONDS, KrarupError } from '../../domain/index.ts'
import type { Bytes, ByteWindow, TextEncoding } from '../source/index.ts'
import { DELIMITERS, type Delimiter, type LogForm, type LogHead, type LogReader, type RowCounts } from './call-form.ts'
import { CALL_TABLES } from './forms/call-tables.ts'
import { contactRecords } from './forms/contact-records.ts'
import { type CallMap, mappedTable, plainTable } from './forms/plain-table.ts'
import { queueLog } from './forms/queue-log.ts'
import { segments } from './forms/segments.ts'
import { taskEvents } from './forms/task-events.ts'
import { type BadCell, RowCells } from './row-cells.ts'
import { VisitStore } from './visits.ts'

const FORMS: readonly LogForm[] = [queueLog, contactRecords, segments, taskEvents, ...CALL_TABLES, plainTable]

/** Bytes in which the form of a log shows. */
const HEAD_BYTES = 1 << 16

/** A log of single calls, found and ready to be read. */
export interface CallLog {
  reader: LogReader
  visits: VisitStore
}

/** What was read of a log. */
export interface CallsRead {
  /** Rows by what became of them; they add up to the rows of the file, bad ones aside. */
  counts: RowCounts
  rows: number
  /** The moments count from UTC: seconds since 1970, or times with Z or an offset. */
  isUtc: boolean
}

/** A row with a bad cell. */
export interface BadCall extends BadCell {
  line: number
  /** The row, one character a byte. */
  latin1: string
}

export interface FindCallLogOptions {
  /** Keep agents, callers, types and priorities too. Default false. */
  details?: boolean
  /** Heading (or number, from 1) of the column that holds a thing, for a list of calls with headings of its own. */
  map?: CallMap
  /** What messages call the file. */
  file?: string
}

/** The log of single calls that a file is, told by its first lines; undefined for any other file. */
export function findCallLog(
  head: Bytes,
  encoding: TextEncoding,
  { details = false, map, file = '' }: FindCallLogOptions = {},
): CallLog | undefined {
  const text = encoding.show(head.toString('latin1', 0, Math.min(head.length, HEAD_BYTES)))
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const cut = (delimiter: Delimiter) => first.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const delimiter = DELIMITERS.reduce((a, b) => (cut(b).length > cut(a).length ? b : a))
  const logHead: LogHead = { text, headings: cut(delimiter), delimiter }
  const visits = new VisitStore({ details })
  const forms = map && Object.keys(map).length > 0 ? [mappedTable(map, file)] : FORMS
  for (const form of forms) {
    const reader = form(logHead, visits)
    if (reader) return { reader, visits }
  }
  return undefined
}

/** Hands every row with something in it to `take`, until that returns false; tells how many there were. */
export async function eachRow(
  cells: RowCells,
  window: ByteWindow,
  headLines: number,
  take: (line: number) => boolean,
): Promise<number> {
  let line = 0
  let rows = 0
  let goOn = true
  while (goOn) {
    const { bytes, end } = window.wholeLines()
    let p = window.at
    while (p < end && goOn) {
      const next = cells.cut(bytes, p, end)
      p = next
      line++
      if (line <= headLines || (cells.count === 1 && cells.isEmpty(0))) continue
      rows++
      goOn = take(line)
    }
    window.at = p
    if (window.isRead) break
    await window.advance(line)
  }
  window.report()
  return rows
}

/**
 * Reads every row of a log into its visits.
 *
 * @param onBad told of each row that has a bad cell; the reading stops when it returns false
 */
export async function readCallLog(
  { reader, visits }: CallLog,
  window: ByteWindow,
  encoding: TextEncoding,
  onBad: (row: BadCall) => boolean,
): Promise<CallsRead> {
  const cells = new RowCells(encoding, reader.delimiter?.charCodeAt(0) ?? -1, (move) =>
    visits.moveDays(DAY_SECONDS, move),
  )
  const counts: RowCounts = new Map()
  const rows = await eachRow(cells, window, reader.headLines, (line) => {
    const what = reader.take(cells)
    if (what !== undefined) counts.set(what, (counts.get(what) ?? 0) + 1)
    else if (cells.bad) return onBad({ ...cells.bad, line, latin1: cells.latin1() })
    return true
  })
  reader.finish?.()
  if (cells.instants > 0 && cells.wallTimes > 0) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'some times of the log name their offset from UTC (Z, +02:00, seconds since 1970), others do not',
      how: 'export the log with all its times on one clock',
    })
  }
  return { counts, rows, isUtc: reader.isUtc === true || cells.instants > 0 }
}
