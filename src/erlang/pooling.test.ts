import fc from 'fast-check'
import { expect, it } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { economyOfScale, poolingGain } from './pooling.ts'
import { requiredAgents } from './required-agents.ts'

const target = { serviceLevel: { within: 10, share: 0.9 } }

it('queues that are alike: the pool is one queue of the sum, and never needs more agents', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 300 }),
      fc.option(fc.integer({ min: 20, max: 900 }), { nil: undefined }),
      (count, volume, patience) => {
        const queue = { volumePerInterval: volume, interval: 1800, aht: 260, patience }
        const gain = poolingGain(new Array(count).fill(queue), target)
        expect(gain.pooled.agents).toBe(requiredAgents({ ...queue, volumePerInterval: volume * count }, target).agents)
        expect(gain.separateAgents).toBe(count * requiredAgents(queue, target).agents)
        expect(gain.savedAgents).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

it('queues that differ: rates add, handle times and hang-up rates are means over calls', () => {
  const gain = poolingGain(
    [
      { volumePerInterval: 100, interval: 1800, aht: 200, patience: 100 },
      { volumePerInterval: 300, interval: 1800, aht: 300, patience: 300 },
    ],
    target,
  )
  const pool = erlangA({ volumePerInterval: 400, interval: 1800, aht: 275, patience: 200, agents: gain.pooled.agents })
  expect(gain.pooled.state.serviceLevel(10)).toBeCloseTo(pool.serviceLevel(10), 12)
  expect(gain.pooled.state.load).toBeCloseTo(pool.load, 12)
})

it('the margin over the load falls like the square root of the load', () => {
  const curve = economyOfScale({ aht: 240 }, { serviceLevel: { within: 0, share: 0.8 } }, [100, 400, 1600, 6400])
  for (let i = 1; i < curve.length; i++) {
    // Four times the load, half the margin; a whole agent of rounding is 0.01 of it at 100 Erlangs.
    expect(Math.abs(curve[i].margin * 2 - curve[i - 1].margin)).toBeLessThan(0.011)
    expect(curve[i].occupancy).toBeGreaterThan(curve[i - 1].occupancy)
  }
})

it('no calls need nobody; no queue is an error', () => {
  expect(poolingGain([{ load: 0, aht: 300 }], target)).toMatchObject({ savedAgents: 0, savedShare: 0 })
  expect(() => poolingGain([], target)).toThrow(expect.objectContaining({ code: 'MISSING' }))
})

// It said 24 agents where 25 are needed, and nothing besides.
it('cautions where handle times differ, by how variable those of the pool are', () => {
  const target = { serviceLevel: { within: 20, share: 0.8 } }
  const queue = (aht: number) => ({ load: 10, aht })
  // Of 10 E at 60 s and 10 E at 1200 s one call in 21 is long: 2 * (20 * 60^2 + 1200^2) / 21 over the squared mean, less 1.
  const mean = (20 * 60 + 1200) / 21
  const { handleTimeVariability, caution, pooled } = poolingGain([queue(60), queue(1200)], target)
  expect(handleTimeVariability).toBeCloseTo((2 * (20 * 60 ** 2 + 1200 ** 2)) / 21 / mean ** 2 - 1, 12)
  expect(pooled.agents).toBe(24)
  expect(caution).toMatch(/whatif --merge/)
  const alike = poolingGain([queue(200), queue(300)], target)
  expect(alike.handleTimeVariability).toBeCloseTo(1.083, 3)
  expect(alike.caution).toBeUndefined()
  expect(poolingGain([queue(60), queue(60)], target).handleTimeVariability).toBeCloseTo(1, 12)
})
