import { KrarupError } from '../../domain/index.ts'
import { medianOf } from '../statistics.ts'

/** Standard deviation over mean of one handle time; 1.27 in the call-by-call data of a bank (Brown et al. 2005), rounded up. */
export const HANDLE_TIME_CV = 1.5
/** An interval's average is believed up to this many of its standard deviations above the median of all. A longer one is cut to that. */
const BELIEVED_SIGMA = 6
/** An average below this share of the median was recorded wrongly, where it is of so many contacts. */
const TOO_SHORT_SHARE = 0.1
const SEVERAL_CONTACTS = 3
/** What so many days, or the same weekday of so many weeks, have before or after is a pattern where most of them agree, if half of them are known. A fault of two days in a row is still one. */
const LIKE_INTERVALS = 3
const LEAST_LIKE_SHARE = 0.5
/** How far is looked for them past closed days and intervals without contacts. */
const DAYS_LOOKED_AT = 14
const WEEKS_LOOKED_AT = 6
/** Part of a day before or after that makes the surroundings of an interval: four hours. A fault of up to half of it in a row is still one. */
const SURROUNDING_DAY_SHARE = 1 / 6
/** Hours in a row of up to so many times the median are a slow day. Longer ones are clocks left running. */
const SLOW_DAY_SHARE = 3
/** So many times the median is believed nowhere, however often it comes back: a clock left running every night. */
const LONGEST_SHARE = 10
/** Median of the square of a standard normal number. */
const MEDIAN_CHI_SQUARE = 0.454_936

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
 * Which of an export's handle times can be true: chance makes the mean of n contacts stray from the median of all by so much and no more. One that strays farther is true all the same
 * where the same time of day or weekday has it before or after, or the hours around it: that is a pattern and neither chance nor a fault of the record.
 *
 * @param slots intervals a day; the first one starts a day
 * @throws {KrarupError} MISSING where there is none at all
 */
export function believedHandleTimes(calls: Float64Array, totals: Float64Array, slots: number): BelievedHandleTimes {
  const usual = medianOf(averageHandleTimes(calls, totals))
  const total = new Float64Array(totals.length)
  const usable = new Uint8Array(totals.length)
  const impossible: number[] = []
  let spread: number | undefined
  for (let i = 0; i < totals.length; i++) {
    if (!(calls[i] > 0) || !(totals[i] >= 0)) continue
    const least = calls[i] >= SEVERAL_CONTACTS ? TOO_SHORT_SHARE * usual : 0
    const average = totals[i] / calls[i]
    const lost = average <= 0 || (average < least && !comesBack(calls, totals, slots, i, least))
    let most = longestMean(usual, calls[i], 0)
    // Few intervals stray that far: only those are worth a look at their like.
    if (average > most) {
      spread ??= spreadBetweenWeeks(calls, totals, slots)
      most = longestMean(longUsual(calls, totals, slots, i, usual), calls[i], spread)
    }
    if (lost || average > most) impossible.push(i)
    if (lost) continue
    usable[i] = 1
    total[i] = Math.min(average, most) * calls[i]
  }
  return { total, usable, impossible, usual }
}

/**
 * Handle time a contact of each interval that has one above 0.
 *
 * @throws {KrarupError} MISSING where there is none at all
 */
export function averageHandleTimes(calls: Float64Array, totals: Float64Array): Float64Array {
  const averages = new Float64Array(totals.length)
  let count = 0
  for (let i = 0; i < totals.length; i++) {
    if (calls[i] > 0 && totals[i] > 0 && totals[i] / calls[i] > 0) averages[count++] = totals[i] / calls[i]
  }
  if (count > 0) return averages.subarray(0, count)
  throw new KrarupError({
    code: 'MISSING',
    what: 'the history has no handle time',
    how: 'give a column of handle times, or one figure for all (--aht 3m)',
  })
}

/** The longest mean of so many contacts that is believed where `usual` is usual, which itself strays by `spread` of itself. */
function longestMean(usual: number, contacts: number, spread: number): number {
  const chance = (BELIEVED_SIGMA * HANDLE_TIME_CV) / Math.sqrt(contacts)
  return usual * (1 + Math.hypot(chance, BELIEVED_SIGMA * spread))
}

/** What is usual where an interval lies: more than the median of all where its like or its surroundings are longer than chance makes them. */
function longUsual(calls: Float64Array, totals: Float64Array, slots: number, i: number, usual: number): number {
  let longest = usual
  const consider = (windows: Middle[], share: number) => {
    for (const { shorter, contacts } of windows) {
      if (shorter > longestMean(usual, contacts, 0)) longest = Math.max(longest, Math.min(shorter, share * usual))
    }
  }
  consider(likeIntervals(calls, totals, slots, i), LONGEST_SHARE)
  const near = Math.max(LIKE_INTERVALS, Math.ceil(slots * SURROUNDING_DAY_SHARE))
  consider(middles(calls, totals, i, { step: 1, count: near, steps: near }), SLOW_DAY_SHARE)
  return longest
}

/** Whether the like of an interval are as short as it is. */
function comesBack(calls: Float64Array, totals: Float64Array, slots: number, i: number, least: number): boolean {
  return likeIntervals(calls, totals, slots, i).some(({ longer }) => longer < least)
}

interface Middle {
  /** Seconds a contact of the middle interval; of an even number there are two, and most agree where both do. */
  shorter: number
  longer: number
  /** Contacts of all of them. */
  contacts: number
}

/** The same time on the days and on the same weekdays before, after and around an interval. */
function likeIntervals(calls: Float64Array, totals: Float64Array, slots: number, i: number): Middle[] {
  return [
    ...middles(calls, totals, i, { step: slots, count: LIKE_INTERVALS, steps: DAYS_LOOKED_AT }),
    ...middles(calls, totals, i, { step: 7 * slots, count: LIKE_INTERVALS, steps: WEEKS_LOOKED_AT }),
  ]
}

/** The middle of the `count` intervals before, after and on both sides that have handle times, looked for at `steps` steps each way. */
function middles(
  calls: Float64Array,
  totals: Float64Array,
  i: number,
  { step, count, steps }: { step: number; count: number; steps: number },
): Middle[] {
  const found = (direction: number): number[] => {
    const some: number[] = []
    for (let k = 1; k <= steps && some.length < count; k++) {
      const at = i + direction * k * step
      if (at < 0 || at >= calls.length) break
      if (calls[at] > 0 && totals[at] > 0) some.push(at)
    }
    return some
  }
  const [before, after] = [found(-1), found(1)]
  const half = Math.ceil(count / 2)
  return [before, after, [...before.slice(0, half), ...after.slice(0, half)]]
    .filter(({ length }) => length >= LEAST_LIKE_SHARE * count)
    .map((some) => {
      const means = some.map((at) => totals[at] / calls[at]).sort((a, b) => a - b)
      return {
        shorter: means[(means.length - 1) >> 1],
        longer: means[means.length >> 1],
        contacts: some.reduce((sum, at) => sum + calls[at], 0),
      }
    })
}

/** Standard deviation over mean of an interval's handle time from week to week beyond what chance makes of single contacts, by the median of pairs a week apart; 0 where chance explains all. */
function spreadBetweenWeeks(calls: Float64Array, totals: Float64Array, slots: number): number {
  const beyond: number[] = []
  for (let i = 7 * slots; i < calls.length; i++) {
    const before = i - 7 * slots
    if (!(calls[i] > 0 && totals[i] > 0 && calls[before] > 0 && totals[before] > 0)) continue
    const difference = Math.log((totals[i] / calls[i] / totals[before]) * calls[before])
    const chance = HANDLE_TIME_CV ** 2 * (1 / calls[i] + 1 / calls[before])
    beyond.push(difference ** 2 / MEDIAN_CHI_SQUARE - chance)
  }
  return beyond.length === 0 ? 0 : Math.sqrt(Math.max(0, medianOf(Float64Array.from(beyond)) / 2))
}
