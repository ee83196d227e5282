import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, QUEUE, QUEUE_COLUMNS, simulate } from '../index.ts'
import { meanOf } from '../mean-of.testing.ts'

/** Two queues over a morning and an afternoon, so many contacts that what varies is how busy it is. */
const DAY = 0.1
const QUEUE_DAY = 0.08
const PART = 0.12
const QUEUE_PART = 0.05
const VOLUME = 2000
const queue = { volume: VOLUME, aht: 1, groups: ['agents'], busyness: QUEUE_DAY, partBusyness: QUEUE_PART }
const scenario: Scenario = {
  interval: 3600,
  intervals: 2,
  days: 40,
  busyness: DAY,
  parts: { starts: [0, 3600], busyness: PART },
  queues: { a: queue, b: queue },
  groups: { agents: { agents: 10 } },
}

describe('busyness of parts of the day', () => {
  it('has the covariances that its factors have: of a queue, of two queues, of morning and afternoon', {
    tags: ['slow'],
  }, () => {
    const model = compile(scenario)
    expect(model.agentLevel).toBeUndefined()
    const products = { same: [] as number[], queues: [] as number[], parts: [] as number[] }
    for (let replication = 0; replication < 50; replication++) {
      const { queue: rows } = simulate(model, 3, replication)
      const share = (i: number, q: number) => rows[(i * 2 + q) * QUEUE_COLUMNS + QUEUE.offered] / (VOLUME / 2) - 1
      for (let i = 0; i < 80; i += 2) {
        products.same.push(share(i, 0) ** 2)
        products.queues.push(share(i, 0) * share(i, 1))
        products.parts.push(share(i, 0) * share(i + 1, 0))
      }
    }
    const variance = (...factors: number[]) => factors.reduce((product, cv) => product * (1 + cv * cv), 1) - 1
    const poisson = 1 / (VOLUME / 2)
    expect(meanOf(products.same, variance(DAY, QUEUE_DAY, PART, QUEUE_PART) + poisson).isTrue).toBe(true)
    expect(meanOf(products.queues, variance(DAY, PART)).isTrue).toBe(true)
    expect(meanOf(products.parts, variance(DAY, QUEUE_DAY)).isTrue).toBe(true)
    // An error of a fifth in a factor's coefficient would be seen.
    expect(meanOf(products.same, 1).standardError * 4).toBeLessThan(0.2 * variance(DAY, QUEUE_DAY, PART, QUEUE_PART))
  })

  it('needs parts, in their order, that begin with intervals', () => {
    const where = (parts: Scenario['parts'] | undefined) => {
      const { parts: _, ...rest } = scenario
      return () => compile({ ...rest, ...(parts ? { parts } : {}) })
    }
    expect(where(undefined)).toThrow(expect.objectContaining({ where: { name: '/parts' } }))
    expect(where({ starts: [] })).toThrow(expect.objectContaining({ where: { name: '/parts/starts' } }))
    expect(where({ starts: [1800] })).toThrow(expect.objectContaining({ where: { name: '/parts/starts/0' } }))
    expect(where({ starts: [3600, 0] })).toThrow(expect.objectContaining({ where: { name: '/parts/starts/1' } }))
  })
})
