import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangC, finiteLines } from '../../erlang/index.ts'
import type { QueueScenario } from '../../scenario/queue.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { DENIABLE_WORDS, TIER_WORDS, type TierScenario } from '../../scenario/tier.ts'
import { type CompiledModel, compile, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, simulate } from '../index.ts'
import { meanOf } from '../mean-of.testing.ts'
import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../model/agent-level-columns.ts'
import { defined, rarely } from '../random-scenarios.testing.ts'

const AHT = 200
const OVERFLOW = '/tiers/vip/overflow/0/queue'
const AGENTS = 10

/** Twenty hours of one queue, of which the first is not looked at. */
const centre = (
  load: number,
  tiers: Scenario['tiers'],
  shares: Record<string, number>,
  more: object = {},
): Scenario => ({
  interval: 3600,
  intervals: 21,
  ...(tiers ? { tiers } : {}),
  queues: {
    calls: { volume: (21 * 3600 * load) / AHT, aht: AHT, groups: ['agents'], tiers: shares, ...more },
  },
  groups: { agents: { agents: AGENTS } },
})

/** Mean waits of the answered of each queue of the model, by day. */
function waits(model: CompiledModel, days: number): number[][] {
  return Array.from({ length: days }, (_, replication) => {
    const { route } = simulate(model, 21, replication)
    return model.queueNames.map((_, q) => {
      let answered = 0
      let wait = 0
      for (let i = 1; i <= model.intervals; i++) {
        const row = (i * model.routes + q) * ROUTE_COLUMNS
        answered += route[row + ROUTE.answered]
        wait += route[row + ROUTE.answeredWait]
      }
      return wait / answered
    })
  })
}

describe('tiers', () => {
  it('of different priority wait as in a queue with priorities and many servers (Cobham 1954)', () => {
    const model = compile(centre(8, { vip: { priority: 1 }, ordinary: {} }, { vip: 0.3, ordinary: 0.7 }))
    expect(model.queueNames).toEqual(['calls / vip', 'calls / ordinary'])
    expect(model.agentLevel).toBeUndefined()
    const { meanWait } = erlangC({ load: 8, aht: AHT, agents: AGENTS })
    // All together wait `meanWait`; the first class as if the second were not there, but for the work in progress.
    const work = meanWait * (1 - 8 / AGENTS)
    const first = work / (1 - (0.3 * 8) / AGENTS)
    const second = first / (1 - 8 / AGENTS)
    const measured = waits(model, 500)
    expect(
      meanOf(
        measured.map(([vip]) => vip),
        first,
      ),
    ).toMatchObject({ isTrue: true, isSharp: true })
    expect(
      meanOf(
        measured.map(([, ordinary]) => ordinary),
        second,
      ).isTrue,
    ).toBe(true)
  })

  it('share the lines and places of their queue, as one queue with finite lines', () => {
    const model = compile(centre(9, { a: {}, b: {} }, { a: 0.5, b: 0.5 }, { lines: 14 }))
    expect(model.agentLevel).toBeDefined()
    const { blocking } = finiteLines({ load: 9, aht: AHT, agents: AGENTS, lines: 14 })
    const measured = Array.from({ length: 150 }, (_, replication) => {
      const { queue } = simulate(model, 5, replication)
      let offered = 0
      let blocked = 0
      for (let row = 2 * QUEUE_COLUMNS; row < queue.length; row += QUEUE_COLUMNS) {
        offered += queue[row + QUEUE.offered]
        blocked += queue[row + QUEUE.blocked]
      }
      return blocked / offered
    })
    expect(meanOf(measured, blocking)).toMatchObject({ isTrue: true, isSharp: true })
  })

  it.each([
    ['a share that misses', { vip: {}, rest: {} }, { vip: 0.3, rest: 0.6 }, '/queues/calls/tiers'],
    ['a tier that nobody knows', { vip: {} }, { vpi: 1 }, '/queues/calls/tiers'],
    ['a negative patience', { vip: { patience: -3 } }, { vip: 1 }, '/tiers/vip/patience'],
    ['a group that nobody knows', { vip: { groups: ['nobody'] } }, { vip: 1 }, '/tiers/vip/groups/0'],
    ['a share of callers above 1', { vip: { repeat: { share: 2, delay: 60 } } }, { vip: 1 }, '/tiers/vip/repeat/share'],
    ['a queue that nobody knows', { vip: { overflow: [{ queue: 'x', after: 1 }] } }, { vip: 1 }, OVERFLOW],
    [
      'what hangs on hours without hours',
      { vip: { voicemail: { share: 0.5, to: 'calls' } } },
      { vip: 1 },
      '/tiers/vip/voicemail',
    ],
    ['a word of the queue', { vip: { lines: 3 } as object }, { vip: 1 }, '/tiers/vip/lines'],
    ['a word that cannot be taken back', { vip: { aht: 'none' } as object }, { vip: 1 }, '/tiers/vip/aht'],
    ['a word of another channel', { vip: { deadline: 60 } }, { vip: 1 }, '/tiers/vip/deadline'],
  ] as [string, Record<string, TierScenario>, Record<string, number>, string][])(
    'are refused with their place: %s',
    (_, tiers, shares, place) => {
      expect(() => compile(centre(5, tiers, shares))).toThrow(expect.objectContaining({ where: { name: place } }))
    },
  )
})

/** Everything that a tier may say, at random: of a queue too. */
const words = fc
  .record({
    aht: rarely(fc.constantFrom(100, 300)),
    afterCall: rarely(fc.constant(20)),
    patience: rarely(fc.constantFrom(40, 150)),
    balking: rarely(fc.constant(0.1)),
    priority: rarely(fc.constantFrom(0, 2)),
    weight: rarely(fc.constant(2)),
    groups: rarely(fc.constantFrom(['front'], ['front', 'back'], ['back', { group: 'front', after: 30 }])),
    agentSelection: rarely(fc.constantFrom('order' as const, 'most-idle' as const, 'random' as const)),
    overflow: rarely(fc.constant([{ queue: 'desk', after: 20 }])),
    redial: rarely(fc.constant({ abandoned: { share: 0.6, later: 0.3, to: { desk: 0.4 } }, delay: 120 })),
    target: rarely(fc.constant({ serviceLevel: { within: 30, share: 0.8 } })),
    offer: rarely(fc.constant({ share: 0.4, time: 50, success: 0.3, revenue: 9 })),
    open: rarely(fc.constant([{ from: 900, to: 6300 }])),
    transfers: rarely(fc.constant([{ share: 0.2, to: 'desk', priority: 1 }])),
    repeat: rarely(fc.constant({ share: 0.2, delay: 300, to: 'desk' })),
    followUps: rarely(fc.constant([{ to: 'desk', share: 0.2, delay: 200 }])),
    timeCounts: rarely(fc.constantFrom('always' as const, 'open-hours' as const)),
    announcements: rarely(fc.constant([{ at: 15, leave: 0.2, patience: 1.5 }])),
    announcedWait: rarely(fc.constant([{ above: 30, leave: 0.3 }])),
    callback: rarely(fc.constant({ above: 20, accept: 0.5, dial: 10, reached: 0.8, retry: 90, attempts: 2 })),
    deflection: rarely(fc.constant({ above: 40, share: 0.5, to: 'desk' })),
    patienceFactors: rarely(fc.constant([1, 0.5, 2, 1])),
    ahtFactors: rarely(fc.constant([1.1, 1, 0.9, 1])),
    ahtFactorsBy: rarely(fc.constant('arrival' as const)),
    ahtPerWait: rarely(fc.constant(0.05)),
    priorityPerSecond: rarely(fc.constant(0.01)),
  })
  .map((said): Partial<QueueScenario> => defined(said))

const saying = words.chain((said) =>
  fc.subarray(DENIABLE_WORDS.filter((word) => word !== 'deadline')).map(
    (taken): TierScenario => ({
      ...said,
      ...Object.fromEntries(taken.map((word) => [word, 'none' as const])),
    }),
  ),
)

describe('what a tier says', () => {
  it('is what a queue of its own would say, to the bit; what it does not say is as the queue says', {
    tags: ['slow'],
  }, () => {
    fc.assert(
      fc.property(
        fc.record({ calls: words, desk: words, gold: saying, plain: saying, seed: fc.nat() }),
        ({ calls, desk, gold, plain, seed }) => {
          const call: QueueScenario = { aht: 200, groups: ['front'], ...calls }
          // What leads to the desk has no place there.
          const { overflow, redial, transfers, repeat, deflection, followUps, ...atDesk } = desk
          const others = { desk: { aht: 150, ...atDesk, volume: 60, groups: ['back'] } }
          const rest = {
            interval: 1800,
            intervals: 4,
            groups: { front: { agents: 5, site: 'a' }, back: { agents: 3, absence: 0.1 } },
          }
          const tiered = compile({
            ...rest,
            tiers: { gold, plain },
            queues: { calls: { ...call, volume: 300, tiers: { gold: 0.3, plain: 0.7 } }, ...others },
          })
          const written = compile({
            ...rest,
            queues: {
              'calls / gold': { ...asQueue(call, gold), volume: 300 * 0.3 },
              'calls / plain': { ...asQueue(call, plain), volume: 300 * 0.7 },
              ...others,
            },
          })
          expect(simulate(tiered, seed, 0)).toEqual(simulate(written, seed, 0))
        },
      ),
      { numRuns: 60 },
    )
  })

  /** The queue of a tier, written out. */
  function asQueue(queue: QueueScenario, tier: TierScenario): QueueScenario {
    const own = Object.fromEntries(Object.entries({ ...queue, ...tier }).filter(([, value]) => value !== 'none'))
    return own as unknown as QueueScenario
  }

  it('holds for whom it is: VIPs are neither deflected nor called back nor do they come again', () => {
    const model = compile(
      centre(
        11,
        {
          vip: { deflection: 'none', callback: 'none', repeat: 'none', open: 'none', priority: 1 },
          ordinary: { callback: { above: 30, accept: 1 } },
        },
        { vip: 0.2, ordinary: 0.8 },
        {
          patience: 120,
          deflection: { above: 60, share: 0.5 },
          callback: { above: 60, accept: 0.5 },
          repeat: { share: 0.1, delay: 600 },
          open: [{ from: 0, to: 18 * 3600 }],
          atClosing: 'send-away',
          expectedWait: 'last-wait',
        },
      ),
    )
    const counts = (q: number, column: number) => {
      let total = 0
      for (let replication = 0; replication < 3; replication++) {
        const { agentLevelQueue } = simulate(model, 3, replication)
        for (let i = 0; i <= model.intervals; i++)
          total += agentLevelQueue[(i * 2 + q) * AGENT_LEVEL_QUEUE_COLUMNS + column]
      }
      return total
    }
    const { deflected, callbacks, repeats, closed, callbacksOffered } = AGENT_LEVEL_QUEUE
    for (const column of [deflected, callbacks, repeats, closed]) {
      expect(counts(0, column)).toBe(0)
      expect(counts(1, column)).toBeGreaterThan(20)
    }
    expect(counts(1, callbacks)).toBe(counts(1, callbacksOffered))
  })

  it('is looked over where it says nothing: of tickets no patience, of calls no deadline', () => {
    const both = (tier: TierScenario, tickets: Partial<QueueScenario> = {}): Scenario => ({
      interval: 3600,
      intervals: 4,
      tiers: { vip: tier },
      queues: {
        calls: { volume: 50, aht: AHT, groups: ['agents'], tiers: { vip: 1 } },
        tickets: { channel: 'deferred', volume: 50, aht: AHT, groups: ['agents'], tiers: { vip: 1 }, ...tickets },
      },
      groups: { agents: { agents: 4 } },
    })
    const said = compile(both({ patience: 30, balking: 0.2, priority: 4, deadline: 7200, callback: 'none' }))
    expect([...said.patience].map((time) => time >= 0)).toEqual([true, false])
    expect([...said.balking]).toEqual([0.2, 0])
    expect([...said.agentLevel!.deferred!.deadline]).toEqual([Number.POSITIVE_INFINITY, 7200])
    expect(simulate(compile(both({ deadline: 'none' }, { deadline: 3600 })), 1, 0)).toEqual(
      simulate(compile(both({})), 1, 0),
    )
  })

  it('can be all of it: every word of a tier is tried here', () => {
    const tried = new Set(fc.sample(words, { numRuns: 300, seed: 1 }).flatMap((said) => Object.keys(said)))
    const elsewhere = ['deadline', 'interruptible', 'atClosing', 'voicemail', 'informed', 'expectedWait']
    expect([...tried, ...elsewhere].sort()).toEqual([...TIER_WORDS].sort())
  })
})

describe('overflow between queues', () => {
  const two = (a: object, b: object): Scenario => ({
    interval: 3600,
    intervals: 12,
    queues: {
      a: { volume: 900, aht: AHT, patience: 60, groups: ['ga'], ...a },
      b: { volume: 900, aht: AHT, patience: 60, groups: ['gb'], ...b },
    },
    groups: { ga: { agents: 4 }, gb: { agents: 6 } },
  })

  it('is a second group that opens after the wait, to the bit', () => {
    const overflow = compile(two({ overflow: [{ queue: 'b', after: 15 }] }, {}))
    const group = compile(two({ groups: ['ga', { group: 'gb', after: 15 }] }, {}))
    expect(simulate(overflow, 1, 0)).toEqual(simulate(group, 1, 0))
  })

  it('goes on from queue to queue, and competes with the priority of where it comes', () => {
    const model = compile({
      ...two({ overflow: [{ queue: 'b', after: 10 }] }, { overflow: [{ queue: 'c', after: 20 }], priority: 3 }),
      queues: {
        ...two({ overflow: [{ queue: 'b', after: 10 }] }, { overflow: [{ queue: 'c', after: 20 }], priority: 3 })
          .queues,
        c: { volume: 10, aht: AHT, groups: ['gc'], priority: 1 },
      },
      groups: { ga: { agents: 4 }, gb: { agents: 6 }, gc: { agents: 1 } },
    })
    expect([...model.routeAfter.subarray(0, 3)]).toEqual([0, 10, 30])
    // Group gb looks at b and at what comes from a alike.
    expect([...model.lookPriority.subarray(model.lookStart[1], model.lookStart[2])]).toEqual([3, 3])
  })

  it('must not go in a circle', () => {
    const circle = two({ overflow: [{ queue: 'b', after: 10 }] }, { overflow: [{ queue: 'a', after: 10 }] })
    expect(() => compile(circle)).toThrow(/a cycle of overflows: a -> b -> a/)
  })

  it('merges two hotlines into one when it is immediate and both ways are the same groups: Erlang C of all agents', () => {
    const load = 8.5
    const volume = (21 * 3600 * load) / AHT / 2
    const model = compile({
      interval: 3600,
      intervals: 21,
      queues: {
        a: { volume, aht: AHT, groups: ['ga', 'gb'], agentSelection: 'most-idle' },
        b: { volume, aht: AHT, groups: ['gb', 'ga'], agentSelection: 'most-idle' },
      },
      groups: { ga: { agents: 4, site: 'north' }, gb: { agents: 6, site: 'south' } },
    })
    const { meanWait } = erlangC({ load, aht: AHT, agents: 10 })
    const measured = Array.from({ length: 200 }, (_, replication) => {
      const { route } = simulate(model, 3, replication)
      let answered = 0
      let wait = 0
      for (let row = 4 * ROUTE_COLUMNS; row < route.length; row += ROUTE_COLUMNS) {
        answered += route[row + ROUTE.answered]
        wait += route[row + ROUTE.answeredWait]
      }
      return wait / answered
    })
    expect(meanOf(measured, meanWait).isTrue).toBe(true)
    expect(model.siteNames).toEqual(['north', 'south'])
  })
})
