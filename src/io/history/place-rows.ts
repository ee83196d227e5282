import { type ClockChange, DAY_SECONDS, KrarupError, type PlainDateTime, STATE } from '../../domain/index.ts'
import { isTotal, isUncertain, type Role } from '../layout/index.ts'
import { averageOrTotal } from './average-or-total.ts'
import { type Conflict, Conflicts, type GridPlace } from './conflicts.ts'
import { findInterval, type RowLength } from './find-interval.ts'
import { readMinutesAndSeconds } from './hours-or-minutes.ts'
import { ABSENT } from './judge-absence.ts'
import type { JudgedRows } from './judged-rows.ts'
import {
  layOutGrids,
  type NamingOptions,
  nameQueues,
  type QueueGrid,
  type QueueGrids,
  surveyStarts,
} from './queue-grids.ts'
import { FIRST_MEASURE_COLUMN, QUEUE_COLUMN, START_COLUMN } from './row-store.ts'
import type { ZoneClock } from './zone-clock.ts'

export interface PlaceOptions extends NamingOptions {
  interval?: number
  zone?: ZoneClock
  /** The times of the rows are the ends of their intervals. */
  labelsAreEnds: boolean
}

/** The columns of a file by queue and moment: the second of the three steps to a history. */
export interface PlacedRows {
  interval: number
  /** Length of a row; longer than the interval where each was spread over several. */
  rowLength: number
  /** The rows told the ends of their intervals, and were put to the starts. */
  labelsAreEnds: boolean
  /** Start of the first and end of the last interval with a row. */
  from: PlainDateTime
  to: PlainDateTime
  /** What each column of the grids is, in their order. */
  roles: Role[]
  grids: QueueGrid[]
  /** The grid of a queue of the rows' store. */
  gridOf: (queue: number) => QueueGrid
  /** Changes of the clock within the history, with how many places hold two occurrences. */
  clockChanges: (ClockChange & { rows: number })[]
  /** Rows that took a place. */
  rows: number
  /** Rows that repeat another one in every value. */
  duplicates: number
  /** Rows that stand before an earlier interval of their queue. */
  outOfOrder: number
  /** Rows that were left out because others say something else; their places are absent. */
  conflicts: Conflict[]
}

/** A row that does not simply take its place. `again`: the place is taken; `doubled`: in an hour that comes twice; `skipped`: in one that does not exist. */
interface OddRow extends GridPlace {
  row: number
  kind: 'again' | 'doubled' | 'skipped'
  values: Float64Array
}

/** Puts every row in its place on the grid of the wall clock, queue by queue. The rows' store is emptied on the way. */
export function placeRows(rows: JudgedRows, options: PlaceOptions): PlacedRows {
  const { file, zone } = options
  if (rows.store.count === 0) {
    throw new KrarupError({
      code: 'TOO_SHORT',
      what: 'the file has a heading but no rows with values',
      where: { file },
      how: 'export a longer period',
    })
  }
  const queues = nameQueues(rows, options)
  const { grids } = queues
  let survey = surveyStarts(rows, queues, file)
  const length = findInterval(survey.marks, options.interval, file, (row) => rows.lineOf(row))
  const { interval } = length
  if (options.labelsAreEnds && length.row < DAY_SECONDS) {
    rows.moveStarts((end) => end - length.row)
    survey = surveyStarts(rows, queues, file)
  }
  const { first, last, outOfOrder } = survey
  layOutGrids(grids, length, rows.measures.length)
  // a day's rows do not feel the clock change
  const changes = zone && interval < DAY_SECONDS ? zone.changes(first, last + interval) : []
  const roles = settleRoles(rows, file)
  readMinutesAndSeconds(rows, roles)
  const filled = fillGrids(rows, queues, interval, changes)
  const conflicts = new Conflicts()
  conflicts.addDiffering(filled.differing, interval)
  for (const odd of filled.odd) {
    if (odd.kind === 'skipped' && odd.values.some((value) => value > 0)) conflicts.addSkipped(odd)
  }
  const clockChanges = changes.map((change) => ({ ...change, rows: 0 }))
  let duplicates = filled.repeated
  for (const odd of byPlace(filled.odd.filter(({ kind }) => kind === 'doubled'))) {
    const [{ grid, place }] = odd
    const split = splitOccurrences(odd, rows)
    duplicates += split.duplicates
    if (split.differ) {
      conflicts.addDiffering(odd, interval)
      continue
    }
    grids[grid].doubled.push({ place, columns: transpose(split.values, rows.measures.length) })
    grids[grid].state[place] = STATE.observed
    if (split.values.length === 1) continue
    const time = grids[grid].base + place * interval
    const change = clockChanges.find(({ from, to }) => time >= from && time < to)
    if (change) change.rows++
  }
  if (length.row > interval) spreadRows(grids, length, roles)
  const found = conflicts.describe(rows, queues, interval)
  for (const { grid, place } of conflicts.places) {
    grids[grid].state[place] = ABSENT
    for (const column of grids[grid].columns) column[place] = Number.NaN
  }
  return {
    interval,
    rowLength: length.row,
    labelsAreEnds: options.labelsAreEnds && length.row < DAY_SECONDS,
    from: first,
    to: last + length.row,
    roles,
    grids,
    gridOf: (queue) => grids[queues.gridOf[queue]],
    clockChanges,
    rows: rows.store.count - found.reduce((sum, { lines }) => sum + lines.length, 0),
    duplicates,
    outOfOrder,
    conflicts: found,
  }
}

/**
 * Rows whose place is taken are compared with what is there; rows in an hour that comes twice or not at all are kept
 * with their values.
 */
function fillGrids(
  { store, measures }: JudgedRows,
  { grids, gridOf }: QueueGrids,
  interval: number,
  changes: readonly ClockChange[],
): { odd: OddRow[]; repeated: number; differing: OddRow[] } {
  const odd: OddRow[] = []
  const differing: OddRow[] = []
  let repeated = 0
  const slots = measures.length
  const earliest = changes.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY)
  const latest = changes.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY)
  const bases = Float64Array.from(grids, ({ base }) => base)
  const states = grids.map(({ state }) => state)
  let places = new Uint32Array(0)
  const wanted = [START_COLUMN, QUEUE_COLUMN, ...measures.map((_, slot) => FIRST_MEASURE_COLUMN + slot)]
  store.forEachChunk(
    wanted,
    (columns, length, firstRow) => {
      const [starts, queues] = columns
      const oddPlaces = new Map<number, OddRow['kind']>()
      if (places.length < length) places = new Uint32Array(length)
      for (let i = 0; i < length; i++) {
        const start = starts[i]
        const g = gridOf[queues[i]]
        const at = (start - bases[g]) / interval
        places[i] = at
        if (start >= earliest && start < latest) {
          const change = changes.find(({ from, to }) => start >= from && start < to)
          if (change) {
            oddPlaces.set(i, change.kind)
            continue
          }
        }
        const state = states[g]
        if (state[at] === STATE.observed) oddPlaces.set(i, 'again')
        else state[at] = STATE.observed
      }
      for (let slot = 0; slot < slots; slot++) {
        const values = columns[FIRST_MEASURE_COLUMN + slot]
        const targets = grids.map((grid) => grid.columns[slot])
        if (oddPlaces.size === 0) scatter(values, queues, places, gridOf, targets, length)
        else for (let i = 0; i < length; i++) if (!oddPlaces.has(i)) targets[gridOf[queues[i]]][places[i]] = values[i]
      }
      for (const [i, kind] of oddPlaces) {
        const grid = gridOf[queues[i]]
        const values = Float64Array.from({ length: slots }, (_, slot) => columns[FIRST_MEASURE_COLUMN + slot][i])
        const one = { row: firstRow + i, grid, place: places[i], kind, values }
        if (kind !== 'again') odd.push(one)
        else if (values.every((value, slot) => same(value, grids[grid].columns[slot][one.place]))) repeated++
        else differing.push(one)
      }
    },
    true,
  )
  return { odd, repeated, differing }
}

/** Spreads every row over the places that it covers: an even part of its counts and totals, and its averages as they are. */
function spreadRows(grids: readonly QueueGrid[], { row, interval }: RowLength, roles: readonly Role[]): void {
  const parts = row / interval
  for (const { state, columns } of grids) {
    const places = Array.from(state.keys()).filter((place) => state[place] === STATE.observed)
    for (const place of places) {
      for (const [slot, column] of columns.entries()) {
        const value = isTotal(roles[slot]) ? column[place] / parts : column[place]
        for (let part = 0; part < parts; part++) column[place + part] = value
      }
      for (let part = 1; part < parts; part++) state[place + part] = STATE.observed
    }
  }
}

/** The innermost loop by itself: it is compiled once and for all. */
function scatter(
  values: Float64Array,
  queues: Float64Array,
  places: Uint32Array,
  gridOf: Uint32Array,
  targets: readonly Float64Array[],
  length: number,
): void {
  for (let i = 0; i < length; i++) targets[gridOf[queues[i]]][places[i]] = values[i]
}

function same(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

function byPlace(rows: readonly OddRow[]): Iterable<[OddRow, ...OddRow[]]> {
  const places = new Map<string, [OddRow, ...OddRow[]]>()
  for (const one of rows) {
    const key = `${one.grid} ${one.place}`
    const known = places.get(key)
    if (known) known.push(one)
    else places.set(key, [one])
  }
  return places.values()
}

/** The two occurrences of an hour that comes twice: told apart by their offset where the file has one, else by their order. */
function splitOccurrences(
  odd: readonly OddRow[],
  rows: JudgedRows,
): { values: Float64Array[]; duplicates: number; differ: boolean } {
  const byOffset = rows.utcRows + rows.offsetRows > 0
  const values: Float64Array[] = []
  const repeated: boolean[] = []
  let duplicates = 0
  for (const [n, { row, values: own }] of odd.entries()) {
    const second = byOffset ? rows.repeated.has(row) : n > 0
    const known = repeated.indexOf(second)
    if (known < 0) {
      values.push(own)
      repeated.push(second)
    } else if (values.some((other) => other.every((value, i) => same(value, own[i])))) duplicates++
    else return { values, duplicates, differ: true }
  }
  return { values, duplicates, differ: false }
}

function transpose(rows: readonly Float64Array[], width: number): Float64Array[] {
  return Array.from({ length: width }, (_, slot) => Float64Array.from(rows, (row) => row[slot]))
}

/** Average or total, where the headings leave it open. */
function settleRoles({ measures, store }: JudgedRows, file: string): Role[] {
  const contacts = ['answered', 'offered']
    .map((role) => measures.findIndex((column) => column.role === role))
    .find((slot) => slot >= 0)
  return measures.map((column, slot): Role => {
    const { role } = column
    if (!isUncertain(role)) return role
    const pairs: [number, number][] = []
    if (contacts !== undefined) {
      store.forEachChunk([FIRST_MEASURE_COLUMN + contacts, FIRST_MEASURE_COLUMN + slot], ([counts, times], length) => {
        // a hundred thousand rows tell as well as ten million
        for (let i = 0; i < length && pairs.length < 100_000; i++) pairs.push([counts[i], times[i]])
      })
    }
    return averageOrTotal({ ...column, role }, pairs, file)
  })
}
