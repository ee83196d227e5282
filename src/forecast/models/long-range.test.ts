/** @module-tag slow */
import { describe, expect, it } from 'vitest'
import { NO_REAL_DATA, realCentres, realData } from '../../../bench/forecast-data.ts'
import { CHINA_DAYS } from '../../../fixtures/china-days.ts'
import { expectedOffered, HOTLINE, openSlots } from '../../../fixtures/truth.ts'
import { DAY_SECONDS, type IntervalSeries, STATE } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { forecastSeries } from '../index.ts'
import { normalOf } from '../statistics.ts'

const SLOTS = 48
const general = HOTLINE.queues[0]

/** The fixture hotline's general queue over more years than its file has: what is expected of each half hour, and counts around it. */
function hotline(days: number) {
  const random = randomStream(3)
  const truth = new Float64Array(days * SLOTS).fill(Number.NaN)
  const values = truth.slice()
  const state = new Uint8Array(days * SLOTS).fill(STATE.closed)
  for (let row = 0; row < days; row++) {
    const busy = Math.exp(0.05 * normalOf(random))
    const expected = expectedOffered(HOTLINE, general, HOTLINE.first + row)
    openSlots(general).forEach((slot, k) => {
      const mean = expected[k] * busy
      truth[row * SLOTS + slot] = expected[k]
      values[row * SLOTS + slot] = Math.max(0, Math.round(mean + Math.sqrt(mean) * normalOf(random)))
      state[row * SLOTS + slot] = STATE.observed
    })
  }
  return { truth, values, state }
}

const beginning = (values: Float64Array, state: Uint8Array, days: number): IntervalSeries => ({
  start: HOTLINE.first * DAY_SECONDS,
  interval: 1800,
  values: values.subarray(0, days * SLOTS),
  state: state.subarray(0, days * SLOTS),
})

describe('months ahead on the fixture hotline, whose truth is known', () => {
  const { truth, values, state } = hotline(730 + 448)
  const calendar = { specialDays: CHINA_DAYS }
  /** Off the truth, of all that was to come from day `from` to day `to` of the forecast. */
  const off = (mean: Float64Array, days: number, from: number, to: number) => {
    let error = 0
    let total = 0
    for (let i = from * SLOTS; i < to * SLOTS; i++) {
      const expected = truth[days * SLOTS + i]
      if (!(expected > 0)) continue
      error += Math.abs(mean[i] - expected)
      total += expected
    }
    return error / total
  }

  it('two years of history give 18 and 64 weeks within 3 % of the truth', () => {
    const mean = forecastSeries(beginning(values, state, 730), {
      horizon: 448 * SLOTS,
      calendar,
      model: 'long-range',
    }).mean
    const naive = forecastSeries(beginning(values, state, 730), { horizon: 448 * SLOTS, model: 'seasonal-naive' }).mean
    // Measured: 1.8 and 1.6 %, the seasonal naive 7.3 and 8.1 %.
    expect(off(mean, 730, 0, 126)).toBeLessThan(0.03)
    expect(off(mean, 730, 0, 448)).toBeLessThan(0.03)
    expect(off(naive, 730, 0, 126)).toBeGreaterThan(2 * off(mean, 730, 0, 126))
  })

  it('auto takes the long-range model in further ahead, says so, and is better for it than its model of the next weeks', () => {
    const history = beginning(values, state, 600)
    const auto = forecastSeries(history, { horizon: 252 * SLOTS, calendar })
    expect(auto.model).toMatch(/\+ long-range$/)
    expect(forecastSeries(history, { horizon: 14 * SLOTS, calendar }).model).not.toMatch(/long-range/)
    const near = forecastSeries(history, { horizon: 252 * SLOTS, calendar, model: 'low-rank' }).mean
    // Measured: 2.1 and 2.7 %.
    expect(off(auto.mean, 600, 56, 252)).toBeLessThan(off(near, 600, 56, 252))
  })
})

/** Daily totals of a queue whose level wanders off by `wander` (standard deviation of its logarithm) within a year. */
function wanderer(days: number, wander: number, seed: number) {
  const random = randomStream(seed)
  let level = 0
  const values = Float64Array.from({ length: days }, (_, row) => {
    level += (wander / Math.sqrt(365)) * normalOf(random)
    const mean = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5][row % 7] * 400 * Math.exp(level + 0.05 * normalOf(random))
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalOf(random)))
  })
  return { start: 4 * DAY_SECONDS, interval: DAY_SECONDS, values, state: new Uint8Array(days) }
}

describe('intervals further ahead than two weeks', () => {
  it.each(['weekday-profile', 'double-seasonal', 'low-rank', 'long-range', 'auto'])('of %s go on widening', (model) => {
    const forecast = forecastSeries(wanderer(365, 0.1, 1), { horizon: 182, model })
    const width = (day: number) => (forecast.quantile(0.9)[day] - forecast.quantile(0.1)[day]) / forecast.mean[day]
    // The same weekday each.
    expect(width(41)).toBeGreaterThan(width(13))
    expect(width(90)).toBeGreaterThan(width(41))
    expect(width(181)).toBeGreaterThan(width(90))
  })

  it('are wider for a queue that has wandered more', () => {
    const width = (wander: number) => {
      const forecast = forecastSeries(wanderer(500, wander, 2), { horizon: 126, model: 'long-range' })
      return (forecast.quantile(0.9)[125] - forecast.quantile(0.1)[125]) / forecast.mean[125]
    }
    expect(width(0.4)).toBeGreaterThan(1.5 * width(0.05))
  })

  it('hold four days of five 8 to 18 weeks ahead, over queues that wander by a tenth a year', () => {
    let inside = 0
    let days = 0
    for (let seed = 1; seed <= 30; seed++) {
      const all = wanderer(365 + 126, 0.1, 100 + seed)
      const forecast = forecastSeries(
        { ...all, values: all.values.subarray(0, 365), state: all.state.subarray(0, 365) },
        { horizon: 126, model: 'long-range' },
      )
      const [low, high] = [forecast.quantile(0.1), forecast.quantile(0.9)]
      for (let day = 56; day < 126; day++) {
        days++
        if (all.values[365 + day] >= low[day] && all.values[365 + day] <= high[day]) inside++
      }
    }
    // 30 queues whose 70 days share their luck: a standard error of about 5 points. Measured: 75 %; as wide as at two weeks they held 68 %.
    expect(inside / days).toBeGreaterThan(0.7)
    expect(inside / days).toBeLessThan(0.92)
  })

  it('are what the drawn courses say, too', () => {
    const forecast = forecastSeries(wanderer(365, 0.2, 5), { horizon: 126, model: 'long-range' })
    const paths = forecast.paths(400, randomStream(1))
    const [low, high] = [forecast.quantile(0.1), forecast.quantile(0.9)]
    let outside = 0
    for (const path of paths)
      for (let day = 98; day < 126; day++) if (path[day] < low[day] || path[day] > high[day]) outside++
    expect(outside / (400 * 28)).toBeGreaterThan(0.14)
    expect(outside / (400 * 28)).toBeLessThan(0.26)
  })
})

describe("a day's total", () => {
  if (!realData) console.log(NO_REAL_DATA)
  it.skipIf(!realData)('lies within the middle 80 % of the drawn totals on four days of five at a real bank', () => {
    const { history, calendar } = realCentres().anonbank
    let inside = 0
    let days = 0
    for (let row = 130; row <= 258; row += 9) {
      const past = {
        ...history,
        values: history.values.subarray(0, row * SLOTS),
        state: history.state.subarray(0, row * SLOTS),
      }
      const paths = forecastSeries(past, { horizon: 14 * SLOTS, calendar, model: 'low-rank' }).paths(
        200,
        randomStream(row),
      )
      for (let day = 0; day < 14; day++) {
        const from = day * SLOTS
        const actual = history.values.subarray(row * SLOTS + from, row * SLOTS + from + SLOTS)
        const total = (values: Float64Array) =>
          values.reduce((sum, it, slot) => sum + (actual[slot] >= 0 && it >= 0 ? it : 0), 0)
        if (!(total(actual) > 0)) continue
        const drawn = Float64Array.from(paths, (path) => total(path.subarray(from, from + SLOTS))).sort()
        days++
        if (total(actual) >= drawn[20] && total(actual) <= drawn[179]) inside++
      }
    }
    // Measured: 79 %; 71 % when levels were drawn from two dozen past forecasts as they stood.
    expect(inside / days).toBeGreaterThan(0.75)
    expect(inside / days).toBeLessThan(0.94)
  })
})
