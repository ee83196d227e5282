import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { compile, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, simulate } from '../../index.ts'
import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../../model/agent-level-columns.ts'

const scenario = (offer: object, channel: 'call' | 'chat' = 'call'): Scenario => ({
  interval: 3600,
  intervals: 10,
  queues: {
    // Nobody waits: offers change nothing but the handle time.
    service: { channel, volume: 7000, aht: { type: 'constant', value: 100 }, groups: ['desk'], offer: offer as never },
  },
  groups: { desk: { agents: 500, overtime: 'contact' } },
})

/** Once in 10 000 one of the three figures is further off. */
const MOST_ERRORS = 4.3

describe('an offer after service', () => {
  it.each(['call', 'chat'] as const)('is made, succeeds and takes time as often and as long as said: %s', (channel) => {
    const model = compile(
      scenario({ share: 0.4, time: { type: 'constant', value: 50 }, success: 0.25, revenue: 30 }, channel),
    )
    let [answered, handled, offers, sales, revenue] = [0, 0, 0, 0, 0]
    for (let replication = 0; replication < 20; replication++) {
      const tally = simulate(model, 3, replication)
      for (let i = 0; i <= model.intervals; i++) {
        answered += tally.route[i * ROUTE_COLUMNS + ROUTE.answered]
        handled += tally.route[i * ROUTE_COLUMNS + ROUTE.handleSeconds]
        expect(tally.queue[i * QUEUE_COLUMNS + QUEUE.queued]).toBe(0)
        offers += tally.agentLevelQueue[i * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.offers]
        sales += tally.agentLevelQueue[i * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.sales]
        revenue += tally.agentLevelQueue[i * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.revenue]
      }
    }
    expect(Math.abs(offers - 0.4 * answered)).toBeLessThan(MOST_ERRORS * Math.sqrt(0.4 * 0.6 * answered))
    expect(Math.abs(sales - 0.25 * offers)).toBeLessThan(MOST_ERRORS * Math.sqrt(0.25 * 0.75 * offers))
    expect((MOST_ERRORS + 2) * Math.sqrt(0.25 * 0.75 * offers)).toBeLessThan(0.05 * 0.25 * offers)
    expect(revenue).toBe(30 * sales)
    // Exactly: each contact takes 100 s, each offer 50 s more.
    expect(handled).toBe(100 * answered + 50 * offers)
  })

  it.each([
    [{ share: 1.2, time: 50, success: 0.5 }, 'OUT_OF_RANGE', 'share'],
    [{ share: 0.2, time: 50, success: -0.5 }, 'OUT_OF_RANGE', 'success'],
    [{ share: 0.2, success: 0.5 }, 'MISSING', 'time'],
    [{ share: 0.2, time: 50, success: 0.5, revenue: Number.NaN }, 'OUT_OF_RANGE', 'revenue'],
  ])('%j is wrong', (offer, code, word) => {
    const where = { name: `/queues/service/offer/${word}` }
    expect(() => compile(scenario(offer))).toThrow(expect.objectContaining({ code, where }))
  })
})
