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

/** Dialled before an agent is there for it. */
const isAhead = ({ mode }: CampaignScenario) => mode === 'power' || mode === 'predictive'

/** Without the words that say nothing of its mode. */
function meant({
  callsPerAgent,
  capOver,
  whenFree,
  ...rest
}: Omit<CampaignScenario, 'whenFree'> & { whenFree: CampaignScenario['whenFree'] | undefined }): CampaignScenario {
  return {
    ...rest,
    ...(rest.mode === 'power' && callsPerAgent ? { callsPerAgent } : {}),
    ...(isAhead(rest) && capOver ? { capOver } : {}),
    ...(whenFree ? { whenFree } : {}),
  }
}

const LAST = 8
const leftOf = (tally: Tally, i = LAST) =>
  tally.agentLevelQueue[i * 2 * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.listLeft]

describe('a campaign', () => {
  it('accounts for everybody on its list and everybody reached once; only who is dialled ahead is dropped', () => {
    const campaigns = fc.record({
      list: fc.integer({ min: 0, max: 2000 }),
      mode: fc.constantFrom('preview' as const, 'progressive' as const, 'power' as const, 'predictive' as const),
      callsPerAgent: fc.constantFrom(0.5, 1, 2.5),
      whenFree: fc.constantFrom(undefined, { agents: 2 }, { agents: 1, groups: ['desk'] }),
      dials: fc.constantFrom('any-time' as const, 'after-service' as const),
      capOver: fc.constantFrom('run' as const, 'day' as const),
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
        (words, agents, inbound, reserve, seed) => {
          const campaign = meant(words)
          const tally = simulate(compile(scenario(campaign, agents, inbound, reserve)), seed, 0)
          const { list, queue, route, group } = totals(tally, 2)
          expect(list(AGENT_LEVEL_QUEUE.listFinished) + list(AGENT_LEVEL_QUEUE.listExhausted) + leftOf(tally)).toBe(
            campaign.list,
          )
          const reached = list(AGENT_LEVEL_QUEUE.reached)
          expect(queue(QUEUE.offered)).toBe(reached)
          expect(route(ROUTE.answered) + queue(QUEUE.abandoned) + queue(QUEUE.left)).toBe(reached)
          expect(list(AGENT_LEVEL_QUEUE.abandonedByUs)).toBe(queue(QUEUE.abandoned))
          if (!isAhead(campaign)) expect(queue(QUEUE.abandoned) + queue(QUEUE.queued)).toBe(0)
          expect(list(AGENT_LEVEL_QUEUE.dialled)).toBeGreaterThanOrEqual(reached)
          expect(list(AGENT_LEVEL_QUEUE.dialled)).toBeLessThanOrEqual(campaign.list * words.attempts)
          expect(list(AGENT_LEVEL_QUEUE.rightParty)).toBeGreaterThanOrEqual(list(AGENT_LEVEL_QUEUE.listFinished))
          expect(group(GROUP.staffed)).toBeGreaterThanOrEqual(group(GROUP.busy) + group(GROUP.afterCall))
          // Nobody is dialled outside the hours: what rings at their end is over a little later.
          const dialled = (i: number) =>
            tally.agentLevelQueue[i * 2 * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.dialled]
          if (words.from > 0) expect(dialled(0)).toBe(0)
          if (words.to < 8 * HOUR) expect(dialled(7)).toBe(0)
          if (agents <= reserve) expect(list(AGENT_LEVEL_QUEUE.dialled)).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('connects whom an agent has called at once, also where ringing does not count as waiting', () => {
    // The wait used to run from a moment that the contact before it had left behind: it was below 0, and another one each time that a run was repeated.
    const given = scenario({ list: 500, answered: 1 }, 4, 40)
    const model = compile({ ...given, groups: { desk: { agents: 4, ring: { time: 5, counts: false } } } })
    const tally = simulate(model, 3, 0)
    for (let row = 0; row < tally.route.length; row += 2 * ROUTE_COLUMNS)
      expect(tally.route[row + ROUTE.answeredWait]).toBe(0)
    expect(totals(tally, 2).list(AGENT_LEVEL_QUEUE.reached)).toBeGreaterThan(300)
    expect(simulate(model, 3, 0)).toEqual(tally)
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

  it('with so many calls for each free agent loses whom it reaches beyond them: a binomial number of those who answer', () => {
    // All agents are free at the start, nobody ever is again: five dial at once, and everybody answers at once or never.
    const [agents, answered] = [5, 0.4]
    const words = { list: 1e4, mode: 'power' as const, callsPerAgent: 2, answered, dials: 'any-time' as const }
    const centre: Scenario = {
      ...scenario({ ...words, connectWithin: 0 }, agents),
      queues: {
        sale: {
          channel: 'outbound',
          aht: { type: 'constant', value: 9 * HOUR },
          groups: ['desk'],
          campaign: { ...words, noAnswer: { type: 'constant', value: 10 * HOUR }, connectWithin: 0 },
        },
      },
    }
    const model = compile(centre)
    const days = Array.from({ length: 300 }, (_, replication) => {
      const { list } = totals(simulate(model, 3, replication), 1)
      return { reached: list(AGENT_LEVEL_QUEUE.reached), dropped: list(AGENT_LEVEL_QUEUE.abandonedByUs) }
    })
    // Ten calls, each answered with probability 0.4; as long as agents are free, two more for each of them.
    for (const { reached, dropped } of days) expect(dropped).toBe(Math.max(0, reached - agents))
    expect(days.some(({ dropped }) => dropped > 1)).toBe(true)
  })

  it('that dials after service alone dials nobody before the first contact has ended, and only while enough are free', () => {
    const words = { list: 1e5, answered: 1, mode: 'power' as const, callsPerAgent: 1, dials: 'after-service' as const }
    const dialled = (campaign: CampaignScenario, agents: number, inbound: number) =>
      totals(simulate(compile(scenario(campaign, agents, inbound)), 1, 0), 2).list(AGENT_LEVEL_QUEUE.dialled)
    expect(dialled(words, 5, 0)).toBe(0)
    expect(dialled({ ...words, dials: 'any-time' }, 5, 0)).toBe(5 * 144)
    // One call, an hour before noon perhaps, sets it going.
    expect(dialled(words, 5, 8)).toBeGreaterThan(100)
    expect(dialled({ ...words, whenFree: { agents: 6 } }, 5, 8)).toBe(0)
    const some = dialled({ ...words, whenFree: { agents: 3 } }, 5, 400)
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(dialled(words, 5, 400))
  })

  it('keeps its cap over each day where that is what it must hold for', () => {
    // Half an hour of every day is so busy that who is dialled ahead finds nobody; a cap over the run saves up for it.
    const [steps, days] = [48, 4]
    const volume = Array.from({ length: steps * days }, (_, i) =>
      i >= steps && i % steps >= 20 && i % steps < 28 ? 78 : 0,
    )
    const campaign: CampaignScenario = {
      list: 1e6,
      answered: 0.3,
      mode: 'power',
      callsPerAgent: 2,
      ring: 12,
      noAnswer: { type: 'constant', value: 25 },
      cap: 0.03,
      from: 8 * HOUR,
      to: 14 * HOUR,
    }
    /** The share of the worst day of each run. */
    const shares = (words: CampaignScenario) => {
      const model = compile({
        interval: HOUR / 2,
        intervals: steps,
        days,
        queues: {
          sale: { channel: 'outbound', aht: 200, groups: ['desk'], campaign: words },
          service: { volume, aht: 200, patience: 60, priority: 1, groups: ['desk'] },
        },
        groups: { desk: { agents: 10 } },
      })
      return Array.from({ length: 10 }, (_, replication) => {
        const { agentLevelQueue } = simulate(model, 5, replication)
        const of = (column: number, day: number) => {
          let sum = 0
          for (let i = day * steps; i < (day + 1) * steps; i++)
            sum += agentLevelQueue[i * 2 * AGENT_LEVEL_QUEUE_COLUMNS + column]
          return sum
        }
        return Math.max(
          ...Array.from(
            { length: days },
            (_, day) => of(AGENT_LEVEL_QUEUE.abandonedByUs, day) / of(AGENT_LEVEL_QUEUE.reached, day),
          ),
        )
      })
    }
    const kept = shares({ ...campaign, capOver: 'day' })
    for (const share of kept) expect(share).toBeLessThanOrEqual(0.03)
    expect(Math.max(...shares(campaign))).toBeGreaterThan(0.03)
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
    [{ campaign: { list: 9, answered: 1, mode: 'robot' } }, 'UNREADABLE', 'campaign/mode'],
    [{ campaign: { list: 9, answered: 1, from: 60, to: 60 } }, 'OUT_OF_RANGE', 'campaign/to'],
    [{ campaign: { list: 9, answered: 1, cap: -1 } }, 'OUT_OF_RANGE', 'campaign/cap'],
    [{ campaign: { list: 9, answered: 1, callsPerAgent: 2 } }, 'CONFLICT', 'campaign/callsPerAgent'],
    [{ campaign: { list: 9, answered: 1, capOver: 'day' } }, 'CONFLICT', 'campaign/capOver'],
    [{ campaign: { list: 9, answered: 1, whenFree: { agents: -1 } } }, 'OUT_OF_RANGE', 'campaign/whenFree/agents'],
    [
      { campaign: { list: 9, answered: 1, whenFree: { agents: 1, groups: ['x'] } } },
      'MISSING',
      'campaign/whenFree/groups/0',
    ],
  ] as const)('%j is wrong', (words, code, word) => {
    const { queues, ...rest } = scenario({ list: 9, answered: 1 }, 1)
    const wrong = { ...rest, queues: { sale: { ...queues.sale, ...words } } } as unknown as Scenario
    expect(() => compile(wrong)).toThrow(expect.objectContaining({ code, where: { name: `/queues/sale/${word}` } }))
  })
})
