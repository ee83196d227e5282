import { uniform } from '../../../numeric/random/stream.ts'
import { type CustomerStreams, customerStream, firstOfCustomers } from '../../kernel/index.ts'
import type { Contact } from './agents-and-contacts.ts'

/** Customers whose numbers are drawn at a time. */
const AHEAD = 64
/** Nobody's number: whoever asks first is beyond the block. */
const NONE = -(2 ** 30)

/**
 * The first number of the stream of one purpose, where nearly every contact is asked for it. Those of customers' first contacts are drawn for many customers at a time, see `firstUniforms`: whom the block
 * does not have any more draws alone.
 */
export class Chances {
  private readonly purpose: number
  private readonly streams: CustomerStreams
  /** [queue * AHEAD + customer - from[queue]] */
  private readonly values: Float64Array
  private readonly from: Int32Array

  constructor(purpose: number, streams: CustomerStreams, queues: number) {
    this.purpose = purpose
    this.streams = streams
    this.values = new Float64Array(queues * AHEAD)
    this.from = new Int32Array(queues)
    this.clear()
  }

  /** With every replication the streams are others. */
  clear(): void {
    this.from.fill(NONE)
  }

  of({ origin, customer, visit, branch }: Contact): number {
    const { from, values } = this
    let place = customer - from[origin]
    if (visit !== 1 || branch !== 0 || place < 0) {
      const stream = customerStream(this.streams, this.purpose, origin, customer, visit, branch)
      return uniform(stream, 0)
    }
    if (place >= AHEAD) {
      place %= AHEAD
      from[origin] = customer - place
      const first = origin * AHEAD
      firstOfCustomers(this.streams, this.purpose, origin, customer - place, values, first, first + AHEAD)
    }
    return values[origin * AHEAD + place]
  }
}
