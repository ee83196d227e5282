import { STREAM_SIZE, seedStream, uniform } from '../../numeric/random/stream.ts'

/** Of whose factors strata are shuffled: sources of chance with numbers of their own, far from those of queues, groups and days. */
export const STRATA_OF = { centre: 950, queues: 951, menus: 952, days: 953 } as const

/**
 * Which stratum of each factor of busyness a replication takes. Replications come in blocks of `count`; of a factor each replication of a block takes another of `count` strata that are equally likely, in an order that is drawn for each
 * factor and block by itself: a Latin hypercube (McKay, Beckman and Conover 1979). So every replication alone has the distribution of the factor, and a block together has little of its variance.
 *
 * Within a stratum the same is done once more: `count` blocks take another part of it each. So the rare days at the end of a distribution, in which most of the waits are, do not depend on luck alone.
 */
export class Strata {
  /** 1: none. */
  count = 1
  private seed = 0
  private replication = 0
  private key = 0
  private of = 0
  private factor = 0
  private readonly state = new Int32Array(STREAM_SIZE)
  private order = new Int32Array(0)

  reset(count: number, seed: number, replication: number): void {
    this.count = count
    this.seed = seed
    this.replication = replication
    if (this.order.length !== count) this.order = new Int32Array(count)
  }

  /** The factors that follow are those of this key. */
  begin(key: number, of: (typeof STRATA_OF)[keyof typeof STRATA_OF]): void {
    this.key = key
    this.of = of
    this.factor = 0
  }

  /** Uniform, in the stratum of the next factor; what is drawn within its part comes from `state[at ..]`. */
  uniform(state: Int32Array, at: number): number {
    const { count } = this
    const { stratum, part } = this.next()
    return (stratum + (part + uniform(state, at)) / count) / count
  }

  /** Which of the `count * count` parts of its distribution the next factor takes, from the least one, 0. */
  part(): number {
    const { stratum, part } = this.next()
    return stratum * this.count + part
  }

  private next(): { stratum: number; part: number } {
    const { count, replication } = this
    const block = Math.floor(replication / count)
    this.factor++
    const stratum = this.shuffled(replication % count, block, -1)
    const part = this.shuffled(block % count, Math.floor(block / count), -2)
    return { stratum, part }
  }

  /** What stands at a place when the whole numbers below `count` are shuffled for the factor, from the front (Fisher and Yates). */
  private shuffled(place: number, ...keys: [block: number, stratum: number]): number {
    const { count, order, state, seed, key, of, factor } = this
    seedStream(state, 0, seed, ...keys, key, of, factor)
    for (let k = 0; k < count; k++) order[k] = k
    for (let k = 0; k <= place; k++) {
      const other = k + Math.floor(uniform(state, 0) * (count - k))
      const taken = order[other]
      order[other] = order[k]
      order[k] = taken
    }
    return order[place]
  }
}
