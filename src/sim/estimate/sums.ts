import { WAIT_BINS } from '../model/tally.ts'
import { ControlSums, type KeptDraws } from './design.ts'
import { type Block, cellOf, type Layout, placesOf, QUEUE_MEASURES } from './layout.ts'

/** Numbers of single replications that are kept at most, 64 MB. Beyond, what they add up to has to do. */
const MOST_KEPT = 8e6
/** Queues and sums of queues up to which luck is taken out of quantiles of waits: of thousands the products of counts and controls would be most of the memory. */
const MOST_WAITS_WITH_CONTROLS = 200

/**
 * What replications add up to, taken in one after the other: means and squared deviations (Welford, 1962) of every measure, co-moments of every ratio's numerator and denominator,
 * and the ratios' own means. The order of taking in is part of the result, to the bit.
 */
export class ReplicationSums {
  readonly layout: Layout
  replications = 0
  readonly queues: BlockSums
  readonly routes: BlockSums
  readonly groups: BlockSums
  readonly menus: BlockSums
  readonly cases: BlockSums
  readonly clocks: BlockSums
  readonly money: BlockSums | undefined
  /** Of every queue and sum of queues but all together. */
  readonly answeredWaits: WaitSums
  readonly allWaits: WaitSums
  readonly controls: ControlSums
  /** Where replications share out the busyness of days: the same of whole blocks of them, each of which counts with its sums. */
  readonly blocks: ReplicationSums | undefined
  readonly blockSize: number
  /** Where days differ in busyness: how each replication was drawn. The whole run's values are kept too, and waits. */
  #draws: { places: number[][]; controls: Float64Array[] } | undefined
  readonly #placesOf: ((replication: number) => number[]) | undefined
  /** The block that is not finished. */
  readonly #block: Float64Array
  /** Histograms of a sum of queues: of the answered, and of those who hung up. */
  readonly #histograms = new Float64Array(2 * WAIT_BINS)

  /**
   * @param blockSize replications that share out the busyness of days; 1: they are independent
   * @param placesOf where days differ in busyness: of each factor its hundredth, by replication from 0
   */
  constructor(layout: Layout, blockSize = 1, placesOf?: (replication: number) => number[]) {
    this.layout = layout
    this.#placesOf = placesOf
    this.#draws = placesOf && { places: [], controls: [] }
    const sumsOf = (block: Block) => new BlockSums(block, layout)
    this.queues = sumsOf(layout.queues)
    this.routes = sumsOf(layout.routes)
    this.groups = sumsOf(layout.groups)
    this.menus = sumsOf(layout.menus)
    this.cases = sumsOf(layout.cases)
    this.clocks = sumsOf(layout.clocks)
    this.money = layout.money && sumsOf(layout.money)
    this.controls = new ControlSums(layout.controls)
    this.blockSize = blockSize
    this.blocks = blockSize > 1 ? new ReplicationSums(layout) : undefined
    this.#block = new Float64Array(blockSize > 1 ? layout.size : 0)
    const queues = layout.queues.entities - 1
    const controls = queues <= MOST_WAITS_WITH_CONTROLS ? layout.controls : 0
    this.answeredWaits = new WaitSums(queues, controls)
    this.allWaits = new WaitSums(queues, controls)
    if (placesOf) for (const sums of this.#ofEverything()) sums.keep()
  }

  /** Where days differ in busyness and all replications are at hand. */
  get kept(): KeptDraws | undefined {
    return this.#draws
  }

  #ofEverything(): (BlockSums | WaitSums)[] {
    const { queues, routes, groups, menus, cases, clocks, money, answeredWaits, allWaits } = this
    return [queues, routes, groups, menus, cases, clocks, ...(money ? [money] : []), answeredWaits, allWaits]
  }

  /** Takes in the values of the next replication. */
  add(values: Float64Array): void {
    const { layout, controls } = this
    if (this.#draws && this.#placesOf) {
      this.#draws.places.push(this.#placesOf(this.replications))
      this.#draws.controls.push(values.slice(layout.controlsStart, layout.controlsStart + layout.controls))
    }
    this.replications++
    controls.add(values, layout.controlsStart)
    for (const sums of [this.queues, this.routes, this.groups, this.menus, this.cases, this.clocks, this.money])
      sums?.add(values, this.replications, controls.offsets)
    if (this.blocks) this.#addToBlock(this.blocks, values)
    const { own, sums } = layout.queueEntities
    for (let q = 0; q < own; q++) {
      const answered = layout.answeredWaits + q * WAIT_BINS
      this.#addWaits(q, values, values, answered, layout.abandonedWaits + q * WAIT_BINS)
    }
    const histograms = this.#histograms
    sums.slice(0, -1).forEach(({ of }, s) => {
      histograms.fill(0)
      for (const q of of)
        for (let bin = 0; bin < WAIT_BINS; bin++) {
          histograms[bin] += values[layout.answeredWaits + q * WAIT_BINS + bin]
          histograms[WAIT_BINS + bin] += values[layout.abandonedWaits + q * WAIT_BINS + bin]
        }
      this.#addWaits(own + s, values, histograms, 0, WAIT_BINS)
    })
    if (this.#draws) this.#keepWithinBounds()
  }

  #keepWithinBounds(): void {
    const all = this.#ofEverything()
    if (all.reduce((sum, { keptNumbers }) => sum + keptNumbers, 0) <= MOST_KEPT) return
    this.#draws = undefined
    for (const sums of all) sums.forget()
  }

  #addToBlock(blocks: ReplicationSums, values: Float64Array): void {
    const block = this.#block
    for (let k = 0; k < block.length; k++) block[k] += values[k]
    if (this.replications % this.blockSize !== 0) return
    blocks.add(block)
    block.fill(0)
  }

  #addWaits(entity: number, values: Float64Array, waits: Float64Array, answered: number, abandoned: number): void {
    const { queues, wholeRow, controlsStart, controls } = this.layout
    const cell = cellOf(queues, wholeRow, entity)
    const luck = values.subarray(controlsStart, controlsStart + controls)
    this.answeredWaits.add(entity, values[cell + ANSWERED], waits, answered, answered, luck)
    this.allWaits.add(entity, values[cell + ADMITTED], waits, answered, abandoned, luck)
  }
}

const { answered: ANSWERED, admitted: ADMITTED } = placesOf(QUEUE_MEASURES)

/** Moments of one block. Cells are numbered row by row as in the values. */
export class BlockSums {
  readonly block: Block
  /** [cell * measures + measure] */
  readonly mean: Float64Array
  readonly squares: Float64Array
  /** [cell * ratios + ratio]: co-moment of numerator and denominator. */
  readonly products: Float64Array
  /** Replications in which the ratio's denominator was not 0, and mean and squared deviations of the ratio over them. */
  readonly ratioCount: Float64Array
  readonly ratioMean: Float64Array
  readonly ratioSquares: Float64Array
  /** [(cell * measures + measure) * controls + control]: co-moment of a measure and a control. */
  readonly withControls: Float64Array
  readonly controls: number
  /** By replication, what is measured of the whole run, where it is kept; and how many numbers these are. */
  #kept: Float64Array[] | undefined
  keptNumbers = 0
  readonly #cells: number
  readonly #deviation: Float64Array
  /** Places of each ratio's numerator and denominator. */
  readonly #above: Int32Array
  readonly #below: Int32Array

  constructor(block: Block, { rows, controls }: Pick<Layout, 'rows' | 'controls'>) {
    this.block = block
    this.#cells = rows * block.entities
    const measures = () => new Float64Array(this.#cells * block.measures)
    const ratios = () => new Float64Array(this.#cells * block.ratios.length)
    this.mean = measures()
    this.squares = measures()
    this.products = ratios()
    this.ratioCount = ratios()
    this.ratioMean = ratios()
    this.ratioSquares = ratios()
    this.controls = controls
    this.withControls = new Float64Array(this.#cells * block.measures * controls)
    this.#deviation = new Float64Array(block.measures)
    this.#above = Int32Array.from(block.ratios, ([above]) => above)
    this.#below = Int32Array.from(block.ratios, ([, below]) => below)
  }

  keep(): void {
    this.#kept = []
  }

  forget(): void {
    this.#kept = undefined
  }

  /** By replication, a measure of a cell, `k = cell * measures + measure`; undefined where it is not kept. */
  values(k: number): Float64Array | undefined {
    const first = this.mean.length - this.block.entities * this.block.measures
    return this.#kept && k >= first ? Float64Array.from(this.#kept, (whole) => whole[k - first]) : undefined
  }

  /** @param offsets of the controls from their means */
  add(values: Float64Array, count: number, offsets: Float64Array): void {
    if (offsets.length > 0) this.#addControls(values, offsets)
    const { start, measures, entities } = this.block
    if (this.#kept) {
      const end = start + this.mean.length
      this.#kept.push(values.slice(end - entities * measures, end))
      this.keptNumbers += entities * measures
    }
    const { mean, squares, products, ratioCount, ratioMean, ratioSquares } = this
    const deviation = this.#deviation
    const above = this.#above
    const below = this.#below
    for (let cell = 0; cell < this.#cells; cell++) {
      const at = cell * measures
      for (let m = 0; m < measures; m++) {
        const value = values[start + at + m]
        deviation[m] = value - mean[at + m]
        mean[at + m] += deviation[m] / count
        squares[at + m] += deviation[m] * (value - mean[at + m])
      }
      for (let r = 0; r < above.length; r++) {
        const k = cell * above.length + r
        const denominator = values[start + at + below[r]]
        products[k] += deviation[above[r]] * (denominator - mean[at + below[r]])
        if (denominator === 0) continue
        const ratio = values[start + at + above[r]] / denominator
        const difference = ratio - ratioMean[k]
        ratioCount[k]++
        ratioMean[k] += difference / ratioCount[k]
        ratioSquares[k] += difference * (ratio - ratioMean[k])
      }
    }
  }

  /** Before the means move: a measure's deviation is from the mean of those before. */
  #addControls(values: Float64Array, offsets: Float64Array): void {
    const { block, mean, withControls, controls } = this
    for (let m = 0, k = 0; m < mean.length; m++) {
      const deviation = values[block.start + m] - mean[m]
      for (let c = 0; c < controls; c++, k++) withControls[k] += deviation * offsets[c]
    }
  }
}

/** Places of a queue in {@link WaitSums} at first, and by how many they grow: enough for waits of 20 s. */
const FIRST_ROOM = 80

/**
 * Of how many contacts the wait is below the end of each bin, summed over replications with squares and products, which are whole numbers.
 * Place 0 of a queue holds those who did not wait; place 1 + b those who waited less than the end of bin b. Places from `reached` on would hold everybody.
 */
export class WaitSums {
  below: Float64Array
  belowSquares: Float64Array
  belowTimesTotal: Float64Array
  readonly total: Float64Array
  readonly totalSquares: Float64Array
  /** Places in use, by queue: one for those who did not wait, and those up to the last bin that anybody waited in. */
  readonly reached: Int32Array
  /** Places that each queue has. They grow with the longest wait: room for waits of weeks would be most of the memory of thousands of queues. */
  room = FIRST_ROOM
  /** Sums of products with the controls, [(queue * room + place) * controls + control], and of the total, [queue * controls + control]. */
  belowTimesControls: Float64Array
  readonly totalTimesControls: Float64Array
  /** By queue: replications taken in, and the sums of their controls, [queue * controls + control]. */
  readonly taken: Float64Array
  readonly controlTotals: Float64Array
  readonly controls: number
  /** By queue and replication, where they are kept: what is below the places in use, and the total. */
  #kept: { below: Float64Array; total: number }[][] | undefined
  keptNumbers = 0

  constructor(queues: number, controls = 0) {
    this.controls = controls
    this.belowTimesControls = new Float64Array(queues * FIRST_ROOM * controls)
    this.totalTimesControls = new Float64Array(queues * controls)
    this.taken = new Float64Array(queues)
    this.controlTotals = new Float64Array(queues * controls)
    const places = () => new Float64Array(queues * FIRST_ROOM)
    this.below = places()
    this.belowSquares = places()
    this.belowTimesTotal = places()
    this.total = new Float64Array(queues)
    this.totalSquares = new Float64Array(queues)
    this.reached = new Int32Array(queues).fill(1)
  }

  keep(): void {
    this.#kept = Array.from(this.total, () => [])
  }

  forget(): void {
    this.#kept = undefined
  }

  /** By replication, how many of a queue are below a place; undefined where it is not kept. Beyond the places in use everybody is. */
  values(queue: number, place: number): number[] | undefined {
    return this.#kept?.[queue].map(({ below, total }) => below[place] ?? total)
  }

  /** By replication, how many there are in all. */
  totals(queue: number): number[] | undefined {
    return this.#kept?.[queue].map(({ total }) => total)
  }

  /** Takes in one replication: how many contacts in all, where in `values` the histogram begins, or the two of which it is the sum, and its controls. */
  add(
    queue: number,
    total: number,
    values: Float64Array,
    one: number,
    other: number,
    luck: ArrayLike<number> = [],
  ): void {
    let last = WAIT_BINS - 1
    while (last >= 0 && values[one + last] === 0 && values[other + last] === 0) last--
    if (last + 2 > this.room) this.#grow(last + 2)
    const { below, belowSquares, belowTimesTotal, belowTimesControls, totalTimesControls, controls, reached, room } =
      this
    const at = queue * room
    for (; reached[queue] < last + 2; reached[queue]++) {
      const place = at + reached[queue]
      below[place] = this.total[queue]
      belowSquares[place] = this.totalSquares[queue]
      belowTimesTotal[place] = this.totalSquares[queue]
      for (let c = 0; c < controls; c++)
        belowTimesControls[place * controls + c] = totalTimesControls[queue * controls + c]
    }
    const kept = this.#kept && new Float64Array(reached[queue])
    let shorter = total
    for (let bin = 0; bin <= last; bin++) shorter -= values[one + bin] + (other === one ? 0 : values[other + bin])
    const places = reached[queue]
    for (let place = 0; place < places; place++) {
      const bin = place - 1
      if (place > 0) shorter += values[one + bin] + (other === one ? 0 : values[other + bin])
      below[at + place] += shorter
      belowSquares[at + place] += shorter * shorter
      belowTimesTotal[at + place] += shorter * total
      for (let c = 0; c < controls; c++) belowTimesControls[(at + place) * controls + c] += shorter * luck[c]
      if (kept) kept[place] = shorter
    }
    this.total[queue] += total
    this.totalSquares[queue] += total * total
    this.taken[queue]++
    for (let c = 0; c < controls; c++) {
      totalTimesControls[queue * controls + c] += total * luck[c]
      this.controlTotals[queue * controls + c] += luck[c]
    }
    if (!kept) return
    this.#kept?.[queue].push({ below: kept, total })
    this.keptNumbers += kept.length + 1
  }

  #grow(places: number): void {
    const { room: before, reached } = this
    const room = Math.min(WAIT_BINS + 1, Math.max(places, before + FIRST_ROOM))
    const moved = (from: Float64Array, of = 1) => {
      const to = new Float64Array(reached.length * room * of)
      for (let queue = 0; queue < reached.length; queue++)
        to.set(from.subarray(queue * before * of, (queue * before + reached[queue]) * of), queue * room * of)
      return to
    }
    this.belowTimesControls = moved(this.belowTimesControls, this.controls)
    this.below = moved(this.below)
    this.belowSquares = moved(this.belowSquares)
    this.belowTimesTotal = moved(this.belowTimesTotal)
    this.room = room
  }
}
