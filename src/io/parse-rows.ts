import { pipeline, Readable } from 'node:stream'
import { type CsvError, type Info, parse } from 'csv-parse'
import { KrarupError } from '../domain/index.ts'
import type { RowReader } from './row-reader.ts'

/** A record as csv-parse hands it over when asked for `info` and `raw`. */
interface ParsedRecord {
  record: string[]
  info: Info
  raw?: string
}

/** No row of a history is longer: a quote that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 1 << 20

/** Reads the rest of a file, from the line `firstLine` on, through csv-parse: for quotes and all else that the scanner leaves alone. */
export async function parseRows(
  reader: RowReader,
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  firstLine: number,
  file: string,
): Promise<void> {
  // csv-parse tells of broken rows while it reads ahead: they wait for their turn
  const broken: BrokenRow[] = []
  const parser = parse({
    delimiter,
    // one character a byte: the text's encoding is the reader's business
    encoding: 'latin1',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    info: true,
    raw: true,
    on_skip: (error, raw) =>
      void broken.push({ error, raw: raw ?? '', line: firstLine + Number(error?.lines ?? 1) - 1 }),
  })
  const input = Readable.from(bytes, { objectMode: false })
  pipeline(input, parser, () => {
    // a failure of either reaches the loop below
  })
  try {
    for await (const { record, info, raw = '' } of parser as AsyncIterable<ParsedRecord>) {
      const line = firstLine + info.lines - 1 - lineBreaks(record)
      while (broken.length > 0 && broken[0].line < line && !reader.stopped)
        rejectBroken(reader, broken.shift() as BrokenRow)
      if (reader.stopped) break
      readRecord(reader, record, line, raw)
    }
    while (broken.length > 0 && !reader.stopped) rejectBroken(reader, broken.shift() as BrokenRow)
  } catch (cause) {
    if (
      cause instanceof KrarupError ||
      !(cause instanceof Error) ||
      !('code' in cause) ||
      !String(cause.code).startsWith('CSV_')
    )
      throw cause
    throw new KrarupError(
      { code: 'UNREADABLE', what: 'the table cannot be cut into cells', where: { file }, how: cause.message },
      { cause },
    )
  } finally {
    input.destroy()
  }
}

function readRecord(reader: RowReader, record: readonly string[], line: number, raw: string): void {
  reader.beginRow()
  const { width } = reader
  if (record.length === 1 && width > 1 && record[0].trim() === '') return
  for (let i = 0; i < width && i < record.length; i++) reader.cell(i, record[i])
  const surplus = record.slice(width).some((cell) => cell.replaceAll(' ', '') !== '')
  if (!reader.finishRow(line, record.length, surplus)) reader.reject(line, raw.replace(/^[\r\n]+|[\r\n]+$/g, ''))
}

function lineBreaks(record: readonly string[]): number {
  let count = 0
  for (const cell of record) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0
  return count
}

interface BrokenRow {
  error: CsvError | undefined
  raw: string
  line: number
}

function rejectBroken(reader: RowReader, { error, raw, line }: BrokenRow): void {
  const open = error?.code === 'CSV_QUOTE_NOT_CLOSED'
  reader.reject(line, raw.replace(/^[\r\n]+|[\r\n]+$/g, ''), {
    code: 'UNREADABLE',
    reason: open ? 'a quote is opened and never closed' : 'a quote stands where none may be',
    hint: 'inside a quoted cell write a quote twice (""), and close it before the delimiter',
  })
}
