import type { Message } from '../../domain/messages/index.ts'
import type { RowCells } from './row-cells.ts'
import type { VisitStore } from './visits.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** The beginning of a file that may be a log of calls. */
export interface LogHead {
  /** Its first lines. */
  text: string
  /** Cells of its first line, under the delimiter that cuts it into most. */
  headings: readonly string[]
  delimiter: Delimiter
}

/** Rows by what became of them: of a visit, or why they were left aside. Every row is counted once. */
export type RowCounts = Map<string, number>

/** Takes the rows of one form of log. */
export interface LogReader {
  /** What the file is, for the planner who gave it: `an Asterisk queue_log`. */
  what: string
  /** What stands in a row. */
  row: 'an event' | 'a call' | 'a contact' | 'a segment'
  /** Between two cells; undefined where a row is one text. */
  delimiter?: Delimiter
  /** Of the columns, where the file has them. */
  headings?: readonly string[]
  /** Its times are UTC, whatever their cells look like. */
  isUtc?: true
  /** Lines before the first row. */
  headLines: number
  /** What the row became, as a key of {@link RowCounts}; undefined where a cell of it is bad. */
  take(cells: RowCells): string | undefined
  /** Settles what is known only when all rows are. */
  finish?(): void
  /** What is worth saying once all rows are known. */
  notes(): Message[]
}

/** Tells a form from the beginning of a file; undefined for any other file. */
export type LogForm = (head: LogHead, visits: VisitStore) => LogReader | undefined

/** The row tells of a stay of a contact in a queue: whole, or an event or a segment of it. */
export const VISIT = 'of visits'

/** A heading without case, spaces and marks. */
export function plainHeading(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
