import { checkKeys, checkList, type IntervalSeries, STATE } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { FORECAST_KEYS, type Forecast, type ForecastOptions, forecastSeries } from '../forecaster/index.ts'
import { sumOfSeries } from '../history/index.ts'
import { reconcile } from './reconcile.ts'

export interface ForecastsTogether {
  /** In the order of the histories; in each interval they add up to the total. */
  queues: Forecast[]
  /** Its quantiles are those of a forecast of the sum, moved to where queues and sum meet; its courses are sums of the queues' courses, drawn together. */
  total: Forecast
}

/** The quantiles whose distance is taken for a forecast's spread, and that distance for a normal distribution. */
const TAIL = 0.1
const NORMAL_DISTANCE = 2.5631031310892007

/**
 * Forecasts several queues and their sum, so that they agree. Each queue is forecast by itself, so is the sum, and each is moved towards the other by its doubt ({@link reconcile}).
 * Courses of the total use the same past dates for all queues, so that queues which were busy together are busy together here.
 *
 * On a small bank's four types of call, from one to two months of history, the total two weeks ahead is 24.7 % off, against 25.2 % for the sum of the queues, and the queues 36.3 % against 36.9 %;
 * the 80 % interval of a day's total, read from courses, held 86 % of days, added quantiles 97 % (`npm run bench -- forecast-total`).
 *
 * @param histories whole days on one grid, all with the same last day
 * @throws {KrarupError} CONFLICT for histories that do not end together, and what {@link forecastSeries} throws
 */
export function forecastTogether(histories: readonly IntervalSeries[], options: ForecastOptions): ForecastsTogether {
  checkKeys('forecastTogether', options, FORECAST_KEYS)
  const alone = checkList(histories, 'forecastTogether', 'series').map((history) => forecastSeries(history, options))
  const ofSum = forecastSeries(sumOfSeries(histories), options)
  const queues = drawnTogether(alone, ofSum)
  return { queues, total: totalOf(queues, ofSum) }
}

/** Forecasts of queues drawn to one of their sum, and it to them; in intervals of which it says nothing they stay as they are. */
export function drawnTogether(
  alone: readonly Forecast[],
  ofSum: Forecast,
  saysNothing: (interval: number) => boolean = () => false,
): Forecast[] {
  const { parts } = reconcile(
    alone.map(({ mean }) => mean),
    ofSum.mean.map((value, i) => (saysNothing(i) ? Number.NaN : value)),
    { parts: alone.map(varianceOf), total: varianceOf(ofSum) },
  )
  return alone.map((forecast, q) => moved(forecast, parts[q]))
}

/** The total of queues: the sum of their means, as unsure as the forecast of their sum. */
export function totalOf(queues: readonly Forecast[], ofSum: Forecast): Forecast {
  const sumOf = (values: readonly Float64Array[]): Float64Array =>
    Float64Array.from(ofSum.mean, (_, i) => {
      const open = values.filter((one) => one[i] >= 0)
      return open.length > 0 ? open.reduce((sum, one) => sum + one[i], 0) : Number.NaN
    })
  const mean = sumOf(queues.map((forecast) => forecast.mean))
  return {
    model: 'sum of queues',
    start: ofSum.start,
    interval: ofSum.interval,
    mean,
    state: Uint8Array.from(mean, (value) => (Number.isNaN(value) ? STATE.closed : STATE.observed)),
    quantile(p) {
      const own = ofSum.quantile(p)
      const added = sumOf(queues.map((forecast) => forecast.quantile(p)))
      // Where the sum was hardly ever open its own forecast has nothing to say.
      return mean.map((value, i) => (ofSum.mean[i] > 0 ? (own[i] * value) / ofSum.mean[i] : added[i]))
    },
    paths(count, stream) {
      // One stream cannot begin anew for each queue: it gives the seed of one that can.
      const seed = stream.uniform() * 2 ** 32
      const all = queues.map((forecast) => forecast.paths(count, randomStream(seed)))
      return Array.from({ length: count }, (_, path) => sumOf(all.map((paths) => paths[path])))
    },
  }
}

function varianceOf(forecast: Forecast): Float64Array {
  const [low, high] = [forecast.quantile(TAIL), forecast.quantile(1 - TAIL)]
  return forecast.mean.map((_, i) => ((high[i] - low[i]) / NORMAL_DISTANCE) ** 2)
}

/** The same forecast with another mean; all else moves with it. */
function moved(forecast: Forecast, mean: Float64Array): Forecast {
  const times = mean.map((value, i) => (forecast.mean[i] > 0 ? value / forecast.mean[i] : 1))
  const scaled = (values: Float64Array) => values.map((value, i) => value * times[i])
  return {
    ...forecast,
    mean,
    quantile: (p) => scaled(forecast.quantile(p)),
    paths: (count, random) => forecast.paths(count, random).map(scaled),
  }
}
