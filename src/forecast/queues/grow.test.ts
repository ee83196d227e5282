import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, type PlannedEvent, type QueueHistory } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { forecastQueue, forecastQueues } from './index.ts'

const SLOTS = 24
const DAYS = 56
const START = 19_000 * DAY_SECONDS

/** Calls around 50 an hour; on some days half as many again. */
function history(queue = 'sales', campaign: readonly number[] = []): QueueHistory {
  const random = randomStream(5)
  const offered = Float64Array.from({ length: DAYS * SLOTS }, (_, i) =>
    Math.round(50 * (campaign.includes(Math.floor(i / SLOTS)) ? 1.5 : 1) + 10 * (random.uniform() - 0.5)),
  )
  return { queue, start: START, interval: 3600, state: new Uint8Array(offered.length), measures: { offered } }
}
const options = { horizon: 7 * SLOTS, model: 'count-regression' }
const first = 19_000 + DAYS
const sum = (values: Float64Array, day: number) =>
  values.subarray(day * SLOTS, (day + 1) * SLOTS).reduce((a, b) => a + b, 0)

describe('growth', () => {
  const plain = forecastQueue(history(), options)

  it('multiplies means, limits and courses of its days, and tells why', () => {
    const growth = [
      { factor: 1.1, from: first + 2, to: first + 3 },
      { factor: 2, queue: 'other' },
    ]
    const { volume, fitted } = forecastQueue(history(), { ...options, growth })
    for (const [day, factor] of [1, 1, 1.1, 1.1, 1, 1, 1].entries()) {
      expect(sum(volume.mean, day)).toBeCloseTo(factor * sum(plain.volume.mean, day), 6)
      expect(sum(volume.quantile(0.9), day)).toBeCloseTo(factor * sum(plain.volume.quantile(0.9), day), 6)
      const course = (of: typeof volume) => sum(of.paths(1, randomStream(1))[0], day)
      expect(course(volume)).toBeCloseTo(factor * course(plain.volume), 6)
    }
    expect(fitted.explain!(2 * SLOTS).at(-1)).toMatchObject({ kind: 'growth', factor: 1.1 })
    expect(fitted.explain!(0)).toEqual(plain.fitted.explain!(0))
  })

  it('figures of today that have grown as said do not grow the rest again', () => {
    const today = (times: number) => ({
      start: START + DAYS * DAY_SECONDS,
      interval: 3600,
      values: plain.volume.mean.slice(0, 12).map((value) => value * times),
      state: new Uint8Array(12),
    })
    const asExpected = forecastQueue(history(), { ...options, today: today(1) })
    const grown = forecastQueue(history(), { ...options, today: today(1.2), growth: [{ factor: 1.2 }] })
    expect(Array.from(grown.volume.mean.subarray(0, 12))).toEqual(Array.from(today(1.2).values))
    for (let i = 12; i < 3 * SLOTS; i++) expect(grown.volume.mean[i] / asExpected.volume.mean[i]).toBeCloseTo(1.2, 9)
  })

  it('own figures go before, and the total of queues has the growth of each', async () => {
    const from = (first + 1) * DAY_SECONDS
    const override = { from, to: from + DAY_SECONDS, contacts: 999, name: 'mine' }
    const own = forecastQueue(history(), { ...options, growth: [{ factor: 3 }], overrides: [override] })
    expect(sum(own.volume.mean, 1)).toBeCloseTo(999, 6)
    const both = [history('a'), history('b')]
    const before = await forecastQueues(both, options)
    const after = await forecastQueues(both, { ...options, growth: [{ factor: 1.5, queue: 'a' }] })
    const expected = 1.5 * sum(before.queues[0].volume.mean, 0) + sum(before.queues[1].volume.mean, 0)
    expect(sum(after.total.volume.mean, 0)).toBeCloseTo(expected, 6)
  })

  it('an event whose figure is given has it, and is learnt from where it has been', () => {
    const event = (day: number, more?: number): PlannedEvent => ({
      name: 'letter',
      kind: 'event',
      from: 19_000 + day,
      to: 19_000 + day,
      ...(more === undefined ? {} : { factor: more }),
    })
    const past = [10, 24, 38, 50]
    const read = (...coming: PlannedEvent[]) =>
      forecastQueue(history('sales', past), {
        ...options,
        calendar: { specialDays: [], events: [...past.map((day) => event(day, 9)), ...coming] },
      })
    const [learnt, given, none] = [read(event(DAYS + 3)), read(event(DAYS + 3, 1.1)), read()]
    expect(sum(learnt.volume.mean, 3) / sum(none.volume.mean, 3)).toBeGreaterThan(1.3)
    expect(sum(given.volume.mean, 3) / sum(none.volume.mean, 3)).toBeCloseTo(1.1, 9)
    expect(given.silentEvents).toEqual([])
    expect(given.fitted.explain!(3 * SLOTS).at(-1)).toMatchObject({ kind: 'event', name: 'letter', factor: 1.1 })
  })
})
