import { waitBinStart } from '../model/tally.ts'
import { type Design, type Fit, type Moments, shareLimits } from './design.ts'
import type { WaitSums } from './sums.ts'

/** A quantile of waits, seconds, with an interval that need not be symmetric. */
export interface QuantileEstimate {
  value: number
  low: number
  high: number
}

/**
 * The waits that shares of a queue's contacts do not exceed, over all replications. The share below a given wait is a ratio of two counts; the waits at which its interval holds a probability are the interval of the quantile.
 * (The old way takes the error at the quantile for that at the ends: Woodruff, 1952.) Within a bin of the histogram waits are taken as spread evenly: a quarter of a second wide, from 16 s on 3 % of the wait.
 *
 * @param blocks the same of blocks of replications that share out the busyness of days
 */
export function estimateWaitQuantiles(
  sums: WaitSums,
  blocks: WaitSums | undefined,
  queue: number,
  design: Design,
  probabilities: readonly number[],
): QuantileEstimate[] {
  if (sums.total[queue] === 0)
    return probabilities.map(() => ({ value: Number.NaN, low: Number.NaN, high: Number.NaN }))
  const shares = new SharesBelow(sums, blocks, queue, design)
  const shareAt = (place: number) => shares.at(place).share
  const quantile = (probability: number, of: (place: number) => number) => {
    if (of(0) >= probability) return 0
    const place = firstPlace(shares.last, (at) => of(at) >= probability)
    const before = of(place - 1)
    const start = waitBinStart(place - 1)
    const end = waitBinStart(place)
    // Taking luck out of shares may leave a step that does not rise.
    const fraction = Math.max(0, Math.min(1, (probability - before) / (of(place) - before)))
    return start + (end - start) * fraction
  }
  return probabilities.map((probability) => {
    const value = quantile(probability, shareAt)
    if (design.replications < 2) return { value, low: 0, high: Number.POSITIVE_INFINITY }
    if (design.crude) {
      const { error } = shares.at(
        shareAt(0) >= probability ? 0 : firstPlace(shares.last, (at) => shareAt(at) >= probability),
      )
      return {
        value,
        low: quantile(probability - error, shareAt),
        high: quantile(Math.min(1, probability + error), shareAt),
      }
    }
    return {
      value,
      low: Math.min(
        value,
        quantile(probability, (place) => shares.at(place).high),
      ),
      high: Math.max(
        value,
        quantile(probability, (place) => shares.at(place).low),
      ),
    }
  })
}

/** The first place from 1 to `last` at which something is so that stays so; `last` where it nowhere is. */
function firstPlace(last: number, isSo: (place: number) => boolean): number {
  let from = 1
  let to = last
  while (from < to) {
    const middle = (from + to) >> 1
    if (isSo(middle)) to = middle
    else from = middle + 1
  }
  return from
}

interface ShareBelow {
  share: number
  error: number
  low: number
  high: number
}

interface Taken {
  luck: number
  left: readonly number[] | undefined
}

/** Of the contacts of a queue, the share that waited less than the end of a bin, with its interval. Searches ask for the same places again. */
class SharesBelow {
  readonly last: number
  readonly #known = new Map<number, ShareBelow>()
  readonly #sums: WaitSums
  readonly #blocks: WaitSums | undefined
  readonly #queue: number
  readonly #design: Design
  readonly #total: number
  /** Whether luck is taken out by what is summed. */
  readonly #isControlled: boolean
  readonly #all: Taken

  constructor(sums: WaitSums, blocks: WaitSums | undefined, queue: number, design: Design) {
    this.#sums = sums
    this.#blocks = blocks
    this.#queue = queue
    this.#design = design
    // Place 0 holds those who did not wait; a queue in which nobody did has a place 1 that holds everybody too.
    this.last = Math.max(1, sums.reached[queue] - 1)
    this.#total = sums.total[queue] / design.replications
    this.#isControlled = !design.crude && sums.controls > 0
    this.#all = this.#take(sums.totals(queue), 0, 0, 1)
  }

  at(place: number): ShareBelow {
    const known = this.#known.get(place) ?? this.#find(place)
    this.#known.set(place, known)
    return known
  }

  #find(place: number): ShareBelow {
    const design = this.#design
    // Of what hardly ever happens luck may be more than there is: then it stays in.
    const isLittle = !(this.#total > this.#all.luck)
    const total = this.#total - (isLittle ? 0 : this.#all.luck)
    const raw = countBelow(this.#sums, this.#queue, place) / design.replications
    const below = this.#take(this.#sums.values(this.#queue, place), place, 1, 0)
    const share = raw === this.#total ? 1 : Math.min(1, Math.max(0, (raw - (isLittle ? 0 : below.luck)) / total))
    const left = below.left?.map((value, r) => value - share * (this.#all.left?.[r] ?? 0))
    const fit = left
      ? { left: 0, ofBlocks: undefined, spread: design.adjustment?.spread(left) }
      : this.#fit(place, 1, -share)
    const error = design.halfWidth(fit, total, this.#isControlled)
    return { share, error, ...shareLimits(share, error) }
  }

  /** What luck adds to counts, and, where they are at hand by replication, what it leaves of them. */
  #take(values: readonly number[] | undefined, place: number, below: number, all: number): Taken {
    const { adjustment } = this.#design
    if (adjustment && values) {
      const coefficients = adjustment.coefficients(values)
      return { luck: adjustment.luck(coefficients), left: adjustment.without(values, coefficients) }
    }
    return { luck: this.#isControlled ? this.#design.luck(this.#fit(place, below, all)) : 0, left: undefined }
  }

  /** Of so many times the contacts below a place and so many times all. */
  #fit(place: number, below: number, all: number): Fit {
    const each = momentsOf(this.#sums, this.#queue, place, below, all)
    const blocks = this.#blocks && momentsOf(this.#blocks, this.#queue, place, below, all)
    if (this.#isControlled) return this.#design.fit(each, blocks)
    return { coefficients: new Float64Array(0), left: each.squares, ofBlocks: blocks?.squares, spread: undefined }
  }
}

function countBelow({ below, total, reached, room }: WaitSums, queue: number, place: number): number {
  return place < reached[queue] ? below[queue * room + place] : total[queue]
}

/** Moments of so many times the contacts below a place and so many times all. */
function momentsOf(sums: WaitSums, queue: number, place: number, below: number, all: number): Moments {
  const { belowSquares, belowTimesTotal, belowTimesControls, total, totalSquares, totalTimesControls, controls } = sums
  const at = queue * sums.room + place
  const isIn = place < sums.reached[queue]
  const squares = isIn ? belowSquares[at] : totalSquares[queue]
  const product = isIn ? belowTimesTotal[at] : totalSquares[queue]
  const mean = (below * countBelow(sums, queue, place) + all * total[queue]) / sums.taken[queue]
  return {
    squares:
      below * below * squares +
      2 * below * all * product +
      all * all * totalSquares[queue] -
      mean * mean * sums.taken[queue],
    products: Float64Array.from({ length: controls }, (_, c) => {
      const ofTotal = totalTimesControls[queue * controls + c]
      const ofBelow = isIn ? belowTimesControls[at * controls + c] : ofTotal
      return below * ofBelow + all * ofTotal - mean * sums.controlTotals[queue * controls + c]
    }),
  }
}
