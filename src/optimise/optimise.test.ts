import { describe, expect, it } from 'vitest'
import { requiredAgents } from '../erlang/index.ts'
import type { Scenario } from '../sim/index.ts'
import { type OptimiseOptions, optimise } from './index.ts'

const target = { serviceLevel: { within: 20, share: 0.8 } }
/** Two queues with a group each, and a third group for both that costs a tenth more. */
const morning = (): Scenario => ({
  interval: 3600,
  busyness: 0.08,
  queues: {
    sales: { volume: [40, 60, 50], aht: 240, patience: 120, groups: ['sales', 'both'], target },
    service: { volume: [50, 40, 30], aht: 300, patience: 180, groups: ['service', 'both'], target },
  },
  groups: { sales: { agents: 5 }, service: { agents: 6 }, both: { agents: 0 } },
  costs: { agentHour: { sales: 1, service: 1, both: 1.1 } },
})
const quick: OptimiseOptions = { days: 40, freshDays: 200, iterations: 2 }
const staffingOf = (staffing: { group: string; agents: number[] }[], group: string) =>
  staffing.find((each) => each.group === group)!.agents

describe('the cheapest staffing found', () => {
  it('meets every target on fresh days, costs less than queues apart by Erlang A, and is the same again', {
    tags: ['slow'],
  }, async () => {
    const found = await optimise(morning(), quick)
    expect(found).toMatchObject({ met: true, minimised: 'cost', sure: null, repeatable: true })
    const alone = Object.values(morning().queues).flatMap(({ volume, aht, patience }) =>
      (volume as number[]).map((volumePerInterval) => {
        const calls = { volumePerInterval, interval: 3600, aht: aht as number, patience: patience as number }
        return { agents: requiredAgents(calls, target).agents, work: (volumePerInterval * (aht as number)) / 3600 }
      }),
    )
    expect(found.cost).toBeLessThan(alone.reduce((sum, { agents }) => sum + agents, 0))
    expect(found.agentHours).toBeGreaterThan(alone.reduce((sum, { work }) => sum + work, 0))
    for (const { limit, wanted } of found.judged) expect(limit).toBeGreaterThanOrEqual(wanted)
    expect(found.today?.cost).toBe(33)
    expect(found.helps[0].gain).toBeGreaterThan(0)
    const again = await optimise(morning(), quick)
    expect(again).toEqual(found)
  })

  it('holds on nine days of ten where that is asked, and goes on from an earlier one', { tags: ['slow'] }, async () => {
    const mean = await optimise(morning(), { ...quick, iterations: 1 })
    const sure = await optimise(morning(), { ...quick, sure: 0.9, from: mean.staffing, iterations: 2 })
    expect(sure.met).toBe(true)
    for (const { figure, value, limit } of sure.judged) {
      expect(figure).toBe('targetMet')
      expect(value).toBeGreaterThan(limit)
      expect(limit).toBeGreaterThanOrEqual(0.9)
    }
    expect(sure.cost).toBeGreaterThan(mean.cost)
  })

  it('keeps groups that are rostered, fewest and most agents, and changes', { tags: ['slow'] }, async () => {
    const found = await optimise(morning(), {
      ...quick,
      fixed: ['sales'],
      least: { both: 1 },
      most: { service: 4 },
      change: { both: 1 },
    })
    expect(staffingOf(found.staffing, 'sales')).toEqual([5, 5, 5])
    expect(Math.max(...staffingOf(found.staffing, 'service'))).toBeLessThanOrEqual(4)
    const both = staffingOf(found.staffing, 'both')
    expect(Math.min(...both)).toBeGreaterThanOrEqual(1)
    expect(found.met).toBe(true)
  })

  it('says which skill pays', { tags: ['slow'] }, async () => {
    const alone = morning()
    alone.groups = { sales: { agents: 5 }, service: { agents: 6 } }
    alone.queues.sales = { ...alone.queues.sales, groups: ['sales'] }
    alone.queues.service = { ...alone.queues.service, groups: ['service'] }
    const { trainings } = await optimise({ ...alone, costs: {} }, { ...quick, iterations: 2, training: true })
    expect(trainings.map(({ group, queue }) => `${group} ${queue}`).sort()).toEqual(['sales service', 'service sales'])
    // Pooling is worth more than a point of service to either.
    for (const { gain } of trainings) expect(gain).toBeGreaterThan(0.01)
  })

  it('that was stopped is the best so far, and is not judged', async () => {
    const stop = new AbortController()
    const found = await optimise(morning(), {
      ...quick,
      signal: stop.signal,
      onProgress: ({ best, iteration }) => {
        if (best && iteration > 0) stop.abort()
      },
    })
    expect(found).toMatchObject({ stopped: 'aborted', judged: [], met: false, repeatable: false })
    await expect(optimise(morning(), { ...quick, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    })
  })
})

describe('what a planner has to know', () => {
  const nobody = morning()
  nobody.groups = { ...nobody.groups, idle: { agents: 2 } }
  const never = morning()
  never.queues.service = { ...never.queues.service, groups: ['service'] }
  it.each<[string, Scenario, OptimiseOptions, string]>([
    ['groups that serve nobody', nobody, {}, 'group "idle" serves no queue'],
    [
      'a queue whose groups are never on duty',
      never,
      { most: { service: 0 } },
      'queue "service" has contacts when none of its groups (service)',
    ],
    [
      'a target out of reach',
      morning(),
      { most: { service: 1, both: 1 } },
      'with the most agents in every block it is missed by',
    ],
    ['a certainty of 100 %', morning(), { sure: 1 }, 'no number of agents is sure on every day'],
    ['more certainty than days can show', morning(), { sure: 0.99, freshDays: 100 }, 'take at least 268'],
    ['a group that there is not', morning(), { fixed: ['sails'] }, 'did you mean sales?'],
    ['fewest above most', morning(), { least: { sales: 5 }, most: { sales: 4 } }, 'at least 5 agents and at most 4'],
    ['blocks that are no intervals', morning(), { blocks: 1800 }, 'blocks are whole intervals'],
  ])('%s', async (_, scenario, options, message) => {
    await expect(optimise(scenario, { ...quick, ...options })).rejects.toThrow(message)
  })
})
