export { forecastHandleTime, type HandleTimeForecast, type HandleTimeOptions } from './forecast-handle-time.ts'
export {
  type DoubtfulDays,
  type ForecastedQueue,
  forecastQueue,
  type KeptFits,
  type QueueForecastOptions,
} from './forecast-queue.ts'
export {
  type ForecastedQueues,
  forecastQueues,
  type OwnForecastOptions,
  type QueuesForecastOptions,
} from './forecast-queues.ts'
export { type ForecastsTogether, forecastTogether } from './forecast-together.ts'
export { growthMessages, growthsTold } from './grow.ts'
export { fromDay } from './later-forecast.ts'
export { type OverriddenForecast, overrideForecast } from './override-forecast.ts'
export { type Reconciled, reconcile } from './reconcile.ts'
export { doubtfulDayMessages, doubtfulDaysTold, withoutEffect, withoutEffectMessages } from './without-effect.ts'
