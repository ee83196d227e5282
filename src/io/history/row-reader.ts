import { DAY_SECONDS, KrarupError } from '../../domain/index.ts'
import { errorSays, saidError } from '../../domain/messages/index.ts'
import {
  type Cell,
  type DateOrder,
  DateReader,
  type DecimalMark,
  isRefusal,
  judgeClock,
  judgeDuration,
  judgeMoment,
  judgeName,
  judgeNumber,
  judgeShare,
  NumberReader,
  type Refusal,
  refuseUnknown,
  showCell,
} from '../cells/index.ts'
import type { RecognisedColumn, Role } from '../layout/index.ts'
import { Bytes, type TextEncoding } from '../source/index.ts'
import { KIND, kindOf } from './column-kinds.ts'
import { type DoubtfulNumber, JudgedRows, type RejectedRow } from './judged-rows.ts'
import { PART_END } from './queue-names.ts'
import type { ZoneClock } from './zone-clock.ts'

export type RowProblem = Omit<RejectedRow, 'line' | 'text'>

/** More names than this in the queue column, and it is another column. */
const MOST_QUEUES = 20_000

/** Bad rows that stop the reading, unless they are collected. */
const MOST_BAD_ROWS = 20

/** Rows without a time that are kept until all rows are known: beyond these they are bad rows. */
const MOST_MAYBE_SUMS = 500

export interface RowReaderOptions {
  columns: readonly RecognisedColumn[]
  /** Columns of a whole row. */
  width: number
  encoding: TextEncoding
  delimiter: string
  /** Columns whose empty cells belong to the cell above: merged cells. */
  fillDown?: ReadonlySet<number>
  dateOrder?: DateOrder
  decimal?: DecimalMark
  zone?: ZoneClock
  /** Bad rows are collected to the end instead of up to the twentieth. */
  goOn: boolean
}

/** `Queue: Sales`, above the rows of a queue. */
const TITLE_OF_QUEUE =
  /^"?\s*(?:queue|skill|split(?:\/skill)?|vdn|call type|line of business|group|warteschlange|wachtrij|file|cola|fila|队列|技能组)(?: name)?\s*[:：=]\s*"?([^"]+)/iu

/**
 * Takes rows cell by cell, whoever cut them up (the scanner, csv-parse, a workbook), has each cell judged and keeps the
 * good rows. What a cell means may depend on later ones (day or month first, decimal mark): `settleRows` puts that right.
 */
export class RowReader {
  readonly rows: JudgedRows
  readonly width: number
  readonly kinds: Uint8Array
  readonly slots: Uint8Array
  readonly units: Float64Array
  readonly dates: DateReader
  readonly numbers: NumberReader
  /** Set when reading can end: enough bad rows are known. */
  stopped = false

  // the row at hand; the scanner writes these where a cell has its plainest form
  start = Number.NaN
  queue = 0
  readonly values: Float64Array
  private day = Number.NaN
  private clock = Number.NaN
  private offset: number | undefined
  private problem: RowProblem | undefined
  private isSum = false
  private mayBeSum = false
  private readonly doubtful: DoubtfulNumber[] = []
  /** Cells of the row that name its queue together; empty where one column does. */
  private readonly queueParts: string[]
  private readonly isJoined: boolean
  /** Numbers of queues by the texts of their cells. */
  private readonly queueIds = new Map<string, number>()

  private readonly options: RowReaderOptions
  private readonly hasTimeColumn: boolean
  /** -1 where there is no such column. */
  private readonly offeredSlot: number
  private readonly answeredSlot: number
  private readonly abandonedSlot: number
  private readonly columns: (RecognisedColumn | undefined)[]
  private converted = false
  /** Kinds of columns with merged cells, and what stood last in them. */
  private readonly merged = new Uint8Array(9)
  private readonly isMerged: boolean
  private readonly above = { start: Number.NaN, day: Number.NaN, clock: Number.NaN, queue: -1 }
  private readonly memo = {
    bytes: new Uint8Array(40),
    length: -1,
    start: Number.NaN,
    offset: undefined as number | undefined,
  }

  constructor(options: RowReaderOptions) {
    this.options = options
    this.width = options.width
    this.kinds = new Uint8Array(options.width)
    this.slots = new Uint8Array(options.width)
    this.units = new Float64Array(options.width).fill(1)
    this.columns = new Array(options.width).fill(undefined)
    const measures = options.columns.filter(({ role }) => kindOf(role) >= KIND.number)
    const queueColumns = options.columns.filter(({ role }) => role === 'queue')
    for (const column of options.columns) {
      const { index, role, unit } = column
      this.columns[index] = column
      this.kinds[index] = role === 'queue' && queueColumns.length > 1 ? KIND.queuePart : kindOf(role)
      this.units[index] = unit
      const slot = measures.indexOf(column)
      if (slot >= 0) this.slots[index] = slot
      if (role === 'queue') this.slots[index] = queueColumns.indexOf(column)
    }
    this.queueParts = queueColumns.length > 1 ? queueColumns.map(() => '') : []
    this.isJoined = this.queueParts.length > 0
    for (const index of options.fillDown ?? []) this.merged[this.kinds[index]] = 1
    this.isMerged = this.merged.includes(1)
    const slotOf = (role: Role) => measures.findIndex((column) => column.role === role)
    this.offeredSlot = slotOf('offered')
    this.answeredSlot = slotOf('answered')
    this.abandonedSlot = slotOf('abandoned')
    this.hasTimeColumn = this.kinds.includes(KIND.time)
    this.rows = new JudgedRows(measures)
    this.values = new Float64Array(measures.length)
    this.numbers = new NumberReader(options.decimal)
    this.dates = new DateReader(options.dateOrder, (move) => this.moveDays(move))
  }

  beginRow(): void {
    this.start = Number.NaN
    this.day = Number.NaN
    this.clock = Number.NaN
    this.offset = undefined
    this.problem = undefined
    this.isSum = false
    if (this.doubtful.length) this.doubtful.length = 0
  }

  /** A start cell straight from the bytes; files ordered by time repeat it hundreds of times. */
  startBytes(index: number, bytes: Bytes, from: number, to: number): void {
    const { memo } = this
    if (memo.length === to - from) {
      let same = true
      for (let i = 0; i < memo.length && same; i++) same = memo.bytes[i] === bytes[from + i]
      if (same) {
        this.start = memo.start
        this.offset = memo.offset
        if (memo.offset !== undefined) this.countOffset(memo.offset)
        return
      }
    }
    this.latin1Cell(index, bytes.toString('latin1', from, to))
    memo.length = -1
    if (to - from <= memo.bytes.length && !Number.isNaN(this.start)) {
      memo.bytes.set(bytes.subarray(from, to))
      memo.length = to - from
      memo.start = this.start
      memo.offset = this.offset
    }
  }

  /** A cell of a text file, one character a byte. */
  latin1Cell(index: number, latin1: string): void {
    const kind = this.kinds[index]
    if (kind === KIND.skip) return
    // names are kept as bytes: the encoding of the file may show only later
    if (kind === KIND.queue) this.queueBytes(Bytes.from(latin1, 'latin1'))
    else if (kind === KIND.queuePart) this.queueParts[this.slots[index]] = latin1.trim()
    else this.cell(index, this.options.encoding.show(latin1))
  }

  /** Any cell: text, or a value with its type. */
  cell(index: number, cell: Cell): void {
    const kind = this.kinds[index]
    if (kind === KIND.skip) return
    const unknown = refuseUnknown(cell)
    if (unknown) this.blame(index, cell, unknown)
    else if (kind === KIND.number) this.keep(index, cell, judgeNumber(cell, this.numbers))
    else if (kind === KIND.duration) this.durationCell(index, cell)
    else if (kind === KIND.share) this.shareCell(index, cell)
    else if (kind === KIND.queue || kind === KIND.queuePart) this.queueCell(index, cell)
    else this.timeCell(index, cell)
  }

  private durationCell(index: number, cell: Cell): void {
    const { numbers } = this
    this.keep(index, cell, judgeDuration(cell, numbers, this.units[index], this.columns[index]?.clockUnit))
    if (numbers.form === 'number') return
    const forms = this.rows.durationForms[this.slots[index]]
    forms.set(numbers.form, (forms.get(numbers.form) ?? 0) + 1)
  }

  private queueCell(index: number, cell: Cell): void {
    const known = typeof cell === 'string' ? this.queueIds.get(cell) : undefined
    if (known !== undefined) {
      this.queue = known
      return
    }
    const name = judgeName(cell)
    if (isRefusal(name)) this.blame(index, cell, name)
    else if (this.queueParts.length) this.queueParts[this.slots[index]] = Bytes.from(name).toString('latin1')
    else {
      this.queueBytes(Bytes.from(name))
      if (typeof cell === 'string') this.queueIds.set(cell, this.queue)
    }
  }

  private queueBytes(bytes: Uint8Array): void {
    this.queue = this.rows.queues.idOf(bytes, 0, bytes.length)
  }

  private timeCell(index: number, cell: Cell): void {
    const kind = this.kinds[index]
    const judged = kind === KIND.time ? judgeClock(cell, this.dates) : judgeMoment(cell, this.dates)
    if (judged === undefined) return
    if (judged === 'sum') this.isSum = true
    else if (isRefusal(judged)) this.blame(index, cell, judged)
    else {
      if (kind === KIND.time) this.clock = judged.time
      else if (kind === KIND.date) this.day = Math.floor(judged.time / DAY_SECONDS)
      else this.start = judged.time
      if (judged.offset === undefined) return
      this.offset = judged.offset
      this.countOffset(judged.offset)
    }
  }

  private countOffset(offset: number): void {
    if (offset === 0) this.rows.utcRows++
    else this.rows.offsetRows++
  }

  private shareCell(index: number, cell: Cell): void {
    const judged = judgeShare(cell, this.numbers)
    this.keep(index, cell, isRefusal(judged) ? judged : judged.value)
    const share = this.rows.shares.find(({ slot }) => slot === this.slots[index])
    if (!share || isRefusal(judged)) return
    if (judged.percent) share.percent = true
    else if (judged.value > share.plainMost) share.plainMost = judged.value
  }

  private keep(index: number, cell: Cell, judged: number | Refusal): void {
    const slot = this.slots[index]
    if (typeof judged !== 'number') {
      this.values[slot] = Number.NaN
      this.blame(index, cell, judged)
      return
    }
    this.values[slot] = judged
    if (this.numbers.doubtful) this.doubtful.push({ slot, fractionIf: this.numbers.doubtful })
  }

  private blame(index: number, cell: Cell, { reason, hint }: Refusal): void {
    this.problem ??= {
      code: 'UNREADABLE',
      reason,
      hint,
      column: index + 1,
      heading: this.columns[index]?.heading ?? '',
      value: showCell(cell),
    }
  }

  /**
   * Keeps the row at hand, or says that it is bad (then {@link reject} follows, with its text).
   *
   * @param fields how many cells it had
   * @param surplus whether a cell beyond the last heading has text in it
   */
  finishRow(line: number, fields: number, surplus: boolean): boolean {
    if (this.isSum) {
      this.rows.sumRows++
      return true
    }
    const { width, values } = this
    if (this.isJoined) this.joinQueue()
    if (fields < width || surplus) {
      const message = errorSays('cells', { cells: { count: fields }, width: { count: width } })
      this.problem = {
        code: 'UNREADABLE',
        reason: message.text,
        message,
        hint: 'a missing or an extra delimiter shifts the columns: mend the row or export again',
      }
      return false
    }
    const countless = this.isCountless()
    let blank = countless
    // beside empty counts, a zero is what a spreadsheet's formula makes of nothing
    for (let i = 0; i < values.length && blank; i++) blank = Number.isNaN(values[i]) || values[i] === 0
    if (this.isMerged && !blank) this.fillDown()
    if (Number.isNaN(this.start)) this.start = this.day * DAY_SECONDS + (this.hasTimeColumn ? this.clock : 0)
    if (this.problem) {
      this.mayBeSum = !countless && Number.isNaN(this.start)
      return false
    }
    if (Number.isNaN(this.start)) {
      if (blank) {
        this.rows.emptyRows++
        return true
      }
      this.mayBeSum = !countless
      return this.fail('the row has values but no time', 'fill in the start of its interval')
    }
    if (blank) {
      this.rows.blankStarts.push(this.start)
      return true
    }
    if (countless)
      return this.fail('the row has values but no number of contacts', 'fill in the contacts offered, or empty the row')
    if (this.queue < 0) return this.fail('the row names no queue', 'fill in the queue of every row')
    if (this.rows.queues.names.length > MOST_QUEUES) {
      return this.fail(
        `the queue column has more than ${MOST_QUEUES} different names`,
        'name the column that holds the queue: --map queue=Column',
      )
    }
    this.store(line)
    return true
  }

  private joinQueue(): void {
    const { queueParts } = this
    this.queueBytes(Bytes.from(queueParts.some((part) => part !== '') ? queueParts.join(PART_END) : '', 'latin1'))
  }

  /** Takes what the row leaves empty in merged columns from the last row that had it. */
  private fillDown(): void {
    const { merged, above } = this
    const { start, day, clock, queue } = this
    if (merged[KIND.start] && Number.isNaN(this.start)) this.start = above.start
    if (merged[KIND.date] && Number.isNaN(this.day)) this.day = above.day
    if (merged[KIND.time] && Number.isNaN(this.clock)) this.clock = above.clock
    if (merged[KIND.queue] && this.queue < 0) this.queue = above.queue
    const isFilled = ![
      [start, this.start],
      [day, this.day],
      [clock, this.clock],
      [queue, this.queue],
    ].every(([a, b]) => Object.is(a, b))
    if (isFilled) this.rows.filledRows++
    above.start = this.start
    above.day = this.day
    above.clock = this.clock
    above.queue = this.queue
  }

  private isCountless(): boolean {
    const { values, offeredSlot: offered, answeredSlot: answered, abandonedSlot: abandoned } = this
    if (offered >= 0 && !Number.isNaN(values[offered])) return false
    return answered < 0 || abandoned < 0 || Number.isNaN(values[answered]) || Number.isNaN(values[abandoned])
  }

  private fail(reason: string, hint: string): false {
    this.problem = { code: 'UNREADABLE', reason, hint }
    return false
  }

  private store(line: number): void {
    const { rows } = this
    let { start } = this
    const { zone } = this.options
    if (zone && this.offset !== undefined) {
      const wall = zone.wallTime(start - this.offset)
      start = wall.time
      if (wall.second) rows.repeated.add(rows.store.count)
      this.converted = true
    }
    rows.add(line, start, this.queue, this.values, this.doubtful)
  }

  /** Writes down the bad row at hand. */
  reject(line: number, latin1Row: string, problem = this.problem): void {
    if (!problem) return
    const { rejected, maybeSums } = this.rows
    const { mayBeSum } = this
    this.mayBeSum = false
    if (this.isBetweenPages(latin1Row, problem)) {
      this.rows.titleRows++
      return
    }
    const row = { line, text: this.options.encoding.show(latin1Row), ...problem }
    if (mayBeSum && maybeSums.length < MOST_MAYBE_SUMS) {
      const count = this.offeredSlot >= 0 ? this.offeredSlot : this.answeredSlot
      maybeSums.push({
        ...row,
        ordinal: this.rows.store.count,
        queue: this.queue,
        slot: count,
        sum: this.values[count],
      })
      return
    }
    rejected.push(row)
    if (!this.options.goOn && rejected.length >= MOST_BAD_ROWS) this.stopped = true
  }

  /** Whether a row that is none repeats the headings, or has text in one cell alone: the lines between the pages of a report. */
  private isBetweenPages(latin1Row: string, { heading, value }: RowProblem): boolean {
    if (heading !== undefined && value?.trim().toLowerCase() === heading.trim().toLowerCase()) return true
    const filled = latin1Row.split(this.options.delimiter).filter((cell) => /[^\s"]/.test(cell))
    if (filled.length !== 1 || /^"?\s*\d/.test(filled[0])) return false
    this.noteTitle(this.options.encoding.show(filled[0]))
    return true
  }

  /** A report with a page for each queue names them in titles only: without a column of queues they would be added up, or taken for one. */
  private noteTitle(title: string): void {
    const { titledQueues } = this.rows
    const name = TITLE_OF_QUEUE.exec(title)?.[1]
    if (name === undefined || this.options.columns.some(({ role }) => role === 'queue')) return
    titledQueues.add(name.trim())
    if (titledQueues.size < 2) return
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'the queues stand in titles between the rows, not in a column',
      how: 'put the name of the queue into a column of every row, or give a file for each queue',
      value: [...titledQueues].join(', '),
    })
  }

  private moveDays(move: (day: number) => number): void {
    if (this.converted) {
      throw saidError({
        code: 'MISSING',
        what: 'dates with an offset from UTC, and day and month cannot be told apart from the beginning on',
        how: errorSays('dateOrder', { first: '--date-order dmy', second: '--date-order mdy' }),
      })
    }
    this.rows.moveDays(move)
    this.memo.length = -1
  }
}
