export { FORECAST_KEYS, type ForecastOptions, forecastSeries } from './forecast-series.ts'
export type { Fitted, Forecast, Forecaster } from './forecaster.ts'
export { DEFAULT_FORECASTER, findForecaster, forecasters, forecasterWithout } from './registry.ts'
