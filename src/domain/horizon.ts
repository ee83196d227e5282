import type { Calendar, ClockChange } from './calendar.ts'
import { DAY_SECONDS, dayOf, formatClock, formatDay, type PlainDateTime, secondOfDay } from './datetime.ts'
import { formatDuration } from './duration.ts'
import { KrarupError } from './errors.ts'
import { calendarSays, englishOf, type Message } from './messages/index.ts'
import { intervalsPerDay } from './series.ts'

/**
 * The intervals of coming days in the order in which they come to pass. Where a time zone is named, the hour that clocks repeat in autumn stands twice and the hour that they skip in spring is absent:
 * a day of half hours has 50 or 46 intervals then. Forecasts are made on days of equal length; a horizon says which place of such a day each interval has.
 */
export interface Horizon {
  /** Midnight of the first day, wall clock. */
  start: PlainDateTime
  /** Seconds. */
  interval: number
  /** IANA zone, where one was named. */
  timezone?: string
  /** Days, whole. */
  dayCount: number
  /** Number of intervals. */
  length: number
  /** Of each interval: the place that its wall-clock time has on days of equal length, counted from `start`. */
  places: Int32Array
  /** The first interval of each day, and after the last day `length`. */
  dayFrom: Int32Array
  /** 1 in the repetition of an hour that comes twice; absent where no hour does. */
  again?: Uint8Array
  /** Of each interval: seconds that the clock is ahead of UTC; absent where that is not known. */
  offsets?: Int32Array
}

/** What a horizon is made of. */
export interface HorizonParts {
  /** A midnight. */
  start: PlainDateTime
  interval: number
  dayCount: number
  timezone?: string
  calendar?: Pick<Calendar, 'clockChanges' | 'utcOffset'>
}

/**
 * Lays out the intervals of some days. Daily totals know no changes of the clock.
 *
 * @throws {KrarupError} UNSUPPORTED for a change of the clock that intervals of this length cannot show: half an hour in hours, a repetition over midnight
 * @example
 * ```ts
 * import { horizonOf, parsePlainDateTime } from 'krarup/domain'
 * const start = parsePlainDateTime('2026-10-25')
 * const back = { kind: 'doubled', from: start + 2 * 3600, to: start + 3 * 3600 } as const
 * const day = horizonOf({ start, interval: 3600, dayCount: 1, calendar: { clockChanges: [back], utcOffset: 7200 } })
 * day.length //=> 25
 * Array.from(day.places.subarray(1, 5)) //=> [1, 2, 2, 3]
 * Array.from(day.offsets.subarray(1, 5)) //=> [7200, 7200, 3600, 3600]
 * ```
 */
export function horizonOf({ start, interval, dayCount, timezone, calendar = {} }: HorizonParts): Horizon {
  const perDay = intervalsPerDay(interval)
  const end = start + dayCount * DAY_SECONDS
  const all = calendar.clockChanges ?? []
  const changes = perDay === 1 ? [] : all.filter(({ from, to }) => from < end && to > start)
  for (const change of changes) checkShown(change, interval, timezone)
  const before = all.reduce((sum, change) => (change.to <= start ? sum + moved(change) : sum), 0)
  let offset = (calendar.utcOffset ?? 0) + before
  const places: number[] = []
  const offsets: number[] = []
  const again: number[] = []
  const dayFrom: number[] = []
  const add = (place: number, isAgain: 0 | 1) => {
    places.push(place)
    offsets.push(offset)
    again.push(isAgain)
  }
  for (let place = 0; place < dayCount * perDay; place++) {
    if (place % perDay === 0) dayFrom.push(places.length)
    const time = start + place * interval
    const change = changes.find(({ from, to }) => time >= from && time < to)
    if (change?.kind !== 'skipped') add(place, 0)
    if (!change || time + interval !== change.to) continue
    offset += moved(change)
    if (change.kind === 'skipped') continue
    for (let back = (change.to - change.from) / interval - 1; back >= 0; back--) add(place - back, 1)
  }
  dayFrom.push(places.length)
  return {
    start,
    interval,
    ...(timezone === undefined ? {} : { timezone }),
    dayCount,
    length: places.length,
    places: Int32Array.from(places),
    dayFrom: Int32Array.from(dayFrom),
    ...(again.includes(1) ? { again: Uint8Array.from(again) } : {}),
    ...(calendar.utcOffset === undefined ? {} : { offsets: Int32Array.from(offsets) }),
  }
}

/** Seconds by which a change moves the clock. */
function moved({ kind, from, to }: ClockChange): number {
  return kind === 'skipped' ? to - from : from - to
}

function checkShown({ kind, from, to }: ClockChange, interval: number, timezone: string | undefined): void {
  const onGrid = secondOfDay(from) % interval === 0 && secondOfDay(to) % interval === 0
  const overMidnight = kind === 'doubled' && dayOf(from) !== dayOf(to - 1)
  if (onGrid && !overMidnight) return
  const span = `${formatClock(secondOfDay(from))} to ${formatClock(secondOfDay(to) || DAY_SECONDS)}`
  throw new KrarupError({
    code: 'UNSUPPORTED',
    what: `on ${formatDay(dayOf(from))} the clock ${kind === 'skipped' ? 'skips' : 'repeats'} ${span}, which intervals of ${formatDuration(interval)} cannot show`,
    where: { name: '--timezone' },
    how: overMidnight
      ? 'leave the time zone away: then every day has 24 hours'
      : 'export shorter intervals, or leave the time zone away: then every day has 24 hours',
    value: timezone,
  })
}

/** When an interval begins, wall clock; an hour that comes twice has the same times twice. */
export function startAt({ start, interval, places }: Horizon, i: number): PlainDateTime {
  return start + places[i] * interval
}

/** The interval that begins at a wall-clock time, the first of two; -1 where there is none. */
export function intervalAt({ start, interval, places, dayFrom }: Horizon, time: PlainDateTime): number {
  return places.indexOf((time - start) / interval, dayFrom[dayOf(time) - dayOf(start)])
}

/** The day that an interval belongs to, counted from 0. */
export function dayAt({ dayFrom }: Pick<Horizon, 'dayFrom'>, i: number): number {
  let day = 0
  while (day + 2 < dayFrom.length && dayFrom[day + 1] <= i) day++
  return day
}

/** One day of a horizon, counted from 0, as a horizon of its own. */
export function horizonOnDay(horizon: Horizon, day: number): Horizon {
  const { start, interval, timezone, places, dayFrom, again, offsets } = horizon
  const [from, to] = dayFrom.subarray(day, day + 2)
  const before = day * intervalsPerDay(interval)
  return {
    start: start + day * DAY_SECONDS,
    interval,
    ...(timezone === undefined ? {} : { timezone }),
    dayCount: 1,
    length: to - from,
    places: places.slice(from, to).map((place) => place - before),
    dayFrom: Int32Array.of(0, to - from),
    ...(again?.subarray(from, to).includes(1) ? { again: again.slice(from, to) } : {}),
    ...(offsets ? { offsets: offsets.slice(from, to) } : {}),
  }
}

/** Whether every day of a horizon has the usual number of intervals. */
export function isEven({ length, dayCount, interval, again }: Horizon): boolean {
  return again === undefined && length === dayCount * intervalsPerDay(interval)
}

/** How many intervals come to pass before a place of days of equal length does for the first time. */
export function intervalsBefore({ places }: Horizon, place: number): number {
  const next = places.findIndex((one) => one >= place)
  return next < 0 ? places.length : next
}

/** The days of a horizon on which clocks change, a sentence each. */
export function clockChangesTold(horizon: Horizon, calendar: Calendar): string[] {
  return englishOf(clockChangeMessages(horizon, calendar))
}

/** What {@link clockChangesTold} says, so that it can be said in other languages. */
export function clockChangeMessages(
  { start, interval, dayCount }: Horizon,
  { clockChanges = [] }: Calendar,
): Message[] {
  const end = start + dayCount * DAY_SECONDS
  if (interval >= DAY_SECONDS) return []
  return clockChanges
    .filter(({ from, to }) => from < end && to > start)
    .map((change) => {
      const { kind, from, to } = change
      const hours = Number((24 - moved(change) / 3600).toFixed(2))
      return calendarSays(kind === 'skipped' ? 'hourSkipped' : 'hourDoubled', {
        day: { day: dayOf(from) },
        hours: { number: hours, decimals: Number.isInteger(hours) ? 0 : hours * 10 === Math.round(hours * 10) ? 1 : 2 },
        from: formatClock(secondOfDay(from)),
        to: formatClock(secondOfDay(to) || DAY_SECONDS),
      })
    })
}

/** Values of days of equal length, for the intervals of a horizon. */
export function alongHorizon(values: Float64Array, { places }: Horizon): Float64Array {
  // a loop: every drawn course of a forecast comes this way
  const along = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) along[i] = values[places[i]]
  return along
}

/** How often a stretch of the wall clock comes to pass, by place of days of equal length: 1, 0 where clocks skip it, 2 where they repeat it. */
export function timesOf({ places, dayCount, interval }: Horizon): Uint8Array {
  const times = new Uint8Array(dayCount * intervalsPerDay(interval))
  for (const place of places) times[place]++
  return times
}

/** `+02:00`. */
export function formatOffset(seconds: number): string {
  return `${seconds < 0 ? '-' : '+'}${formatClock(Math.abs(seconds))}`
}
