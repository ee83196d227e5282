import type { Measures } from '../../domain/index.ts'
import type { Role } from '../layout/index.ts'
import { type MeasurePlan, planMeasures, type RawColumns } from './derive-measures.ts'
import type { PlacedRows } from './place-rows.ts'
import type { QueueGrid } from './queue-grids.ts'

export interface MeasuredQueue {
  grid: QueueGrid
  measures: Measures
}

/** The measures of a history by queue and moment, as the rows say them: nothing is judged yet. */
export interface MeasuredRows {
  placed: PlacedRows
  plan: MeasurePlan
  queues: readonly MeasuredQueue[]
}

/** Works the measures out from the columns of every queue. The columns of the grids are given back on the way. */
export function measureRows(placed: PlacedRows): MeasuredRows {
  const plan = planMeasures(new Set(placed.roles))
  const queues = placed.grids.map((grid) => ({ grid, measures: measuresOf(grid, placed.roles, plan) }))
  return { placed, plan, queues }
}

/** The measures of one queue; an hour that comes twice holds the mean of both. */
function measuresOf(grid: QueueGrid, roles: readonly Role[], plan: MeasurePlan): Measures {
  const toRaw = (columns: readonly Float64Array[]): RawColumns =>
    Object.fromEntries(roles.map((role, slot) => [role, columns[slot]]))
  const measures = plan.derive(toRaw(grid.columns), grid.state.length)
  grid.columns = []
  for (const { place, columns } of grid.doubled) {
    const both = plan.derive(toRaw(columns), columns[0].length)
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
