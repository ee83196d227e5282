import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erlangA, requiredAgents } from '../erlang/index.ts'
import { replicate, type Scenario } from '../sim/index.ts'
import { serviceCurve } from './curve.ts'
import { mergedQueues, poolingGain } from './merge.ts'
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
