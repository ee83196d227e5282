import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, type IntervalSeries } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { forecastSeries } from '../index.ts'
import { normalOf } from '../statistics.ts'

const HOURS = 24
const PAST = 56
const AHEAD = 14
const QUEUES = 60
const PATHS = 200

/** A queue open 8 to 20 whose days are 8 % busier or calmer than expected, all hours of a day alike. */
function busyDays(days: number, seed: number): IntervalSeries {
  const random = randomStream(seed)
  const values = new Float64Array(days * HOURS).fill(Number.NaN)
  const state = new Uint8Array(days * HOURS).fill(1)
  for (let day = 0; day < days; day++) {
    const level = 300 * [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5][day % 7] * Math.exp(0.08 * normalOf(random))
    for (let hour = 8; hour < 20; hour++) {
      const mean = level * Math.sin((Math.PI * (hour - 6)) / 16)
      values[day * HOURS + hour] = Math.max(0, Math.round(mean + Math.sqrt(mean) * normalOf(random)))
      state[day * HOURS + hour] = 0
    }
  }
  return { start: 4 * DAY_SECONDS, interval: 3600, values, state }
}

/** Mean and the half width of its 95 % confidence interval. */
function meanOf(shares: readonly number[]): { mean: number; half: number } {
  const mean = shares.reduce((sum, it) => sum + it, 0) / shares.length
  const variance = shares.reduce((sum, it) => sum + (it - mean) ** 2, 0) / (shares.length - 1)
  return { mean, half: 1.96 * Math.sqrt(variance / shares.length) }
}

describe("ranges of days' totals and of intervals, by courses too, of a history of intervals", () => {
  // Only histories of daily totals were widened for the few days that ranges are learnt from: from eight weeks by the hour 80 % ranges of days held 75 %.
  it('hold what they say from eight weeks of history, a new queue each time', { tags: ['slow'] }, () => {
    const held = { days: [] as number[], intervals: [] as number[], drawnIntervals: [] as number[] }
    for (let seed = 0; seed < QUEUES; seed++) {
      const { values, state, ...rest } = busyDays(PAST + AHEAD, 500 + seed)
      const past = { ...rest, values: values.subarray(0, PAST * HOURS), state: state.subarray(0, PAST * HOURS) }
      const forecast = forecastSeries(past, { horizon: AHEAD * HOURS, model: 'count-regression' })
      const paths = forecast.paths(PATHS, randomStream(seed))
      const [low, high] = [forecast.quantile(0.1), forecast.quantile(0.9)]
      const came = values.subarray(PAST * HOURS)
      const open = Array.from(came.keys()).filter((i) => came[i] >= 0)
      held.intervals.push(open.filter((i) => came[i] >= low[i] && came[i] <= high[i]).length / open.length)
      // The form of a weekday came from its own few dates, again and again, and the middle 80 % of an interval's courses held 75 %.
      const drawnWithin = (i: number) => {
        const drawn = paths.map((path) => path[i]).sort((a, b) => a - b)
        return came[i] >= drawn[0.1 * PATHS] && came[i] <= drawn[0.9 * PATHS - 1]
      }
      held.drawnIntervals.push(open.filter(drawnWithin).length / open.length)
      const totalOf = (course: Float64Array, day: number) =>
        course.subarray(day * HOURS, (day + 1) * HOURS).reduce((sum, it) => sum + (it || 0), 0)
      let days = 0
      for (let day = 0; day < AHEAD; day++) {
        const drawn = paths.map((path) => totalOf(path, day)).sort((a, b) => a - b)
        const total = totalOf(came, day)
        days += total >= drawn[0.1 * PATHS] && total <= drawn[0.9 * PATHS - 1] ? 1 : 0
      }
      held.days.push(days / AHEAD)
    }
    for (const shares of [held.days, held.intervals, held.drawnIntervals]) {
      const { mean, half } = meanOf(shares)
      expect(Math.abs(mean - 0.8)).toBeLessThan(0.01 + half)
    }
  })
})
