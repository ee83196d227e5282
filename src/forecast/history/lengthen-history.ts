import {
  DAY_SECONDS,
  dayOf,
  type IntervalSeries,
  intervalsPerDay,
  KrarupError,
  STATE,
  weekdayOf,
} from '../../domain/index.ts'

/** The donor's course of the day, and that of the week, count as much as so many contacts of the queue's own. */
const PRIOR = 200
/** Least number of common days that a share can be learnt from. */
const LEAST_COMMON = 7
/** A queue with so many days of its own borrows no history. A donor must have so many days more. */
const GROWN_DAYS = 56
const LONGER_DAYS = 28

export interface Lengthened {
  /** From the donor's first day; the queue's own days are as they were. */
  series: IntervalSeries
  /** First day of the queue's own: what is before it was lent. */
  ownFrom: number
  /** The queue's contacts for one of the donor's, at the same times. */
  share: number
  /** Mean squared error of the queue's own contacts against what the donor's would make of them, over their mean: about 1 where only chance is between them. */
  misfit: number
}

/**
 * Puts the history of a similar queue before that of a young one. The donor's contacts are multiplied by the young queue's share of them, which is learnt from the days that both have, and by
 * factors for the time of day and for the weekday. The fewer contacts the young queue has, the nearer these factors are to 1. Holidays, bill days and the course of the year come with the donor's history.
 * A queue that was split off its parent takes the parent as its donor; give the share where they have no days in common (0.4: two fifths of the parent's contacts went over).
 *
 * @throws {KrarupError} CONFLICT for intervals of different length or a donor that begins no earlier, TOO_SHORT where less than a week is common and no share is given
 * @example
 * ```ts
 * import { lengthenHistory } from 'krarup/forecast'
 * const daily = (first: number, values: number[]) => ({ start: first * 86_400, interval: 86_400, values: Float64Array.from(values), state: new Uint8Array(values.length) })
 * const parent = daily(4, [100, 90, 80, 80, 90, 40, 20])
 * const { series } = lengthenHistory(daily(11, [50, 44]), parent, 0.5)
 * Array.from(series.values) //=> [50, 45, 40, 40, 45, 20, 10, 50, 44]
 * ```
 */
export function lengthenHistory(young: IntervalSeries, donor: IntervalSeries, share?: number): Lengthened {
  const { interval } = young
  if (donor.interval !== interval || donor.start >= young.start) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'a history can only be lengthened by one of the same intervals that begins earlier',
    })
  }
  const slots = intervalsPerDay(interval)
  const offset = Math.round((young.start - donor.start) / interval)
  const common = Math.floor(Math.min(young.values.length, donor.values.length - offset) / slots)
  const kindOf = (row: number) => weekdayOf(dayOf(young.start) + row)
  const pairs: { at: number; row: number; slot: number }[] = []
  for (let i = 0; i < Math.max(0, common) * slots; i++) {
    if (young.values[i] >= 0 && donor.values[offset + i] >= 0)
      pairs.push({ at: i, row: Math.floor(i / slots), slot: i % slots })
  }
  const days = new Set(pairs.map(({ row }) => row)).size
  if (share === undefined && days < LEAST_COMMON) {
    throw new KrarupError({
      code: 'TOO_SHORT',
      what: `the queues have ${days} days in common and ${LEAST_COMMON} are needed to learn a share`,
      how: 'give the share',
      value: days,
    })
  }
  const given = (i: number) => donor.values[offset + i]
  const came = pairs.reduce((sum, { at }) => sum + young.values[at], 0)
  const lent = pairs.reduce((sum, { at }) => sum + given(at), 0)
  const times = share ?? (lent > 0 ? came / lent : 0)
  const ofKind = factors(
    7,
    ({ row }) => kindOf(row),
    () => 1,
  )
  const ofSlot = factors(
    slots,
    ({ slot }) => slot,
    ({ row }) => ofKind[kindOf(row)],
  )
  const openInWeek = new Uint8Array(7 * slots)
  const seenWeekdays = new Uint8Array(7)
  for (let i = 0; i < young.values.length; i++) {
    const kind = kindOf(Math.floor(i / slots))
    seenWeekdays[kind] = 1
    if (young.state[i] !== STATE.closed) openInWeek[kind * slots + (i % slots)] = 1
  }
  const values = new Float64Array(offset + young.values.length).fill(Number.NaN)
  const state = new Uint8Array(values.length).fill(STATE.closed)
  const first = dayOf(donor.start)
  for (let i = 0; i < offset; i++) {
    const kind = weekdayOf(first + Math.floor(i / slots))
    const place = kind * slots + (i % slots)
    if (seenWeekdays[kind] && !openInWeek[place]) continue
    const here = i < donor.state.length ? donor.state[i] : STATE.missing
    state[i] = here === STATE.closed && openInWeek[place] ? STATE.missing : here
    if (here === STATE.observed) values[i] = donor.values[i] * times * ofKind[kind] * ofSlot[i % slots]
  }
  values.set(young.values, offset)
  state.set(young.state, offset)
  const misfit = pairs.reduce((sum, { at, row, slot }) => {
    const expected = given(at) * times * ofKind[kindOf(row)] * ofSlot[slot]
    return sum + (young.values[at] - expected) ** 2
  }, 0)
  return {
    series: { ...young, start: donor.start, values, state },
    ownFrom: young.start / DAY_SECONDS,
    share: times,
    misfit: came > 0 ? misfit / came : Infinity,
  }

  /** Own contacts over those that the donor's would make, by group, drawn to 1. */
  function factors(
    count: number,
    groupOf: (pair: (typeof pairs)[number]) => number,
    known: (pair: (typeof pairs)[number]) => number,
  ): Float64Array {
    const own = new Float64Array(count).fill(PRIOR)
    const expected = new Float64Array(count).fill(PRIOR)
    for (const pair of pairs) {
      own[groupOf(pair)] += young.values[pair.at]
      expected[groupOf(pair)] += given(pair.at) * times * known(pair)
    }
    return own.map((sum, group) => sum / expected[group])
  }
}

/** Lengthens the young queue's history by the donor that fits it best. `donor` is its place among the others. Undefined where the queue is old enough or no other is much longer. */
export function borrowHistory(
  young: IntervalSeries,
  others: readonly IntervalSeries[],
): (Lengthened & { donor: number }) | undefined {
  const days = (young.values.length * young.interval) / DAY_SECONDS
  if (days >= GROWN_DAYS || days < LEAST_COMMON) return undefined
  let best: (Lengthened & { donor: number }) | undefined
  for (const [donor, other] of others.entries()) {
    if (other.interval !== young.interval || young.start - other.start < LONGER_DAYS * DAY_SECONDS) continue
    if (!commonWeek(young, other)) continue
    const lengthened = lengthenHistory(young, other)
    if (lengthened.share > 0 && !(lengthened.misfit >= (best?.misfit ?? Infinity))) best = { ...lengthened, donor }
  }
  return best
}

/** Whether both have observed enough of the same days for a share to be learnt. */
function commonWeek(young: IntervalSeries, other: IntervalSeries): boolean {
  const slots = intervalsPerDay(young.interval)
  const offset = Math.round((young.start - other.start) / young.interval)
  const days = new Set<number>()
  for (let i = 0; i < young.values.length; i++) {
    if (young.values[i] >= 0 && other.values[offset + i] >= 0) days.add(Math.floor(i / slots))
  }
  return days.size >= LEAST_COMMON
}
