import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/index.ts'
import { expectMean, queueSum, routeSum } from '../conservation.testing.ts'
import { compile, GROUP, GROUP_COLUMNS, simulate } from '../index.ts'

const [DAYS, A_DAY] = [60, 40]

const centre = (words: Partial<Scenario>): Scenario => ({
  interval: 3600,
  intervals: 4,
  days: DAYS,
  queues: {
    calls: { volume: A_DAY, aht: { type: 'constant', value: 60 }, groups: ['front'] },
    chats: { volume: A_DAY, aht: { type: 'constant', value: 60 }, groups: ['front'] },
  },
  groups: { front: { agents: 30 } },
  ...words,
})
/** Of a lognormal factor of mean 1, by its coefficient of variation. */
const size = (variation: number) => Math.sqrt(Math.log(1 + variation ** 2))
const replications = (scenario: Scenario, count: number) => {
  const model = compile(scenario)
  return Array.from({ length: count }, (_, replication) => ({ model, tally: simulate(model, 5, replication) }))
}

describe('factors of the day', () => {
  it('on volumes have mean 1, vary as much as is said, and go against one another where one has a minus', () => {
    const runs = replications(centre({ dayFactors: [{ volume: { calls: 0.25, chats: -0.2 } }] }), 120)
    const daily = runs.map(({ model, tally }) => {
      const offered = (q: number) =>
        Array.from({ length: DAYS }, (_, day) => {
          let sum = 0
          for (let i = day * 4; i < day * 4 + 4; i++)
            sum += tally.queue[(i * 2 + q) * (tally.queue.length / 2 / (model.intervals + 1))]
          return sum / A_DAY
        })
      return [offered(0), offered(1)]
    })
    const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
    expectMean(
      daily.map(([calls]) => mean(calls)),
      1,
      'calls',
    )
    // E[N (N - 1)] is that of the squared factor; of two queues the product of their factors.
    expectMean(
      daily.map(([calls]) => mean(calls.map((each) => each * (each - 1 / A_DAY)))),
      1 + 0.25 ** 2,
      'calls, squared',
    )
    expectMean(
      daily.map(([calls, chats]) => mean(calls.map((each, day) => each * chats[day]))),
      Math.exp(-size(0.25) * size(0.2)),
      'calls times chats',
    )
  })

  it('are the same in the event loop and agent by agent, to the bit', () => {
    const scenario = centre({ dayFactors: [{ volume: { calls: 0.4 } }, { volume: { calls: -0.1, chats: 0.2 } }] })
    const [plain, persons] = [compile(scenario), compile({ ...scenario, customers: true })]
    expect(plain.agentLevel).toBeUndefined()
    expect(simulate(persons, 3, 0).queue).toEqual(simulate(plain, 3, 0).queue)
    // Another factor does not change what the first draws.
    const alone = compile(centre({ dayFactors: [{ volume: { calls: 0.4 } }, { volume: { calls: 0, chats: 0.2 } }] }))
    const first = compile(centre({ dayFactors: [{ volume: { calls: 0.4 } }] }))
    expect(queueSum(alone, simulate(alone, 3, 0), 'offered', 0)).toBe(
      queueSum(first, simulate(first, 3, 0), 'offered', 0),
    )
  })

  it('on handle times and on who comes have the means that are said', () => {
    const runs = replications(
      centre({
        dayFactors: [{ aht: { calls: 0.2 }, agents: { front: -0.1 } }],
        groups: { front: { agents: 30, absence: 0.3 } },
      }),
      60,
    )
    const ratio = (q: number) =>
      runs.map(
        ({ model, tally }) => routeSum(model, tally, 'handleSeconds', q) / 60 / routeSum(model, tally, 'answered', q),
      )
    expectMean(ratio(0), 1, 'handle time')
    for (const each of ratio(1)) expect(each).toBe(1)
    const present = runs.map(({ model, tally }) => {
      const days = Array.from({ length: DAYS }, (_, day) => tally.group[day * 4 * GROUP_COLUMNS + GROUP.staffed] / 3600)
      expect(Math.max(...days)).toBeLessThan(30 + 1e-9)
      return days.reduce((sum, each) => sum + each, 0) / DAYS / (model.agents[0] * 0.7)
    })
    expectMean(present, 1, 'agents')
  })

  it('name queues and groups that there are', () => {
    expect(() => compile(centre({ dayFactors: [{ volume: { call: 0.1 } }] }))).toThrow(/no queue has this name/)
    expect(() => compile(centre({ dayFactors: [{ agents: { back: 0.1 } }] }))).toThrow(/no group has this name/)
  })
})
