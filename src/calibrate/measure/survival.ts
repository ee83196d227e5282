import { countUntil } from '../../numeric/count-until.ts'
import { Z95 } from './measured.ts'

/** Times, each ended by the event or cut off before it. */
export interface Observed {
  time: Float64Array
  /** 1 where the event came, 0 where the observation ended without it. */
  event: Uint8Array
}

/** The product-limit estimate, a place for each time at which the event came. */
export interface SurvivalCurve {
  times: number[]
  /** Share without the event after each time. */
  survival: number[]
  /** 95 % limits: Greenwood's variance on the scale of log(-log), which keeps them within 0 and 1 (Kalbfleisch and Prentice 1980). */
  low: number[]
  high: number[]
  atRisk: number[]
  events: number[]
}

/**
 * The share without the event by time, where some observations end without it.
 *
 * E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations" (1958); M. Greenwood, "The natural duration of cancer" (1926).
 *
 * @param weights how often each observation counts; once by default
 */
export function kaplanMeier({ time, event }: Observed, weights?: ArrayLike<number>): SurvivalCurve {
  const order = orderOfTimes(time)
  return curveInOrder({ time, event }, order, weights)
}

export function orderOfTimes(time: Float64Array): Int32Array {
  return Int32Array.from(time, (_, i) => i).sort((a, b) => time[a] - time[b])
}

/** The same where the order of the times is known already. */
export function curveInOrder({ time, event }: Observed, order: Int32Array, weights?: ArrayLike<number>): SurvivalCurve {
  const curve: SurvivalCurve = { times: [], survival: [], low: [], high: [], atRisk: [], events: [] }
  let left = 0
  for (const i of order) left += weights ? weights[i] : 1
  let share = 1
  let greenwood = 0
  for (let k = 0; k < order.length; ) {
    const now = time[order[k]]
    let events = 0
    let all = 0
    for (; k < order.length && time[order[k]] === now; k++) {
      const weight = weights ? weights[order[k]] : 1
      all += weight
      if (event[order[k]] === 1) events += weight
    }
    if (events > 0) {
      share *= 1 - events / left
      greenwood += events / (left * Math.max(left - events, 1e-9))
      const log = Math.log(share)
      const spread = share > 0 && share < 1 ? (Z95 * Math.sqrt(greenwood)) / Math.abs(log) : 0
      curve.times.push(now)
      curve.survival.push(share)
      curve.low.push(share > 0 ? Math.exp(log * Math.exp(spread)) : 0)
      curve.high.push(share > 0 ? Math.exp(log * Math.exp(-spread)) : 0)
      curve.atRisk.push(left)
      curve.events.push(events)
    }
    left -= all
  }
  return curve
}

/** The first time at which a curve is at a level or below; NaN where it does not come so low. */
export function timeAt(times: readonly number[], values: readonly number[], level: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle] <= level) high = middle
    else low = middle + 1
  }
  return low < times.length ? times[low] : Number.NaN
}

/** The share without the event after a time. */
export function survivalAfter({ times, survival }: SurvivalCurve, moment: number): number {
  const passed = countUntil(times, moment)
  return passed === 0 ? 1 : survival[passed - 1]
}
