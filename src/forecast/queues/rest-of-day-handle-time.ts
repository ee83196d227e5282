import type { IntervalSeries } from '../../domain/index.ts'
import { believedHandleTimes, HANDLE_TIME_CV } from '../clean/index.ts'
import { dayTable, type HandledToday } from '../history/index.ts'

/** Weeks of past days that tell how a day goes on: each is expected from what was known before its week. */
const WEEKS = 12
const WEEK = 7
/** Days of history behind what is expected of a past week, at least. */
const LEAST_DAYS = 28
/** Doubt that the handle time so far goes on: as if so many past days had said that it does not. */
const DOUBT = 12
/** A day half or twice as long as expected is no guide. */
const MOST_RATIO = 2

/** A history of handled contacts and their seconds, by interval of whole days. */
interface Handled {
  calls: Float64Array
  total: Float64Array
  /** 1 where the interval counts. */
  usable: Uint8Array
  slots: number
  days: number
}

/** What is known of a day so far. */
interface Today extends HandledToday {
  /** Places of the day before which something is known. */
  cut: number
  /** Seconds a contact that were expected in the morning. */
  expected(slot: number): number
}

/**
 * The factor on the expected handle times of the rest of a day, from those of its first hours: the ratio of what contacts took to what was expected of them, to a power between 0 and 1. The power is
 * what a regression through the origin says of past days at the same hour: how much of the ratio so far was found again in the rest of the day. Of fewer contacts than past days had by then it is smaller, for more of the ratio is chance.
 *
 * @param expectationAt seconds a contact, of a past row by place of the day, from the history's first `rows` days
 */
export function restOfDayFactor(
  history: Handled,
  expectationAt: (rows: number) => (row: number) => (slot: number) => number,
  today: Today,
): number {
  const { calls, total, usable, slots, days } = history
  const { cut } = today
  let count = 0
  let weights = 0
  let product = 0
  let square = 0
  let inverse = 0
  for (let week = 1; week <= WEEKS; week++) {
    const rows = days - week * WEEK
    if (rows < LEAST_DAYS) break
    const expectation = expectationAt(rows)
    for (let row = rows; row < rows + WEEK; row++) {
      const expected = expectation(row)
      const isUsable = (slot: number) => usable[row * slots + slot] === 1
      const of = (values: Float64Array) => (slot: number) => values[row * slots + slot]
      const [so, rest] = [
        [0, cut],
        [cut, slots],
      ].map(([from, to]) => logRatio(from, to, { isUsable, contacts: of(calls), total: of(total), expected }))
      if (!so || !rest) continue
      const weight = 1 / (1 / so.contacts + 1 / rest.contacts)
      count++
      weights += weight
      product += weight * so.ratio * rest.ratio
      square += weight * so.ratio ** 2
      inverse += weight / so.contacts
    }
  }
  const so = logRatio(0, cut, {
    isUsable: (slot) => today.contacts[slot] > 0 && today.total[slot] >= 0,
    contacts: (slot) => today.contacts[slot],
    total: (slot) => today.total[slot],
    expected: today.expected,
  })
  if (!so || count === 0 || !(square > 0)) return 1
  const chance = HANDLE_TIME_CV ** 2 * (1 / so.contacts - inverse / weights)
  const power = product / weights / ((square / weights) * (1 + DOUBT / count) + Math.max(0, chance))
  return Math.exp(Math.min(1, Math.max(0, power)) * so.ratio)
}

interface Places {
  isUsable(slot: number): boolean
  contacts(slot: number): number
  total(slot: number): number
  expected(slot: number): number
}

/** Logarithm of what contacts of some places took over what was expected of them; nothing where there were none. */
function logRatio(
  from: number,
  to: number,
  { isUsable, contacts, total, expected }: Places,
): { ratio: number; contacts: number } | undefined {
  let took = 0
  let usual = 0
  let count = 0
  for (let slot = from; slot < to; slot++) {
    if (!isUsable(slot) || !(expected(slot) > 0)) continue
    took += total(slot)
    usual += contacts(slot) * expected(slot)
    count += contacts(slot)
  }
  if (!(took > 0 && usual > 0)) return undefined
  return { ratio: Math.log(Math.min(MOST_RATIO, Math.max(1 / MOST_RATIO, took / usual))), contacts: count }
}

/** Places before which something is known of a day. */
export function knownUntil({ contacts, total }: HandledToday): number {
  let cut = contacts.length
  while (cut > 0 && !(contacts[cut - 1] > 0 && total[cut - 1] >= 0)) cut--
  return cut
}

/** Days of the history beside which the first hours of a day are judged. */
const JUDGED_BESIDE = 8 * WEEK

/** What is known of a day, as far as it is believed: means that chance cannot make are cut or left out, as those of the history are. */
export function believedToday(contacts: IntervalSeries, totals: IntervalSeries, today: HandledToday): HandledToday {
  const { slots, values: calls } = dayTable(contacts)
  const from = Math.max(0, calls.length - JUDGED_BESIDE * slots)
  const lengthened = (past: Float64Array, own: Float64Array) => {
    const all = new Float64Array(past.length - from + slots).fill(Number.NaN)
    all.set(past.subarray(from))
    all.set(own.subarray(0, slots), past.length - from)
    return all
  }
  const { total, usable } = believedHandleTimes(
    lengthened(calls, today.contacts),
    lengthened(dayTable(totals).values, today.total),
    slots,
  )
  const first = calls.length - from
  return {
    contacts: today.contacts.map((count, slot) => (usable[first + slot] === 1 ? count : Number.NaN)),
    total: today.total.map((_, slot) => (usable[first + slot] === 1 ? total[first + slot] : Number.NaN)),
  }
}
