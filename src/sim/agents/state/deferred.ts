import type { DeferredModel } from '../../model/feature-models.ts'
import type { Contact } from './agents-and-contacts.ts'
import { LinkedList } from './linked-list.ts'

/** What lies there, and who works on it without being busy: what changes of deferred work. */
export class Deferred {
  readonly model: DeferredModel
  /** By queue, earliest deadline first. */
  readonly lists: LinkedList<Contact>[]
  /** By group: idle agents with work that can be interrupted. */
  readonly idleOnDeferred: Int32Array
  /** Changes from interval to interval of how many work for the whole of it, [interval * groups + group]. */
  readonly steps: Float64Array

  constructor(model: DeferredModel, queues: number, groups: number, intervals: number) {
    this.model = model
    this.lists = Array.from({ length: queues }, () => new LinkedList<Contact>())
    this.idleOnDeferred = new Int32Array(groups)
    this.steps = new Float64Array((intervals + 1) * groups)
  }

  clear(): void {
    for (const list of this.lists) list.clear()
    this.idleOnDeferred.fill(0)
    this.steps.fill(0)
  }
}
