import type { ByteWindow } from '../source/index.ts'
import { parseRows } from './parse-rows.ts'
import type { RowReader } from './row-reader.ts'
import { type ScanPosition, scanRows } from './scan-rows.ts'

/** Who cuts the rows: the scanner of plain bytes, or csv-parse. */
export type RowCutter = 'scanner' | 'csv-parse'

/**
 * Hands every row of a file to the reader. The scanner cuts the rows up to the first with a quote, csv-parse those from there on.
 *
 * @param line line of the file that the window stands on, from 1
 */
export async function readRows(
  cutter: RowCutter,
  window: ByteWindow,
  reader: RowReader,
  { delimiter, line }: { delimiter: string; line: number },
): Promise<void> {
  const position: ScanPosition = { at: window.at, line, quoted: cutter === 'csv-parse' }
  while (!position.quoted && !reader.stopped) {
    const { bytes, end } = window.wholeLines()
    position.at = window.at
    scanRows(reader, bytes, position, end, delimiter.charCodeAt(0))
    window.at = position.at
    if (position.quoted || window.isRead) break
    await window.advance(position.line)
  }
  window.report()
  if (position.quoted && !reader.stopped) await parseRows(reader, window.rest(), delimiter, position.line)
}
