import {
  type Calendar,
  checkKeys,
  type DayNumber,
  EMPTY_CALENDAR,
  type IntervalSeries,
  type Keys,
} from '../../domain/index.ts'
import { type Forecast, type Forecaster, findForecaster } from '../forecaster/index.ts'
import type { DayTable } from '../history/index.ts'
import { seasonalNaive } from '../models/index.ts'
import { beginningOf, DEFAULT_HORIZONS, DEFAULT_ORIGINS, originsOf } from './origins.ts'
import { type OriginPart, ratioOverOrigins } from './ratio.ts'

export interface BacktestOptions {
  /** Names of forecasters, or forecasters of your own; the seasonal naive is always scored beside them. */
  models: readonly (string | Forecaster)[]
  /** How many origins, spread evenly over the later half of the history (default 12); or the first forecast day of each. */
  origins?: number | readonly DayNumber[]
  /** Days to look ahead; default 1, 7 and 14. */
  horizons?: readonly number[]
  calendar?: Calendar
  /** What is done to each origin's past before the models see it, for example cleaning. What was recorded is scored, whatever this makes of it. */
  prepare?: (past: IntervalSeries) => IntervalSeries
}

const BACKTEST_KEYS = {
  models: 1,
  origins: 1,
  horizons: 1,
  calendar: 1,
  prepare: 1,
} as const satisfies Keys<BacktestOptions>

/** How one model did at one horizon, over all origins. Errors are pooled over all scored intervals: closed and missing ones are not scored. */
export interface BacktestRow {
  model: string
  /** Days. */
  horizon: number
  /** Intervals. */
  scored: number
  /** Sum of absolute errors over sum of contacts: 0.06 is six contacts in a hundred in the wrong interval. */
  wape: number
  /** Mean absolute error over that of the seasonal naive within the training data (Hyndman and Koehler 2006). */
  mase: number
  /** Sum of errors over sum of contacts; above 0 too much was forecast. */
  bias: number
  /** Share of intervals within their 80 % interval. */
  coverage80: Coverage
  coverage95: Coverage
  /** Mean width of the 80 % interval plus 10 times the miss, over the mean of contacts (Gneiting and Raftery 2007). Smaller is better. */
  intervalScore80: number
  /** Mean pinball loss of the 2.5, 10, 50, 90 and 97.5 % quantiles over the mean of contacts. Smaller is better. */
  pinball: number
  /** Whether the WAPE is below the seasonal naive's. */
  beatsNaive: boolean
}

export interface Coverage {
  share: number
  /** 95 % confidence interval of the share, from the spread between origins: neighbouring intervals share their luck. */
  low: number
  high: number
}

export interface Backtest {
  /** First forecast day of each origin. */
  origins: readonly DayNumber[]
  /** By model, then horizon; the seasonal naive first. */
  rows: readonly BacktestRow[]
  /** The model with the smallest WAPE at each horizon. */
  best: { horizon: number; model: string }[]
}

const QUANTILES = [0.025, 0.1, 0.5, 0.9, 0.975] as const

/**
 * Forecasts past days with what was known before them, again and again, and scores every model on the same days.
 *
 * @throws {KrarupError} TOO_SHORT, UNREADABLE, OUT_OF_RANGE; MISSING without a horizon
 */
export function backtest(history: IntervalSeries, options: BacktestOptions): Backtest {
  checkKeys('backtest', options, BACKTEST_KEYS)
  const {
    models,
    origins = DEFAULT_ORIGINS,
    horizons = DEFAULT_HORIZONS,
    calendar = EMPTY_CALENDAR,
    prepare = (past) => past,
  } = options
  const { table, longest, rows } = originsOf(history, origins, horizons)

  const wanted = models.map((model) => (typeof model === 'string' ? findForecaster(model) : model))
  const contestants = [
    findForecaster(seasonalNaive.name),
    ...wanted.filter(
      ({ name }, at) => name !== seasonalNaive.name && wanted.findIndex((it) => it.name === name) === at,
    ),
  ]
  const scores = contestants.map(() => horizons.map(() => new Score()))
  for (const row of rows) {
    const past = prepare(beginningOf(history, row * table.slots))
    const naiveError = inSampleNaiveError(table, row)
    contestants.forEach((contestant, c) => {
      const forecast = contestant.fit(past, calendar).forecast(Math.min(longest, table.days - row) * table.slots)
      const quantiles = QUANTILES.map((p) => forecast.quantile(p))
      horizons.forEach((horizon, h) => {
        scores[c][h].add(table, row, horizon, forecast, quantiles, naiveError)
      })
    })
  }

  const result = contestants.flatMap(({ name }, c) =>
    horizons.map((horizon, h) => scores[c][h].row(name, horizon, scores[0][h])),
  )
  return {
    origins: rows.map((row) => table.firstDay + row),
    rows: result,
    best: horizons.map((horizon) => {
      const at = result.filter((row) => row.horizon === horizon)
      return { horizon, model: at.reduce((best, row) => (row.wape < best.wape ? row : best)).model }
    }),
  }
}

function inSampleNaiveError({ slots, values }: DayTable, rows: number): number {
  let sum = 0
  let count = 0
  for (let i = 7 * slots; i < rows * slots; i++) {
    const error = Math.abs(values[i] - values[i - 7 * slots])
    if (!Number.isNaN(error)) {
      sum += error
      count++
    }
  }
  return sum / count
}

/** Sums over scored intervals, and by origin what the coverage's confidence needs. */
class Score {
  private scored = 0
  private actual = 0
  private absolute = 0
  private signed = 0
  private scaled = 0
  private intervalScore = 0
  private pinball = 0
  private readonly inside80: OriginPart[] = []
  private readonly inside95: OriginPart[] = []

  add(
    { slots, values, days }: DayTable,
    row: number,
    horizon: number,
    forecast: Forecast,
    quantiles: readonly Float64Array[],
    naiveError: number,
  ): void {
    const [q025, q10, , q90, q975] = quantiles
    const inside80 = { part: 0, whole: 0 }
    const inside95 = { part: 0, whole: 0 }
    for (let i = 0; i < Math.min(horizon, days - row) * slots; i++) {
      const value = values[row * slots + i]
      const mean = forecast.mean[i]
      if (Number.isNaN(value) || Number.isNaN(mean)) continue
      const error = mean - value
      this.scored++
      this.actual += value
      this.absolute += Math.abs(error)
      this.signed += error
      this.scaled += Math.abs(error) / naiveError
      this.intervalScore += q90[i] - q10[i] + 10 * (Math.max(0, q10[i] - value) + Math.max(0, value - q90[i]))
      QUANTILES.forEach((p, at) => {
        const over = value - quantiles[at][i]
        this.pinball += Math.max(p * over, (p - 1) * over) / QUANTILES.length
      })
      inside80.whole++
      inside95.whole++
      if (value >= q10[i] && value <= q90[i]) inside80.part++
      if (value >= q025[i] && value <= q975[i]) inside95.part++
    }
    this.inside80.push(inside80)
    this.inside95.push(inside95)
  }

  row(model: string, horizon: number, naive: Score): BacktestRow {
    return {
      model,
      horizon,
      scored: this.scored,
      wape: this.absolute / this.actual,
      mase: this.scaled / this.scored,
      bias: this.signed / this.actual,
      coverage80: coverage(this.inside80),
      coverage95: coverage(this.inside95),
      intervalScore80: this.intervalScore / this.actual,
      pinball: this.pinball / this.actual,
      beatsNaive: this.absolute < naive.absolute,
    }
  }
}

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054

function coverage(byOrigin: readonly OriginPart[]): Coverage {
  const { ratio, low, high } = ratioOverOrigins(byOrigin, Z)
  return { share: ratio, low: Math.max(0, low), high: Math.min(1, high) }
}
