import { waitBinStart } from '../model/tally.ts'
import { type Design, shareLimits } from './design.ts'
import type { WaitSums } from './sums.ts'

/** A quantile of waits, seconds, with an interval that need not be symmetric. */
export interface QuantileEstimate {
  value: number
  low: number
  high: number
}

/**
 * The wait that a share `probability` of a queue's contacts does not exceed, over all replications. The share below a given wait is a ratio of two counts; the waits at which its interval
 * holds `probability` are the interval of the quantile. (The old way takes the error at the quantile for that at the ends: Woodruff, 1952.) Within a bin of the histogram waits are taken as spread evenly: a quarter of a second wide,
 * from 16 s on 3 % of the wait.
 *
 * What luck of known mean explains stays in it: controls are of figures that add up.
 *
 * @param blocks the same of blocks of replications that share out the busyness of days
 */
export function estimateWaitQuantile(
  sums: WaitSums,
  blocks: WaitSums | undefined,
  queue: number,
  design: Design,
  probability: number,
): QuantileEstimate {
  const total = sums.total[queue]
  if (total === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN }
  const at = queue * sums.room
  const last = sums.reached[queue] - 1
  const shareBelow = (place: number) => sums.below[at + place] / total
  const quantile = (share: number, of = shareBelow) => {
    if (of(0) >= share) return 0
    let place = 1
    while (place < last && of(place) < share) place++
    const before = of(place - 1)
    const start = waitBinStart(place - 1)
    const end = waitBinStart(place)
    const fraction = Math.min(1, (share - before) / (of(place) - before))
    return start + (end - start) * fraction
  }
  const value = quantile(probability)
  if (design.replications < 2) return { value, low: 0, high: Number.POSITIVE_INFINITY }

  const errorAt = (place: number) => {
    const share = shareBelow(place)
    const left = squaresAround(sums, queue, place, share)
    const ofBlocks = blocks && squaresAround(blocks, queue, place, share)
    return design.halfWidth({ left, ofBlocks }, total / design.replications, false)
  }
  if (design.crude) {
    let place = 0
    while (place < last && shareBelow(place) < probability) place++
    const error = errorAt(place)
    return { value, low: quantile(probability - error), high: quantile(Math.min(1, probability + error)) }
  }
  const limits = (place: number) => shareLimits(shareBelow(place), errorAt(place))
  return {
    value,
    low: Math.min(
      value,
      quantile(probability, (place) => limits(place).high),
    ),
    high: Math.max(
      value,
      quantile(probability, (place) => limits(place).low),
    ),
  }
}

/** Squared deviations of the number of contacts below a place from their share of all. */
function squaresAround(sums: WaitSums, queue: number, place: number, share: number): number {
  const { belowSquares, belowTimesTotal, totalSquares, reached, room } = sums
  const squares = totalSquares[queue]
  // Beyond the last place everybody is below.
  if (place >= reached[queue]) return (1 - share) * (1 - share) * squares
  const at = queue * room + place
  return belowSquares[at] - 2 * share * belowTimesTotal[at] + share * share * squares
}
