import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, type IntervalSeries } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { forecastSeries, forecastTogether, reconcile } from '../index.ts'
import { normalOf } from '../statistics.ts'

describe('reconcile', () => {
  const amount = fc.double({ min: 0, max: 1000, noNaN: true })
  const doubt = fc.double({ min: 0.01, max: 1000, noNaN: true })

  it('parts add up to the total, none below 0, whatever was said', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, doubt), { minLength: 1, maxLength: 6 }), amount, doubt, (said, all, v) => {
        const { parts, total } = reconcile(
          said.map(([mean]) => Float64Array.of(mean)),
          Float64Array.of(all),
          { parts: said.map(([, variance]) => Float64Array.of(variance)), total: Float64Array.of(v) },
        )
        const sum = parts.reduce((so, [part]) => so + part, 0)
        expect(Math.abs(sum - total[0])).toBeLessThan(1e-9 * (1 + sum))
        for (const [part] of parts) expect(part).toBeGreaterThanOrEqual(0)
        // Between what the parts said together and what was said of the total.
        const before = said.reduce((so, [mean]) => so + mean, 0)
        expect(total[0]).toBeGreaterThanOrEqual(Math.min(before, all) - 1e-6)
        expect(total[0]).toBeLessThanOrEqual(Math.max(before, all) + 1e-6)
      }),
    )
  })

  it('what one part cannot give the others do', () => {
    const one = (value: number) => Float64Array.of(value)
    const { parts } = reconcile([one(1), one(100)], one(41), { parts: [one(50), one(50)], total: one(0) })
    expect(parts.map(([value]) => value)).toEqual([0, 41])
  })

  it('closed places stay closed, and a total of which nothing is said is the sum', () => {
    const { parts, total } = reconcile(
      [Float64Array.of(Number.NaN, 3), Float64Array.of(Number.NaN, 4)],
      Float64Array.of(1, Number.NaN),
      {
        parts: [Float64Array.of(1, 1), Float64Array.of(1, 1)],
        total: Float64Array.of(1, 1),
      },
    )
    expect(parts).toEqual([Float64Array.of(Number.NaN, 3), Float64Array.of(Number.NaN, 4)])
    expect(total).toEqual(Float64Array.of(Number.NaN, 7))
  })
})

const HOURS = 24

/** Four queues open 8 to 20 whose days are busy together (8 %) and each by itself (3 %). */
function centre(days: number, seed: number): IntervalSeries[] {
  const random = randomStream(seed)
  const shared = Array.from({ length: days }, () => 0.08 * normalOf(random))
  return [60, 40, 30, 20].map((size) => {
    const values = new Float64Array(days * HOURS).fill(Number.NaN)
    const state = new Uint8Array(days * HOURS).fill(1)
    for (let day = 0; day < days; day++) {
      const level = size * [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5][day % 7] * Math.exp(shared[day] + 0.03 * normalOf(random))
      for (let hour = 8; hour < 20; hour++) {
        const mean = level * Math.sin((Math.PI * (hour - 6)) / 16)
        values[day * HOURS + hour] = Math.max(0, Math.round(mean + Math.sqrt(mean) * normalOf(random)))
        state[day * HOURS + hour] = 0
      }
    }
    return { start: 4 * DAY_SECONDS, interval: 3600, values, state }
  })
}

describe('forecastTogether', () => {
  const cut = (series: IntervalSeries, days: number) => ({
    ...series,
    values: series.values.subarray(0, days * HOURS),
    state: series.state.subarray(0, days * HOURS),
  })
  const total = (values: Float64Array) => values.reduce((sum, it) => sum + (it >= 0 ? it : 0), 0)

  it('queues add up to the total in every interval', () => {
    const { queues, total: all } = forecastTogether(centre(84, 1), { horizon: 7 * HOURS })
    for (let i = 0; i < all.mean.length; i++) {
      const sum = queues.reduce((so, { mean }) => so + mean[i], 0)
      if (Number.isNaN(all.mean[i])) expect(sum).toBeNaN()
      else expect(Math.abs(sum - all.mean[i])).toBeLessThan(1e-9 * sum)
    }
    const [low, high] = [all.quantile(0.1), all.quantile(0.9)]
    for (let i = 0; i < low.length; i++) if (low[i] >= 0) expect(high[i]).toBeGreaterThan(low[i])
  })

  it("holds the centre's day on four days of five, where queues drawn apart are far too sure", {
    tags: ['slow'],
  }, () => {
    let together = 0
    let apart = 0
    let days = 0
    const history = centre(160, 7)
    for (let origin = 100; origin <= 150; origin += 5) {
      const past = history.map((it) => cut(it, origin))
      const options = { horizon: 7 * HOURS, model: 'weekday-profile' }
      const joint = forecastTogether(past, options).total.paths(200, randomStream(3))
      const alone = past.map((it, q) => forecastSeries(it, options).paths(200, randomStream(origin, q)))
      for (let day = 0; day < 7; day++) {
        const [from, to] = [day * HOURS, (day + 1) * HOURS]
        const actual = history.reduce(
          (sum, it) => sum + total(it.values.subarray(origin * HOURS + from, origin * HOURS + to)),
          0,
        )
        const within = (totals: number[]) => {
          const sorted = Float64Array.from(totals).sort()
          return actual >= sorted[20] && actual <= sorted[179] ? 1 : 0
        }
        days++
        together += within(joint.map((path) => total(path.subarray(from, to))))
        apart += within(joint.map((_, p) => alone.reduce((sum, paths) => sum + total(paths[p].subarray(from, to)), 0)))
      }
    }
    // Measured: 87 % and 61 %; 11 overlapping weeks, a standard error of about 6 points.
    expect(together / days).toBeGreaterThan(0.7)
    expect(together / days).toBeLessThan(0.95)
    expect(apart / days).toBeLessThan(together / days - 0.1)
  })

  it('histories that do not end together are refused', () => {
    const [a, b] = centre(60, 2)
    expect(() => forecastTogether([a, cut(b, 59)], { horizon: 24 })).toThrow(/end together/)
  })
})
