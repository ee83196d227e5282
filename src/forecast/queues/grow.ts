import {
  type Calendar,
  checkGrowths,
  type DayNumber,
  dayOf,
  type Growth,
  growthMessage,
  type IntervalSeries,
  type PlainDateTime,
} from '../../domain/index.ts'
import { englishOf, forecastSays, type Message } from '../../domain/messages/index.ts'
import type { Fitted, Forecast } from '../forecaster/index.ts'
import type { Effect } from '../models/index.ts'

/** Growths that concern a queue: those that are said, and events whose figure the planner gives. */
export function growthsOf(
  queue: string,
  growths: readonly Growth[] = [],
  calendar: Calendar,
  historyEnd: PlainDateTime,
): Growth[] {
  const first = dayOf(historyEnd)
  const given = (calendar.events ?? []).flatMap(({ factor, from, to, name, queue: whose, place }) =>
    factor === undefined || to < first
      ? []
      : [
          {
            factor,
            from: Math.max(from, first),
            to,
            name,
            ...(whose === undefined ? {} : { queue: whose }),
            ...(place ? { place } : {}),
          },
        ],
  )
  const ours = [...growths, ...given].filter((one) => one.queue === undefined || one.queue === queue)
  checkGrowths(ours)
  return ours
}

/** A calendar from which models learn: of events whose figure is given the days that have passed, no coming ones. */
export function learntCalendar(calendar: Calendar, historyEnd: PlainDateTime): Calendar {
  if (!calendar.events?.some(({ factor }) => factor !== undefined)) return calendar
  const last = dayOf(historyEnd) - 1
  const events = calendar.events
    .map(({ factor, ...event }) => (factor === undefined ? event : { ...event, to: Math.min(event.to, last) }))
    .filter(({ from, to }) => from <= to)
  return { ...calendar, events }
}

/** Today's figures as they would be without the growths, so that models may hold them against what they expect. */
export function withoutGrowth(today: IntervalSeries, growths: readonly Growth[]): IntervalSeries {
  const factor = factorOn(growths, dayOf(today.start))
  return factor === 1 || factor === 0 ? today : { ...today, values: today.values.map((value) => value / factor) }
}

/** A forecast with its growths; what has come already is as it came. */
export function grown(forecast: Forecast, growths: readonly Growth[], come?: Float64Array): Forecast {
  if (growths.length === 0) return forecast
  const { start, interval } = forecast
  const factors = forecast.mean.map((_, i) => factorOn(growths, dayOf(start + i * interval)))
  const times = (values: Float64Array) =>
    values.map((value, i) => (come !== undefined && come[i] >= 0 ? come[i] : value * factors[i]))
  return {
    ...forecast,
    mean: times(forecast.mean),
    quantile: (p) => times(forecast.quantile(p)),
    paths: (count, random) => forecast.paths(count, random).map(times),
  }
}

/** A model whose reasons tell the growths. */
export function grownModel(fitted: Fitted, growths: readonly Growth[], { start, interval }: Forecast): Fitted {
  const { explain } = fitted
  if (growths.length === 0 || !explain) return fitted
  return {
    ...fitted,
    explain(index) {
      const day = dayOf(start + index * interval)
      const effects = explain(index)
      if (effects.length === 0) return effects
      const more = growths
        .filter((one) => isOn(one, day))
        .map(
          ({ factor, name }): Effect => ({
            kind: name === undefined ? 'growth' : 'event',
            name: name ?? 'growth',
            factor,
          }),
        )
      return [...effects, ...more]
    },
  }
}

/** Says in sentences which growths a forecast has, and which touch none of its days. */
export function growthsTold(growths: readonly Growth[], first: DayNumber, days: number): string[] {
  return englishOf(growthMessages(growths, first, days))
}

/** What {@link growthsTold} says, so that it can be said in other languages. */
export function growthMessages(growths: readonly Growth[], first: DayNumber, days: number): Message[] {
  const touches = ({ from = first, to = first }: Growth) => from < first + days && to >= first
  const listed = (some: readonly Growth[]) => ({ growths: { list: some.map(growthMessage), mark: '; ' } })
  const [used, idle] = [growths.filter(touches), growths.filter((one) => !touches(one))]
  return [
    ...(used.length > 0 ? [forecastSays('growths', listed(used))] : []),
    ...(idle.length > 0 ? [forecastSays('idleGrowths', listed(idle))] : []),
  ]
}

function isOn({ from = -Infinity, to = Infinity }: Growth, day: DayNumber): boolean {
  return day >= from && day <= to
}

function factorOn(growths: readonly Growth[], day: DayNumber): number {
  return growths.reduce((factor, one) => (isOn(one, day) ? factor * one.factor : factor), 1)
}
