import { type CsvOptions, csvRecords } from './csv-records.ts'
import type { RowProblem, RowReader } from './row-reader.ts'

/** Reads the rest of a file, from the line `firstLine` on, through csv-parse: for quotes and all else that the scanner leaves alone. */
export async function parseRows(
  reader: RowReader,
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  firstLine: number,
): Promise<void> {
  let unclosed: string | undefined
  const options: CsvOptions = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // a stray quote must cost its own row and no other: see isWellQuoted
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    raw: true,
    on_skip: (error, raw = '') => {
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED') unclosed = raw
      return undefined
    },
  }
  // counted here: csv-parse counts a CRLF within a cell twice
  let line = firstLine
  for await (const { record, raw } of csvRecords(bytes, options)) {
    readRecord(reader, record, line + blankLinesBefore(raw), raw, delimiter)
    line += lineEnds(raw)
    if (reader.stopped) return
  }
  if (unclosed === undefined) return
  reader.reject(line + blankLinesBefore(unclosed), trimLineEnds(unclosed), {
    ...STRAY_QUOTE,
    reason: 'a quote is opened and never closed: all that follows is in its cell',
  })
}

function blankLinesBefore(raw: string): number {
  return lineEnds(/^[\r\n]*/.exec(raw)?.[0] ?? '')
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

const STRAY_QUOTE: RowProblem = {
  code: 'UNREADABLE',
  reason: 'a quote stands where none may be',
  hint: 'quotes go around a whole cell; inside of them write a quote twice ("")',
}

function readRecord(reader: RowReader, record: readonly string[], line: number, raw: string, delimiter: string): void {
  const row = trimLineEnds(raw)
  if (row.includes('"') && !isWellQuoted(row, delimiter)) {
    reader.reject(line, row, STRAY_QUOTE)
    return
  }
  reader.beginRow()
  const { width } = reader
  if (record.length === 1 && width > 1 && record[0].trim() === '') return
  for (let i = 0; i < width && i < record.length; i++) reader.latin1Cell(i, record[i])
  const surplus = record.slice(width).some((cell) => cell.replaceAll(' ', '') !== '')
  if (!reader.finishRow(line, record.length, surplus)) reader.reject(line, row)
}

function trimLineEnds(raw: string): string {
  return raw.replace(/^[\r\n]+|[\r\n]+$/g, '')
}

/** Whether every quote of a row opens or closes a whole cell, or is doubled within one. */
function isWellQuoted(row: string, delimiter: string): boolean {
  let at = 0
  while (at < row.length) {
    if (row[at] !== '"') {
      const end = row.indexOf(delimiter, at)
      const cell = row.slice(at, end < 0 ? undefined : end)
      if (cell.includes('"')) return false
      if (end < 0) return true
      at = end + 1
      continue
    }
    at++
    for (;;) {
      const quote = row.indexOf('"', at)
      if (quote < 0) return false
      at = quote + 1
      if (row[at] !== '"') break
      at++
    }
    if (at === row.length) return true
    if (row[at] !== delimiter) return false
    at++
  }
  return true
}
