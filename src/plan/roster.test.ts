import { describe, expect, it } from 'vitest'
import { startAt } from '../domain/index.ts'
import { madeHistory, madeQueue } from './history.testing.ts'
import { makePlan } from './make-plan.ts'
import type { PlanOptions } from './plan.ts'

const history = madeHistory(madeQueue('general'))
const plain: PlanOptions = { days: 1, paths: 0, forecastModel: 'seasonal-naive' }

/** The Monday that is planned, from 08:00 to 20:00: two agents, and forty at 10:00. */
async function rosterOf(change: (row: { time: number; agents: number }) => { time: number; agents: number }) {
  const plan = await makePlan(history, plain)
  const rows = Array.from(plan.groups[0].agents.keys())
    .filter((i) => plan.groups[0].open[i])
    .map((i) => change({ time: startAt(plan, i), agents: i === 20 ? 40 : 2 }))
  const column = (of: 'time' | 'agents') => Float64Array.from(rows, (row) => row[of])
  return { plan, rostered: [{ name: 'general', start: column('time'), agents: column('agents'), interval: 1800 }] }
}

describe('agents who are rostered', () => {
  it('are a floor by interval; hours of the plan are rostered or to be added', async () => {
    const { plan, rostered } = await rosterOf((row) => row)
    const [without] = plan.groups
    const [group] = (await makePlan(history, { ...plain, rostered })).groups
    let covered = 0
    let more = 0
    for (let i = 0; i < 48; i++) {
      const there = without.open[i] ? (i === 20 ? 40 : 2) : 0
      expect(group.agents[i]).toBe(Math.max(without.agents[i], there))
      covered += there / 2
      more += (group.agents[i] - there) / 2
    }
    expect(without.agents[20]).toBeLessThan(40)
    expect(more).toBeGreaterThan(0)
    expect(group.rostered).toMatchObject({ agentHours: covered, addedAgentHours: more, closedAgentHours: 0 })
    expect(group.serviceLevel[20]).toBeGreaterThan(without.serviceLevel[20])
    expect(without.rostered).toBeUndefined()
  })

  it('tells of agents on other days and while nothing is open', async () => {
    const { rostered } = await rosterOf(({ time, agents }) => ({ time: time + 6 * 3600, agents }))
    const { groups, remarks } = await makePlan(history, { ...plain, rostered })
    // 14:00 to 02:00: eight half hours while closed, four on the next day
    expect(groups[0].rostered!.closedAgentHours).toBe(8)
    expect(remarks).toContainEqual(
      expect.stringMatching(/^left out of the roster, rows with agents on other days .*: 4$/),
    )
    expect(remarks).toContainEqual(expect.stringMatching(/^left out of the roster, agent hours .*: 8 \(general\)$/))
  })

  it.each<[string, Partial<{ name: string; interval: number; by: number; agents: number }>, PlanOptions, string]>([
    ['a time at which no interval begins', { by: 420 }, {}, 'no interval of the plan begins at this time'],
    ['rows of an hour', { interval: 3600 }, {}, 'rows of the roster are 60 min apart'],
    ['another group', { name: 'genral' }, {}, 'a group that the plan does not have'],
    ['other days', { by: 86_400 * 30 }, {}, 'no row of the roster is of a day of the plan'],
    ['parts of an agent', { agents: 0.5 }, {}, 'agents of general at 2025-05-26 08:00'],
    ['more than may be on duty', {}, { sure: 0.9, mostAgents: 9 }, '40 agents of general are rostered'],
  ])('refuses %s', async (_, { by = 0, agents = 0, ...other }, options, said) => {
    const { rostered } = await rosterOf((row) => ({ time: row.time + by, agents: row.agents + agents }))
    const wrong = rostered.map((each) => ({ ...each, ...other }))
    await expect(makePlan(history, { ...plain, ...options, rostered: wrong })).rejects.toThrow(said)
  })
})
