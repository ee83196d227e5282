import { dayOf, formatDay, formatPlainDateTime, type PlainDateTime } from '../../domain/index.ts'

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
  /** A date, or a date with a time of day; `wholeDay` where the cell shows the date alone. */
  | { type: 'date'; time: PlainDateTime; wholeDay?: true }
  /** A time of day or a length of time: spreadsheets do not tell one from the other. `shown: 'h:mm'` where the cell leaves the seconds out. */
  | { type: 'duration'; seconds: number; shown?: 'h:mm' }
  | { type: 'boolean'; value: boolean }
  | { type: 'empty' }
  /** A formula whose value the file does not hold. */
  | { type: 'uncalculated' }
  /** One of several cells that are merged into one, which has one value for all of them. */
  | { type: 'merged' }

/** Why a cell is not what its column holds, and how to mend it. */
export interface Refusal {
  reason: string
  hint: string
}

/** Why a cell has no value that any judge could look at; undefined for all others. */
export function refuseUnknown(cell: Cell): Refusal | undefined {
  if (typeof cell === 'string') return undefined
  if (cell.type === 'uncalculated') {
    return {
      reason: 'a formula whose value is not in the file',
      hint: 'the file was written by a program that does not calculate: open it in Excel or LibreOffice, save it, and read that',
    }
  }
  if (cell.type !== 'merged') return undefined
  return {
    reason: 'one merged cell holds the number of several rows',
    hint: 'take the merged cells apart, and write a number in each row',
  }
}

/** Whether a judge refused the cell. */
export function isRefusal(judged: unknown): judged is Refusal {
  return typeof judged === 'object' && judged !== null && 'reason' in judged
}

/** A cell as a person would write it in a text file, for headings, names and messages. */
export function showCell(cell: Cell): string {
  if (typeof cell === 'string') return cell
  switch (cell.type) {
    case 'number':
    case 'boolean':
      return String(cell.value)
    case 'percentage':
      // 0.07 x 100 is 7.000000000000001
      return `${Number((cell.share * 100).toPrecision(12))}%`
    case 'date':
      return cell.wholeDay ? formatDay(dayOf(cell.time)) : formatPlainDateTime(cell.time).slice(0, 16).replace('T', ' ')
    case 'duration':
      return showClock(cell.seconds)
    case 'empty':
    case 'uncalculated':
    case 'merged':
      return ''
  }
}

/** `25:30:00`, and `0:02:14.5`. */
function showClock(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  const two = (part: number) => String(part).padStart(2, '0')
  const fraction = Number((Math.abs(seconds) - whole).toFixed(3))
    .toString()
    .slice(1)
  return `${seconds < 0 ? '-' : ''}${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${fraction}`
}
