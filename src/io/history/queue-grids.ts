import {
  DAY_SECONDS,
  dayOf,
  intervalsPerDay,
  KrarupError,
  type PlainDateTime,
  unknownName,
} from '../../domain/index.ts'
import type { RecognisedColumn } from '../layout/index.ts'
import { type TextEncoding, unguardedText } from '../source/index.ts'
import { type RowLength, StartMarks } from './find-interval.ts'
import { ABSENT } from './judge-absence.ts'
import type { JudgedRows } from './judged-rows.ts'
import { joinParts } from './queue-names.ts'
import { QUEUE_COLUMN, START_COLUMN } from './row-store.ts'

/** The wall clock's grid of one queue: whole days, from that of its first row to that of its last. */
export interface QueueGrid {
  queue: string
  /** Starts of the first and last row. */
  first: PlainDateTime
  last: PlainDateTime
  /** Midnight before the first row. */
  base: PlainDateTime
  /** {@link ABSENT} where the file has no row. */
  state: Uint8Array
  /** One column for each measure of the rows. */
  columns: Float64Array[]
  /** Places in an hour that comes twice, with columns of a value for each time that it came. */
  doubled: { place: number; columns: Float64Array[] }[]
}

/** The queues of a file, and which one each name of the rows belongs to. */
export interface QueueGrids {
  grids: QueueGrid[]
  gridOf: Uint32Array
}

export interface NamingOptions {
  file: string
  encoding: TextEncoding
  /** Name of the only queue where the file has no queue column. */
  onlyQueue?: string
  queueColumns: readonly RecognisedColumn[]
  /** New names of queues by their old ones. */
  rename?: Readonly<Record<string, string>>
}

/**
 * The queues with their names decoded, without places yet; two spellings in bytes can be one name.
 */
export function nameQueues(
  { queues, queueOrder }: JudgedRows,
  { encoding, onlyQueue, file, queueColumns, rename = {} }: NamingOptions,
): QueueGrids {
  const names =
    queueColumns.length > 1
      ? joinParts(
          queues.names,
          queueColumns.map(({ onlyIfVaried }) => onlyIfVaried === true),
        )
      : queues.names
  encoding.settle(queueOrder.map((id) => names[id] ?? ''))
  const byName = new Map<string, number>()
  const grids: QueueGrid[] = []
  const gridOf = new Uint32Array(Math.max(1, names.length))
  for (const id of queueOrder) {
    const written = onlyQueue ?? nameIn(encoding, names[id])
    const name = written !== undefined && Object.hasOwn(rename, written) ? rename[written] : written
    if (name === undefined) {
      throw new KrarupError({
        code: 'UNREADABLE',
        what: `the name of a queue is not ${encoding.name === 'gb18030' ? 'GB18030' : 'UTF-8'}, as the rest of the file`,
        where: { file },
        how: 'save the file as "CSV UTF-8"',
        value: names[id],
      })
    }
    const known = byName.get(name) ?? grids.length
    gridOf[id] = known
    if (known < grids.length) continue
    byName.set(name, known)
    grids.push({
      queue: name,
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
      base: 0,
      state: new Uint8Array(0),
      columns: [],
      doubled: [],
    })
  }
  if (Object.keys(rename).length > 0) {
    refuseUnknown(
      rename,
      names.map((name) => nameIn(encoding, name) ?? ''),
      file,
    )
  }
  return { grids, gridOf }
}

/** A name as it is shown; undefined where it is not text in the encoding of the file. */
function nameIn(encoding: TextEncoding, latin1: string): string | undefined {
  const name = encoding.decode(latin1)
  return name === undefined ? undefined : unguardedText(name.trim())
}

function refuseUnknown(rename: Readonly<Record<string, string>>, known: readonly string[], file: string): void {
  const name = Object.keys(rename).find((old) => !known.includes(old))
  if (name === undefined) return
  throw unknownName({
    code: 'MISSING',
    what: 'no such queue to be renamed',
    name,
    known,
    where: { file, name: '--rename' },
    list: 'there are',
  })
}

export interface Survey {
  /** Starts of the first and last row of all. */
  first: PlainDateTime
  last: PlainDateTime
  /** Rows that stand before an earlier interval of their queue. */
  outOfOrder: number
  marks: StartMarks
}

/** One pass over the starts: each queue's range, order, and the places of the day that occur. */
export function surveyStarts(rows: JudgedRows, { grids, gridOf }: QueueGrids, file: string): Survey {
  const { store } = rows
  const before = new Float64Array(grids.length).fill(Number.NEGATIVE_INFINITY)
  const firsts = new Float64Array(grids.length).fill(Number.POSITIVE_INFINITY)
  const lasts = new Float64Array(grids.length).fill(Number.NEGATIVE_INFINITY)
  let outOfOrder = 0
  store.forEachChunk([START_COLUMN, QUEUE_COLUMN], ([starts, queues], length) => {
    for (let i = 0; i < length; i++) {
      const start = starts[i]
      const g = gridOf[queues[i]]
      if (start < before[g]) outOfOrder++
      before[g] = start
      if (start < firsts[g]) firsts[g] = start
      if (start > lasts[g]) lasts[g] = start
    }
  })
  for (const [g, grid] of grids.entries()) {
    grid.first = firsts[g]
    grid.last = lasts[g]
  }
  const first = grids.reduce((least, grid) => Math.min(least, grid.first), Number.POSITIVE_INFINITY)
  const last = grids.reduce((most, grid) => Math.max(most, grid.last), Number.NEGATIVE_INFINITY)
  StartMarks.checkRange(dayOf(first), dayOf(last), file, (day) => rows.lineOf(firstRowOf(rows, day)))
  const marks = new StartMarks(dayOf(first), dayOf(last))
  store.forEachChunk([START_COLUMN], ([starts], length, firstRow) => {
    let previous = Number.NaN
    for (let i = 0; i < length; i++) {
      if (starts[i] === previous) continue
      previous = starts[i]
      marks.add(previous, firstRow + i)
    }
  })
  return { first, last, outOfOrder, marks }
}

/** Gives every queue its whole days, all places absent, with so many columns. */
export function layOutGrids(grids: readonly QueueGrid[], { row, interval }: RowLength, width: number): void {
  for (const grid of grids) {
    grid.base = dayOf(grid.first) * DAY_SECONDS
    const length = (dayOf(grid.last + row - interval) - dayOf(grid.first) + 1) * intervalsPerDay(interval)
    grid.state = new Uint8Array(length).fill(ABSENT)
    // what is not observed is made NaN at the end
    grid.columns = Array.from({ length: width }, () => new Float64Array(length))
  }
}

function firstRowOf({ store }: JudgedRows, day: number): number {
  let found = -1
  store.forEachChunk([START_COLUMN], ([starts], length, firstRow) => {
    for (let i = 0; i < length && found < 0; i++) if (dayOf(starts[i]) === day) found = firstRow + i
  })
  return found
}
