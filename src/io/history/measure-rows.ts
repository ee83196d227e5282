import { type Measures, STATE } from '../../domain/index.ts'
import type { RecognisedColumn, Role } from '../layout/index.ts'
import { type MeasurePlan, planMeasures, type RawColumns } from './derive-measures.ts'
import { levelBaseOf } from './level-base.ts'
import type { PlacedRows } from './place-rows.ts'
import type { QueueGrid } from './queue-grids.ts'

export interface MeasuredQueue {
  grid: QueueGrid
  measures: Measures
  /** Total talk time of the queue's intervals in which somebody talked, and the contacts of these; where talk is one of several columns. */
  talk?: { seconds: number; contacts: number }
  /** Total waits of the answered and of the abandoned, where the file has those of everybody beside them. */
  partsOfWait?: { answered: Float64Array; abandoned?: Float64Array }
  /** Places whose cell of offered is blank, and holds answered + abandoned now. */
  filledOffered: readonly number[]
}

/** The measures of a history by queue and moment, as the rows say them: nothing is judged yet. */
export interface MeasuredRows {
  placed: PlacedRows
  plan: MeasurePlan
  queues: readonly MeasuredQueue[]
}

/** Works the measures out from the columns of every queue. The columns of the grids are given back on the way. */
export function measureRows(placed: PlacedRows, measures: readonly RecognisedColumn[]): MeasuredRows {
  const plan = planMeasures(new Set(placed.roles), levelBaseOf(placed, measures))
  const queues = placed.grids.map((grid): MeasuredQueue => {
    const raw = rawOf(placed.roles, grid.columns)
    const partsOfWait = plan.partsOfWait?.(raw, grid.state.length)
    const talk = plan.talk?.(raw, grid.state.length)
    const filledOffered = blanksOfOffered(grid, placed.roles)
    const measures = measuresOf(grid, placed.roles, plan)
    return {
      grid,
      measures,
      filledOffered,
      ...(talk ? { talk: sumOf(talk, measures.answered ?? measures.offered) } : {}),
      ...(partsOfWait ? { partsOfWait } : {}),
    }
  })
  return { placed, plan, queues }
}

function sumOf(totals: Float64Array, counts: Float64Array): { seconds: number; contacts: number } {
  let seconds = 0
  let contacts = 0
  for (let i = 0; i < totals.length; i++) {
    if (!(totals[i] > 0 && counts[i] > 0)) continue
    seconds += totals[i]
    contacts += counts[i]
  }
  return { seconds, contacts }
}

/** Places where offered follows from answered and abandoned, in a file that has all three columns. */
function blanksOfOffered({ columns, state, doubled }: QueueGrid, roles: readonly Role[]): number[] {
  const [offered, answered, abandoned] = (['offered', 'answered', 'abandoned'] as const).map((role) =>
    roles.indexOf(role),
  )
  if (Math.min(offered, answered, abandoned) < 0) return []
  const isFilled = (from: readonly Float64Array[], i: number) =>
    Number.isNaN(from[offered][i]) && !Number.isNaN(from[answered][i] + from[abandoned][i])
  const places: number[] = []
  for (let i = 0; i < state.length; i++) if (isFilled(columns, i) && state[i] === STATE.observed) places.push(i)
  for (const { place, columns: both } of doubled)
    if (both[offered].some((_, i) => isFilled(both, i))) places.push(place)
  return places
}

function rawOf(roles: readonly Role[], columns: readonly Float64Array[]): RawColumns {
  return Object.fromEntries(roles.map((role, slot) => [role, columns[slot]]))
}

/** The measures of one queue; an hour that comes twice holds the mean of both. */
function measuresOf(grid: QueueGrid, roles: readonly Role[], plan: MeasurePlan): Measures {
  const measures = plan.derive(rawOf(roles, grid.columns), grid.state.length)
  grid.columns = []
  for (const { place, columns } of grid.doubled) {
    const both = plan.derive(rawOf(roles, columns), columns[0].length)
    for (const [measure, values] of Object.entries(both) as [keyof Measures, Float64Array][]) {
      const column = measures[measure]
      if (column) column[place] = meanOf(values)
    }
  }
  return measures
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
