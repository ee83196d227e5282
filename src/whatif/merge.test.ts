import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangA, requiredAgents } from '../erlang/index.ts'
import { replicate, type Scenario } from '../sim/index.ts'
import { serviceCurve } from './curve.ts'
import { mergedQueues, poolingGain, poolingOfMany } from './merge.ts'
import { withShareOfAgents } from './staffing-scale.ts'

const target = { serviceLevel: { within: 20, share: 0.8 } }
/** Two hotlines with groups of their own, in steady state. */
const two = (agents: number): Scenario => ({
  interval: 3600,
  intervals: 9,
  warmUp: 3600,
  queues: {
    east: { volume: Array(9).fill(120), aht: 300, patience: 180, groups: ['e'], target },
    west: { volume: Array(9).fill(120), aht: 300, patience: 180, groups: ['w'], target },
  },
  groups: { e: { agents }, w: { agents } },
})
const least = (volume: number) =>
  requiredAgents({ volumePerInterval: volume, interval: 3600, aht: 300, patience: 180 }, target).agents

describe('two queues merged', () => {
  it('are served by both groups, their own first; the sooner of two openings counts', () => {
    const merged = mergedQueues(two(10), ['east', 'west'])
    expect(merged.queues.east.groups).toEqual([{ group: 'e', after: 0 }, { group: 'w' }])
    expect(merged.queues.west.groups).toEqual([{ group: 'w', after: 0 }, { group: 'e' }])
    const helping = two(10)
    helping.queues.east.groups = ['e', { group: 'w', after: 30 }]
    expect(mergedQueues(helping, ['east', 'west']).queues.east.groups).toEqual([
      { group: 'e', after: 0 },
      { group: 'w', after: 0 },
    ])
    expect(() => mergedQueues(two(10), ['east', 'wst'])).toThrow('did you mean west?')
  })

  it('of more than two are served by all groups, each by its own first', () => {
    const three = two(10)
    three.queues.north = { ...three.queues.east, groups: ['n', { group: 'w', after: 60 }] }
    three.groups.n = { agents: 3 }
    const { queues } = mergedQueues(three, ['east', 'north', 'west'])
    expect(queues.east.groups).toEqual([{ group: 'e', after: 0 }, { group: 'n' }, { group: 'w' }])
    expect(queues.north.groups).toEqual([{ group: 'n', after: 0 }, { group: 'w', after: 0 }, { group: 'e' }])
    expect(queues.west.groups).toEqual([{ group: 'w', after: 0 }, { group: 'e' }, { group: 'n' }])
  })

  it('of any number need what Erlang A says, alone and in one pool', { tags: ['slow'] }, async () => {
    const volumes = { Aalborg: 120, Ribe: 80, Thisted: 40, Varde: 20 }
    const agents = { Aalborg: 12, Ribe: 9, Thisted: 5, Varde: 3 }
    const sites: Scenario = { ...two(1), queues: {}, groups: { other: { agents: 7 } } }
    for (const [name, each] of Object.entries(volumes)) {
      sites.queues[name] = { volume: Array(9).fill(each), aht: 300, patience: 180, groups: [name], target }
      sites.groups[name] = { agents: agents[name as keyof typeof agents] }
    }
    const names = Object.keys(volumes)
    const { alone, together, apartHours, togetherHours } = await poolingOfMany(sites, names, { replications: 20 })
    const hours = 8
    expect(alone.map(({ queues, groups }) => [queues, groups])).toEqual(names.map((name) => [[name], [name]]))
    for (const { queues, agentHours } of alone) {
      const wanted = least(volumes[queues[0] as keyof typeof volumes])
      // One more where a whole step lies between, or it cannot be told.
      expect(agentHours! / hours).toBeGreaterThanOrEqual(wanted - 1e-9)
      expect(agentHours! / hours).toBeLessThanOrEqual(wanted + 1)
    }
    expect(apartHours).toBeCloseTo(
      alone.reduce((sum, { agentHours }) => sum + agentHours!, 0),
      9,
    )
    // The seven of the other group belong to nobody who is merged.
    expect(togetherHours).toBeCloseTo(together.answer!.agentHours - 7 * hours, 9)
    // Groups of 12, 9, 5 and 3 go down together, each to whole agents.
    expect(togetherHours! / hours).toBeGreaterThanOrEqual(least(260) - 1e-9)
    expect(togetherHours! / hours).toBeLessThanOrEqual(least(260) + 2)
  })

  it('that share a group are sized as one; none is invented where targets are out of reach', async () => {
    const three = two(2)
    three.queues.north = { ...three.queues.east, groups: ['n', 'w'] }
    three.groups.n = { agents: 1 }
    const gain = await poolingOfMany(three, ['east', 'north', 'west'], { replications: 5 })
    expect(gain.alone.map(({ queues, groups }) => [queues, groups])).toEqual([
      [['east'], ['e']],
      [
        ['north', 'west'],
        ['n', 'w'],
      ],
    ])
    expect([gain.apartHours, gain.togetherHours, gain.alone[0].search.answer]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('give the service of one pooled Erlang queue', async () => {
    const { estimates } = await replicate(mergedQueues(two(10), ['east', 'west']), { replications: 60 })
    const { serviceLevel } = estimates.allQueues.whole
    const pooled = erlangA({ rate: 240 / 3600, aht: 300, patience: 180, agents: 20 })
    // Four standard errors: one run in 10 000 fails by chance.
    expect(Math.abs(serviceLevel.value - pooled.serviceLevel(20))).toBeLessThan(2 * serviceLevel.halfWidth)
  })

  it('what pooling saves is what Erlang A says, to a step of the search', { tags: ['slow'] }, async () => {
    const { apart, together } = await poolingGain(two(12), ['east', 'west'], { replications: 20 })
    const hours = 8
    const apartLeast = 2 * least(120) * hours
    const pooledLeast = least(240) * hours
    // Agents of both groups go down together, in shares of 24: at most two agents beside the least, one more where it cannot be told.
    expect(apart.answer!.agentHours).toBeGreaterThanOrEqual(apartLeast - 1e-9)
    expect(apart.answer!.agentHours).toBeLessThanOrEqual(apartLeast + 2 * hours)
    expect(together.answer!.agentHours).toBeGreaterThanOrEqual(pooledLeast - 1e-9)
    expect(together.answer!.agentHours).toBeLessThanOrEqual(pooledLeast + 2 * hours)
    expect(together.answer!.agentHours).toBeLessThan(apart.answer!.agentHours)
  })
})

describe('the price of service', () => {
  it('rises with the target, and is what Erlang A asks for', async () => {
    const targets = [{ serviceLevel: { within: 20, share: 0.7 } }, { serviceLevel: { within: 20, share: 0.95 } }]
    const points = await serviceCurve(two(12), ['east'], targets, { replications: 40 })
    const hours = points.map(({ search }) => search.answer!.agentHours)
    expect(hours[1]).toBeGreaterThan(hours[0])
    for (const [k, { search, groups }] of points.entries()) {
      expect(groups).toEqual(['e'])
      // The other group keeps its 12 agents.
      const agents = search.answer!.agentHours / 8 - 12
      const wanted = requiredAgents(
        { volumePerInterval: 120, interval: 3600, aht: 300, patience: 180 },
        targets[k],
      ).agents
      expect(agents).toBeGreaterThanOrEqual(wanted)
      expect(agents).toBeLessThanOrEqual(wanted + 1)
    }
  })
})

describe('a share of the agents', () => {
  it('is kept to half an agent over the list, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 200 }),
        (agents, percent) => {
          const scenario: Scenario = {
            interval: 1800,
            queues: { q: { volume: agents.map(() => 1), aht: 60, groups: ['g'] } },
            groups: { g: { agents }, other: { agents: 3, shifts: [{ agents: 4, from: 0, to: 900 }] } },
          }
          const { groups } = withShareOfAgents(scenario, ['g'], percent / 100)
          const given = groups.g.agents as number[]
          const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0)
          expect(Math.abs(sum(given) - (sum(agents) * percent) / 100)).toBeLessThanOrEqual(0.5 + 1e-9)
          for (const [i, count] of agents.entries()) if (count === 0) expect(given[i]).toBe(0)
          expect(groups.other).toEqual(scenario.groups.other)
          if (percent === 100) expect(given).toEqual(agents)
        },
      ),
    )
    const shifts = withShareOfAgents(
      {
        ...two(10),
        groups: {
          e: {
            shifts: [
              { agents: 4, from: 0, to: 3600 },
              { agents: 3, from: 0, to: 3600 },
            ],
          },
          w: { agents: 1 },
        },
      },
      ['e'],
      0.5,
    ).groups.e.shifts
    expect(shifts?.map(({ agents }) => agents)).toEqual([2, 2])
  })
})
