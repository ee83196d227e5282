import type { CompiledModel } from '../model/model.ts'
import {
  cellOf,
  GROUP_MEASURES,
  type GroupMeasure,
  layoutOf,
  placesOf,
  QUEUE_MEASURES,
  type QueueMeasure,
} from './layout.ts'

/** Where the sums of a replication stand among the values that a `Runner` returns for it. */
export interface ValuePlaces {
  /** Values of one replication. */
  size: number
  /** Counted intervals. The one after them holds what became of contacts after the run. */
  intervals: number
  /** Place of a sum of a queue of the model in an interval. */
  queue(interval: number, queue: number, measure: QueueMeasure): number
  /** Place of a sum of a group in an interval. */
  group(interval: number, group: number, measure: GroupMeasure): number
}

/**
 * Where to find the sums of queues and groups by interval in what a `Runner` returns: for programs that look at single replications, as an optimisation does.
 * Queues are those of the model, tiers apart; intervals are counted from the end of the warm-up.
 */
export function valuePlaces(model: CompiledModel): ValuePlaces {
  const layout = layoutOf(model)
  const queuePlaces = placesOf(QUEUE_MEASURES)
  const groupPlaces = placesOf(GROUP_MEASURES)
  return {
    size: layout.size,
    intervals: layout.intervals,
    queue: (interval, queue, measure) => cellOf(layout.queues, interval, queue) + queuePlaces[measure],
    group: (interval, group, measure) => cellOf(layout.groups, interval, group) + groupPlaces[measure],
  }
}
