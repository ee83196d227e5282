import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { type CompiledModel, compile, OUTCOME, QUEUE, QUEUE_COLUMNS, simulate } from '../../index.ts'
import { meanOf } from '../../mean-of.testing.ts'
import { traced } from '../../random-scenarios.testing.ts'

const one = (queue: Partial<Scenario['queues'][string]>, agents = 1, intervals = 4): Scenario => ({
  interval: 1800,
  intervals,
  queues: { calls: { aht: 200, groups: ['agents'], ...queue } },
  groups: { agents: { agents } },
})

/** Contacts expected in each interval. */
const expected = ({ rates, slot, slotsPerInterval, intervals }: CompiledModel) =>
  Array.from({ length: intervals }, (_, i) =>
    rates.subarray(i * slotsPerInterval, (i + 1) * slotsPerInterval).reduce((sum, rate) => sum + rate * slot, 0),
  )

const offered = (model: CompiledModel, replication: number) => {
  const { queue } = simulate(model, 13, replication)
  let sum = 0
  for (let k = QUEUE.offered; k < queue.length; k += QUEUE_COLUMNS) sum += queue[k]
  return sum
}

describe('surges', () => {
  it('multiply what comes while they last', () => {
    const model = compile(one({ volume: 400, surges: [{ from: 2700, to: 5400, factor: 3 }] }))
    expect(model.agentLevel).toBeUndefined()
    expect(expected(model).map((each) => Math.round(each * 1e6) / 1e6)).toEqual([100, 200, 300, 100])
  })

  it('decay by half lives, exactly', () => {
    const halving = 1000
    const model = compile(one({ volume: 400, surges: [{ from: 1800, factor: 3, halving }] }))
    const [, second, third] = expected(model)
    const excess = (from: number, to: number) =>
      (((2 * 100) / 1800) * halving * (2 ** (-from / halving) - 2 ** (-to / halving))) / Math.LN2
    expect(second).toBeCloseTo(100 + excess(0, 1800), 9)
    expect(third).toBeCloseTo(100 + excess(1800, 3600), 9)
  })

  it('change a fixed number too', () => {
    const model = compile(one({ volume: 400, arrivals: 'fixed', surges: [{ from: 1800, to: 3600, factor: 2 }] }))
    expect(offered(model, 0)).toBe(500)
  })
})

describe('batches', () => {
  const batch = { sizes: [1, 2, 5], shares: [0.6, 0.3, 0.1] }
  const mean = 1.7
  const square = 0.6 + 1.2 + 2.5

  it('bring the volume, with the variance of a compound Poisson number', () => {
    const model = compile(one({ volume: 600, batch, aht: 1 }, 50))
    const counts = Array.from({ length: 1500 }, (_, replication) => offered(model, replication))
    expect(meanOf(counts, 600)).toMatchObject({ isTrue: true, isSharp: true })
    const squares = counts.map((count) => (count - 600) ** 2)
    expect(meanOf(squares, (600 * square) / mean).isTrue).toBe(true)
  })

  it('wait as in a queue with batch arrivals and one server', { tags: ['slow'] }, () => {
    const load = 0.7
    const aht = 60
    const intervals = 400
    const model = compile({
      ...one({ volume: (load / aht) * intervals * 1800, aht, batch }, 1, intervals),
      warmUp: 3600,
    })
    const inSystem = (load * (1 + square / mean)) / (2 * (1 - load))
    const truth = (inSystem * aht) / load - aht
    const waits = Array.from({ length: 100 }, (_, replication) => {
      const { contacts } = traced((sink) => simulate(model, 4, replication, undefined, sink))
      const counted = contacts.filter(([, , arrived]) => arrived > 3600)
      return counted.reduce((sum, [, , arrived, , , answered]) => sum + answered - arrived, 0) / counted.length
    })
    expect(meanOf(waits, truth)).toMatchObject({ isTrue: true, isSharp: true })
  })
})

describe('logged calls', () => {
  it('come when they came, and take what they took', () => {
    const calls = [
      { at: 100, handle: 60 },
      { at: 110, handle: 30, afterCall: 20, patience: 90 },
      { at: 120, handle: 10, patience: 15 },
      { at: 300, handle: 5 },
    ]
    const { contacts } = traced((sink) => simulate(compile(one({ calls })), 1, 0, undefined, sink))
    const { answered, abandoned } = OUTCOME
    expect(
      contacts.map(([, , arrived, outcome, , left, ended, free]) => [arrived, outcome, left, ended, free]),
    ).toEqual([
      [100, answered, 100, 160, 160],
      [110, answered, 160, 190, 210],
      [120, abandoned, 135, 135, 135],
      [300, answered, 300, 305, 305],
    ])
  })

  it('belong to their tiers', () => {
    const scenario = {
      ...one({
        calls: [
          { at: 1, tier: 'vip' },
          { at: 2, tier: 'ordinary' },
        ],
        tiers: { vip: 0.1, ordinary: 0.9 },
      }),
      tiers: { vip: {}, ordinary: {} },
    }
    const { contacts } = traced((sink) => simulate(compile(scenario), 1, 0, undefined, sink))
    expect(contacts.map(([queue, , arrived]) => [queue, arrived])).toEqual([
      [0, 1],
      [1, 2],
    ])
  })
})

describe('arrivals that cannot be', () => {
  it.each([
    ['a surge that ends before it begins', { volume: 1, surges: [{ from: 9, to: 5, factor: 2 }] }, 'surges/0/to'],
    ['a negative factor', { volume: 1, surges: [{ from: 9, factor: -2 }] }, 'surges/0/factor'],
    ['shares that miss', { volume: 1, batch: { sizes: [1, 2], shares: [0.5, 0.4] } }, 'batch/shares'],
    ['half a contact', { volume: 1, batch: { sizes: [1.5], shares: [1] } }, 'batch/sizes/0'],
    ['more sizes than shares', { volume: 1, batch: { sizes: [1, 2], shares: [1] } }, 'batch'],
    [
      'a fixed number in batches',
      { volume: 1, arrivals: 'fixed' as const, batch: { sizes: [1], shares: [1] } },
      'batch',
    ],
    ['calls out of order', { calls: [{ at: 9 }, { at: 5 }] }, 'calls/1/at'],
    ['calls and a volume', { volume: 3, calls: [{ at: 9 }] }, 'calls'],
    ['a negative patience', { calls: [{ at: 9, patience: -1 }] }, 'calls/0/patience'],
  ])('%s', (_, queue, place) => {
    expect(() => compile(one(queue))).toThrow(expect.objectContaining({ where: { name: `/queues/calls/${place}` } }))
  })
})
