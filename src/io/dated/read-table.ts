import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { KrarupError } from '../../domain/index.ts'
import { decodeText, fileError, isWorkbook, unguardedText } from '../source/index.ts'
import { placesIn, type Table, type TableOptions } from './table.ts'

/**
 * Reads a small CSV file whole, whatever its encoding, delimiter (comma, semicolon or tab) and line ends, or a sheet of a workbook. Empty rows are left out.
 *
 * @param about what it is, for example `holidays`: for messages, and for the name of its sheet where a workbook has several
 * @throws {KrarupError} FILE, UNREADABLE, TOO_SHORT; of a workbook also UNSUPPORTED, and CONFLICT or MISSING where no sheet is the one
 */
export async function readTable(path: string, about: string | TableOptions): Promise<Table> {
  const options = typeof about === 'string' ? { what: about, fits: () => false, isHandleTime: () => false } : about
  const { what } = options
  const file = basename(path)
  const bytes = await readFile(path).catch((cause) => {
    throw fileError(path, 'read', cause)
  })
  if (isWorkbook(bytes)) {
    const { sheetTable } = await import('./sheet-table.ts')
    return sheetTable(bytes, file, options)
  }
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
  const headings = head.record.map(unguardedText)
  return {
    file,
    headings,
    headingLine: 1,
    rows: body.map(({ record, info }) => ({ cells: record.map(unguardedText), line: info.lines })),
    at: placesIn({ file, headings }),
  }
}
