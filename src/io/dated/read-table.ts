import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { KrarupError } from '../../domain/index.ts'
import { decodeText, fileError, unguardedText } from '../source/index.ts'

/** A small table: the first row is its headings. */
export interface Table {
  /** The file's name, for messages. */
  file: string
  headings: string[]
  rows: TableRow[]
}

export interface TableRow {
  /** Trimmed; a row may have fewer than there are headings. */
  cells: string[]
  /** Line of the file on which it ends, from 1. */
  line: number
}

/**
 * Reads a small CSV file whole, whatever its encoding, delimiter (comma, semicolon or tab) and line ends. Empty rows are left out.
 *
 * @param what the table's name in messages, for example `holidays`
 * @throws {KrarupError} FILE, UNREADABLE, TOO_SHORT
 */
export async function readTable(path: string, what: string): Promise<Table> {
  const file = basename(path)
  const bytes = await readFile(path).catch((cause) => {
    throw fileError(path, 'read', cause)
  })
  const text = decodeText(bytes, file)
  const first = text.slice(0, text.search(/[\r\n]|$/))
  let rows: { record: string[]; info: { lines: number } }[]
  try {
    rows = parse(text, {
      delimiter: [',', ';', '\t'].find((mark) => first.includes(mark)) ?? ',',
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      info: true,
    }) as unknown as typeof rows
  } catch (cause) {
    throw new KrarupError(
      {
        code: 'UNREADABLE',
        what: `the table of ${what} cannot be cut into cells`,
        where: { file },
        how: cause instanceof Error ? cause.message : '',
      },
      { cause },
    )
  }
  const [head, ...body] = rows
  if (!head) throw new KrarupError({ code: 'TOO_SHORT', what: `the table of ${what} is empty`, where: { file } })
  return {
    file,
    headings: head.record.map(unguardedText),
    rows: body.map(({ record, info }) => ({ cells: record.map(unguardedText), line: info.lines })),
  }
}
