export { type Cleaned, type CleanedCase, type CleaningRule, type CleanOptions, cleanSeries } from './clean/index.ts'
export { type Backtest, type BacktestOptions, type BacktestRow, backtest, type Coverage } from './evaluate/index.ts'
export {
  DEFAULT_FORECASTER,
  type Fitted,
  type Forecast,
  type Forecaster,
  type ForecastOptions,
  findForecaster,
  forecasters,
  forecastSeries,
} from './forecaster/index.ts'
export {
  borrowHistory,
  endingAt,
  type Lengthened,
  lengthenHistory,
  sumOfSeries,
  todaysFigures,
} from './history/index.ts'
export type { Effect, EffectKind, ModelScore } from './models/index.ts'
export {
  type DoubtfulDays,
  doubtfulDaysTold,
  type ForecastedQueue,
  type ForecastedQueues,
  type ForecastsTogether,
  forecastHandleTime,
  forecastQueue,
  forecastQueues,
  forecastTogether,
  fromDay,
  growthsTold,
  type HandleTimeForecast,
  type HandleTimeOptions,
  type OverriddenForecast,
  overrideForecast,
  type QueueForecastOptions,
  type QueuesForecastOptions,
  type Reconciled,
  reconcile,
  withoutEffect,
} from './queues/index.ts'
