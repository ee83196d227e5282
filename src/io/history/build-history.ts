import {
  DAY_SECONDS,
  type History,
  intervalsPerDay,
  type Measures,
  type QueueHistory,
  STATE,
} from '../../domain/index.ts'
import type { Message } from '../../domain/messages/index.ts'
import { Doubts } from './doubts.ts'
import type { HistoryFindings, QueueFindings } from './findings.ts'
import { judgeAbsence, judgeZeroDays, judgeZeroHours } from './judge-absence.ts'
import type { MeasuredRows } from './measure-rows.ts'
import type { PlacedRows } from './place-rows.ts'
import type { QueueGrid } from './queue-grids.ts'

export interface BuildOptions {
  timezone?: string
  threshold?: number
  absentIsZero: boolean
}

/** What is known of a history from its grid on. */
type GridFindings = Pick<
  HistoryFindings,
  'queues' | 'absentDays' | 'zeroDays' | 'missingSpans' | 'absentAsZero' | 'zeroHours'
> & {
  /** Slots of columns that are recognised but not used, with the reason. */
  unused: { slot: number; reason: Message }[]
}

export interface Built {
  history: History
  findings: GridFindings
  /** How measures follow from the columns. */
  derived: Message[]
  /** What makes one doubt the figures. */
  doubts: Message[]
}

/**
 * The last of the three steps: what is measured of every queue is checked, and each place without a row is judged.
 */
export function buildHistory(measured: MeasuredRows, { timezone, threshold, absentIsZero }: BuildOptions): Built {
  const { placed, plan } = measured
  const { interval, roles } = placed
  const findings: GridFindings = {
    unused: plan.unused.map(({ role, reason }) => ({ slot: roles.indexOf(role), reason })),
    queues: [],
    absentDays: [],
    zeroDays: [],
    missingSpans: [],
    absentAsZero: 0,
    zeroHours: { queues: 0, intervals: 0 },
  }
  const absentDays = new Map<number, number>()
  const zeroDays = new Map<number, number>()
  const doubts = new Doubts()
  const queues = measured.queues.map(({ grid, measures }): QueueHistory => {
    judgeAbsentRows(grid, measures, placed, absentIsZero, findings, absentDays)
    const silent = judgeZeros(grid, measures, interval, findings)
    for (const day of silent.days) zeroDays.set(day, (zeroDays.get(day) ?? 0) + 1)
    const described = describeQueue(grid, measures, placed.rowLength)
    findings.queues.push(described)
    doubts.look(grid.queue, grid.base, interval, grid.state, measures)
    if (described.observed < grid.state.length)
      for (const column of Object.values(measures) as Float64Array[]) clearUnobserved(column, grid.state)
    // What was recorded stays: whether such a day was closed or the record failed is judged by who knows the calendar.
    for (const i of silent.places) measures.offered[i] = 0
    return {
      queue: grid.queue,
      start: grid.base,
      interval,
      ...(timezone === undefined ? {} : { timezone }),
      state: grid.state,
      measures,
    }
  })
  const inOrder = (days: ReadonlyMap<number, number>) =>
    [...days].map(([day, n]) => ({ day, queues: n })).sort((a, b) => a.day - b.day)
  findings.absentDays = inOrder(absentDays)
  findings.zeroDays = inOrder(zeroDays)
  return {
    history: {
      interval,
      ...(timezone === undefined ? {} : { timezone }),
      ...(threshold === undefined ? {} : { threshold }),
      queues,
    },
    findings,
    derived: plan.notes,
    doubts: doubts.warnings(),
  }
}

function judgeAbsentRows(
  grid: QueueGrid,
  measures: Measures,
  { interval, clockChanges }: PlacedRows,
  absentIsZero: boolean,
  findings: GridFindings,
  absentDays: Map<number, number>,
): void {
  const isSkipped = (i: number) => {
    const time = grid.base + i * interval
    return clockChanges.some(({ from, to, kind }) => kind === 'skipped' && time >= from && time < to)
  }
  const report = judgeAbsence(grid.state, grid.base / DAY_SECONDS, intervalsPerDay(interval), {
    absentIsZero,
    ...(clockChanges.length > 0 ? { isSkipped } : {}),
  })
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
}

/** Zeros of hours and days on which the queue was closed. */
function judgeZeros(
  grid: QueueGrid,
  measures: Measures,
  interval: number,
  findings: GridFindings,
): ReturnType<typeof judgeZeroDays> {
  const columns = Object.values(measures) as Float64Array[]
  const isZero = (i: number) => columns.every((column) => !(column[i] > 0))
  const firstDay = grid.base / DAY_SECONDS
  const perDay = intervalsPerDay(interval)
  const zeroHours = interval < DAY_SECONDS ? judgeZeroHours(grid.state, measures.offered, isZero, firstDay, perDay) : 0
  findings.zeroHours.intervals += zeroHours
  if (zeroHours > 0) findings.zeroHours.queues++
  return judgeZeroDays(grid.state, measures.offered, isZero, firstDay, perDay)
}

function clearUnobserved(column: Float64Array, state: Uint8Array): void {
  for (let i = 0; i < state.length; i++) if (state[i] !== STATE.observed) column[i] = Number.NaN
}

function count(state: Uint8Array): { observed: number; closed: number; missing: number } {
  const byState = new Int32Array(256)
  for (let i = 0; i < state.length; i++) byState[state[i]]++
  const [observed, closed] = [byState[STATE.observed], byState[STATE.closed]]
  return { observed, closed, missing: state.length - observed - closed }
}

function observedSum(state: Uint8Array, values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) if (state[i] === STATE.observed) sum += values[i]
  return sum
}

function describeQueue(grid: QueueGrid, { offered }: Measures, rowLength: number): QueueFindings {
  const { queue, state, first, last } = grid
  return { queue, from: first, to: last + rowLength, ...count(state), offered: observedSum(state, offered) }
}
