import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CampaignScenario } from '../../../scenario/channel.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import {
  compile,
  GROUP,
  GROUP_COLUMNS,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  simulate,
  type Tally,
} from '../../index.ts'
import { meanAndError } from '../../mean-of.testing.ts'
import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../../model/agent-level-columns.ts'

const HOUR = 3600

function scenario(campaign: CampaignScenario, agents: number, inbound = 0, reserve = 0): Scenario {
  return {
    interval: HOUR,
    intervals: 8,
    queues: {
      sale: { channel: 'outbound', aht: { type: 'constant', value: 200 }, groups: ['desk'], campaign },
      service: { volume: inbound, aht: 200, patience: 60, priority: 1, groups: ['desk'] },
    },
    groups: { desk: { agents, reserve } },
  }
}

/** Sums over the run, of the campaign's queue and its group. */
function totals(tally: Tally, queues: number) {
  const sum = (cells: Float64Array, columns: number, entities: number, column: number) => {
    let total = 0
    for (let at = column; at < cells.length; at += entities * columns) total += cells[at]
    return total
  }
  const list = (column: number) => sum(tally.agentLevelQueue, AGENT_LEVEL_QUEUE_COLUMNS, queues, column)
  const queue = (column: number) => sum(tally.queue, QUEUE_COLUMNS, queues, column)
  const route = (column: number) => sum(tally.route, ROUTE_COLUMNS, 2, column)
  const group = (column: number) => sum(tally.group, GROUP_COLUMNS, 1, column)
  return { list, queue, route, group }
}

const LAST = 8
const leftOf = (tally: Tally, i = LAST) =>
  tally.agentLevelQueue[i * 2 * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.listLeft]

describe('a campaign', () => {
  it('accounts for everybody on its list and everybody reached once; only who is dialled ahead is dropped', () => {
    const campaigns = fc.record({
      list: fc.integer({ min: 0, max: 2000 }),
      mode: fc.constantFrom('preview' as const, 'progressive' as const, 'predictive' as const),
      answered: fc.constantFrom(0, 0.3, 1, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
      rightParty: fc.constantFrom(0.6, 1),
      preview: fc.constant(20),
      dial: fc.constantFrom(0, 3),
      ring: fc.constant(10),
      noAnswer: fc.constant({ type: 'constant' as const, value: 25 }),
      wrongParty: fc.constant(30),
      attempts: fc.integer({ min: 1, max: 3 }),
      retry: fc.constant(1800),
      from: fc.constantFrom(0, HOUR),
      to: fc.constantFrom(6 * HOUR, 8 * HOUR),
    })
    fc.assert(
      fc.property(
        campaigns,
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(0, 60),
        fc.nat(2),
        fc.nat(),
        (campaign, agents, inbound, reserve, seed) => {
          const tally = simulate(compile(scenario(campaign, agents, inbound, reserve)), seed, 0)
          const { list, queue, route, group } = totals(tally, 2)
          expect(list(AGENT_LEVEL_QUEUE.listFinished) + list(AGENT_LEVEL_QUEUE.listExhausted) + leftOf(tally)).toBe(
            campaign.list,
          )
          const reached = list(AGENT_LEVEL_QUEUE.reached)
          expect(queue(QUEUE.offered)).toBe(reached)
          expect(route(ROUTE.answered) + queue(QUEUE.abandoned) + queue(QUEUE.left)).toBe(reached)
          expect(list(AGENT_LEVEL_QUEUE.abandonedByUs)).toBe(queue(QUEUE.abandoned))
          if (campaign.mode !== 'predictive') expect(queue(QUEUE.abandoned) + queue(QUEUE.queued)).toBe(0)
          expect(list(AGENT_LEVEL_QUEUE.dialled)).toBeGreaterThanOrEqual(reached)
          expect(list(AGENT_LEVEL_QUEUE.dialled)).toBeLessThanOrEqual(campaign.list * campaign.attempts)
          expect(list(AGENT_LEVEL_QUEUE.rightParty)).toBeGreaterThanOrEqual(list(AGENT_LEVEL_QUEUE.listFinished))
          expect(group(GROUP.staffed)).toBeGreaterThanOrEqual(group(GROUP.busy) + group(GROUP.afterCall))
          // Nobody is dialled outside the hours: what rings at their end is over a little later.
          const dialled = (i: number) =>
            tally.agentLevelQueue[i * 2 * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.dialled]
          if (campaign.from > 0) expect(dialled(0)).toBe(0)
          if (campaign.to < 8 * HOUR) expect(dialled(7)).toBe(0)
          if (agents <= reserve) expect(list(AGENT_LEVEL_QUEUE.dialled)).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('in which everybody answers at once keeps its agents busy all day: as many contacts as their time allows', () => {
    const tally = simulate(compile(scenario({ list: 1e6, answered: 1 }, 5)), 1, 0)
    const { list, group } = totals(tally, 2)
    for (let i = 0; i < 8; i++) expect(tally.group[i * GROUP_COLUMNS + GROUP.busy]).toBe(5 * HOUR)
    // 144 whole conversations of 200 s in eight hours, of each agent.
    expect(list(AGENT_LEVEL_QUEUE.listFinished)).toBe(5 * 144)
    expect(group(GROUP.overtime)).toBe(0)
  })

  it('that dials ahead keeps the dropped under the cap, and its agents talk more than without', () => {
    const words = { list: 1e6, answered: 0.3, ring: 10, noAnswer: { type: 'constant' as const, value: 25 }, cap: 0.03 }
    const [ahead, one] = (['predictive', 'progressive'] as const).map((mode) => {
      const model = compile(scenario({ ...words, mode }, 20))
      let [reached, dropped, talked] = [0, 0, 0]
      for (let replication = 0; replication < 20; replication++) {
        const { list, route } = totals(simulate(model, 7, replication), 2)
        reached += list(AGENT_LEVEL_QUEUE.reached)
        dropped += list(AGENT_LEVEL_QUEUE.abandonedByUs)
        talked += route(ROUTE.handleSeconds)
      }
      return { reached, dropped, talked }
    })
    expect(one.dropped).toBe(0)
    // Four standard errors of a binomial number: dropping falls less than independently, because the pace goes down after each.
    expect(ahead.dropped).toBeLessThan(0.03 * ahead.reached + 4 * Math.sqrt(0.03 * ahead.reached))
    expect(ahead.dropped).toBeGreaterThan(0)
    expect(ahead.talked / one.talked).toBeGreaterThan(1.1)
  })

  // Calls take an agent for whom somebody is being dialled: most of all where few agents are free.
  it.each([
    [30, 0.6, 0.03],
    [30, 0.9, 0.01],
    [8, 0.9, 0.05],
  ])('that dials ahead for %i agents whom calls want %d of the time drops no more than %d', (agents, load, cap) => {
    const words = { list: 1e6, answered: 0.3, ring: 10, noAnswer: { type: 'constant' as const, value: 25 }, cap }
    const inbound = (load * agents * 8 * HOUR) / 200
    const model = compile(scenario({ ...words, mode: 'predictive' }, agents, inbound))
    const days = Array.from({ length: 15 }, (_, replication) => {
      const { list } = totals(simulate(model, 11, replication), 2)
      return list(AGENT_LEVEL_QUEUE.abandonedByUs) / list(AGENT_LEVEL_QUEUE.reached)
    })
    const { mean, standardError } = meanAndError(days)
    expect(mean + 4 * standardError).toBeLessThan(cap)
    expect(mean - 4 * standardError).toBeGreaterThan(cap / 2)
  })

  it('is no place for a menu to lead to', () => {
    const menus = { keys: { volume: 10, nodes: { only: { time: 5, choices: [{ to: 'sale' }] } } } }
    expect(() => compile({ ...scenario({ list: 9, answered: 1 }, 1), menus })).toThrow(
      expect.objectContaining({ code: 'CONFLICT', where: { name: '/menus/keys' } }),
    )
  })

  it.each([
    [{ transfers: [{ share: 0.1, to: 'sale' }] }, 'transfers/0/to'],
    [{ repeat: { share: 0.1, delay: 60, to: 'sale' } }, 'repeat/to'],
    [{ deflection: { above: 60, share: 0.1, to: 'sale' } }, 'deflection/to'],
    [{ redial: { abandoned: { share: 0.5, to: { sale: 0.1 } }, delay: 60 } }, 'redial/abandoned/to'],
  ])('is no place to go to: %j', (words, place) => {
    const { queues, ...rest } = scenario({ list: 9, answered: 1 }, 1, 10)
    const wrong = { ...rest, queues: { ...queues, service: { ...queues.service, ...words } } }
    expect(() => compile(wrong)).toThrow(
      expect.objectContaining({ code: 'CONFLICT', where: { name: `/queues/service/${place}` } }),
    )
  })

  it.each([
    [{ campaign: undefined }, 'MISSING', 'campaign'],
    [{ channel: 'call' }, 'CONFLICT', 'campaign'],
    [{ volume: 10 }, 'CONFLICT', 'volume'],
    [{ calls: [{ at: 5 }] }, 'CONFLICT', 'calls'],
    [{ open: [{ from: 0, to: 60 }] }, 'CONFLICT', 'open'],
    [{ repeat: { share: 0.1, delay: 60 } }, 'CONFLICT', 'repeat'],
    [{ campaign: { list: -1, answered: 1 } }, 'OUT_OF_RANGE', 'campaign/list'],
    [{ campaign: { list: 9, answered: 2 } }, 'OUT_OF_RANGE', 'campaign/answered'],
    [{ campaign: { list: 9, answered: [1, 1] } }, 'CONFLICT', 'campaign/answered'],
    [{ campaign: { list: 9, answered: 1, attempts: 2 } }, 'MISSING', 'campaign/retry'],
    [{ campaign: { list: 9, answered: 1, mode: 'power' } }, 'UNREADABLE', 'campaign/mode'],
    [{ campaign: { list: 9, answered: 1, from: 60, to: 60 } }, 'OUT_OF_RANGE', 'campaign/to'],
    [{ campaign: { list: 9, answered: 1, cap: -1 } }, 'OUT_OF_RANGE', 'campaign/cap'],
  ] as const)('%j is wrong', (words, code, word) => {
    const { queues, ...rest } = scenario({ list: 9, answered: 1 }, 1)
    const wrong = { ...rest, queues: { sale: { ...queues.sale, ...words } } } as unknown as Scenario
    expect(() => compile(wrong)).toThrow(expect.objectContaining({ code, where: { name: `/queues/sale/${word}` } }))
  })
})
