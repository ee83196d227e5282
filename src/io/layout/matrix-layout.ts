import { parse } from 'csv-parse/sync'
import { secondOfDay } from '../../domain/index.ts'
import { type Cell, showCell } from '../cells/index.ts'
import type { Bytes, TextEncoding } from '../source/index.ts'
import type { Layout, TextLayout } from './find-layout.ts'
import { findMatrix, isMatrix, type Matrix, type MatrixCell, TELLING_ROWS } from './find-matrix.ts'
import { DELIMITERS, type Delimiter, wholeLines } from './head-records.ts'
import type { RecognisedColumn } from './recognise-columns.ts'
import type { Role } from './roles.ts'

/** Cells of a matrix as rows with a date, a time, a queue and a number of contacts. */
export interface MatrixLayout extends Layout {
  rows: { line: number; cells: readonly Cell[] }[]
  sumRows: number
  sumColumns: number
}

/** The layout of a sheet with dates across and times down (or the other way round); undefined for any other table. */
export function matrixLayout(
  bytes: Bytes,
  encoding: TextEncoding,
  file: string,
): (MatrixLayout & TextLayout) | undefined {
  // most files are none, and the first lines tell: only a matrix is cut up to its end
  const head = encoding.show(wholeLines(bytes, true))
  const separator = /^sep=([,;\t|])\r?\n/i.exec(head)
  const start = separator?.[0].length ?? 0
  for (const delimiter of separator ? [separator[1] as Delimiter] : DELIMITERS) {
    if (!isMatrix(recordsOf(head.slice(start), delimiter, TELLING_ROWS).map(({ record }) => record))) continue
    const records = recordsOf(encoding.show(bytes.toString('latin1')).slice(start), delimiter)
    const matrix = findMatrix(
      records.map(({ record }) => record),
      file,
    )
    if (matrix) {
      const lines = records.map(({ info }) => info.lines + (separator ? 1 : 0))
      return { ...layoutOf(matrix, lines, ({ count }) => count), delimiter, dataOffset: 0 }
    }
  }
  return undefined
}

/** As {@link matrixLayout}, for the rows of a sheet, whose counts keep their types. */
export function matrixOfCells(
  rows: readonly { line: number; cells: readonly Cell[] }[],
  file: string,
): MatrixLayout | undefined {
  const texts = rows.map(({ cells }) => cells.map(keyOrCount))
  const matrix = findMatrix(texts, file)
  const lines = rows.map(({ line }) => line)
  return matrix && layoutOf(matrix, lines, ({ row, column }) => rows[row].cells[column] ?? '')
}

/** Whether the first rows of a sheet are those of a matrix. */
export function isMatrixOfCells(rows: readonly { cells: readonly Cell[] }[]): boolean {
  return isMatrix(rows.map(({ cells }) => cells.map(keyOrCount)))
}

/** A date is one whatever else its format shows: across a sheet stand days. */
function keyOrCount(cell: Cell): string {
  const isDay = typeof cell !== 'string' && cell.type === 'date' && secondOfDay(cell.time) === 0
  return showCell(isDay ? { ...cell, wholeDay: true } : cell)
}

export function recordsOf(
  text: string,
  delimiter: Delimiter,
  to?: number,
): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      info: true,
      ...(to === undefined ? {} : { to }),
    }) as unknown as { record: string[]; info: { lines: number } }[]
  } catch {
    return []
  }
}

function layoutOf(
  { cells, hasQueue, sumRows, sumColumns }: Matrix,
  lines: readonly number[],
  countOf: (cell: MatrixCell) => Cell,
): MatrixLayout {
  const roles: Role[] = hasQueue ? ['date', 'time', 'queue', 'offered'] : ['date', 'time', 'offered']
  const names = { date: 'dates', time: 'times', queue: 'queue', offered: 'cells' }
  const headings = roles.map((role) => names[role as keyof typeof names])
  return {
    headings,
    recognition: {
      columns: roles.map((role, index): RecognisedColumn => ({ index, heading: headings[index], role, unit: 1 })),
      aside: [],
    },
    preamble: [],
    dataLine: 1,
    fillDown: new Set(),
    rows: cells.map((cell) => ({
      line: lines[cell.row],
      cells: hasQueue ? [cell.date, cell.time, cell.queue, countOf(cell)] : [cell.date, cell.time, countOf(cell)],
    })),
    sumRows,
    sumColumns,
  }
}
