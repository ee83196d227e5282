import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

const HISTORY = 'fixtures/small-centre.csv'

describe('krarup plan --sure', () => {
  it('staffs days for the certainty asked for, says what it costs, and writes it', { tags: ['slow'] }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'krarup-'))
    const page = join(folder, 'plan.html')
    const answer = await run([
      'plan',
      HISTORY,
      '--days',
      '2',
      '--sure',
      '90%',
      '--most-change',
      '2',
      '--json',
      '--report',
      page,
    ])
    expect(answer.status).toBe(0)
    const { groups, days } = JSON.parse(answer.out)
    const [{ sure, agents }] = groups
    expect(sure.agentHours).toBeCloseTo(days[0].agentHours + days[1].agentHours, 9)
    expect(sure.agentHours).toBeGreaterThan(sure.meanAgentHours)
    for (const period of sure.periods) {
      expect(period.lower).toBeGreaterThanOrEqual(0.9)
      expect(period.metByMean).toBeLessThan(0.9)
      // The plan's own courses are others: 200 of them, whose share has a standard error of two points.
      expect(days[period.from].targetMet).toBeGreaterThan(0.84)
    }
    const hours = sure.byCertainty.map((each: { agentHours: number }) => each.agentHours)
    expect(hours).toEqual([...hours].sort((a, b) => a - b))
    for (let i = 1; i < agents.length; i++)
      if (agents[i] > 0 && agents[i - 1] > 0) expect(Math.abs(agents[i] - agents[i - 1])).toBeLessThanOrEqual(2)
    expect(await readFile(page, 'utf8')).toContain('Cost of certainty')
  })

  it.each([
    [['--sure', '100%'], 'no number of agents is sure of every day'],
    [['--sure', '99.9%'], 'days without a miss'],
    [['--sure', '90%', '--day', 'sipp'], 'a day method cannot go with it'],
    [['--most-agents', '5'], 'add --sure 90%'],
    [['--sure', '90%', '--most-agents', '4', '--days', '1'], 'no staffing within the limits'],
    // It ended with a TypeError.
    [['--sure', '90%', '--target', 'occupancy=70%', '--days', '1'], 'nothing else that could hold on a share of days'],
  ])('refuses %j in a sentence', async (words, said) => {
    const answer = await run(['plan', HISTORY, '--json', ...words])
    expect(answer.status).not.toBe(0)
    expect(answer.notes).toContain(said)
  })
})

describe('krarup plan --prove', () => {
  it('says in one sentence how the plan did on fresh days, and why days miss the target', {
    tags: ['slow'],
  }, async () => {
    const words = ['plan', HISTORY, '--days', '1', '--prove-days', '300']
    const { status, out } = await run([...words, '--out', join(await mkdtemp(join(tmpdir(), 'krarup-')), 'plan.csv')])
    expect({ status, out }).toMatchObject({ status: 0 })
    expect(out).toMatch(/Served on 300 fresh courses of each of the days: 90\/10 holds on [\d.]+% .+ of days/)
    expect(out).toContain('Why days miss it: ')
    expect(out).toContain('Farthest from it')
    const answer = await run([...words, '--json'])
    const [{ proof, open }] = JSON.parse(answer.out).groups
    expect(proof).toMatchObject({ courses: 300, over: 'day', verdict: 'measured' })
    expect(proof.periods[0].met).toBe(proof.met)
    for (const [i, isOpen] of open.entries()) expect(proof.intervals.occupancy.middle[i] !== null).toBe(isOpen)
  })

  it.each([
    // The library's names for options, `prove` and `mostAgents`, were shown to whom types them.
    [['--prove-days', '5'], 'not a whole number of at least 100 (got "5")\n  at --prove-days'],
    [['--most-agents', '3'], '  at --most-agents\n'],
    [['--prove', '--deadline', '48h'], 'serves work that can wait'],
  ])('refuses %j in a sentence', async (words, said) => {
    const answer = await run(['plan', HISTORY, '--json', ...words])
    expect(answer.status).not.toBe(0)
    expect(answer.notes).toContain(said)
  })
})

describe('krarup plan --sure beside another kind of target', () => {
  it('lays no service levels beside a mean wait: they used to be too cheap, or told as out of reach', async () => {
    const { out } = await run(['plan', HISTORY, '--days', '1', '--sure', '90%', '--target', 'asa=20s', '--json'])
    const [{ sure }] = JSON.parse(out).groups
    expect(sure.met).toBeGreaterThan(0.9)
    expect(sure.byCertainty).toHaveLength(7)
    expect(sure.byTarget).toEqual([])
  })
})

describe('krarup plan --rostered', () => {
  it('never plans fewer agents than are rostered, and says how many hours are to be added', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'krarup-'))
    const roster = join(folder, 'roster.csv')
    await writeFile(roster, 'start,agents\n2025-07-01 09:00,20\n2025-07-01 09:30,3\n')
    const words = ['plan', HISTORY, '--days', '1', '--sure', '90%', '--rostered', roster]
    const [{ agents, rostered, sure }] = JSON.parse((await run([...words, '--json'])).out).groups
    expect(agents[18]).toBe(20)
    expect(agents[19]).toBeGreaterThan(3)
    expect(rostered).toMatchObject({ agentHours: 11.5, addedAgentHours: sure.agentHours - 11.5, closedAgentHours: 0 })
    const { out } = await run([...words, '--out', join(folder, 'plan.csv')])
    expect(out).toContain(`rostered already: 11.5 of ${sure.agentHours.toFixed(1)} agent hours`)
  })
})
