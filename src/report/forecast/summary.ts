import {
  type Calendar,
  type DayNumber,
  dayOf,
  EMPTY_CALENDAR,
  firstOfMonth,
  firstOfQuarter,
  type Horizon,
  horizonOf,
  intervalsBefore,
  intervalsPerDay,
  mondayOf,
  nextMonth,
  nextQuarter,
  STATE,
} from '../../domain/index.ts'
import type { Effect, ForecastedQueue } from '../../forecast/index.ts'
import type { RandomStream } from '../../numeric/random/stream.ts'

/** Courses drawn for the quantiles of a day's total: the quantiles of its intervals do not add up to them. */
const PATHS = 400
/** Share of totals below the lower limit, and above the upper one. */
const TAIL = 0.1

/** What is shown of one queue's forecast. */
export interface ForecastSummary {
  forecasted: ForecastedQueue
  /** The intervals as they come to pass: an hour that clocks repeat twice, one that they skip not at all. */
  horizon: Horizon
  days: DaySummary[]
  /** Weeks from Monday, months and quarters, parts of them too. */
  weeks: PeriodSummary[]
  months: PeriodSummary[]
  quarters: PeriodSummary[]
  today?: TodaySummary
}

/** Contacts of a day; NaN where it is closed. */
export interface DaySummary {
  day: number
  mean: number
  low: number
  high: number
  aht: number
  /** Why it is as it is: factors that multiply up to the model's own. */
  effects: readonly Effect[]
  /** The model's own, where the planner has put others in their place. */
  model?: number
}

/** Contacts of the days of a week, a month or a quarter that are forecast; NaN where all are closed. */
export interface PeriodSummary {
  /** First day that is forecast. */
  first: DayNumber
  /** First day of the week, month or quarter. */
  start: DayNumber
  /** Days that are forecast, and days that it has. */
  days: number
  all: number
  mean: number
  low: number
  high: number
  aht: number
}

/** The first day, as far as it is known. */
export interface TodaySummary {
  /** Second of the day until which it is known. */
  until: number
  came: number
  expected: number
  rest: { morning: number; mean: number; low: number; high: number }
  /** Seconds a contact so far and over the rest of the day, beside what was expected in the morning; where today's figures have handle times. */
  aht?: { came: number; expected: number; rest: { morning: number; mean: number } }
}

/**
 * Adds up days and the rest of today from a queue's forecast and courses drawn from it.
 *
 * @param random where the courses come from: the same stream, the same limits
 * @param calendar the changes of the clock, where it has any: days of 23 and 25 hours are added up as they come to pass
 */
export function summariseForecast(
  forecasted: ForecastedQueue,
  random: RandomStream,
  calendar: Calendar = EMPTY_CALENDAR,
): ForecastSummary {
  const { volume, model, morning, aht, ahtMorning, overridden, knownUntil } = forecasted
  const { start, interval, mean } = volume
  const perDay = intervalsPerDay(interval)
  const horizon = horizonOf({ start, interval, dayCount: mean.length / perDay, calendar })
  // A day that is one interval has that interval's limits, so that every way of asking gives the same ones.
  const limits = perDay === 1 ? { low: volume.quantile(TAIL), high: volume.quantile(1 - TAIL) } : undefined
  const paths = volume.paths(PATHS, random)
  /** Places of the forecast that some intervals have. */
  const open = (from: number, to: number) =>
    Array.from(horizon.places.subarray(from, to)).filter((place) => volume.state[place] !== STATE.closed)
  /** Mean and the limits that eight of ten totals end between. */
  const total = (places: readonly number[]) => {
    const mean = sum(places, (i) => volume.mean[i])
    if (limits && places.length === 1)
      return { mean, low: sum(places, (i) => limits.low[i]), high: sum(places, (i) => limits.high[i]) }
    const totals = paths.map((path) => sum(places, (i) => path[i])).sort((a, b) => a - b)
    return { mean, low: totals[Math.floor(TAIL * PATHS)], high: totals[Math.ceil((1 - TAIL) * PATHS) - 1] }
  }
  const ahtOf = (places: readonly number[], mean: number) =>
    aht ? sum(places, (i) => volume.mean[i] * aht[i]) / mean : Number.NaN
  const { dayCount, dayFrom } = horizon
  const firstDay = dayOf(start)
  const periods = (start: (day: DayNumber) => DayNumber, next: (day: DayNumber) => DayNumber) => {
    const found: PeriodSummary[] = []
    for (let from = firstDay; from < firstDay + dayCount; ) {
      const to = Math.min(firstDay + dayCount, next(from))
      const places = open(dayFrom[from - firstDay], dayFrom[to - firstDay])
      const of = places.length > 0 ? total(places) : { mean: Number.NaN, low: Number.NaN, high: Number.NaN }
      const whole = next(from) - start(from)
      found.push({ first: from, start: start(from), days: to - from, all: whole, ...of, aht: ahtOf(places, of.mean) })
      from = to
    }
    return found
  }
  const weeks = periods(mondayOf, (day) => mondayOf(day) + 7)
  const months = periods(firstOfMonth, nextMonth)
  const quarters = periods(firstOfQuarter, nextQuarter)
  const days = Array.from({ length: dayCount }, (_, d): DaySummary => {
    const places = open(dayFrom[d], dayFrom[d + 1])
    const day = firstDay + d
    if (places.length === 0)
      return { day, mean: Number.NaN, low: Number.NaN, high: Number.NaN, aht: Number.NaN, effects: [] }
    const of = total(places)
    return {
      day,
      ...of,
      effects: forecasted.fitted.explain?.(d * perDay) ?? [],
      aht: ahtOf(places, of.mean),
      ...(overridden?.subarray(d * perDay, (d + 1) * perDay).includes(1)
        ? { model: sum(places, (i) => model.mean[i]) }
        : {}),
    }
  })
  // Of a total some queues may be known and others not: then there is nothing to set beside the morning's.
  if (!morning || knownUntil === 0) return { forecasted, horizon, days, weeks, months, quarters }
  const known = intervalsBefore(horizon, knownUntil)
  const past = open(0, known)
  const rest = open(known, dayFrom[1])
  /** Handle time over some places, weighted by contacts. */
  const secondsOf = (places: readonly number[], contacts: Float64Array, seconds: Float64Array) =>
    sum(places, (i) => contacts[i] * seconds[i]) / sum(places, (i) => contacts[i])
  return {
    forecasted,
    horizon,
    days,
    weeks,
    months,
    quarters,
    today: {
      until: knownUntil * volume.interval,
      came: sum(past, (i) => volume.mean[i]),
      expected: sum(past, (i) => morning.mean[i]),
      rest: { morning: sum(rest, (i) => morning.mean[i]), ...total(rest) },
      ...(aht && ahtMorning
        ? {
            aht: {
              came: secondsOf(past, volume.mean, aht),
              expected: secondsOf(past, morning.mean, ahtMorning),
              rest: {
                morning: secondsOf(rest, morning.mean, ahtMorning),
                mean: secondsOf(rest, volume.mean, aht),
              },
            },
          }
        : {}),
    },
  }
}

function sum(places: readonly number[], value: (i: number) => number): number {
  return places.reduce((total, i) => total + value(i), 0)
}
