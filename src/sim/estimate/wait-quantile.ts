import { waitBinStart } from '../model/tally.ts'
import type { WaitSums } from './sums.ts'

/** A quantile of waits, seconds, with an interval that need not be symmetric. */
export interface QuantileEstimate {
  value: number
  low: number
  high: number
}

/**
 * The wait that a share `probability` of a queue's contacts does not exceed, over all replications. The share below a given wait is a ratio of two counts;
 * its interval, turned round, is that of the quantile (Woodruff, 1952). Within a bin of the histogram waits are taken as spread evenly: a quarter of a second wide,
 * from 16 s on 3 % of the wait.
 *
 * @param t standard errors that make a half-width
 */
export function estimateWaitQuantile(
  sums: WaitSums,
  queue: number,
  replications: number,
  probability: number,
  t: number,
): QuantileEstimate {
  const total = sums.total[queue]
  if (total === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN }
  const at = queue * sums.room
  const last = sums.reached[queue] - 1
  const shareBelow = (place: number) => sums.below[at + place] / total
  const quantile = (share: number) => {
    if (shareBelow(0) >= share) return 0
    let place = 1
    while (place < last && shareBelow(place) < share) place++
    const before = shareBelow(place - 1)
    const start = waitBinStart(place - 1)
    const end = waitBinStart(place)
    const fraction = Math.min(1, (share - before) / (shareBelow(place) - before))
    return start + (end - start) * fraction
  }
  const value = quantile(probability)
  if (replications < 2) return { value, low: 0, high: Number.POSITIVE_INFINITY }

  let place = 0
  while (place < last && shareBelow(place) < probability) place++
  const share = shareBelow(place)
  const residuals =
    sums.belowSquares[at + place] -
    2 * share * sums.belowTimesTotal[at + place] +
    share * share * sums.totalSquares[queue]
  const meanTotal = total / replications
  const error = Math.sqrt(Math.max(0, residuals) / (replications * (replications - 1))) / meanTotal
  return { value, low: quantile(probability - t * error), high: quantile(Math.min(1, probability + t * error)) }
}
