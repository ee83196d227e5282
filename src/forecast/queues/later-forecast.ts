import { DAY_SECONDS, type DayNumber } from '../../domain/index.ts'
import type { Forecast } from '../forecaster/index.ts'
import type { ForecastedQueue } from './forecast-queue.ts'

/** What is expected of a queue from a later day on: the days before it were forecast through, and are left out. */
export function fromDay(forecasted: ForecastedQueue, day: DayNumber): ForecastedQueue {
  const { volume, model, morning, aht, ahtMorning, overridden, fitted } = forecasted
  const skipped = (day * DAY_SECONDS - volume.start) / volume.interval
  if (skipped === 0) return forecasted
  const { explain } = fitted
  return {
    ...forecasted,
    volume: later(volume, skipped),
    model: later(model, skipped),
    ...(morning ? { morning: later(morning, skipped) } : {}),
    knownUntil: Math.max(0, forecasted.knownUntil - skipped),
    ...(overridden ? { overridden: overridden.subarray(skipped) } : {}),
    ...(aht ? { aht: aht.subarray(skipped) } : {}),
    ...(ahtMorning ? { ahtMorning: ahtMorning.subarray(skipped) } : {}),
    fitted: explain ? { ...fitted, explain: (index) => explain(index + skipped) } : fitted,
  }
}

function later(forecast: Forecast, skipped: number): Forecast {
  return {
    ...forecast,
    start: forecast.start + skipped * forecast.interval,
    mean: forecast.mean.subarray(skipped),
    state: forecast.state.subarray(skipped),
    quantile: (p) => forecast.quantile(p).subarray(skipped),
    paths: (count, random) => forecast.paths(count, random).map((path) => path.subarray(skipped)),
  }
}
