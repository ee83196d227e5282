import { DAY_SECONDS, type ErrorCode, KrarupError, secondOfDay } from '../../domain/index.ts'
import { type DateOrder, DateReader, type ReadMoment } from '../cells/read-dates.ts'
import { type DecimalMark, NumberReader } from '../cells/read-numbers.ts'
import type { RecognisedColumn, Role, UncertainRole } from '../layout/headings.ts'
import type { TextEncoding } from '../source/encoding.ts'
import { QueueNames } from './queue-names.ts'
import { FIRST_MEASURE_COLUMN, RowStore, START_COLUMN } from './row-store.ts'
import type { ZoneClock } from './zone-clock.ts'

/** A row that could not be used, whole and with the reason. */
export interface RejectedRow {
  /** Line of the file on which it begins, from 1. */
  line: number
  /** The row as it stands in the file. */
  text: string
  code: ErrorCode
  reason: string
  hint: string
  /** Number of the column from 1, its heading and the cell that was to blame, where it was one cell. */
  column?: number
  heading?: string
  value?: string
}

export type RowProblem = Omit<RejectedRow, 'line' | 'text'>

/** How the scanner treats a column. */
export const KIND = { skip: 0, start: 1, date: 2, time: 3, queue: 4, number: 5, duration: 6, share: 7 } as const

const COUNTS: ReadonlySet<string> = new Set(['offered', 'answered', 'abandoned', 'answeredWithin', 'agents'])

function kindOf(role: Role | UncertainRole): number {
  if (role === 'start' || role === 'date' || role === 'time' || role === 'queue') return KIND[role]
  if (COUNTS.has(role)) return KIND.number
  return role === 'serviceLevel' ? KIND.share : KIND.duration
}

/** Words that stand where the date should be in a row of sums. */
const SUMS = /^(grand ?)?(total|totals|sum|summary|average|avg|合计|总计|小计|汇总|平均)\b|^(合计|总计|小计|汇总|平均)/i

/** More names than this in the queue column, and it is another column. */
const MOST_QUEUES = 20_000

export interface RowReaderOptions {
  columns: readonly RecognisedColumn[]
  /** Columns of a whole row. */
  width: number
  encoding: TextEncoding
  dateOrder?: DateOrder
  decimal?: DecimalMark
  zone?: ZoneClock
  /** Bad rows are collected to the end instead of up to the twentieth. */
  goOn: boolean
}

/** A share column's plain numbers may turn out to be percentages: what is needed to tell. */
export interface ShareColumn {
  slot: number
  /** Some cell bears a percent sign. */
  percent: boolean
  /** The largest number without one. */
  plainMost: number
}

/**
 * Judges rows cell by cell, whoever cut them up (the scanner or csv-parse), and stores the good ones. What a cell means
 * may depend on later ones (day or month first, decimal mark): such cells are remembered and put right in {@link settle}.
 */
export class RowReader {
  readonly width: number
  readonly kinds: Uint8Array
  readonly slots: Uint8Array
  readonly units: Float64Array
  readonly rows: RowStore
  readonly queues = new QueueNames()
  readonly dates: DateReader
  readonly numbers: NumberReader
  readonly measures: RecognisedColumn[]
  readonly shares: ShareColumn[] = []
  readonly rejected: RejectedRow[] = []
  /** Queues in order of their first good row. */
  readonly queueOrder: number[] = []
  private readonly hasRows: boolean[] = []
  /** Ordinals of rows in the repetition of an hour that comes twice. */
  readonly repeated = new Set<number>()
  /** Starts of rows that have no value at all. */
  readonly blankStarts: number[] = []
  emptyRows = 0
  sumRows = 0
  utcRows = 0
  offsetRows = 0
  /** Set when reading can end: enough bad rows are known. */
  stopped = false

  // the row at hand; the scanner writes these where a cell has its plainest form
  start = Number.NaN
  day = Number.NaN
  clock = Number.NaN
  queue = 0
  readonly values: Float64Array
  private offset: number | undefined
  private problem: RowProblem | undefined
  private isSum = false
  private readonly doubtful: { slot: number; fractionIf: DecimalMark }[] = []

  private readonly options: RowReaderOptions
  private readonly hasTimeColumn: boolean
  /** -1 where there is no such column. */
  private readonly offeredSlot: number
  private readonly answeredSlot: number
  private readonly abandonedSlot: number
  private readonly columns: (RecognisedColumn | undefined)[]
  /** Rows of doubtful cells, by slot and mark. */
  private readonly doubtfulRows: { slot: number; fractionIf: DecimalMark; rows: number[] }[] = []
  private readonly lineRuns: { row: number; ahead: number }[] = []
  private ahead = Number.NaN
  private converted = false
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
    this.measures = options.columns.filter(({ role }) => kindOf(role) >= KIND.number)
    for (const column of options.columns) {
      const { index, role, unit } = column
      this.columns[index] = column
      this.kinds[index] = kindOf(role)
      this.units[index] = unit
      const slot = this.measures.indexOf(column)
      if (slot >= 0) this.slots[index] = slot
      if (role === 'serviceLevel') this.shares.push({ slot, percent: false, plainMost: 0 })
    }
    const slotOf = (role: Role) => this.measures.findIndex((column) => column.role === role)
    this.offeredSlot = slotOf('offered')
    this.answeredSlot = slotOf('answered')
    this.abandonedSlot = slotOf('abandoned')
    this.hasTimeColumn = this.kinds.includes(KIND.time)
    this.rows = new RowStore(this.measures.length)
    this.values = new Float64Array(this.measures.length)
    this.numbers = new NumberReader(options.decimal)
    this.dates = new DateReader(options.dateOrder, (move) => this.moveDates(move))
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
  startCell(index: number, bytes: Buffer, from: number, to: number): void {
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
    this.cell(index, bytes.toString('latin1', from, to))
    memo.length = -1
    if (to - from <= memo.bytes.length && !Number.isNaN(this.start)) {
      memo.bytes.set(bytes.subarray(from, to))
      memo.length = to - from
      memo.start = this.start
      memo.offset = this.offset
    }
  }

  /** Any cell, as Latin-1 text. */
  cell(index: number, latin1: string): void {
    const kind = this.kinds[index]
    if (kind === KIND.skip) return
    if (kind === KIND.queue) {
      const bytes = Buffer.from(latin1, 'latin1')
      this.queue = this.queues.idOf(bytes, 0, bytes.length)
    } else if (kind === KIND.number) this.numberCell(index, latin1)
    else if (kind === KIND.duration) this.durationCell(index, latin1)
    else if (kind === KIND.share) this.shareCell(index, latin1)
    else this.timeCell(index, latin1)
  }

  private timeCell(index: number, latin1: string): void {
    const text = this.options.encoding.show(latin1).trim()
    if (text === '') return
    const kind = this.kinds[index]
    if (kind === KIND.time) {
      const read = this.dates.clock(text) ?? hourAlone(text) ?? this.clockOfMoment(text)
      if (read) {
        this.clock = read.time
        if (read.offset !== undefined) this.takeOffset(read.offset)
        return
      }
    } else {
      const read = this.dates.moment(text)
      if (read) {
        if (kind === KIND.date) this.day = Math.floor(read.time / DAY_SECONDS)
        else this.start = read.time
        if (read.offset !== undefined) this.takeOffset(read.offset)
        return
      }
      if (SUMS.test(text)) {
        this.isSum = true
        return
      }
    }
    this.blame(index, latin1, {
      reason: kind === KIND.time ? 'not a time of day' : 'not a date',
      hint: dateHint(text, this.dates.orders),
    })
  }

  /** Spreadsheets write a time of day as a moment of their first day. */
  private clockOfMoment(text: string): ReadMoment | undefined {
    const moment = /\d:\d/.test(text) ? this.dates.moment(text) : undefined
    return moment && { ...moment, time: secondOfDay(moment.time) }
  }

  private takeOffset(offset: number): void {
    this.offset = offset
    this.countOffset(offset)
  }

  private countOffset(offset: number): void {
    if (offset === 0) this.utcRows++
    else this.offsetRows++
  }

  private numberCell(index: number, latin1: string): void {
    const value = this.numbers.read(this.options.encoding.show(latin1))
    this.keepNumber(index, latin1, value)
  }

  private durationCell(index: number, latin1: string): void {
    const value = this.numbers.readDuration(this.options.encoding.show(latin1), this.units[index])
    this.keepNumber(index, latin1, value)
  }

  private keepNumber(index: number, latin1: string, value: number | undefined): void {
    if (value === undefined) {
      const kind = this.kinds[index]
      this.values[this.slots[index]] = Number.NaN
      this.blame(index, latin1, {
        reason: kind === KIND.duration ? 'not a duration' : 'not a number',
        hint: numberHint(latin1, kind === KIND.duration, this.numbers.mark),
      })
      return
    }
    this.values[this.slots[index]] = value
    this.noteDoubt(this.slots[index])
  }

  private noteDoubt(slot: number): void {
    if (this.numbers.doubtful) this.doubtful.push({ slot, fractionIf: this.numbers.doubtful })
  }

  private shareCell(index: number, latin1: string): void {
    const read = this.numbers.readShare(this.options.encoding.show(latin1))
    const slot = this.slots[index]
    this.values[slot] = read?.value ?? Number.NaN
    if (!read || read.value > 100) {
      this.blame(index, latin1, { reason: 'not a share', hint: 'write 0.67, 67% or 67' })
      return
    }
    this.noteDoubt(slot)
    const share = this.shares.find((one) => one.slot === slot)
    if (!share) return
    if (read.percent) share.percent = true
    else if (read.value > share.plainMost) share.plainMost = read.value
  }

  private blame(index: number, latin1: string, { reason, hint }: { reason: string; hint: string }): void {
    this.problem ??= {
      code: 'UNREADABLE',
      reason,
      hint,
      column: index + 1,
      heading: this.columns[index]?.heading ?? '',
      value: this.options.encoding.show(latin1),
    }
  }

  /**
   * Stores the row at hand, or says that it is bad (then {@link reject} follows, with its text).
   *
   * @param fields how many cells it had
   * @param surplus whether a cell beyond the last heading has text in it
   */
  finishRow(line: number, fields: number, surplus: boolean): boolean {
    if (this.isSum) {
      this.sumRows++
      return true
    }
    const { width, values } = this
    if (fields < width || surplus) {
      this.problem = {
        code: 'UNREADABLE',
        reason: `the row has ${fields} cells, the heading ${width}`,
        hint: 'a missing or an extra delimiter shifts the columns: mend the row or export again',
      }
      return false
    }
    const countless = this.isCountless()
    let blank = countless
    // beside empty counts, a zero is what a spreadsheet's formula makes of nothing
    for (let i = 0; i < values.length && blank; i++) blank = Number.isNaN(values[i]) || values[i] === 0
    if (Number.isNaN(this.start)) this.start = this.day * DAY_SECONDS + (this.hasTimeColumn ? this.clock : 0)
    if (this.problem) return false
    if (Number.isNaN(this.start)) {
      if (blank) {
        this.emptyRows++
        return true
      }
      return this.fail('the row has values but no time', 'fill in the start of its interval')
    }
    if (blank) {
      this.blankStarts.push(this.start)
      return true
    }
    if (countless)
      return this.fail('the row has values but no number of contacts', 'fill in the contacts offered, or empty the row')
    if (this.queue < 0) return this.fail('the row names no queue', 'fill in the queue of every row')
    if (this.queues.names.length > MOST_QUEUES) {
      return this.fail(
        `the queue column has more than ${MOST_QUEUES} different names`,
        'name the column that holds the queue: --map queue=Column',
      )
    }
    this.store(line)
    return true
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
    const row = this.rows.count
    let { start } = this
    const { zone } = this.options
    if (zone && this.offset !== undefined) {
      const wall = zone.wallTime(start - this.offset)
      start = wall.time
      if (wall.second) this.repeated.add(row)
      this.converted = true
    }
    if (line - row !== this.ahead) {
      this.ahead = line - row
      this.lineRuns.push({ row, ahead: this.ahead })
    }
    if (this.doubtful.length) this.keepDoubts(row)
    if (!this.hasRows[this.queue]) {
      this.hasRows[this.queue] = true
      this.queueOrder.push(this.queue)
    }
    this.rows.push(start, this.queue, this.values)
  }

  private keepDoubts(row: number): void {
    for (const { slot, fractionIf } of this.doubtful) {
      let noted = this.doubtfulRows.find((one) => one.slot === slot && one.fractionIf === fractionIf)
      if (!noted) {
        noted = { slot, fractionIf, rows: [] }
        this.doubtfulRows.push(noted)
      }
      noted.rows.push(row)
    }
  }

  /** Writes down the bad row at hand. */
  reject(line: number, latin1Row: string, problem = this.problem): void {
    if (!problem) return
    this.rejected.push({ line, text: this.options.encoding.show(latin1Row), ...problem })
    if (!this.options.goOn && this.rejected.length >= 20) this.stopped = true
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

  /**
   * Puts right what only the whole file could tell.
   *
   * @throws {KrarupError} MISSING where it tells nothing: then an option has to.
   */
  settle(file: string): void {
    const { dates, numbers } = this
    if (dates.doubtful !== undefined && dates.orders.length > 1) {
      throw new KrarupError({
        code: 'MISSING',
        what: 'day and month cannot be told apart: every date of the file can be read both ways',
        where: { file },
        how: `say which comes first: ${dates.orders.map((order) => `--date-order ${order}`).join(' or ')}`,
        value: dates.doubtful,
      })
    }
    for (const { slot, fractionIf, rows } of this.doubtfulRows) this.settleNumbers(slot, fractionIf, rows, file)
    for (const { slot, percent, plainMost } of this.shares) {
      if (plainMost <= 1) continue
      if (percent) {
        throw new KrarupError({
          code: 'CONFLICT',
          what: 'a share column has percentages (67%) and plain numbers above 1',
          where: { file, column: this.measures[slot].index + 1, heading: this.measures[slot].heading },
          how: 'write all of them as 67% or all as 0.67',
          value: plainMost,
        })
      }
      this.rows.rewrite(FIRST_MEASURE_COLUMN + slot, (value) => value / 100)
    }
    numbers.doubtful = undefined
  }

  private settleNumbers(slot: number, fractionIf: DecimalMark, rows: readonly number[], file: string): void {
    const column = FIRST_MEASURE_COLUMN + slot
    const { mark } = this.numbers
    if (mark === undefined) {
      let filled = 0
      this.rows.forEachChunk([column], ([values], length) => {
        for (let i = 0; i < length; i++) if (!Number.isNaN(values[i])) filled++
      })
      // a column that writes 987 as it is writes 1.234 for a thousand more; where all cells have three places behind the mark, nothing tells
      if (filled > rows.length) return
      const { index, heading } = this.measures[slot]
      throw new KrarupError({
        code: 'MISSING',
        what: `it cannot be told whether ${fractionIf === 'point' ? '1.234' : '1,234'} means 1234 or a little over 1`,
        where: { file, line: this.lineOf(rows[0]), column: index + 1, heading },
        how: 'say which mark separates decimals: --decimal point or --decimal comma',
      })
    }
    if (mark !== fractionIf) return
    let next = 0
    this.rows.rewrite(column, (value, row) => {
      if (row !== rows[next]) return value
      next++
      return value / 1000
    })
  }

  private moveDates(move: (day: number) => number): void {
    if (this.converted) {
      throw new KrarupError({
        code: 'MISSING',
        what: 'dates with an offset from UTC, and day and month cannot be told apart from the beginning on',
        how: 'say which comes first: --date-order dmy or --date-order mdy',
      })
    }
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
    this.rows.rewrite(START_COLUMN, change)
    for (const [i, start] of this.blankStarts.entries()) this.blankStarts[i] = change(start)
    this.memo.length = -1
  }
}

function hourAlone(text: string): { time: number; offset?: number } | undefined {
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : 24
  return hour < 24 ? { time: hour * 3600 } : undefined
}

function dateHint(text: string, orders: readonly DateOrder[]): string {
  if (/^\d{5}(\.\d+)?$/.test(text))
    return "this is a spreadsheet's day number: format the column as a date and export again"
  if (/^\d{10}(\d{3})?$/.test(text)) return 'this is a Unix time stamp: export dates such as 2026-03-31 07:30'
  const order =
    orders.length === 1 && orders[0] !== 'ymd'
      ? `; so far the dates are in the order ${orders[0]} (--date-order overrules it)`
      : ''
  return `write 2026-03-31 07:30${order}`
}

function numberHint(text: string, isDuration: boolean, mark: DecimalMark | undefined): string {
  if (/^\s*-\s*\d/.test(text)) return 'it must not be negative'
  if (/%/.test(text)) return 'this is a share: another column has the number, or name the column with --map'
  if (/^[\d.,\s]+$/.test(text)) {
    return `the file's decimal mark is the ${mark ?? 'point'}: this number does not fit (--decimal ${mark === 'comma' ? 'point' : 'comma'} overrules it)`
  }
  return isDuration
    ? 'write seconds (134) or a clock (0:02:14); leave it empty where there is none'
    : 'write digits, or leave it empty where there is none'
}
