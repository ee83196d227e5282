import { describe, expect, it } from 'vitest'
import { NO_REAL_DATA, realCentres, realData } from '../../bench/forecast-data.ts'
import { DAY_SECONDS, dayNumber, STATE, weekdayOf } from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { backtest, findForecaster, forecastSeries } from './index.ts'

const START = dayNumber({ year: 2025, month: 1, day: 1 })

/** Hours of 8 to 20, every day: bill day on the 5th, a feast with its eve twice in the history and once after it, all known exactly. */
function centre(days: number, noise: number) {
  const random = randomStream(8)
  const feasts = [60, 150, days + 5]
  const truth = (day: number, hour: number) => {
    const of = new Date((START + day) * 86_400_000).getUTCDate()
    const bill = of >= 4 && of <= 6 ? 1.4 : 1
    const feast = feasts.includes(day) ? 0.3 : feasts.includes(day - 1) ? 1.3 : 1
    const weekday = [1.2, 1, 1, 1, 1, 0.6, 0.5][weekdayOf(START + day)]
    return 150 * weekday * bill * feast * Math.sin((Math.PI * (hour - 6)) / 16)
  }
  const values = new Float64Array(days * 24).fill(Number.NaN)
  const state = new Uint8Array(days * 24).fill(STATE.closed)
  for (let i = 0; i < values.length; i++) {
    if (i % 24 < 8 || i % 24 >= 20) continue
    values[i] = truth(Math.floor(i / 24), i % 24) * (1 + noise * (random.uniform() - 0.5))
    state[i] = STATE.observed
  }
  return {
    history: { start: START * DAY_SECONDS, interval: 3600, values, state },
    calendar: { specialDays: feasts.map((day) => ({ day: START + day, name: 'the feast' })) },
    truth,
    feasts,
    days,
  }
}

describe('auto knows the calendar', () => {
  const { history, calendar, truth, days, feasts } = centre(240, 0.1)
  const total = (mean: Float64Array, day: number) =>
    mean.subarray((day - days) * 24, (day - days + 1) * 24).reduce((sum, it) => sum + (it > 0 ? it : 0), 0)
  const actual = (day: number) => Array.from({ length: 12 }, (_, h) => truth(day, h + 8)).reduce((sum, it) => sum + it)
  const forecast = forecastSeries(history, { horizon: 28 * 24, calendar })

  it('a feast and the day after are forecast as they were the times before', () => {
    const feast = feasts[2]
    // Two feasts in the history, their effect drawn a little towards none; the days after them much more, for they have no name.
    expect(Math.abs(total(forecast.mean, feast) / actual(feast) - 1)).toBeLessThan(0.2)
    expect(Math.abs(total(forecast.mean, feast + 1) / actual(feast + 1) - 1)).toBeLessThan(0.25)
    // Without the calendar the feast is missed by all of its effect.
    const blind = forecastSeries(history, { horizon: 28 * 24 })
    expect(total(blind.mean, feast) / actual(feast)).toBeGreaterThan(2)
  })

  it('bill days are found without being told', () => {
    const bills = Array.from({ length: 28 }, (_, i) => days + i).filter((day) => {
      const of = new Date((START + day) * 86_400_000).getUTCDate()
      return of === 5
    })
    expect(bills.length).toBeGreaterThan(0)
    for (const day of bills) expect(Math.abs(total(forecast.mean, day) / actual(day) - 1)).toBeLessThan(0.12)
  })

  it('explains the feast: named, and much below 1', () => {
    const effects = findForecaster('day-total').fit(history, calendar).explain!((feasts[2] - days) * 24 + 10)
    // Part of the effect is what special days have in common, part its own; the truth is 0.3.
    const feast = effects
      .filter(({ name }) => name === 'the feast' || name === 'special days of this kind')
      .reduce((all, { factor }) => all * factor, 1)
    expect(effects.map(({ name }) => name)).toContain('the feast')
    expect(feast).toBeGreaterThan(0.25)
    expect(feast).toBeLessThan(0.35)
    // The factors together are the day's forecast.
    const product = effects.reduce((all, { factor }) => all * factor, 1)
    const mean = forecastSeries(history, { horizon: 28 * 24, calendar, model: 'day-total' }).mean
    expect(product / total(mean, feasts[2])).toBeCloseTo(1, 6)
  })
})

describe('on a real bank', () => {
  if (!realData) console.log(NO_REAL_DATA)
  it.skipIf(!realData)('day totals on the calendar beat the best single model of R at every horizon', () => {
    const { bank } = realCentres()
    const { rows } = backtest(bank.history, { models: ['day-total'], origins: bank.origins })
    rows
      .filter(({ model }) => model === 'day-total')
      .forEach(({ wape, beatsNaive }, h) => {
        expect(wape * 100).toBeLessThan(bank.bestOfR[h])
        expect(beatsNaive).toBe(true)
      })
  })
})
