import type { DayNumber } from '../../domain/index.ts'
import type { Scenario } from '../../scenario/index.ts'
import { compile, createTally } from '../../sim/index.ts'
import { HOURS } from './hour.ts'
import { COUNT, COUNTS, figuresOf, type GridSums, simulatedGrid, sumsOf } from './service-grid.ts'

/** Replications of a replay. */
export interface ReplayRuns {
  /** Of each replication. */
  sums: readonly GridSums[]
  /** Their mean. */
  mean: GridSums
  /** Mean answers, [queue * groups + group]. */
  answers: Float64Array
  /** Seconds busy and present by hour of the day, mean. */
  busy: Float64Array
  present: Float64Array
  /** Share of the time present for which agents were not away, mean. */
  available: number
}

export interface RunSettings {
  seed: number
  replications: number
  /** Called between replications, and waited for. */
  breathe: () => Promise<void>
}

/** Simulates a replay again and again. Replays of the same seed share their random numbers. */
export async function runReplay(
  scenario: Scenario,
  days: readonly DayNumber[],
  { seed, replications, breathe }: RunSettings,
): Promise<ReplayRuns> {
  const model = compile(scenario)
  const tally = createTally(model)
  const queues = model.parentNames.length
  const answers = new Float64Array(queues * model.groups)
  const busy = new Float64Array(HOURS)
  const present = new Float64Array(HOURS)
  const sums: GridSums[] = []
  let available = 0
  for (let r = 0; r < replications; r++) {
    const grid = simulatedGrid(model, days, seed, r, answers, tally)
    sums.push(sumsOf(grid, days.length, queues))
    available += grid.available / replications
    add(busy, grid.busy)
    add(present, grid.present)
    await breathe()
  }
  for (const column of [answers, busy, present]) scale(column, 1 / replications)
  return { sums, mean: meanOf(sums), answers, busy, present, available }
}

function meanOf(sums: readonly GridSums[]): GridSums {
  const mean = (of: (one: GridSums) => Float64Array) => {
    const total = Float64Array.from(of(sums[0]))
    for (const one of sums.slice(1)) add(total, of(one))
    scale(total, 1 / sums.length)
    return total
  }
  return {
    all: mean(({ all }) => all),
    byHour: mean(({ byHour }) => byHour),
    byQueue: mean(({ byQueue }) => byQueue),
    byHourAndQueue: mean(({ byHourAndQueue }) => byHourAndQueue),
    byDay: mean(({ byDay }) => byDay),
  }
}

function add(total: Float64Array, more: Float64Array): void {
  for (let i = 0; i < total.length; i++) total[i] += more[i]
}

function scale(column: Float64Array, factor: number): void {
  for (let i = 0; i < column.length; i++) column[i] *= factor
}

/** How far a replay is off what happened; shares from 0 to 1, seconds. */
export interface ReplayErrors {
  /** Service of all days together, replay less what happened. */
  service: number
  /** Mean difference by hour of the day, without its sign, each hour by its contacts. */
  byHour: { service: number; hangUps: number; asa: number }
}

export function errorsOf(replay: GridSums, observed: GridSums): ReplayErrors {
  const byHour = { service: 0, hangUps: 0, asa: 0 }
  let contacts = 0
  let answered = 0
  for (let hour = 0; hour < HOURS; hour++) {
    const is = figuresOf(replay.byHour, hour * COUNTS)
    const was = figuresOf(observed.byHour, hour * COUNTS)
    if (!(was.offered > 0)) continue
    contacts += was.offered
    byHour.service += was.offered * Math.abs(is.service - was.service)
    byHour.hangUps += was.offered * Math.abs(is.hangUps - was.hangUps)
    const answers = observed.byHour[hour * COUNTS + COUNT.answered]
    if (Number.isNaN(is.asa) || Number.isNaN(was.asa)) continue
    answered += answers
    byHour.asa += answers * Math.abs(is.asa - was.asa)
  }
  return {
    service: figuresOf(replay.all).service - figuresOf(observed.all).service,
    byHour: {
      service: byHour.service / contacts,
      hangUps: byHour.hangUps / contacts,
      asa: byHour.asa / answered,
    },
  }
}
