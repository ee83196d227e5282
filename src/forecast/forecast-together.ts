import { checkNumber, type IntervalSeries, KrarupError, STATE } from '../domain/index.ts'
import { type RandomStream, randomStream } from '../numeric/random/stream.ts'
import { type ForecastOptions, forecastSeries } from './forecast-series.ts'
import type { Forecast } from './forecaster.ts'
import { reconcile } from './reconcile.ts'
import { quantileOfSorted } from './statistics.ts'

export interface TogetherOptions extends ForecastOptions {
  /** A stream that begins anew at each call: with the same luck all queues draw the same past dates. */
  random: () => RandomStream
  /** Courses that the total's quantiles are read from; default 400. */
  courses?: number
}

export interface ForecastsTogether {
  /** In the order of the histories; in each interval they add up to the total. */
  queues: Forecast[]
  /** Its quantiles and courses are those of sums of the queues' courses, drawn together. */
  total: Forecast
}

/** The quantiles whose distance is taken for a forecast's spread, and that distance for a normal distribution. */
const TAIL = 0.1
const NORMAL_DISTANCE = 2.5631031310892007
const COURSES = 400

/**
 * Forecasts several queues and their sum, so that they agree: each by itself, the sum by itself, and both drawn to one another by their doubt ({@link reconcile}).
 * How sure the total is comes from courses drawn together: of the same past dates for all queues, so that what struck them together then does so here.
 *
 * @param histories whole days on one grid, all with the same last day
 * @throws {KrarupError} CONFLICT for histories that do not end together, and what {@link forecastSeries} throws
 */
export function forecastTogether(
  histories: readonly IntervalSeries[],
  { random, courses = COURSES, ...options }: TogetherOptions,
): ForecastsTogether {
  checkNumber('courses', courses, { least: 20, whole: true })
  const alone = histories.map((history) => forecastSeries(history, options))
  const ofSum = forecastSeries(sumOfSeries(histories), options)
  const { parts } = reconcile(
    alone.map(({ mean }) => mean),
    ofSum.mean,
    { parts: alone.map(varianceOf), total: varianceOf(ofSum) },
  )
  const queues = alone.map((forecast, q) => scaled(forecast, parts[q]))
  const sumOf = (values: readonly Float64Array[]): Float64Array =>
    Float64Array.from(ofSum.mean, (_, i) => {
      const open = values.filter((one) => one[i] >= 0)
      return open.length > 0 ? open.reduce((sum, one) => sum + one[i], 0) : Number.NaN
    })
  const drawn = (count: number, streamOf: () => RandomStream): Float64Array[] => {
    const all = queues.map((forecast) => forecast.paths(count, streamOf()))
    return Array.from({ length: count }, (_, path) => sumOf(all.map((paths) => paths[path])))
  }
  let sorted: Float64Array[] | undefined
  const mean = sumOf(queues.map((forecast) => forecast.mean))
  return {
    queues,
    total: {
      model: 'sum of queues',
      start: ofSum.start,
      interval: ofSum.interval,
      mean,
      state: Uint8Array.from(mean, (value) => (Number.isNaN(value) ? STATE.closed : STATE.observed)),
      quantile(p) {
        checkNumber('p', p, { above: 0, most: 1 - Number.EPSILON })
        if (!sorted) {
          const paths = drawn(courses, random)
          sorted = Array.from(mean, (_, i) => Float64Array.from(paths, (path) => path[i]).sort())
        }
        return mean.map((value, i) => (Number.isNaN(value) ? value : quantileOfSorted(sorted![i], p)))
      },
      paths(count, stream) {
        // One stream cannot begin anew for each queue: it gives the seed of one that can.
        const seed = stream.uniform() * 2 ** 32
        return drawn(count, () => randomStream(seed))
      },
    },
  }
}

/** The queues' sum over the days that all of them have; missing where one of them is missing, closed where all are. */
export function sumOfSeries(histories: readonly IntervalSeries[]): IntervalSeries {
  const { interval } = histories[0]
  const end = ({ start, values }: IntervalSeries) => start + values.length * interval
  if (histories.some((it) => it.interval !== interval || end(it) !== end(histories[0]))) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'histories that are added must end together and have intervals of one length',
      how: 'cut them to their last common day',
    })
  }
  const length = Math.min(...histories.map(({ values }) => values.length))
  const values = new Float64Array(length).fill(Number.NaN)
  const state = new Uint8Array(length).fill(STATE.closed)
  for (let i = 0; i < length; i++) {
    const states = histories.map((it) => it.state[it.state.length - length + i])
    if (states.includes(STATE.missing)) state[i] = STATE.missing
    else if (states.includes(STATE.observed)) {
      state[i] = STATE.observed
      values[i] = histories.reduce((sum, it) => sum + (it.values[it.values.length - length + i] || 0), 0)
    }
  }
  const longest = histories.find((it) => it.values.length === length)!
  return { ...longest, values, state }
}

function varianceOf(forecast: Forecast): Float64Array {
  const [low, high] = [forecast.quantile(TAIL), forecast.quantile(1 - TAIL)]
  return forecast.mean.map((_, i) => ((high[i] - low[i]) / NORMAL_DISTANCE) ** 2)
}

/** The same forecast with another mean; all else moves with it. */
function scaled(forecast: Forecast, mean: Float64Array): Forecast {
  const times = mean.map((value, i) => (forecast.mean[i] > 0 ? value / forecast.mean[i] : 1))
  const moved = (values: Float64Array) => values.map((value, i) => value * times[i])
  return {
    ...forecast,
    mean,
    quantile: (p) => moved(forecast.quantile(p)),
    paths: (count, random) => forecast.paths(count, random).map(moved),
  }
}
