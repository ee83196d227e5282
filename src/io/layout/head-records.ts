import { parse } from 'csv-parse/sync'
import { DateReader } from '../cells/index.ts'
import type { Bytes, TextEncoding } from '../source/index.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** A record near the beginning of a file. */
export interface HeadRecord {
  cells: string[]
  /** Lines up to and including the record. */
  lines: number
}

/** The heading stands within this many records. */
export const DEEPEST_HEADING = 20

/** The head up to its last line end, one character a byte. */
export function wholeLines(head: Bytes, isWhole: boolean): string {
  const text = head.toString('latin1', 0, 1 << 16)
  if (isWhole && head.length <= text.length) return text
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end < 0 ? text : text.slice(0, end + 1)
}

export function headRecords(text: string, delimiter: Delimiter, encoding: TextEncoding, skipped: number): HeadRecord[] {
  try {
    const records = parse(text, {
      delimiter,
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
export function offsetOfLine(head: Bytes, lines: number): number {
  let at = 0
  for (let line = 0; line < lines && at < head.length; at++) {
    if (head[at] === 10 || (head[at] === 13 && head[at + 1] !== 10)) line++
  }
  return at
}

/** Columns in the commonest width of the rows, times how common it is: what a table has most of. */
export function consistency(records: readonly HeadRecord[]): number {
  const widths = new Map<number, number>()
  for (const { cells } of records) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  return Math.max(0, ...[...widths].map(([width, count]) => (width * count) / records.length))
}

export function readsAsDate(text: string): boolean {
  return new DateReader(undefined, () => {}).moment(text.trim()) !== undefined
}

export function readsAsClock(text: string): boolean {
  return (
    /^(midnight|noon|\d{1,2}\s*[ap]m)$/i.test(text.trim()) ||
    new DateReader(undefined, () => {}).clock(text.trim()) !== undefined
  )
}
