import { type Calendar, checkKeys, EMPTY_CALENDAR, type IntervalSeries, type Keys } from '../../domain/index.ts'
import type { Forecast } from './forecaster.ts'
import { DEFAULT_FORECASTER, findForecaster } from './registry.ts'

export interface ForecastOptions {
  /** Intervals to forecast, from midnight after the history's last day. */
  horizon: number
  /** Special days and opening hours; default: none known, hours learnt from the history. */
  calendar?: Calendar
  /** A name of {@link forecasters}; default {@link DEFAULT_FORECASTER}. */
  model?: string
}

export const FORECAST_KEYS = { horizon: 1, calendar: 1, model: 1 } as const satisfies Keys<ForecastOptions>

/**
 * Forecasts a series of contacts an interval: fit and forecast in one call.
 *
 * @param history whole days, midnight to midnight; NaN with state closed or missing where nothing was observed
 * @throws {KrarupError} TOO_SHORT, UNREADABLE for an unknown model, OUT_OF_RANGE
 * @example
 * ```ts
 * import { forecastSeries } from 'krarup/forecast'
 * const values = Float64Array.from({ length: 42 }, (_, day) => (day % 7 < 5 ? 100 : 40))
 * const history = { start: 4 * 86_400, interval: 86_400, values, state: new Uint8Array(42) }
 * Array.from(forecastSeries(history, { horizon: 7, model: 'seasonal-naive' }).mean) //=> [100, 100, 100, 100, 100, 40, 40]
 * ```
 */
export function forecastSeries(history: IntervalSeries, options: ForecastOptions): Forecast {
  checkKeys('forecastSeries', options, FORECAST_KEYS)
  const { horizon, calendar = EMPTY_CALENDAR, model = DEFAULT_FORECASTER } = options
  return findForecaster(model).fit(history, calendar).forecast(horizon)
}
