import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, type IntervalSeries, type QueueHistory, STATE } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { forecastQueue, forecastQueues } from '../index.ts'
import { normalOf } from '../statistics.ts'

const HOURS = 24
const DAYS = 84
const START = 4 * DAY_SECONDS
const END = START + DAYS * DAY_SECONDS

/** Three queues open 8 to 20, busy together, with handle times of 200, 300 and 400 s. */
function centre(): QueueHistory[] {
  const random = randomStream(5)
  const shared = Array.from({ length: DAYS }, () => 0.08 * normalOf(random))
  return [80, 30, 8].map((size, q) => {
    const offered = new Float64Array(DAYS * HOURS).fill(Number.NaN)
    const state = new Uint8Array(DAYS * HOURS).fill(STATE.closed)
    for (let i = 0; i < offered.length; i++) {
      if (i % HOURS < 8 || i % HOURS >= 20) continue
      const day = Math.floor(i / HOURS)
      const mean = size * [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5][day % 7] * Math.exp(shared[day])
      offered[i] = Math.max(0, Math.round(mean + Math.sqrt(mean) * normalOf(random)))
      state[i] = STATE.observed
    }
    const handleTotal = offered.map((contacts) => contacts * (200 + 100 * q))
    return { queue: 'ABC'[q], start: START, interval: 3600, state, measures: { offered, handleTotal } }
  })
}

/** The first hours of the day after the history, half as busy again as a week ago. */
function todayOf(history: QueueHistory, hours: number): IntervalSeries {
  const values = Float64Array.from({ length: hours }, (_, i) =>
    Math.round(1.5 * history.measures.offered[(DAYS - 7) * HOURS + i]),
  )
  const state = Uint8Array.from(values, (value) => (Number.isNaN(value) ? STATE.missing : STATE.observed))
  return { start: END, interval: 3600, values, state }
}

const options = { horizon: 7 * HOURS, model: 'low-rank' }
const sum = (values: Float64Array, from = 0, to = values.length) =>
  values.subarray(from, to).reduce((all, value) => all + (value || 0), 0)

describe('queues and their total', () => {
  it('a queue without a single handle time has none, and stops nobody', async () => {
    // The forecast of all queues was refused, without the queue's name.
    const [a, b] = centre()
    const none = { ...b, measures: { ...b.measures, handleTotal: b.measures.handleTotal!.map((total) => total * 0) } }
    const { queues } = await forecastQueues([a, none], options)
    expect(queues.map(({ aht }) => aht !== undefined)).toEqual([true, false])
    expect(sum(queues[1].volume.mean)).toBeGreaterThan(0)
  })

  it('add up in every interval; what moves them is told and multiplies up to what they are', async () => {
    const histories = centre()
    const { queues, total } = await forecastQueues(histories, options)
    expect(total).toMatchObject({ queue: 'total', knownUntil: 0, cases: [] })
    for (let i = 0; i < options.horizon; i++) {
      const added = queues.reduce((all, { volume }) => all + volume.mean[i], 0)
      if (Number.isNaN(added)) expect(total.volume.mean[i]).toBeNaN()
      else expect(Math.abs(added - total.volume.mean[i])).toBeLessThan(1e-9 * added)
    }
    const alone = histories.map((history) => forecastQueue(history, options))
    expect(Math.abs(sum(queues[0].volume.mean) / sum(alone[0].volume.mean) - 1)).toBeGreaterThan(1e-6)
    for (const { fitted, volume } of [...queues, total]) {
      const product = fitted.explain!(2 * HOURS).reduce((all, { factor }) => all * factor, 1)
      expect(product / sum(volume.mean, 2 * HOURS, 3 * HOURS)).toBeCloseTo(1, 9)
    }
    expect(queues[0].fitted.explain!(0).map(({ kind }) => kind)).toContain('together')
  })

  it('the total is less unsure than its queues added up, and more than queues that have nothing to do with one another', async () => {
    const { queues, total } = await forecastQueues(centre(), options)
    const width = (volume: (typeof total)['volume'], i: number) => volume.quantile(0.9)[i] - volume.quantile(0.1)[i]
    const added = queues.reduce((all, { volume }) => all + width(volume, 12), 0)
    const apart = Math.sqrt(queues.reduce((all, { volume }) => all + width(volume, 12) ** 2, 0))
    expect(width(total.volume, 12)).toBeLessThan(added)
    expect(width(total.volume, 12)).toBeGreaterThan(0.9 * apart)
  })

  it('handle times of the total are weighted by contacts', async () => {
    const { queues, total } = await forecastQueues(centre(), options)
    const work = queues.reduce((all, { volume, aht }) => all + volume.mean[12] * aht![12], 0)
    expect(total.aht![12]).toBeCloseTo(work / total.volume.mean[12], 6)
    expect(total.aht![0]).toBeNaN()
  })

  it("the planner's own figures stand, and the total has them", async () => {
    const day = { from: END, to: END + DAY_SECONDS }
    const { queues, total } = await forecastQueues(centre(), {
      ...options,
      overrides: [{ ...day, queue: 'B', contacts: 600, name: 'a letter' }],
    })
    expect(sum(queues[1].volume.mean, 0, HOURS)).toBeCloseTo(600, 6)
    expect(sum(total.volume.mean, 0, HOURS)).toBeCloseTo(
      queues.reduce((all, { volume }) => all + sum(volume.mean, 0, HOURS), 0),
      6,
    )
    expect(total.overridden![12]).toBe(1)
    expect(sum(total.model.mean, 0, HOURS)).toBeCloseTo(
      queues.reduce((all, { model }) => all + sum(model.mean, 0, HOURS), 0),
      6,
    )
  })

  it('what has come of today stands: of all queues it is the total, without doubt', async () => {
    const histories = centre()
    const today = new Map(histories.map((history) => [history.queue, todayOf(history, 12)]))
    const { queues, total } = await forecastQueues(histories, { ...options, today })
    expect(total.knownUntil).toBe(12)
    for (let i = 8; i < 12; i++) {
      const came = histories.reduce((all, { queue }) => all + today.get(queue)!.values[i], 0)
      expect(total.volume.mean[i]).toBe(came)
      expect(total.volume.quantile(0.9)[i]).toBeCloseTo(came, 9)
    }
    expect(sum(total.volume.mean, 12, 20)).toBeGreaterThan(1.05 * sum(total.morning!.mean, 12, 20))
    expect(sum(total.volume.mean, 12, 20)).toBeCloseTo(
      queues.reduce((all, { volume }) => all + sum(volume.mean, 12, 20), 0),
      6,
    )
  })

  it('what is known of one queue alone moves no other, and the total only by that', async () => {
    const histories = centre()
    const today = new Map([['A', todayOf(histories[0], 12)]])
    const { queues, total } = await forecastQueues(histories, { ...options, today })
    const alone = forecastQueue(histories[1], options)
    expect(sum(queues[1].volume.mean, 0, HOURS)).toBeCloseTo(sum(alone.volume.mean, 0, HOURS), 9)
    expect(total.knownUntil).toBe(0)
    expect(sum(total.volume.mean, 8, 12)).toBeCloseTo(
      queues.reduce((all, { volume }) => all + sum(volume.mean, 8, 12), 0),
      6,
    )
  })

  it('a queue that is closed on the last days ends with the others', async () => {
    const [a, b] = centre()
    const shorter = (values: Float64Array) => values.subarray(0, (DAYS - 2) * HOURS)
    const early = {
      ...b,
      state: b.state.subarray(0, (DAYS - 2) * HOURS),
      measures: { offered: shorter(b.measures.offered), handleTotal: shorter(b.measures.handleTotal!) },
    }
    const { queues, total } = await forecastQueues([a, early], options)
    expect(new Set([...queues, total].map(({ volume }) => volume.start))).toEqual(new Set([END]))
  })
})
