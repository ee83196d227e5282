import { parse } from 'csv-parse/sync'
import { type ErrorCode, KrarupError } from '../../domain/index.ts'
import { DateReader } from '../cells/read-dates.ts'
import type { TextEncoding } from '../source/encoding.ts'
import { type ColumnMap, type Recognition, recogniseColumns } from './headings.ts'

export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Where the table stands in a file and what its columns are. */
export interface Layout {
  delimiter: Delimiter
  headings: string[]
  recognition: Recognition
  /** Lines above the heading, as they stand. */
  preamble: string[]
  /** Offset of the first row of data from the beginning of the head, in bytes. */
  dataOffset: number
  /** Line of the first row of data, from 1. */
  dataLine: number
}

interface HeadRecord {
  cells: string[]
  /** Lines up to and including the record. */
  lines: number
}

/** The heading stands within this many records. */
const DEEPEST_HEADING = 20

const COUNT_ROLES: ReadonlySet<string> = new Set(['offered', 'answered', 'abandoned'])
const WHEN_ROLES: ReadonlySet<string> = new Set(['start', 'date', 'time'])

/**
 * Finds delimiter, heading row and columns from the head of a file.
 *
 * @throws {KrarupError} UNSUPPORTED for a table that is something else (a shift table, calls one by one, a web page);
 *   MISSING where there is no heading, no time or no count of contacts.
 */
export function findLayout(
  head: Buffer,
  isWhole: boolean,
  map: ColumnMap,
  encoding: TextEncoding,
  file: string,
): Layout {
  const text = wholeLines(head, isWhole)
  const separator = /^sep=([,;\t])\r?\n/i.exec(text)
  const skipped = separator ? 1 : 0
  refuseMarkup(text, file)
  const readings = (separator ? [separator[1] as Delimiter] : DELIMITERS).map((delimiter) => ({
    delimiter,
    records: headRecords(text.slice(separator?.[0].length ?? 0), delimiter, encoding, skipped),
  }))
  const numbered = Object.values(map).length > 0 && Object.values(map).every((column) => /^\d+$/.test(column))
  let best: { layout: Layout; score: number } | undefined
  let mapError: { error: KrarupError; width: number } | undefined
  for (const { delimiter, records } of readings) {
    for (const [i, { cells, lines }] of records.slice(0, DEEPEST_HEADING).entries()) {
      if (cells.length < 2) continue
      try {
        const headless = numbered && readsAsDate(cells[Number(map.start ?? map.date ?? 1) - 1] ?? '')
        const headings = headless ? cells.map((_, column) => `column ${column + 1}`) : cells.map((cell) => cell.trim())
        const recognition = recogniseColumns(headings, map, headless ? cells : (records[i + 1]?.cells ?? []), file)
        const roles = recognition.columns.map(({ role }) => role)
        if (!roles.some((role) => WHEN_ROLES.has(role)) || !roles.some((role) => COUNT_ROLES.has(role))) continue
        const above = headless ? (i === 0 ? skipped : records[i - 1].lines) : lines
        const layout: Layout = {
          delimiter,
          headings,
          recognition,
          preamble: records.slice(0, i).map((record) =>
            record.cells
              .filter((cell) => cell.trim())
              .join(' ')
              .trim(),
          ),
          dataOffset: offsetOfLine(head, above),
          dataLine: above + 1,
        }
        const score = roles.length * 1000 + cells.length
        if (!best || score > best.score) best = { layout, score }
        break
      } catch (error) {
        if (!(error instanceof KrarupError)) throw error
        if (error.code !== 'MISSING') throw error
        if (!mapError || cells.length > mapError.width) mapError = { error, width: cells.length }
      }
    }
  }
  if (best) {
    refuseTimesWithoutDates(
      best.layout,
      readings.find(({ delimiter }) => delimiter === best.layout.delimiter)?.records ?? [],
      file,
    )
    return best.layout
  }
  if (mapError) throw mapError.error
  const widest = readings.reduce((a, b) => (consistency(b.records) > consistency(a.records) ? b : a))
  throw explain(widest.records, file)
}

/** The head up to its last line end, one character a byte. */
function wholeLines(head: Buffer, isWhole: boolean): string {
  const text = head.toString('latin1', 0, 1 << 16)
  if (isWhole && head.length <= text.length) return text
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end < 0 ? text : text.slice(0, end + 1)
}

function headRecords(text: string, delimiter: Delimiter, encoding: TextEncoding, skipped: number): HeadRecord[] {
  try {
    const records = parse(Buffer.from(text, 'latin1'), {
      delimiter,
      encoding: 'latin1',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      // a quote that is never closed further down must not hide the heading
      skip_records_with_error: true,
      skip_empty_lines: true,
      info: true,
      to: DEEPEST_HEADING + 5,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({
      cells: record.map((cell) => encoding.show(cell)),
      lines: info.lines + skipped,
    }))
  } catch {
    // quotes that make no sense under this delimiter
    return []
  }
}

/** Offset of the first byte after so many lines. */
function offsetOfLine(head: Buffer, lines: number): number {
  let at = 0
  for (let line = 0; line < lines && at < head.length; at++) {
    if (head[at] === 10 || (head[at] === 13 && head[at + 1] !== 10)) line++
  }
  return at
}

/** Columns in the commonest width of the rows, times how common it is: what a table has most of. */
function consistency(records: readonly HeadRecord[]): number {
  const widths = new Map<number, number>()
  for (const { cells } of records) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  return Math.max(0, ...[...widths].map(([width, count]) => (width * count) / records.length))
}

function readsAsDate(text: string): boolean {
  return new DateReader(undefined, () => {}).moment(text.trim()) !== undefined
}

function readsAsClock(text: string): boolean {
  return (
    /^(midnight|noon|\d{1,2}\s*[ap]m)$/i.test(text.trim()) ||
    new DateReader(undefined, () => {}).clock(text.trim()) !== undefined
  )
}

function refuseMarkup(text: string, file: string): void {
  const kind = /^\s*</.test(text) ? 'a web page or XML' : /^\s*[{[]/.test(text) ? 'JSON' : undefined
  if (kind) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: `this is ${kind}, not a table of rows and columns`,
      where: { file, line: 1 },
      how: 'export the interval report as CSV; some systems give web pages the ending .xls or .csv: open it in a spreadsheet and save it as CSV',
    })
  }
}

function refuseTimesWithoutDates(layout: Layout, records: readonly HeadRecord[], file: string): void {
  const { columns } = layout.recognition
  const start = columns.find(({ role }) => role === 'start')
  const first = records.find(({ lines }) => lines >= layout.dataLine)
  if (!start || columns.some(({ role }) => role === 'date') || !first) return
  const cell = first.cells[start.index] ?? ''
  if (!readsAsDate(cell) && readsAsClock(cell))
    throw timesWithoutDates(start.heading, cell, file, layout.dataLine, start.index)
}

function timesWithoutDates(heading: string, value: string, file: string, line: number, index: number): KrarupError {
  return new KrarupError({
    code: 'MISSING',
    what: 'the rows have times of day but no dates',
    where: { file, line, column: index + 1, heading },
    how: 'a history needs the date of every row: name the column with --map date=Column, or export with dates',
    value,
  })
}

/** Headings of records of single calls. */
const SINGLE_CALL =
  /^(call ?_?id|caller|caller ?id|ani|dnis|agent|agent ?_?(id|name)|outcome|disposition|ucid|contact ?_?id|conversation ?_?id|vru ?_?(entry|exit)|ivr ?_?(entry|exit)|ser(vice)? ?_?start|hang ?up|主叫|主叫号码|坐席工号|工号|通话编号|流水号)$/i

/** Why nothing in the file looks like the heading of a history. */
function explain(records: readonly HeadRecord[], file: string): KrarupError {
  const make = (code: ErrorCode, what: string, how: string, line = records[0]?.lines): KrarupError =>
    new KrarupError({ code, what, where: { file, ...(line === undefined ? {} : { line }) }, how })
  const heading = records.find(({ cells }) => cells.length > 1)
  if (!heading) {
    return make(
      'UNREADABLE',
      'no columns: neither comma, semicolon nor tab cuts the lines into cells',
      'export the table with one of these delimiters and a heading row',
    )
  }
  const names = heading.cells.map((cell) => cell.trim())
  const shown = `the headings are: ${names.join(', ')}`
  const second = records[records.indexOf(heading) + 1]?.cells ?? []
  const shifts = names.filter((name) => /^(shift|班次?)[\s_]*\d*$/i.test(name)).length
  if (shifts > 1 && !second.some(readsAsDate)) {
    return make(
      'UNSUPPORTED',
      `this looks like a shift table (${shifts} shifts, one row an hour, no dates), not like a history of contacts`,
      'a history needs the start of each interval with its date and the number of contacts offered in it',
      heading.lines,
    )
  }
  if (names.filter((name) => SINGLE_CALL.test(name)).length > 1) {
    return make(
      'UNSUPPORTED',
      'this looks like a list of single calls (one row a call), not like an interval report',
      'export the interval report (5 to 60 minutes, or days), or count the calls of each interval first',
      heading.lines,
    )
  }
  if (names.some(readsAsDate) || names.every((name) => /^[\d.,:%/\s-]*$/.test(name))) {
    return make(
      'MISSING',
      'there is no heading row: the first row is data',
      'give the columns by number, for example --map start=1 --map queue=2 --map offered=3 (Calabrio exports: with --absent zero)',
      heading.lines,
    )
  }
  const { columns } = recogniseColumns(names, {}, second, file)
  const has = (roles: ReadonlySet<string>) => columns.some(({ role }) => roles.has(role))
  if (!has(WHEN_ROLES)) {
    return make(
      'MISSING',
      'no column tells when an interval starts',
      `name it: --map start=Column, or --map date=Column --map time=Column; ${shown}`,
      heading.lines,
    )
  }
  return make(
    'MISSING',
    'no column has the number of contacts',
    `name it: --map offered=Column (or answered and abandoned); ${shown}`,
    heading.lines,
  )
}
