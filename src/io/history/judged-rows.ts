import { DAY_SECONDS, type ErrorCode } from '../../domain/index.ts'
import type { Message } from '../../domain/messages/index.ts'
import type { DecimalMark, DurationForm } from '../cells/index.ts'
import type { RecognisedColumn } from '../layout/index.ts'
import { QueueNames } from './queue-names.ts'
import { RowStore, START_COLUMN } from './row-store.ts'

/** A row that could not be used, whole and with the reason. */
export interface RejectedRow {
  /** The sheet of a workbook. */
  sheet?: string
  /** Line of the file on which it begins, or row of the sheet, from 1. */
  line: number
  /** The row as it stands in the file. */
  text: string
  code: ErrorCode
  reason: string
  /** The reason, so that it can be said in other languages, where values stand in it. */
  message?: Message
  hint: string
  /** Number of the column from 1, its heading and the cell that was to blame, where it was one cell. */
  column?: number
  heading?: string
  value?: string
}

/** A share column's plain numbers may turn out to be percentages: what is needed to tell. */
export interface ShareColumn {
  slot: number
  /** Some cell bears a percent sign. */
  percent: boolean
  /** The largest number without one. */
  plainMost: number
}

/** A number that is a fraction if the file's decimal mark turns out to be this one, and a thousand times as much if not. */
export interface DoubtfulNumber {
  slot: number
  fractionIf: DecimalMark
}

/** A row without a time that may be the sum of rows above it. */
export interface MaybeSum extends RejectedRow {
  /** Rows that were stored before it. */
  ordinal: number
  /** Its queue's number; -1 where the cell is empty. */
  queue: number
  /** The measure that is added up, and what the row says. */
  slot: number
  sum: number
}

/** The rows of a file, each cell judged: the first of the three steps to a history, in order of the file. */
export class JudgedRows {
  /** Columns of the measures; a measure's slot is its place here. */
  readonly measures: readonly RecognisedColumn[]
  readonly store: RowStore
  readonly queues = new QueueNames()
  /** Queues in order of their first good row. */
  readonly queueOrder: number[] = []
  readonly rejected: RejectedRow[] = []
  readonly maybeSums: MaybeSum[] = []
  /** Ordinals of rows in the repetition of an hour that comes twice. */
  readonly repeated = new Set<number>()
  /** Starts of rows that have no value at all. */
  readonly blankStarts: number[] = []
  readonly shares: ShareColumn[] = []
  /** Rows of doubtful numbers, by slot and mark. */
  readonly doubtful: (DoubtfulNumber & { rows: number[] })[] = []
  /** How many durations of each measure are written in which form, plain numbers aside. */
  readonly durationForms: Map<DurationForm, number>[]
  emptyRows = 0
  sumRows = 0
  /** Headings that are repeated, titles between pages. */
  titleRows = 0
  /** Queues that titles between pages name. */
  readonly titledQueues = new Set<string>()
  /** Rows whose date, time or queue stands in a merged cell above. */
  filledRows = 0
  utcRows = 0
  offsetRows = 0
  private readonly hasRows: boolean[] = []
  private readonly lineRuns: { row: number; ahead: number }[] = []
  private ahead = Number.NaN

  constructor(measures: readonly RecognisedColumn[]) {
    this.measures = measures
    this.store = new RowStore(measures.length)
    this.durationForms = measures.map(() => new Map())
    for (const [slot, { role }] of measures.entries()) {
      if (role === 'serviceLevel') this.shares.push({ slot, percent: false, plainMost: 0 })
    }
  }

  add(line: number, start: number, queue: number, values: Float64Array, doubtful: readonly DoubtfulNumber[]): void {
    const row = this.store.count
    if (line - row !== this.ahead) {
      this.ahead = line - row
      this.lineRuns.push({ row, ahead: this.ahead })
    }
    if (doubtful.length) this.keepDoubts(row, doubtful)
    if (!this.hasRows[queue]) {
      this.hasRows[queue] = true
      this.queueOrder.push(queue)
    }
    this.store.push(start, queue, values)
  }

  /** Line on which a stored row begins. */
  lineOf(row: number): number {
    let low = 0
    let high = this.lineRuns.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.lineRuns[middle].row <= row) low = middle
      else high = middle - 1
    }
    return row + this.lineRuns[low].ahead
  }

  /** Puts the days of all starts right, once a date shows that they were read in the wrong order. */
  moveDays(move: (day: number) => number): void {
    const known = new Map<number, number>()
    const change = (start: number): number => {
      const day = Math.floor(start / DAY_SECONDS)
      let moved = known.get(day)
      if (moved === undefined) {
        moved = move(day)
        known.set(day, moved)
      }
      return start + (moved - day) * DAY_SECONDS
    }
    this.moveStarts(change)
  }

  moveStarts(change: (start: number) => number): void {
    this.store.rewrite(START_COLUMN, change)
    for (const [i, start] of this.blankStarts.entries()) this.blankStarts[i] = change(start)
  }

  private keepDoubts(row: number, doubtful: readonly DoubtfulNumber[]): void {
    for (const { slot, fractionIf } of doubtful) {
      let noted = this.doubtful.find((one) => one.slot === slot && one.fractionIf === fractionIf)
      if (!noted) {
        noted = { slot, fractionIf, rows: [] }
        this.doubtful.push(noted)
      }
      noted.rows.push(row)
    }
  }
}
