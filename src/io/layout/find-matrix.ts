import { KrarupError } from '../../domain/index.ts'
import { DateReader, isSumLabel, isWeekday } from '../cells/index.ts'
import { meaningsOf } from './heading-words.ts'
import { readHeading } from './read-heading.ts'

/** One cell of a matrix, with what it is about. */
export interface MatrixCell {
  /** Row and column of the table that it stands in, from 0. */
  row: number
  column: number
  date: string
  time: string
  queue: string
  count: string
}

export interface Matrix {
  cells: MatrixCell[]
  /** Rows of sums, and columns of them, that were left out. */
  sumRows: number
  sumColumns: number
  /** Whether a column tells the queues apart. */
  hasQueue: boolean
}

/** So many dates (or times) side by side are the head of a matrix. */
const FEWEST_ACROSS = 3

/** Its head stands within this many rows. */
const DEEPEST_HEAD = 20

/** Rows below the head that are looked at for a time (or date) of their own. */
const ROWS_BELOW = 3

/** So many rows from the top tell whether a table is a matrix. */
export const TELLING_ROWS = DEEPEST_HEAD + ROWS_BELOW

/** A head of a matrix: which way it goes, and what stands in its columns. */
interface Head {
  across: 'dates' | 'times'
  columns: { index: number; text: string }[]
  /** Columns before the first date or time. */
  keys: number
}

/**
 * Reads a sheet with dates across and times down, or the other way round: the commonest sheet of planners. Several blocks of dates may stand below each other;
 * a column beside that of the times tells the queues apart.
 *
 * @returns undefined for a table that is no matrix
 * @throws {KrarupError} UNSUPPORTED for a matrix of something else than contacts, or of weekdays; UNREADABLE for a key that is none
 */
export function findMatrix(rows: readonly (readonly string[])[], file: string): Matrix | undefined {
  const first = firstHead(rows)
  if (first < 0) return undefined
  refuseOtherMeasures(rows.slice(0, first + 1), file)
  const matrix: Matrix = { cells: [], sumRows: 0, sumColumns: 0, hasQueue: false }
  const seen = new Set<string>()
  let head: Head | undefined
  let queue = ''
  let sums = new Map<number, number>()
  for (const [at, row] of rows.entries()) {
    if (at < first) continue
    const next = headOf(row)
    if (next) {
      const dates = next.columns.map(({ text }) => text).join()
      if (seen.has(dates)) throw severalTables(file, at)
      seen.add(dates)
      head = next
      sums = new Map()
      queue = ''
      matrix.sumColumns += row.slice(next.keys).filter((cell) => isSumLabel(cell)).length
      continue
    }
    if (!head || row.every((cell) => cell.trim() === '')) continue
    const filled = head.columns.filter(({ index }) => /\d/.test(row[index] ?? ''))
    const key = keyOf(row, head)
    if (key === undefined) {
      const labels = row
        .slice(0, head.keys)
        .map((cell) => cell.trim())
        .filter(Boolean)
      const isSum = filled.every(({ index }) => Number(row[index]) === sums.get(index))
      if (labels.some(isSumLabel) || (filled.length > 0 && isSum)) matrix.sumRows++
      else if (filled.length > 0) throw unreadableKey(labels.join(' '), head, file, at)
      continue
    }
    const beside = row.slice(0, head.keys).filter((cell, i) => i !== key.index && cell.trim() !== '')
    const other = beside.find((cell) => !isWeekday(cell))
    if (head.keys > 1 && (other !== undefined || beside.length === 0)) {
      queue = other?.trim() ?? queue
      if (queue !== '') matrix.hasQueue = true
    }
    for (const { index, text } of head.columns) {
      const count = row[index] ?? ''
      sums.set(index, (sums.get(index) ?? 0) + (Number(count) || 0))
      matrix.cells.push({
        row: at,
        column: index,
        queue,
        count,
        ...(head.across === 'dates' ? { date: text, time: key.text } : { date: key.text, time: text }),
      })
    }
  }
  return matrix
}

/** Whether a table is a matrix, by its first {@link TELLING_ROWS} rows. */
export function isMatrix(rows: readonly (readonly string[])[]): boolean {
  return firstHead(rows) >= 0
}

/** The row of the first head; -1 where there is none, or nothing of its kind below it. */
function firstHead(rows: readonly (readonly string[])[]): number {
  const first = rows.slice(0, DEEPEST_HEAD).findIndex((row) => headOf(row) !== undefined)
  const head = first < 0 ? undefined : headOf(rows[first])
  const isOne =
    head !== undefined && rows.slice(first + 1, first + 1 + ROWS_BELOW).some((row) => keyOf(row, head) !== undefined)
  return isOne ? first : -1
}

const readsAsDate = (text: string) => new DateReader(undefined, () => {}).day(text.trim()) !== undefined
const readsAsTime = (text: string) => {
  const dates = new DateReader(undefined, () => {})
  return dates.clock(text.trim()) !== undefined || dates.hour(text.trim()) !== undefined
}

function headOf(row: readonly string[]): Head | undefined {
  const filled = [...row.entries()]
    .filter(([, cell]) => cell.trim() !== '')
    .map(([index, text]) => ({ index, text: text.trim() }))
  for (const across of ['dates', 'times'] as const) {
    const reads =
      across === 'dates' ? readsAsDate : (text: string) => readsAsTime(text) && /[:：hH时]|^\d{1,2}$/.test(text)
    const columns = filled.filter(({ text }) => reads(text))
    if (columns.length < FEWEST_ACROSS || columns[0].index === 0) continue
    // a row of data has a date or a time of its own in front
    if (row.slice(0, columns[0].index).some((cell) => readsAsTime(cell) || readsAsDate(cell.split(' ')[0]))) continue
    // numbers across are hours only where they count on, and every date or time must be another
    const isHours = across === 'times' && columns.every(({ text }) => /^\d{1,2}$/.test(text))
    if (isHours && !columns.every(({ text }, i) => i === 0 || Number(text) === Number(columns[i - 1].text) + 1))
      continue
    if (new Set(columns.map(({ text }) => text)).size < columns.length) continue
    const others = filled.filter(({ index, text }) => index > columns[0].index && !reads(text) && !isSumLabel(text))
    if (others.length > 0) continue
    return { across, columns, keys: columns[0].index }
  }
  return undefined
}

/** The time (or date) that a row is about, and the column that it stands in. */
function keyOf(row: readonly string[], { across, keys }: Head): { index: number; text: string } | undefined {
  const reads = across === 'dates' ? readsAsTime : readsAsDate
  const index = row.slice(0, keys).findIndex((cell) => cell.trim() !== '' && reads(cell))
  return index < 0 ? undefined : { index, text: row[index].trim() }
}

const OTHER_MEASURES: ReadonlySet<string> = new Set(
  'aht handle talk hold wrap wait asa abandonedWait serviceLevel agents answered answeredWithin abandoned connectRate'.split(
    ' ',
  ),
)

/** A matrix holds one measure; if its corner or its title says that it is not contacts, it is refused. */
function refuseOtherMeasures(rows: readonly (readonly string[])[], file: string): void {
  for (const [at, row] of rows.entries()) {
    for (const cell of row) {
      const words = [cell, ...cell.split(/[^\p{L}\p{N}]+/u)].flatMap((part) => meaningsOf(readHeading(part).key) ?? [])
      if (words.some(({ word }) => word === 'offered') || !words.some(({ word }) => OTHER_MEASURES.has(word))) continue
      throw new KrarupError({
        code: 'UNSUPPORTED',
        what: 'this sheet with dates and times across and down holds something else than contacts offered',
        where: { file, line: at + 1 },
        how: 'give the sheet of the contacts offered, or one row an interval with a column for each measure',
        value: cell,
      })
    }
  }
}

function severalTables(file: string, at: number): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: 'the sheet has several tables with the same dates or times across',
    where: { file, line: at + 1 },
    how: 'keep that of the contacts offered; with a table for each queue, put the name of the queue in a column of its own beside the times',
  })
}

function unreadableKey(value: string, { across }: Head, file: string, at: number): KrarupError {
  return new KrarupError({
    code: 'UNREADABLE',
    what: across === 'dates' ? 'not a time of day' : 'not a date',
    where: { file, line: at + 1, column: 1 },
    how:
      across === 'dates'
        ? 'write 08:00 at the beginning of every row'
        : 'write 2026-03-31 at the beginning of every row',
    value,
  })
}
