import { KrarupError } from '../../domain/index.ts'
import { medianOf } from '../statistics.ts'

/** Standard deviation over mean of one handle time; 1.27 in the call-by-call data of a bank (Brown et al. 2005), rounded up. */
export const HANDLE_TIME_CV = 1.5
/** An interval's average is believed up to this many of its standard deviations above the median of all. A longer one is cut to that. */
const BELIEVED_SIGMA = 6
/** An average below this share of the median was recorded wrongly, where it is of so many contacts. */
const TOO_SHORT_SHARE = 0.1
const SEVERAL_CONTACTS = 3

export interface BelievedHandleTimes {
  /** Seconds by interval, cut to what can be believed. */
  total: Float64Array
  /** 1 where the interval counts. */
  usable: Uint8Array
  /** Intervals that are not believed as they stand. */
  impossible: number[]
  /** Seconds a contact: the median of all intervals. */
  usual: number
}

/**
 * Which of an export's handle times can be true: chance makes the mean of n contacts stray by so much and no more.
 *
 * @throws {KrarupError} MISSING where there is none at all
 */
export function believedHandleTimes(calls: Float64Array, totals: Float64Array): BelievedHandleTimes {
  const some = (i: number) => calls[i] > 0 && totals[i] > 0
  const averages = totals.map((total, i) => (some(i) ? total / calls[i] : Number.NaN)).filter((it) => it > 0)
  if (averages.length === 0) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'the history has no handle time',
      how: 'give a column of handle times, or one figure for all (--aht 3m)',
    })
  }
  const usual = medianOf(averages)
  const total = new Float64Array(totals.length)
  const usable = new Uint8Array(totals.length)
  const impossible: number[] = []
  for (let i = 0; i < totals.length; i++) {
    if (!(calls[i] > 0) || !(totals[i] >= 0)) continue
    const least = calls[i] >= SEVERAL_CONTACTS ? TOO_SHORT_SHARE * usual : 0
    const most = usual * (1 + (BELIEVED_SIGMA * HANDLE_TIME_CV) / Math.sqrt(calls[i]))
    const average = totals[i] / calls[i]
    const lost = average <= 0 || average < least
    if (lost || average > most) impossible.push(i)
    if (lost) continue
    usable[i] = 1
    total[i] = Math.min(average, most) * calls[i]
  }
  return { total, usable, impossible, usual }
}
