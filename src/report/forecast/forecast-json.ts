import { checkKeys, formatDay } from '../../domain/index.ts'
import { quarterName } from '../dates.ts'
import { casesJson, type QueueCases } from './cases.ts'
import { FORECAST_ROW_KEYS, type ForecastRowOptions, figuresOf, rowsOf } from './forecast-csv.ts'
import type { DaySummary, ForecastSummary, PeriodSummary } from './summary.ts'

/** A queue's forecast as JSON can carry it, with what was odd in its history; null where there is no number. */
export function forecastJson(summary: ForecastSummary, options: ForecastRowOptions, cases?: QueueCases): object {
  checkKeys('forecastJson', options, FORECAST_ROW_KEYS)
  const { queue, volume, fitted } = summary.forecasted
  return {
    queue,
    model: volume.model,
    scores: fitted.scores ?? null,
    learntFrom: learntJson(summary),
    days: summary.days.map(dayJson),
    weeks: summary.weeks.map((week) => ({ monday: formatDay(week.start), ...periodJson(week) })),
    months: summary.months.map((month) => ({ month: formatDay(month.start).slice(0, 7), ...periodJson(month) })),
    quarters: summary.quarters.map((quarter) => ({
      quarter: quarterName(quarter.start).replace(' ', '-'),
      ...periodJson(quarter),
    })),
    rows: rowsOf(summary, options).map(([start, , ...values]) => ({
      ...Object.fromEntries(
        figuresOf(options, summary.horizon).map((name, i) => [name, values[i] === '' ? null : values[i]]),
      ),
      start,
    })),
    ...(cases ? { cases: casesJson(cases) } : {}),
  }
}

/** The days that the forecast was learnt from; null of a sum of forecasts. */
function learntJson({ forecasted: { fitted } }: ForecastSummary): object | null {
  if (!fitted.learntFrom) return null
  const { first, last } = fitted.learntFrom
  return { first: formatDay(first), last: formatDay(last), days: last - first + 1 }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** A week's, month's or quarter's total, and how much of it is forecast. */
function periodJson({ first, days, all, mean, low, high, aht }: PeriodSummary): object {
  return {
    start: formatDay(first),
    days,
    ofDays: all,
    partial: days < all,
    volume: finite(mean),
    volume_p10: finite(low),
    volume_p90: finite(high),
    aht: finite(aht),
  }
}

/** A day's total with its effects. */
function dayJson({ day, mean, low, high, aht, model, effects }: DaySummary): object {
  return {
    day: formatDay(day),
    volume: finite(mean),
    volume_p10: finite(low),
    volume_p90: finite(high),
    aht: finite(aht),
    volume_model: model ?? finite(mean),
    overridden: model !== undefined,
    effects,
  }
}
