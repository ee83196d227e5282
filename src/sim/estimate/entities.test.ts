import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compareScenarios } from '../run/compare.ts'
import { replicate } from '../run/replicate.ts'

/** Two queues with tiers and one without, two clients, two sites; patience, so that all figures are there. */
const centre: Scenario = {
  interval: 900,
  intervals: 4,
  days: 2,
  tiers: {
    vip: { priority: 2, target: { serviceLevel: { within: 5, share: 0.6 } } },
    plain: {},
  },
  queues: {
    bills: {
      volume: 120,
      aht: 200,
      patience: 90,
      client: 'water',
      groups: ['north', 'south'],
      tiers: { vip: 0.3, plain: 0.7 },
    },
    faults: { volume: 80, aht: 250, patience: 60, client: 'power', groups: ['south'], tiers: { vip: 0.1, plain: 0.9 } },
    moves: { volume: 40, aht: 150, patience: 60, client: 'water', groups: ['north'] },
  },
  groups: {
    north: { agents: 8, site: 'harbin' },
    south: { agents: 7, site: 'hefei' },
    more: { agents: 1, site: 'hefei' },
  },
}
const options = { replications: 25 }

describe('a scenario with tiers, clients and sites', async () => {
  const { estimates } = await replicate(centre, options)
  const { queues, parts = [], tiers = [], clients = [], sites = [], groups, routes, allQueues } = estimates

  it('has figures of its queues, of their tiers, of tiers, clients and sites', () => {
    expect(queues.map(({ name }) => name)).toEqual(['bills', 'faults', 'moves'])
    expect(parts.map(({ name, queue, tier }) => [name, queue, tier])).toEqual([
      ['bills / vip', 'bills', 'vip'],
      ['bills / plain', 'bills', 'plain'],
      ['faults / vip', 'faults', 'vip'],
      ['faults / plain', 'faults', 'plain'],
    ])
    expect(tiers.map(({ name }) => name)).toEqual(['vip', 'plain'])
    expect(clients.map(({ name }) => name)).toEqual(['water', 'power'])
    expect(sites.map(({ name }) => name)).toEqual(['harbin', 'hefei'])
    expect(routes.map(({ queue, tier, group }) => [queue, tier, group])).toEqual([
      ['bills', 'vip', 'north'],
      ['bills', 'vip', 'south'],
      ['bills', 'plain', 'north'],
      ['bills', 'plain', 'south'],
      ['faults', 'vip', 'south'],
      ['faults', 'plain', 'south'],
      ['moves', undefined, 'north'],
    ])
  })

  it('whose counts add up, in the whole, by day and by interval', () => {
    const same = (whole: (typeof queues)[number], of: readonly (typeof queues)[number][]) => {
      for (const name of ['offered', 'answered', 'abandoned', 'queued', 'overflowed', 'queueLength'] as const) {
        const sum = (read: (each: (typeof queues)[number]) => number) =>
          of.reduce((total, each) => total + read(each), 0)
        expect(whole.whole[name].value).toBeCloseTo(
          sum((each) => each.whole[name].value),
          9,
        )
        expect(whole.days[1][name].value).toBeCloseTo(
          sum((each) => each.days[1][name].value),
          9,
        )
        expect(whole.intervals[5][name].value).toBeCloseTo(
          sum((each) => each.intervals[5][name].value),
          9,
        )
      }
      const inTime = of.reduce((total, { whole: w }) => total + w.serviceLevel.value * w.offered.value, 0)
      expect(whole.whole.serviceLevel.value).toBeCloseTo(inTime / whole.whole.offered.value, 9)
    }
    const [billsVip, billsPlain, faultsVip, faultsPlain] = parts
    same(queues[0], [billsVip, billsPlain])
    same(queues[1], [faultsVip, faultsPlain])
    same(tiers[0], [billsVip, faultsVip])
    same(tiers[1], [billsPlain, faultsPlain])
    same(clients[0], [queues[0], queues[2]])
    same(clients[1], [queues[1]])
    same({ ...allQueues, name: '', waits: [] }, queues)
    expect(sites[1].whole.agents.value).toBeCloseTo(groups[1].whole.agents.value + groups[2].whole.agents.value, 9)
    expect(sites[0].whole).toEqual(groups[0].whole)
  })

  it('with quantiles of waits between those of their parts, and of one part the same', () => {
    for (const [index] of queues[0].waits.entries()) {
      const of = (waits: (typeof queues)[0]['waits']) => waits[index].all.value
      const [vip, plain] = [of(parts[0].waits), of(parts[1].waits)]
      expect(of(queues[0].waits)).toBeGreaterThanOrEqual(Math.min(vip, plain))
      expect(of(queues[0].waits)).toBeLessThanOrEqual(Math.max(vip, plain))
    }
    expect(clients[1].waits).toEqual(queues[1].waits)
    expect(queues[0].waits[3].all.value).toBeGreaterThan(0)
  })

  it('is judged tier by tier where these count different things as in time', async () => {
    // One replication: what was met is seen.
    for (let seed = 1; seed < 12; seed++) {
      const one = (await replicate(centre, { replications: 1, seed })).estimates
      const met = (each: { whole: { targetMet: { value: number } } }) => each.whole.targetMet.value
      const [billsVip, billsPlain, faultsVip, faultsPlain] = one.parts!.map(met)
      expect(one.queues.map(met)).toEqual([billsVip * billsPlain, faultsVip * faultsPlain, met(one.queues[2])])
      expect(one.tiers!.map(met)).toEqual([billsVip * faultsVip, billsPlain * faultsPlain])
      expect(one.clients!.map(met)).toEqual([met(one.queues[0]) * met(one.queues[2]), met(one.queues[1])])
      expect(met(one.allQueues)).toBe(Math.min(...one.queues.map(met)))
    }
  })

  it('is judged by the target of the queue on its sum where tiers count the same', async () => {
    // The rare tier misses a share that it alone wants; the queue meets its own.
    const { vip, ...tiers } = centre.tiers!
    const alike: Scenario = {
      ...centre,
      tiers: { ...tiers, vip: { ...vip, priority: -1, target: { serviceLevel: { within: 10, share: 1 } } } },
      queues: {
        ...centre.queues,
        bills: { ...centre.queues.bills, target: { serviceLevel: { within: 10, share: 0.5 } } },
      },
    }
    const { queues, parts = [] } = (await replicate(alike, options)).estimates
    const [bills] = queues
    expect(parts[0].whole.targetMet.value).toBe(0)
    expect(bills.whole.targetMet.value).toBeGreaterThan(0.5)
  })

  it('is compared with itself in all of them, and is the same', async () => {
    const found = await compareScenarios(centre, centre, { replications: 20 })
    const lists = [found.queues, found.parts, found.tiers, found.clients, found.groups, found.sites]
    expect(lists.map((list) => list?.map(({ name }) => name))).toEqual(
      [queues, parts, tiers, clients, groups, sites].map((list) => list.map(({ name }) => name)),
    )
    for (const list of lists)
      for (const { name: _, ...each } of list!)
        for (const { difference } of Object.values(each))
          expect(Number.isNaN(difference) || difference === 0).toBe(true)
  })

  it('can be run until a queue with tiers is known well enough', async () => {
    const { estimates } = await replicate(centre, { precision: [{ queue: 'bills', halfWidth: 0.05 }] })
    expect(estimates.queues[0].whole.serviceLevel.halfWidth).toBeLessThanOrEqual(0.05)
    await expect(replicate(centre, { precision: [{ queue: 'bill', halfWidth: 1 }] })).rejects.toThrow(
      'bills, faults, moves',
    )
  })
})

it('agents who are never on a break, with a contact or at its after-call work are idle', async () => {
  const { groups } = (
    await replicate(
      {
        ...centre,
        groups: {
          ...centre.groups,
          south: { shifts: [{ agents: 7, from: 0, to: 3600, pauses: [{ at: 900, length: 300 }] }], site: 'hefei' },
        },
      },
      { replications: 5 },
    )
  ).estimates
  const [north, south] = groups
  // Days of an hour, two of them; pauses that nobody needs to move last 300 s for each of 7 agents a day.
  const { away, agents, busyAgents, idle, awayShare, pauses } = south.whole
  expect(pauses?.value).toBe(14)
  expect(away?.value).toBeCloseTo(14 * 300, 6)
  expect(idle.value).toBeCloseTo((agents.value - busyAgents.value) * 7200 - (away?.value ?? 0), 6)
  expect(awayShare?.value).toBeCloseTo((away?.value ?? 0) / (agents.value * 7200), 9)
  expect(north.whole.idle.value).toBeCloseTo((8 - north.whole.busyAgents.value) * 7200, 6)
  expect(south.whole.ringing).toBeUndefined()
})

it('a target with an occupancy is met by the groups that serve a queue or a tier of it, interval by interval', async () => {
  const target = { occupancy: 0.6 }
  const { estimates } = await replicate(
    {
      ...centre,
      tiers: { vip: { groups: ['south'] }, plain: {} },
      queues: Object.fromEntries(Object.entries(centre.queues).map(([name, queue]) => [name, { ...queue, target }])),
    },
    { replications: 1 },
  )
  const { queues, parts = [], groups, allQueues } = estimates
  const served: Record<string, number[]> = {
    bills: [0, 1],
    faults: [1],
    moves: [0],
    'bills / vip': [1],
    'bills / plain': [0, 1],
    'faults / vip': [1],
    'faults / plain': [1],
  }
  const seen = new Set<number>()
  for (let i = 0; i < 8; i++) {
    const sum = (of: number[], figure: 'agents' | 'busyAgents') =>
      of.reduce((total, g) => total + groups[g].intervals[i][figure].value, 0)
    for (const { name, intervals } of [...queues, ...parts]) {
      const { offered, targetMet } = intervals[i]
      const isMet = offered.value === 0 || sum(served[name], 'busyAgents') / sum(served[name], 'agents') <= 0.6
      expect(targetMet.value).toBe(isMet ? 1 : 0)
      seen.add(targetMet.value)
    }
    expect(allQueues.intervals[i].targetMet.value).toBe(Math.min(...queues.map((q) => q.intervals[i].targetMet.value)))
  }
  expect(seen.size).toBe(2)
})
