import { type Calendar, checkNumber, DAY_SECONDS, EMPTY_CALENDAR, type IntervalSeries, STATE } from '../domain/index.ts'
import type { DayKinds } from './day-kinds.ts'
import { dayKinds } from './day-kinds.ts'
import type { DayModel } from './day-model.ts'
import { type DayTable, dayTable, fromFirstObserved } from './day-table.ts'
import { type ErrorDistribution, errorDistribution } from './error-distribution.ts'
import type { Fitted, Forecast, Forecaster } from './forecaster.ts'
import { MOST_LEADS, pastForecasts, pastOrigins } from './past-forecasts.ts'

/** Makes a forecaster of a model of days: its uncertainty is what it erred by in the past, at the same number of days ahead. */
export function forecasterOf(model: DayModel): Forecaster {
  return {
    name: model.name,
    title: model.title,
    fit(history, calendar = EMPTY_CALENDAR) {
      return fitted(model, history, calendar)
    },
  }
}

function fitted(model: DayModel, history: IntervalSeries, calendar: Calendar): Fitted {
  const table = fromFirstObserved(dayTable(history))
  const kinds = dayKinds(table, calendar)
  const origins = pastOrigins(table.days, model.needs)
  const both = model.fitWithPast?.(table, kinds, MOST_LEADS, origins)
  const fit = both?.fit ?? model.fit(table, kinds)
  let errors: ErrorDistribution | undefined
  const firstDay = table.firstDay + table.days
  return {
    ...(both?.scores ? { scores: both.scores } : {}),
    forecast(horizon) {
      const days = Math.ceil(checkNumber('horizon', horizon, { least: 1, whole: true }) / table.slots)
      errors ??= errorDistribution(both?.past ?? pastForecasts(table, kinds, model, MOST_LEADS, origins))
      return forecastOf({
        model: both?.chosen ?? model.name,
        table,
        kinds,
        expected: fit.predict(days),
        errors,
        horizon,
      })
    },
    explain(index) {
      checkNumber('index', index, { least: 0, whole: true })
      return fit.explain?.(firstDay + Math.floor(index / table.slots)) ?? []
    },
  }
}

export interface ForecastParts {
  model: string
  /** The history; the forecast starts the day after. */
  table: DayTable
  kinds: DayKinds
  /** Expected values, whole days, open or not. */
  expected: Float64Array
  errors: ErrorDistribution
  /** Intervals. */
  horizon: number
}

/** Closed places become NaN, open ones a finite number of at least 0. */
export function forecastOf({ model, table, kinds, expected, errors, horizon }: ForecastParts): Forecast {
  const { slots, interval } = table
  const firstDay = table.firstDay + table.days
  const days = expected.length / slots
  const state = new Uint8Array(expected.length)
  const mean = new Float64Array(expected.length)
  for (let row = 0; row < days; row++) {
    const open = kinds.open(firstDay + row)
    for (let slot = 0; slot < slots; slot++) {
      const i = row * slots + slot
      state[i] = open[slot] ? STATE.observed : STATE.closed
      mean[i] = open[slot] ? Math.max(0, expected[i]) : Number.NaN
    }
    fillUnknown(mean.subarray(row * slots, (row + 1) * slots), open)
  }
  return {
    model,
    start: firstDay * DAY_SECONDS,
    interval,
    mean: mean.subarray(0, horizon),
    state: state.subarray(0, horizon),
    quantile(p) {
      checkNumber('p', p, { above: 0, most: 1 - Number.EPSILON })
      return errors.quantile(mean, p).subarray(0, horizon)
    },
    paths(count, random) {
      checkNumber('count', count, { least: 0, whole: true })
      const kindOf = (row: number) => kinds.kind(firstDay + row)
      return Array.from({ length: count }, () => errors.path(mean, kindOf, random).subarray(0, horizon))
    },
  }
}

/** An open place that history has never seen takes the mean of its nearest neighbours of the day, 0 where the whole day is unknown. */
function fillUnknown(day: Float64Array, open: Uint8Array): void {
  const known = day.slice()
  for (let slot = 0; slot < day.length; slot++) {
    if (!open[slot] || !Number.isNaN(known[slot])) continue
    let before = slot - 1
    while (before >= 0 && Number.isNaN(known[before])) before--
    let after = slot + 1
    while (after < day.length && Number.isNaN(known[after])) after++
    const neighbours = [known[before], known[after]].filter((value) => value >= 0)
    day[slot] = neighbours.length === 0 ? 0 : neighbours.reduce((sum, value) => sum + value) / neighbours.length
  }
}
