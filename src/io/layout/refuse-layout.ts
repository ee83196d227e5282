import { type ErrorCode, KrarupError } from '../../domain/index.ts'
import { errorSays, type Message, saidError } from '../../domain/messages/index.ts'
import { type HeadRecord, readsAsClock, readsAsDate } from './head-records.ts'
import { optionsFor } from './headless.ts'
import { knownByHeadings } from './known-formats.ts'
import { type RecognisedColumn, recogniseColumns } from './recognise-columns.ts'
import { type ColumnMap, WHEN_ROLES } from './roles.ts'

/** Web pages and JSON, whatever their ending is. */
export function refuseMarkup(text: string, file: string): void {
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

export function refuseTimesWithoutDates(
  columns: readonly RecognisedColumn[],
  dataLine: number,
  records: readonly HeadRecord[],
  file: string,
): void {
  const start = columns.find(({ role }) => role === 'start')
  const first = records.find(({ lines }) => lines >= dataLine)
  if (!start || columns.some(({ role }) => role === 'date') || !first) return
  const cell = first.cells[start.index] ?? ''
  if (!readsAsDate(cell) && readsAsClock(cell))
    throw timesWithoutDates(start.heading, cell, file, dataLine, start.index)
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
export function explainLayout(
  records: readonly HeadRecord[],
  file: string,
  known: { map: ColumnMap; heading?: HeadRecord } = { map: {} },
): KrarupError {
  const make = (code: ErrorCode, what: string, how: string | Message, line = records[0]?.lines): KrarupError =>
    saidError({ code, what, where: { file, ...(line === undefined ? {} : { line }) }, how })
  const heading = known.heading ?? records.find(({ cells }) => cells.length > 1)
  if (!heading) {
    return make(
      'UNREADABLE',
      'no columns: neither comma, semicolon nor tab cuts the lines into cells',
      'export the table with one of these delimiters and a heading row',
    )
  }
  const names = heading.cells.map((cell) => cell.trim())
  const headings = { list: names }
  const singleCalls = knownByHeadings(names, file, heading.lines)
  if (singleCalls) return singleCalls
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
  if (known.heading === undefined && (names.some(readsAsDate) || names.every((name) => /^[\d.,:%/\s-]*$/.test(name)))) {
    return make(
      'MISSING',
      'there is no heading row: the first row is data',
      errorSays('columnsByNumber', { options: optionsFor(names), row: names.join(', ') }),
      heading.lines,
    )
  }
  const { columns } = recogniseColumns(names, known.map, second, file)
  const has = (roles: ReadonlySet<string>) => columns.some(({ role }) => roles.has(role))
  if (!has(WHEN_ROLES)) {
    return make(
      'MISSING',
      'no column tells when an interval starts',
      errorSays('nameStart', { headings }),
      heading.lines,
    )
  }
  return make('MISSING', 'no column has the number of contacts', errorSays('nameOffered', { headings }), heading.lines)
}
