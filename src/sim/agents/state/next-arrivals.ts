/**
 * The next arrival of each queue, and the earliest of them. There is one a queue at any time, so that a tree of winners finds it: the queues stand in its leaves, and above two of them stands the one of the
 * earlier arrival. A new arrival is compared with one other a level.
 */
export class NextArrivals {
  /** The earliest of all: its moment, Infinity if there is none, and its queue. */
  time = Number.POSITIVE_INFINITY
  queue = 0

  /** Leaves of the tree, a power of two; moments and the order in which they were planned, by leaf; by node the queue that wins there, the root being node 1. */
  private readonly leaves: number
  private readonly times: Float64Array
  private readonly ranks: Float64Array
  private readonly winners: Int32Array
  private planned = 0

  constructor(queues: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(2, queues)))
    this.times = new Float64Array(this.leaves)
    this.ranks = new Float64Array(this.leaves)
    this.winners = new Int32Array(2 * this.leaves)
    this.clear()
  }

  clear(): void {
    const { leaves, winners } = this
    this.times.fill(Number.POSITIVE_INFINITY)
    this.ranks.fill(0)
    this.planned = 0
    for (let q = 0; q < leaves; q++) winners[leaves + q] = q
    for (let node = leaves - 1; node > 0; node--) winners[node] = winners[2 * node]
    this.time = Number.POSITIVE_INFINITY
    this.queue = 0
  }

  /** A queue's next arrival, instead of its last. At one moment who was planned first comes first. */
  plan(time: number, queue: number): void {
    const { times, ranks, winners } = this
    times[queue] = time
    ranks[queue] = this.planned++
    for (let node = (this.leaves + queue) >> 1; node > 0; node >>= 1) {
      const one = winners[2 * node]
      const other = winners[2 * node + 1]
      const isFirst = times[one] < times[other] || (times[one] === times[other] && ranks[one] < ranks[other])
      winners[node] = isFirst ? one : other
    }
    this.queue = winners[1]
    this.time = times[winners[1]]
  }
}
