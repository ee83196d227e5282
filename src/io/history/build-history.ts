import {
  type ClockChange,
  DAY_SECONDS,
  dayOf,
  formatPlainDateTime,
  type History,
  intervalsPerDay,
  KrarupError,
  type Measures,
  type PlainDateTime,
  type QueueHistory,
  STATE,
} from '../../domain/index.ts'
import type { Role } from '../layout/headings.ts'
import type { TextEncoding } from '../source/encoding.ts'
import { averageOrTotal, isUncertain, planMeasures, type RawColumns } from './derive-measures.ts'
import { Doubts } from './doubts.ts'
import { findInterval, StartMarks } from './find-interval.ts'
import type { HistoryFindings, QueueFindings } from './findings.ts'
import { ABSENT, judgeAbsence, judgeZeroDays, judgeZeroHours } from './judge-absence.ts'
import type { RowReader } from './row-reader.ts'
import { FIRST_MEASURE_COLUMN, QUEUE_COLUMN, START_COLUMN } from './row-store.ts'
import type { ZoneClock } from './zone-clock.ts'

export interface BuildOptions {
  file: string
  encoding: TextEncoding
  /** Name of the only queue where the file has no queue column. */
  onlyQueue?: string
  interval?: number
  threshold?: number
  zone?: ZoneClock
  absentIsZero: boolean
}

type BuildFindings = Pick<
  HistoryFindings,
  | 'columns'
  | 'derived'
  | 'interval'
  | 'from'
  | 'to'
  | 'rows'
  | 'queues'
  | 'duplicates'
  | 'outOfOrder'
  | 'absentDays'
  | 'zeroDays'
  | 'missingSpans'
  | 'absentAsZero'
  | 'zeroHours'
  | 'clockChanges'
  | 'warnings'
> & { unused: { heading: string; reason: string }[] }

/** Rows that stand in each other's way: every line of one interval and queue, with what is wrong with them. */
export interface Conflict {
  lines: number[]
  queue: string
  start: PlainDateTime
  reason: string
  hint: string
}

export interface Built {
  history: History
  findings: BuildFindings
  conflicts: Conflict[]
}

interface QueueGrid {
  queue: string
  first: PlainDateTime
  last: PlainDateTime
  base: PlainDateTime
  state: Uint8Array
  raw: Float64Array[]
}

/** A row that does not simply take its place. `again`: the place is taken; `doubled`: in an hour that comes twice; `skipped`: in one that does not exist. */
interface OddRow {
  row: number
  grid: number
  place: number
  kind: 'again' | 'doubled' | 'skipped'
  values: Float64Array
}

/** Puts the rows read on the grid of the wall clock, queue by queue, and judges what is missing. */
export function buildHistory(reader: RowReader, options: BuildOptions): Built {
  const { file, zone } = options
  if (reader.rows.count === 0) {
    throw new KrarupError({
      code: 'TOO_SHORT',
      what: 'the file has a heading but no rows with values',
      where: { file },
      how: 'export a longer period',
    })
  }
  const { grids, gridOf } = mergeQueues(reader, options)
  const range = survey(reader, grids, gridOf, file)
  const interval = findInterval(range.marks, options.interval, file, (row) => reader.lineOf(row))
  for (const grid of grids) {
    grid.base = dayOf(grid.first) * DAY_SECONDS
    const length = (dayOf(grid.last) - dayOf(grid.first) + 1) * intervalsPerDay(interval)
    grid.state = new Uint8Array(length).fill(ABSENT)
    // what is not observed is made NaN at the end
    grid.raw = reader.measures.map(() => new Float64Array(length))
  }
  // a day's rows do not feel the clock change
  const changes = zone && interval < DAY_SECONDS ? zone.changes(range.first, range.last + interval) : []
  const roles = settleRoles(reader, file)
  const { odd, repeated, differing } = fill(reader, grids, gridOf, interval, changes)
  const plan = planMeasures(new Set(roles))
  const conflicts = new ConflictFinder(reader, grids, gridOf, interval)
  conflicts.addDiffering(differing)

  const toRaw = (columns: Float64Array[]): RawColumns =>
    Object.fromEntries(roles.map((role, slot) => [role, columns[slot]]))
  const doubled = new Map<string, OddRow[]>()
  const clockChanges = changes.map((change) => ({ ...change, rows: 0 }))
  for (const one of odd) {
    if (one.kind === 'doubled') {
      const key = `${one.grid} ${one.place}`
      doubled.set(key, [...(doubled.get(key) ?? []), one])
    } else if (one.kind === 'skipped' && one.values.some((value) => value > 0)) conflicts.addSkipped(one)
  }
  const findings: BuildFindings = {
    columns: reader.measures.map(({ heading }, slot) => ({ heading, role: roles[slot] })),
    unused: plan.unused.map(({ role, reason }) => ({ heading: reader.measures[roles.indexOf(role)].heading, reason })),
    derived: plan.notes,
    interval,
    from: range.first,
    to: range.last + interval,
    rows: reader.rows.count,
    queues: [],
    duplicates: repeated,
    outOfOrder: range.outOfOrder,
    absentDays: [],
    zeroDays: [],
    missingSpans: [],
    absentAsZero: 0,
    zeroHours: { queues: 0, intervals: 0 },
    clockChanges,
    warnings: [],
  }
  const meanOfDoubled = new Map<number, { place: number; values: Measures }[]>()
  for (const rows of doubled.values()) {
    const { grid, place: at } = rows[0]
    const occurrences = splitOccurrences(rows, reader)
    findings.duplicates += occurrences.duplicates
    if (occurrences.differ) {
      conflicts.addDiffering(rows)
      continue
    }
    const both = plan.derive(toRaw(transpose(occurrences.values, reader.measures.length)), occurrences.values.length)
    const mean = Object.fromEntries(
      Object.entries(both).map(([measure, values]) => [measure, Float64Array.of(meanOf(values))]),
    )
    meanOfDoubled.set(grid, [...(meanOfDoubled.get(grid) ?? []), { place: at, values: mean as unknown as Measures }])
    grids[grid].state[at] = STATE.observed
    if (occurrences.values.length > 1) {
      const time = grids[grid].base + at * interval
      const change = clockChanges.find(({ from, to }) => time >= from && time < to)
      if (change) change.rows++
    }
  }
  const found = conflicts.finish()
  findings.rows -= found.conflicts.reduce((sum, { lines }) => sum + lines.length, 0)
  for (const { grid, places } of found.erased) {
    for (const at of places) {
      grids[grid].state[at] = ABSENT
      for (const column of grids[grid].raw) column[at] = Number.NaN
    }
  }

  const perDay = intervalsPerDay(interval)
  const absentDays = new Map<number, number>()
  const zeroDays = new Map<number, number>()
  const doubts = new Doubts()
  const queues: QueueHistory[] = []
  for (const [g, grid] of grids.entries()) {
    const measures = plan.derive(toRaw(grid.raw), grid.state.length)
    grid.raw = []
    for (const { place: at, values } of meanOfDoubled.get(g) ?? []) {
      for (const [measure, column] of Object.entries(measures) as [keyof Measures, Float64Array][]) {
        column[at] = values[measure]?.[0] ?? Number.NaN
      }
    }
    const report = judgeAbsence(grid.state, grid.base / DAY_SECONDS, perDay, {
      absentIsZero: options.absentIsZero,
      isSkipped: (i) => {
        const time = grid.base + i * interval
        return changes.some(({ from, to, kind }) => kind === 'skipped' && time >= from && time < to)
      },
    })
    const columns = Object.values(measures) as Float64Array[]
    for (const [measure, column] of Object.entries(measures) as [keyof Measures, Float64Array][]) {
      // nothing is known of the agents of an absent row
      for (const i of report.zeroes) column[i] = measure === 'agents' ? Number.NaN : 0
    }
    findings.absentAsZero += report.zeroes.length
    for (const day of report.absentDays) absentDays.set(day, (absentDays.get(day) ?? 0) + 1)
    for (const [from, to] of report.missingSpans) {
      findings.missingSpans.push({
        queue: grid.queue,
        from: grid.base + from * interval,
        to: grid.base + to * interval,
      })
    }
    const isZero = (i: number) => columns.every((column) => !(column[i] > 0))
    const firstDay = grid.base / DAY_SECONDS
    const zeroHours =
      interval < DAY_SECONDS ? judgeZeroHours(grid.state, measures.offered, isZero, firstDay, perDay) : 0
    findings.zeroHours.intervals += zeroHours
    if (zeroHours > 0) findings.zeroHours.queues++
    const silent = judgeZeroDays(grid.state, measures.offered, isZero, firstDay, perDay)
    for (const day of silent.days) zeroDays.set(day, (zeroDays.get(day) ?? 0) + 1)
    findings.queues.push(describeQueue(grid, measures, interval))
    doubts.look(grid.queue, grid.base, interval, grid.state, measures)
    for (const column of columns) clearUnobserved(column, grid.state)
    // What was recorded stays: whether such a day was closed or the record failed is judged by who knows the calendar.
    for (const i of silent.places) measures.offered[i] = 0
    queues.push({
      queue: grid.queue,
      start: grid.base,
      interval,
      ...(zone ? { timezone: zone.timezone } : {}),
      state: grid.state,
      measures,
    })
  }
  const inOrder = (days: ReadonlyMap<number, number>) =>
    [...days].map(([day, n]) => ({ day, queues: n })).sort((a, b) => a.day - b.day)
  findings.absentDays = inOrder(absentDays)
  findings.zeroDays = inOrder(zeroDays)
  findings.warnings = doubts.warnings()
  return {
    history: {
      interval,
      ...(zone ? { timezone: zone.timezone } : {}),
      ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
      queues,
    },
    findings,
    conflicts: found.conflicts,
  }
}

function clearUnobserved(column: Float64Array, state: Uint8Array): void {
  for (let i = 0; i < state.length; i++) if (state[i] !== STATE.observed) column[i] = Number.NaN
}

/** Names decoded; two spellings in bytes can be one name. */
function mergeQueues(
  reader: RowReader,
  { encoding, onlyQueue, file }: BuildOptions,
): { grids: QueueGrid[]; gridOf: Uint32Array } {
  const { names } = reader.queues
  encoding.settle(reader.queueOrder.map((id) => names[id] ?? ''))
  const byName = new Map<string, number>()
  const grids: QueueGrid[] = []
  const gridOf = new Uint32Array(Math.max(1, names.length))
  for (const id of reader.queueOrder) {
    const name = onlyQueue ?? encoding.decode(names[id])?.trim()
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
      raw: [],
    })
  }
  return { grids, gridOf }
}

/** One pass over the starts: each queue's range, order, and the places of the day that occur. */
function survey(
  reader: RowReader,
  grids: QueueGrid[],
  gridOf: Uint32Array,
  file: string,
): { first: PlainDateTime; last: PlainDateTime; outOfOrder: number; marks: StartMarks } {
  const before = new Float64Array(grids.length).fill(Number.NEGATIVE_INFINITY)
  const firsts = new Float64Array(grids.length).fill(Number.POSITIVE_INFINITY)
  const lasts = new Float64Array(grids.length).fill(Number.NEGATIVE_INFINITY)
  let outOfOrder = 0
  reader.rows.forEachChunk([START_COLUMN, QUEUE_COLUMN], ([starts, queues], length) => {
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
  StartMarks.checkRange(dayOf(first), dayOf(last), file, (day) => reader.lineOf(firstRowOf(reader, day)))
  const marks = new StartMarks(dayOf(first), dayOf(last))
  reader.rows.forEachChunk([START_COLUMN], ([starts], length, firstRow) => {
    let previous = Number.NaN
    for (let i = 0; i < length; i++) {
      if (starts[i] === previous) continue
      previous = starts[i]
      marks.add(previous, firstRow + i)
    }
  })
  return { first, last, outOfOrder, marks }
}

function firstRowOf(reader: RowReader, day: number): number {
  let found = -1
  reader.rows.forEachChunk([START_COLUMN], ([starts], length, firstRow) => {
    for (let i = 0; i < length && found < 0; i++) if (dayOf(starts[i]) === day) found = firstRow + i
  })
  return found
}

/**
 * Puts every row in its place. Rows whose place is taken are compared with what is there; rows in an hour that comes
 * twice or not at all are kept with their values. The store is emptied on the way.
 */
function fill(
  reader: RowReader,
  grids: QueueGrid[],
  gridOf: Uint32Array,
  interval: number,
  changes: readonly ClockChange[],
): { odd: OddRow[]; repeated: number; differing: OddRow[] } {
  const odd: OddRow[] = []
  const differing: OddRow[] = []
  let repeated = 0
  const slots = reader.measures.length
  const earliest = changes.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY)
  const latest = changes.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY)
  const bases = Float64Array.from(grids, ({ base }) => base)
  const states = grids.map(({ state }) => state)
  let places = new Uint32Array(0)
  const wanted = [START_COLUMN, QUEUE_COLUMN, ...reader.measures.map((_, slot) => FIRST_MEASURE_COLUMN + slot)]
  reader.rows.forEachChunk(
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
        const targets = grids.map(({ raw }) => raw[slot])
        if (oddPlaces.size === 0) scatter(values, queues, places, gridOf, targets, length)
        else for (let i = 0; i < length; i++) if (!oddPlaces.has(i)) targets[gridOf[queues[i]]][places[i]] = values[i]
      }
      for (const [i, kind] of oddPlaces) {
        const grid = gridOf[queues[i]]
        const values = Float64Array.from({ length: slots }, (_, slot) => columns[FIRST_MEASURE_COLUMN + slot][i])
        const one = { row: firstRow + i, grid, place: places[i], kind, values }
        if (kind !== 'again') odd.push(one)
        else if (values.every((value, slot) => same(value, grids[grid].raw[slot][one.place]))) repeated++
        else differing.push(one)
      }
    },
    true,
  )
  return { odd, repeated, differing }
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

/** The two occurrences of an hour that comes twice: told apart by their offset where the file has one, else by their order. */
function splitOccurrences(
  rows: readonly OddRow[],
  reader: RowReader,
): { values: Float64Array[]; duplicates: number; differ: boolean } {
  const byOffset = reader.utcRows + reader.offsetRows > 0
  const values: Float64Array[] = []
  const repeated: boolean[] = []
  let duplicates = 0
  for (const [n, { row, values: own }] of rows.entries()) {
    const second = byOffset ? reader.repeated.has(row) : n > 0
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

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Average or total, where the headings leave it open. */
function settleRoles(reader: RowReader, file: string): Role[] {
  const contacts = ['answered', 'offered']
    .map((role) => reader.measures.findIndex((column) => column.role === role))
    .find((slot) => slot >= 0)
  return reader.measures.map((column, slot): Role => {
    const { role } = column
    if (!isUncertain(role)) return role
    const pairs: [number, number][] = []
    if (contacts !== undefined) {
      reader.rows.forEachChunk(
        [FIRST_MEASURE_COLUMN + contacts, FIRST_MEASURE_COLUMN + slot],
        ([counts, times], length) => {
          // a hundred thousand rows tell as well as ten million
          for (let i = 0; i < length && pairs.length < 100_000; i++) pairs.push([counts[i], times[i]])
        },
      )
    }
    return averageOrTotal({ ...column, role }, pairs, file)
  })
}

/** Finds every line that is party to a conflict, in one more pass over the rows. */
class ConflictFinder {
  private readonly wanted = new Map<
    string,
    { reason: string; hint: string; grid: number; place: number; lines: number[] }
  >()
  private readonly reader: RowReader
  private readonly grids: QueueGrid[]
  private readonly gridOf: Uint32Array
  private readonly interval: number

  constructor(reader: RowReader, grids: QueueGrid[], gridOf: Uint32Array, interval: number) {
    this.reader = reader
    this.grids = grids
    this.gridOf = gridOf
    this.interval = interval
  }

  addDiffering(rows: readonly OddRow[]): void {
    for (const { grid, place: at } of rows) {
      this.wanted.set(`${grid} ${at}`, {
        reason: 'rows for the same interval and queue have different values',
        hint: 'keep one of them; if a column that was left aside tells them apart, name it: --map queue=Column; if the clocks went back that night, name the zone: --timezone Europe/Berlin',
        grid,
        place: at,
        lines: [],
      })
    }
  }

  addSkipped({ grid, place: at }: OddRow): void {
    this.wanted.set(`${grid} ${at}`, {
      reason: 'this local time does not exist in the time zone: the clocks skip it',
      hint: 'check --timezone, or leave it away if the system does not change its clocks',
      grid,
      place: at,
      lines: [],
    })
  }

  finish(): { conflicts: Conflict[]; erased: { grid: number; places: number[] }[] } {
    const { reader, grids, gridOf, interval, wanted } = this
    if (wanted.size === 0) return { conflicts: [], erased: [] }
    reader.rows.forEachChunk([START_COLUMN, QUEUE_COLUMN], ([starts, queues], length, firstRow) => {
      for (let i = 0; i < length; i++) {
        const g = gridOf[queues[i]]
        const conflict = wanted.get(`${g} ${(starts[i] - grids[g].base) / interval}`)
        conflict?.lines.push(reader.lineOf(firstRow + i))
      }
    })
    const all = [...wanted.values()]
    return {
      conflicts: all
        .map(({ lines, grid, place: at, reason, hint }) => ({
          lines,
          queue: grids[grid].queue,
          start: grids[grid].base + at * interval,
          reason,
          hint,
        }))
        .sort((a, b) => a.lines[0] - b.lines[0]),
      erased: all.map(({ grid, place: at }) => ({ grid, places: [at] })),
    }
  }
}

function count(state: Uint8Array): { observed: number; closed: number; missing: number } {
  const counts = { observed: 0, closed: 0, missing: 0 }
  for (let i = 0; i < state.length; i++) {
    if (state[i] === STATE.observed) counts.observed++
    else if (state[i] === STATE.closed) counts.closed++
    else counts.missing++
  }
  return counts
}

function describeQueue(grid: QueueGrid, { offered }: Measures, interval: number): QueueFindings {
  let sum = 0
  for (let i = 0; i < offered.length; i++) if (grid.state[i] === STATE.observed) sum += offered[i]
  return { queue: grid.queue, from: grid.first, to: grid.last + interval, ...count(grid.state), offered: sum }
}

/** The moment and queue of a conflict, for messages. */
export function describeConflict({ queue, start, reason }: Conflict): string {
  return `${reason} (${formatPlainDateTime(start).slice(0, 16).replace('T', ' ')}, ${queue})`
}
