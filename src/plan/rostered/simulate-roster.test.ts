import { describe, expect, it } from 'vitest'
import { staffedQueue } from '../../erlang/index.ts'
import type { PlannedFigures } from '../review/review.ts'
import { type RosteredShift, scenarioOfRoster, simulateRoster } from './index.ts'

const HOUR = 3600
const DAY = 86_400
/** Two days of 30 calls an hour from midnight to midnight, 5 minutes each, patience 2 minutes. */
const queue = { aht: 300, patience: 120, agents: 4 }
const state = staffedQueue({ load: (30 * 300) / HOUR, ...queue })
const column = (value: number) => new Float64Array(48).fill(value)
const planned: PlannedFigures = {
  interval: HOUR,
  groups: [
    {
      group: 'calls',
      queues: ['calls'],
      start: Float64Array.from({ length: 48 }, (_, hour) => hour * HOUR),
      volume: column(30),
      aht: column(300),
      agents: column(4),
      scheduled: column(5),
      serviceLevel: column(state.serviceLevel(20)),
      connectRate: column(1 - state.abandonment),
      occupancy: column(state.occupancy),
      abandonment: column(state.abandonment),
    },
  ],
}
const shift = (name: string, from: number, to: number, breaks: [number, number][] = []): RosteredShift => ({
  name,
  queue: 'calls',
  start: from * HOUR,
  end: to * HOUR,
  breaks: breaks.map(([start, end]) => ({ start: start * HOUR, end: end * HOUR })),
})
const four = ['Ann', 'Bo', 'Cai', 'Dan'].map((name) => shift(name, 0, 48))

describe('a roster, simulated', () => {
  it('gives the service of theory where people are those of the plan', { tags: ['slow'] }, async () => {
    const service = await simulateRoster(planned, four, { replications: 150 })
    expect(service.people).toBe(4)
    const [{ days, intervals, model }] = service.queues
    // The plan's file tells neither threshold nor patience: they are found from its figures.
    expect(model.within).toBe(20)
    expect(model.patience).toBeCloseTo(120, 3)
    expect(days.map(({ volume }) => volume)).toEqual([720, 720])
    for (const { serviceLevel, abandonment, plannedServiceLevel } of days) {
      // It begins empty at midnight: a quarter of a point better over the day.
      expect(Math.abs(serviceLevel.value - plannedServiceLevel)).toBeLessThan(2 * serviceLevel.halfWidth + 0.0025)
      expect(Math.abs(abandonment.value - state.abandonment)).toBeLessThan(2 * abandonment.halfWidth + 0.001)
    }
    expect(intervals).toHaveLength(48)
    expect(intervals.every(({ agents, plannedAgents }) => agents === plannedAgents)).toBe(true)
  })

  it('people on a break and absent are missed, slow people too', async () => {
    const days = [0]
    const of = async (roster: RosteredShift[], conduct = {}) =>
      (await simulateRoster(planned, roster, { days, replications: 40, ...conduct })).queues[0]
    const whole = await of(four)
    const paused = await of([...four.slice(1), shift('Ann', 0, 48, [[9, 11]])])
    expect(paused.intervals.map(({ agents }) => agents).slice(8, 12)).toEqual([4, 3, 3, 4])
    expect(paused.intervals[9].serviceLevel.value).toBeLessThan(whole.intervals[9].serviceLevel.value - 0.05)
    const absent = await of(four, { absence: 0.2 })
    expect(absent.days[0].agents).toBeCloseTo(3.2, 9)
    expect(absent.days[0].serviceLevel.value).toBeLessThan(whole.days[0].serviceLevel.value - 0.05)
    const slow = await of(four, { speeds: { Ann: { calls: 0.5 }, Bo: { calls: 0.5 } } })
    expect(slow.days[0].serviceLevel.value).toBeLessThan(whole.days[0].serviceLevel.value - 0.05)
  })
})

describe('the scenario of a roster', () => {
  it('has people with the same shift together, by speed, and of a night each day its part', () => {
    const night = (name: string) => shift(name, 22, 30, [[25, 25.5]])
    const roster = [night('Ann'), night('Bo'), shift('Cai', 32, 40, [[36, 36.5]])]
    const conduct = { speeds: { Cai: { calls: 0.8 } }, lateness: { share: 0.1, by: 300 } }
    const { groups, queues, intervals } = scenarioOfRoster(planned, roster, 1, conduct)
    expect(intervals).toBe(24)
    expect(groups).toEqual({
      calls: {
        shifts: [{ agents: 2, from: 0, to: 6 * HOUR, pauses: [{ at: HOUR, length: HOUR / 2 }] }],
        lateness: conduct.lateness,
      },
      'calls x0.8': {
        shifts: [{ agents: 1, from: 8 * HOUR, to: 16 * HOUR, pauses: [{ at: 12 * HOUR, length: HOUR / 2 }] }],
        pace: 1.25,
        lateness: conduct.lateness,
      },
    })
    expect(queues.calls.groups).toEqual(['calls', 'calls x0.8'])
    expect(scenarioOfRoster(planned, roster, 0).groups.calls.shifts).toEqual([{ agents: 2, from: 22 * HOUR, to: DAY }])
  })

  it('refuses queues and days that the plan does not have', async () => {
    const roster = [{ ...shift('Ann', 0, 8), queue: 'cals' }]
    expect(() => scenarioOfRoster(planned, roster, 0)).toThrow(
      /the plan has no such queue.*\n.*\n.*did you mean calls\?/,
    )
    expect(() => scenarioOfRoster(planned, four, 5)).toThrow('the plan has no contacts on 1970-01-06')
    await expect(simulateRoster(planned, [shift('Ann', 24 * 9, 24 * 9 + 8)])).rejects.toThrow(
      'plan and roster have no day in common',
    )
  })
})
