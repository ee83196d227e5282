import {
  checkKeys,
  formatDay,
  formatOffset,
  formatPlainDateTime,
  type Horizon,
  intervalsBefore,
  intervalsPerDay,
  type Keys,
  KrarupError,
  STATE,
  startAt,
} from '../../domain/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { wideCsvRows } from '../csv-wide.ts'
import type { Language } from '../language.ts'
import type { ForecastSummary } from './summary.ts'
import { forecastColumns } from './words.ts'

/** What is longer than a day. */
type ForecastPeriod = 'week' | 'month' | 'quarter'

/** Which figures a forecast's rows have. */
export interface ForecastRowOptions {
  /** What a row is. */
  by: 'interval' | 'day' | ForecastPeriod
  /** Today's figures were given: what was expected in the morning comes last but the planner's own. */
  today: boolean
  /** Overrides were given: what the model says comes last. */
  overrides: boolean
  /** Today's figures have handle times: what was expected in the morning comes after all that. */
  todaysAht?: boolean
}

export const FORECAST_ROW_KEYS = {
  by: 1,
  today: 1,
  overrides: 1,
  todaysAht: 1,
} as const satisfies Keys<ForecastRowOptions>

/** Decimals of contacts. */
const DAY_DECIMALS = 2
const INTERVAL_DECIMALS = 3

/** Forecasts as CSV has them: a row for each queue and open interval, day, week, month or quarter; closed ones are left out. Of those of which a part is forecast, `covered_days` is below `of_days`. */
export function forecastCsvRows(
  summaries: readonly ForecastSummary[],
  options: ForecastRowOptions,
  language: Language = 'en',
): CsvRows {
  checkKeys('forecastCsvRows', options, FORECAST_ROW_KEYS)
  const columns = forecastColumns(language)
  return {
    headings: (['start', 'queue', ...figuresOf(options, summaries[0]?.horizon)] as const).map((name) => columns[name]),
    rows: summaries.flatMap((summary) => rowsOf(summary, options)),
  }
}

/** Names of a row's figures. */
export function figuresOf(
  { today, overrides, by, todaysAht = false }: ForecastRowOptions,
  horizon: Horizon | undefined,
): (keyof ReturnType<typeof forecastColumns>)[] {
  const figures = ['volume', 'volume_p10', 'volume_p90', 'aht'] as const
  if (isPeriod(by)) return ['covered_days', 'of_days', ...figures]
  return [
    ...figures,
    ...(today ? (['volume_morning', ...(by === 'day' ? [] : (['known'] as const))] as const) : []),
    ...(overrides ? (['volume_model', 'overridden'] as const) : []),
    ...(todaysAht ? (['aht_morning'] as const) : []),
    ...(hasOffsets(by, horizon) ? (['utc_offset'] as const) : []),
  ]
}

function isPeriod(by: ForecastRowOptions['by']): by is ForecastPeriod {
  return by !== 'interval' && by !== 'day'
}

/** Totals have no offset: it may change within the day. */
function hasOffsets(by: ForecastRowOptions['by'], horizon: Horizon | undefined): boolean {
  return by === 'interval' && horizon?.offsets !== undefined && intervalsPerDay(horizon.interval) > 1
}

/** One row an open interval, day, week, month or quarter. */
export function rowsOf(
  { forecasted, horizon, days, weeks, months, quarters }: ForecastSummary,
  options: ForecastRowOptions,
): (string | number)[][] {
  const { queue, volume, model, morning, aht, ahtMorning = aht, overridden, knownUntil } = forecasted
  const { by, today, overrides, todaysAht = false } = options
  const before = morning ?? volume
  if (isPeriod(by)) {
    return { week: weeks, month: months, quarter: quarters }[by]
      .filter(({ mean }) => !Number.isNaN(mean))
      .map(({ first, days: forecast, all, mean, low, high, aht: seconds }) => [
        formatDay(first),
        queue,
        forecast,
        all,
        rounded(mean, DAY_DECIMALS),
        rounded(low, DAY_DECIMALS),
        rounded(high, DAY_DECIMALS),
        rounded(seconds, 1),
      ])
  }
  if (by === 'day') {
    const dayTotal = (values: Float64Array, d: number) =>
      horizon.places
        .subarray(horizon.dayFrom[d], horizon.dayFrom[d + 1])
        .reduce((all, place) => all + (values[place] || 0), 0)
    const ahtInTheMorning = (d: number) =>
      horizon.places
        .subarray(horizon.dayFrom[d], horizon.dayFrom[d + 1])
        .reduce((all, place) => all + (before.mean[place] * (ahtMorning?.[place] ?? Number.NaN) || 0), 0) /
      dayTotal(before.mean, d)
    return days.flatMap((day, d) =>
      Number.isNaN(day.mean)
        ? []
        : [
            [
              formatDay(day.day),
              queue,
              rounded(day.mean, DAY_DECIMALS),
              rounded(day.low, DAY_DECIMALS),
              rounded(day.high, DAY_DECIMALS),
              rounded(day.aht, 1),
              ...(today ? [rounded(dayTotal(before.mean, d), DAY_DECIMALS)] : []),
              ...(overrides ? [rounded(dayTotal(model.mean, d), DAY_DECIMALS), day.model === undefined ? 0 : 1] : []),
              ...(todaysAht ? [rounded(ahtInTheMorning(d), 1)] : []),
            ],
          ],
    )
  }
  const low = volume.quantile(0.1)
  const high = volume.quantile(0.9)
  const decimals = intervalsPerDay(volume.interval) === 1 ? DAY_DECIMALS : INTERVAL_DECIMALS
  const rows: (string | number)[][] = []
  const known = intervalsBefore(horizon, knownUntil)
  const withOffset = hasOffsets(by, horizon)
  for (const [n, i] of horizon.places.entries()) {
    if (volume.state[i] === STATE.closed) continue
    rows.push([
      formatPlainDateTime(startAt(horizon, n)),
      queue,
      rounded(volume.mean[i], decimals),
      rounded(low[i], decimals),
      rounded(high[i], decimals),
      rounded(aht?.[i] ?? Number.NaN, 1),
      ...(today ? [rounded(before.mean[i], decimals), n < known ? 1 : 0] : []),
      ...(overrides ? [rounded(model.mean[i], decimals), overridden?.[i] ?? 0] : []),
      ...(todaysAht ? [rounded(ahtMorning?.[i] ?? Number.NaN, 1)] : []),
      ...(withOffset ? [formatOffset(horizon.offsets![n])] : []),
    ])
  }
  return rows
}

/** Empty where there is no number. */
function rounded(value: number, decimals: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(decimals))
}

/** Figures that a forecast can be written as with days across. */
export const FORECAST_WIDE_FIGURES = ['contacts', 'aht'] as const
export type ForecastWideFigure = (typeof FORECAST_WIDE_FIGURES)[number]

/** One figure of forecasts with days across and times down, a block of rows for each queue. Those of one history have one horizon. */
export function forecastWideCsvRows(
  summaries: readonly ForecastSummary[],
  figure: ForecastWideFigure,
  language: Language = 'en',
): CsvRows {
  const columns = forecastColumns(language)
  const [{ horizon }] = summaries
  if (summaries.some(({ horizon: { start, dayCount } }) => start !== horizon.start || dayCount !== horizon.dayCount))
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the queues of the history end on different days, so that their forecasts have different days across',
      how: 'say from when on (--start), or leave --wide out',
    })
  const members = summaries.map(({ forecasted: { queue, volume, aht }, horizon: { places } }) => ({
    name: queue,
    valueAt: (n: number) => {
      const i = places[n]
      if (volume.state[i] === STATE.closed) return Number.NaN
      return figure === 'aht' ? (aht?.[i] ?? Number.NaN) : volume.mean[i]
    },
  }))
  const [corner, decimals] =
    figure === 'aht' ? [columns.aht, 1] : [language === 'en' ? 'contacts' : columns.volume, INTERVAL_DECIMALS]
  return wideCsvRows(horizon, members, { corner, member: columns.queue, decimals })
}
