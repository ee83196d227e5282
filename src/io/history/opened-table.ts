import type { Message } from '../../domain/messages/index.ts'
import { showCell } from '../cells/index.ts'
import type { Layout, MatrixLayout } from '../layout/index.ts'
import type { TextEncoding } from '../source/index.ts'
import type { HistoryFindings } from './findings.ts'
import type { RejectedRow } from './judged-rows.ts'
import type { RowReader } from './row-reader.ts'

/** A table whose heading and columns are found, and whose rows are ready to be read: of a text file or of a sheet. */
export interface OpenedTable {
  layout: Layout | MatrixLayout
  encoding: TextEncoding
  /** What stands between the cells of a row where it is shown as text. */
  delimiter: string
  /** The sheet of a workbook. */
  sheet?: string
  /**
   * Its rows were counted here from single calls, in intervals of so many seconds: their times are seconds, and within the usual hours an interval without
   * a row had no contacts.
   */
  counted?: { interval: number }
  /** Hands every row of data to the reader. */
  feed(reader: RowReader): Promise<void>
  /** Rejected rows with their text, from a second pass over the table. */
  withText(rows: readonly RejectedRow[]): Promise<RejectedRow[]>
  /** How the file is written, for the findings. */
  written(): Pick<HistoryFindings, 'encoding' | 'delimiter' | 'sheet'>
  /** What is worth saying of the file, once its rows were read. */
  notes(): Message[]
}

/** Hands every cell of a matrix to the reader as a row. */
export function feedMatrix({ rows, sumRows }: MatrixLayout, reader: RowReader): void {
  reader.rows.sumRows += sumRows
  for (const { line, cells } of rows) {
    reader.beginRow()
    for (const [index, cell] of cells.entries()) reader.cell(index, cell)
    if (!reader.finishRow(line, cells.length, false)) reader.reject(line, cells.map(showCell).join(' '))
    if (reader.stopped) return
  }
}
