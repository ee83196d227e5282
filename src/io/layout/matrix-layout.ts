import { parse } from 'csv-parse/sync'
import type { TextEncoding } from '../source/index.ts'
import type { Layout } from './find-layout.ts'
import { findMatrix, type Matrix } from './find-matrix.ts'
import { DELIMITERS, type Delimiter } from './head-records.ts'
import type { RecognisedColumn } from './recognise-columns.ts'
import type { Role } from './roles.ts'

/** Cells of a matrix as rows with a date, a time, a queue and a number of contacts. */
export interface MatrixLayout extends Layout {
  rows: { line: number; cells: readonly string[] }[]
  sumRows: number
  sumColumns: number
}

/** The layout of a sheet with dates across and times down (or the other way round); undefined for any other table. */
export function matrixLayout(bytes: Buffer, encoding: TextEncoding, file: string): MatrixLayout | undefined {
  const text = encoding.show(bytes.toString('latin1'))
  const separator = /^sep=([,;\t|])\r?\n/i.exec(text)
  for (const delimiter of separator ? [separator[1] as Delimiter] : DELIMITERS) {
    const head = text.split(/\r\n|\n|\r/, 20)
    // a matrix has many cells in its head; others are not cut up
    if (!head.some((line) => line.split(delimiter).length > 3)) continue
    const records = recordsOf(text.slice(separator?.[0].length ?? 0), delimiter)
    const matrix = findMatrix(
      records.map(({ record }) => record),
      file,
    )
    if (matrix)
      return layoutOf(
        matrix,
        delimiter,
        records.map(({ info }) => info.lines + (separator ? 1 : 0)),
      )
  }
  return undefined
}

function recordsOf(text: string, delimiter: Delimiter): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
  } catch {
    return []
  }
}

function layoutOf(
  { cells, hasQueue, sumRows, sumColumns }: Matrix,
  delimiter: Delimiter,
  lines: readonly number[],
): MatrixLayout {
  const roles: Role[] = hasQueue ? ['date', 'time', 'queue', 'offered'] : ['date', 'time', 'offered']
  const names = { date: 'dates', time: 'times', queue: 'queue', offered: 'cells' }
  const headings = roles.map((role) => names[role as keyof typeof names])
  return {
    delimiter,
    headings,
    recognition: {
      columns: roles.map(
        (role, index): RecognisedColumn => ({ index, heading: headings[index], role, unit: 1, clockUnit: 1 }),
      ),
      aside: [],
    },
    preamble: [],
    dataOffset: 0,
    dataLine: 1,
    fillDown: new Set(),
    rows: cells.map(({ row, date, time, queue, count }) => ({
      line: lines[row],
      cells: hasQueue ? [date, time, queue, count] : [date, time, count],
    })),
    sumRows,
    sumColumns,
  }
}
