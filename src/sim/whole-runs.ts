import { cellOf, type Layout, placesOf, QUEUE_MEASURES } from './estimate-measures.ts'
import type { CompiledModel } from './model.ts'

/** What each replication added up to over the whole run: what a later comparison needs. Plain data, so that it can be kept in a file. */
export interface WholeRuns {
  /** Seconds that were counted. */
  seconds: number
  queueNames: readonly string[]
  groupNames: readonly string[]
  /** By replication: measures of queues and groups one after the other, those of all together last; null where nothing was measured. */
  queues: (number | null)[][]
  groups: (number | null)[][]
}

export function startWholeRuns(model: CompiledModel): WholeRuns {
  return {
    seconds: (model.intervals - model.warmUpIntervals) * model.interval,
    queueNames: model.queueNames,
    groupNames: model.groupNames,
    queues: [],
    groups: [],
  }
}

/** Keeps the next replication. */
export function keepWholeRun(runs: WholeRuns, { queues, groups, wholeRow }: Layout, values: Float64Array): void {
  for (const [block, kept] of [
    [queues, runs.queues],
    [groups, runs.groups],
  ] as const) {
    const start = cellOf(block, wholeRow, 0)
    const measured = values.subarray(start, start + block.entities * block.measures)
    kept.push(Array.from(measured, (value) => (Number.isNaN(value) ? null : value)))
  }
}

/** Contacts offered in a replication. */
export function contactsOf({ queues, wholeRow }: Layout, values: Float64Array): number {
  return values[cellOf(queues, wholeRow, queues.entities - 1) + OFFERED]
}

const { offered: OFFERED } = placesOf(QUEUE_MEASURES)
