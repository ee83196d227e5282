import type { DeferredModel } from '../../model/feature-models.ts'
import type { CompiledModel } from '../../model/model.ts'
import type { Contact } from './agents-and-contacts.ts'
import { LinkedList } from './linked-list.ts'

/** What lies there, and who works on it without being busy: what changes of deferred work. */
export class Deferred {
  readonly model: DeferredModel
  /** By queue, earliest deadline first; how many lie in all of them. */
  readonly lists: LinkedList<Contact>[]
  lying = 0
  /** By group: its routes of deferred work, as in `CompiledModel.lookRoute`. */
  readonly routes: Int32Array[]
  /** By queue, 1: some of its routes open only after a while. */
  readonly opensLater: Uint8Array
  /** By group: idle agents with work that can be interrupted. */
  readonly idleOnDeferred: Int32Array
  /** Changes from interval to interval of how many work for the whole of it, [interval * groups + group]. */
  readonly steps: Float64Array

  constructor(
    model: DeferredModel,
    { queues, groups, intervals, lookStart, lookRoute, routeStart, routeQueue, routeAfter }: CompiledModel,
  ) {
    this.model = model
    this.routes = Array.from({ length: groups }, (_, g) =>
      lookRoute.slice(lookStart[g], lookStart[g + 1]).filter((route) => model.isDeferred[routeQueue[route]]),
    )
    this.opensLater = Uint8Array.from({ length: queues }, (_, q) =>
      routeAfter.slice(routeStart[q], routeStart[q + 1]).some((after) => after > 0) ? 1 : 0,
    )
    this.lists = Array.from({ length: queues }, () => new LinkedList<Contact>())
    this.idleOnDeferred = new Int32Array(groups)
    this.steps = new Float64Array((intervals + 1) * groups)
  }

  clear(): void {
    for (const list of this.lists) list.clear()
    this.lying = 0
    this.idleOnDeferred.fill(0)
    this.steps.fill(0)
  }
}
