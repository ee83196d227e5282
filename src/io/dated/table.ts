import type { Place } from '../../domain/index.ts'
import type { Cell } from '../cells/index.ts'

/** A small table: one row has its headings, usually the first. */
export interface Table {
  /** The file's name, for messages. */
  file: string
  headings: string[]
  /** Line of the headings, from 1. */
  headingLine: number
  rows: TableRow[]
  /** Where a cell stands, or a row, for messages: line from 1, column from 0 (below 0: none). */
  at: (line?: number, column?: number) => Place
}

export interface TableRow {
  /** Trimmed; a row may have fewer than there are headings. */
  cells: string[]
  /** The same with their types, where the file tells them. */
  typed?: readonly Cell[]
  /** Line of the file on which it ends, from 1. */
  line: number
}

export interface TableOptions {
  /** The table's name in messages, for example `holidays`, and of its sheet in a workbook. */
  what: string
  /** Whether headings are those of the table: tells which sheet of a workbook it is. */
  fits: (headings: readonly string[]) => boolean
  /** Whether a column holds handle times. */
  isHandleTime: (heading: string) => boolean
}

/** Makes the places of a table's cells. */
export function placesIn({
  file,
  sheet,
  headings,
}: {
  file: string
  sheet?: string
  headings: readonly string[]
}): Table['at'] {
  return (line, column = -1) => ({
    file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(line === undefined ? {} : { line }),
    ...(column < 0 ? {} : { column: column + 1, heading: headings[column] }),
  })
}
