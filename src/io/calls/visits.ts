import type { VisitEnd } from '../../calibrate/index.ts'
import type { PlainDateTime } from '../../domain/index.ts'

import { Names } from './names.ts'
import { larger, VisitDetails } from './visit-details.ts'

export { VISIT_END as END } from '../../calibrate/index.ts'

/** One stay of a contact in a queue. */
export interface Visit {
  queue: string
  /** Entry into the queue, on the log's clock. */
  arrived: PlainDateTime
  /** Seconds from the entry to the answer, to hanging up or to leaving; NaN where the log does not say. */
  waited: number
  end: VisitEnd
  /** Seconds of talk, hold and after-call work; NaN where nobody answered, or the log does not say. */
  handled: number
}

/** The visits of a log, in columns: a log has millions. */
export class VisitStore {
  count = 0
  queue = new Int32Array(1024)
  end = new Uint8Array(1024)
  arrived = new Float64Array(1024)
  waited = new Float64Array(1024)
  handled = new Float64Array(1024)
  private readonly names = new Names()
  /** What else the log says of each visit; only where it is asked for. */
  readonly details: VisitDetails | undefined

  constructor({ details = false }: { details?: boolean } = {}) {
    this.details = details ? new VisitDetails() : undefined
  }

  get queues(): readonly string[] {
    return this.names.list
  }

  /** Keeps a visit and tells its place, under which it can be changed later. */
  add(visit: Visit): number {
    const at = this.count++
    if (at === this.end.length) this.grow()
    this.set(at, visit)
    return at
  }

  set(at: number, { queue, arrived, waited, end, handled }: Visit): void {
    this.queue[at] = this.names.idOf(queue)
    this.arrived[at] = arrived
    this.waited[at] = waited
    this.end[at] = end
    this.handled[at] = handled
  }

  /** Puts the days of all visits right, once a date shows that they were read in the wrong order. */
  moveDays(daySeconds: number, move: (day: number) => number): void {
    for (let i = 0; i < this.count; i++) {
      const day = Math.floor(this.arrived[i] / daySeconds)
      this.arrived[i] += (move(day) - day) * daySeconds
    }
  }

  private grow(): void {
    const size = this.end.length * 2
    this.queue = larger(this.queue, new Int32Array(size))
    this.end = larger(this.end, new Uint8Array(size))
    this.arrived = larger(this.arrived, new Float64Array(size))
    this.waited = larger(this.waited, new Float64Array(size))
    this.handled = larger(this.handled, new Float64Array(size))
  }
}
