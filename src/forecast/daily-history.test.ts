import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, dayNumber, type IntervalSeries, KrarupError, weekdayOf } from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { forecasters, forecastQueue, forecastSeries } from './index.ts'
import { normalOf } from './statistics.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const WEEK = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5]
const PAST = 120
const AHEAD = 14

/** A queue's contacts by day: mean 400, days busy or quiet by 5 %, counts by chance. */
function madeDays(days: number, seed: number): IntervalSeries {
  const random = randomStream(seed)
  const values = Float64Array.from({ length: days }, (_, row) => {
    const mean = 400 * WEEK[weekdayOf(MONDAY + row)] * Math.exp(0.05 * normalOf(random))
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalOf(random)))
  })
  return { start: MONDAY * DAY_SECONDS, interval: DAY_SECONDS, values, state: new Uint8Array(days) }
}

const firstDays = (all: IntervalSeries, days: number): IntervalSeries => ({
  ...all,
  values: all.values.subarray(0, days),
  state: all.state.subarray(0, days),
})

/** Share of sorted values. */
const at = (sorted: readonly number[], p: number) => sorted[Math.floor(p * sorted.length)]

describe('courses of a history with one interval a day', () => {
  // A day's courses used to take two values only, the quartiles, whatever was asked.
  it('take as many values as courses of intervals do', () => {
    const paths = forecastSeries(madeDays(PAST, 1), { horizon: AHEAD }).paths(400, randomStream(1))
    for (let day = 0; day < AHEAD; day++) expect(new Set(paths.map((path) => path[day])).size).toBeGreaterThan(100)
  })

  // The middle 80 % of courses used to hold 46 % of days, where the quantiles held 75 %.
  it('hold as many of the days that come as the quantiles do', { tags: ['slow'] }, () => {
    const held = { quantiles: 0, courses: 0, days: 0 }
    for (let seed = 1; seed <= 40; seed++) {
      const all = madeDays(PAST + AHEAD, seed)
      const forecast = forecastSeries(firstDays(all, PAST), { horizon: AHEAD, model: 'combination' })
      const paths = forecast.paths(400, randomStream(seed))
      const [low, high] = [forecast.quantile(0.1), forecast.quantile(0.9)]
      for (let day = 0; day < AHEAD; day++) {
        const drawn = paths.map((path) => path[day]).sort((a, b) => a - b)
        const came = all.values[PAST + day]
        held.days++
        held.quantiles += came >= low[day] && came <= high[day] ? 1 : 0
        held.courses += came >= at(drawn, 0.1) && came <= at(drawn, 0.9) ? 1 : 0
      }
    }
    // Both read one distribution; 400 courses say where its tails are to 1.5 points.
    expect(Math.abs(held.courses - held.quantiles) / held.days).toBeLessThan(0.03)
  })
})

describe('ranges of a history with one interval a day', () => {
  // Eight weeks of history gave 80 % ranges that held 73 % of days: few past days share their luck, and the model's settings were chosen on them.
  it.each([56, 120])(
    'hold what they say from %i days of history, a new queue each time',
    { tags: ['slow'] },
    (past) => {
      const shares = Array.from({ length: 60 }, (_, seed) => {
        const all = madeDays(past + AHEAD, 900 + seed)
        const forecast = forecastSeries(firstDays(all, past), { horizon: AHEAD, model: 'combination' })
        const [low, high] = [forecast.quantile(0.1), forecast.quantile(0.9)]
        const came = all.values.subarray(past)
        return came.filter((value, day) => value >= low[day] && value <= high[day]).length / AHEAD
      })
      const mean = shares.reduce((sum, it) => sum + it, 0) / shares.length
      const variance = shares.reduce((sum, it) => sum + (it - mean) ** 2, 0) / (shares.length - 1)
      // The days of a queue share their luck, queues do not: a 95 % confidence interval, and three points beside it.
      expect(Math.abs(mean - 0.8)).toBeLessThan(0.03 + 1.96 * Math.sqrt(variance / shares.length))
    },
  )
})

describe('a history of two to four weeks', () => {
  const short = (days: number) => {
    const { start, interval, values, state } = madeDays(days, 1)
    return { queue: 'sales', start, interval, state, measures: { offered: values } }
  }
  const errorOf = (days: number, model?: string): KrarupError => {
    try {
      forecastQueue(short(days), { horizon: 7, ...(model ? { model } : {}) })
    } catch (error) {
      if (error instanceof KrarupError) return error
    }
    throw new Error('no error')
  }

  // The error used to say "give a longer history, or borrow one" without a word on how.
  it('is refused with the models that it is enough for, the option that chooses them and the queue', () => {
    const { code, message } = errorOf(20)
    expect(code).toBe('TOO_SHORT')
    expect(message).toMatch(/20 days and 28 are needed/)
    expect(message).toMatch(/queue sales/)
    expect(message).toMatch(/20 days are enough for seasonal-naive \(krarup forecast FILE --model seasonal-naive/)
    expect(errorOf(27).message).toMatch(/27 days are enough for recent-median, weekday-profile, seasonal-naive/)
    expect(errorOf(9).message).toMatch(/14 days are enough for seasonal-naive/)
    expect(errorOf(9, 'seasonal-naive').message).not.toMatch(/take a model/)
  })

  it('is enough for the models that are named', () => {
    for (const days of [14, 20, 21, 27]) {
      const named = /days are enough for ([^(]+) \(/.exec(errorOf(days).message)![1].split(', ')
      for (const [name] of forecasters) {
        const act = () => forecastQueue(short(days), { horizon: 7, model: name })
        if (named.includes(name)) expect(act).not.toThrow()
        else expect(act).toThrow(/days and \d+ are needed/)
      }
    }
  })
})
