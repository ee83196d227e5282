import { formatDuration, formatPlainDateTime, type PlainDateTime } from '../../domain/index.ts'

/**
 * A cell as it reaches the judges: text, as every cell of a text file is, or a value whose type the file itself tells,
 * as a workbook does. What a column wants and what a cell is are two things; the judges bring them together.
 */
export type Cell = string | TypedCell

/** A cell whose type is told by the file, not by what its text looks like. */
export type TypedCell =
  | { type: 'number'; value: number }
  /** 0.67 where 67% is shown. */
  | { type: 'percentage'; share: number }
  /** A date, or a date with a time of day. */
  | { type: 'date'; time: PlainDateTime }
  /** A time of day or a length of time: spreadsheets do not tell one from the other. */
  | { type: 'duration'; seconds: number }
  | { type: 'boolean'; value: boolean }
  | { type: 'empty' }

/** Why a cell is not what its column holds, and how to mend it. */
export interface Refusal {
  reason: string
  hint: string
}

/** Whether a judge refused the cell. */
export function isRefusal(judged: unknown): judged is Refusal {
  return typeof judged === 'object' && judged !== null && 'reason' in judged
}

/** A cell as a person would read it, for messages. */
export function showCell(cell: Cell): string {
  if (typeof cell === 'string') return cell
  switch (cell.type) {
    case 'number':
    case 'boolean':
      return String(cell.value)
    case 'percentage':
      return `${cell.share * 100}%`
    case 'date':
      return formatPlainDateTime(cell.time).slice(0, 16).replace('T', ' ')
    case 'duration':
      return formatDuration(cell.seconds)
    case 'empty':
      return ''
  }
}
