import { describe, expect, it } from 'vitest'
import { erlangC, finiteLines } from '../erlang/index.ts'
import { meanOf } from './centre/mean-of.testing.ts'
import {
  type CompiledModel,
  compile,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  type Scenario,
  simulate,
} from './index.ts'

const AHT = 200
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
    expect(model.centre).toBeUndefined()
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
    expect(model.centre).toBeDefined()
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
  ])('are refused with their place: %s', (_, tiers, shares, place) => {
    expect(() => compile(centre(5, tiers, shares))).toThrow(expect.objectContaining({ where: { name: place } }))
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
    expect([...model.lookTier.subarray(model.lookStart[1], model.lookStart[2])]).toEqual([3, 3])
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
