import { describe, expect, it } from 'vitest'
import type { Optimised } from '../../optimise/index.ts'
import { optimiseCsvRows, optimiseJson, optimiseReport, optimiseTable } from './index.ts'

const judged = [{ name: 'sales', figure: 'targetMet', wanted: 0.9, value: 0.934, limit: 0.921, met: true }]
const optimised: Optimised = {
  scenario: { interval: 3600, intervals: 2, queues: {}, groups: {} },
  staffing: [{ group: 'front', agents: [3, 12] }],
  cost: 15,
  agentHours: 15,
  judged,
  blocks: [
    { from: 0, to: 3600 },
    { from: 3600, to: 7200 },
  ],
  minimised: 'agentHours',
  sure: 0.9,
  met: true,
  freshDays: 2000,
  today: { staffing: [{ group: 'front', agents: [4, 14] }], cost: 18, agentHours: 18, judged },
  helps: [{ group: 'front', block: 1, gains: [0.012], gain: 0.012, cost: 1 }],
  trainings: [{ group: 'back', queue: 'sales', gains: [0.03], gain: 0.03, saves: 1.5 }],
  iterations: 3,
  simulatedDays: 1234,
  stopped: 'done',
  repeatable: true,
  seed: 1,
}
const answer = { name: 'Two hours', opens: 8 * 3600, optimised }

describe('an optimisation', () => {
  it('is printed with what was proved, agents by block, and its advice', () => {
    const lines = optimiseTable(answer).join('\n')
    expect(lines).toContain(
      'Two hours: staffing with the fewest agent hours, each target on 90% of days; 1,234 simulated days',
    )
    expect(lines).toMatch(/^sales +days on which it holds +90\.0% +93\.4% +92\.1%/m)
    expect(lines).toMatch(/^09:00 +12 +12$/m)
    expect(lines).toContain('15.0 agent hours; the scenario as it is: 18.0 agent hours')
    expect(lines).toContain('On 2,000 fresh days every target holds on at least 90% of them')
    expect(lines).toContain('One agent more helps most: front 09:00 (sales +1.2 points).')
    expect(lines).toContain('Training that pays: back for sales (sales +3.0 points; it could save 1.5).')
  })

  it('is printed in Chinese, all of it', () => {
    const lines = optimiseTable(answer, { language: 'zh' }).join('\n')
    for (const english of ['Target', 'holds', 'agent', 'points', 'Training', 'days'])
      expect(lines).not.toContain(english)
    expect(lines).toContain('增加一名坐席最有效之处：front 09:00（sales +1.2 个百分点）。')
  })

  it('that misses says of what, and one that was stopped that it was not judged', () => {
    const missed = { ...optimised, met: false, judged: [{ ...judged[0], met: false }] }
    expect(optimiseTable({ ...answer, optimised: missed }).join('\n')).toContain('not every limit of 95% holds: sales')
    const stopped = { ...optimised, met: false, judged: [], today: null, helps: [], trainings: [] }
    expect(optimiseTable({ ...answer, optimised: stopped }).at(-1)).toContain('Stopped before it was judged')
  })

  it('is a table of groups and blocks in CSV, and all but the scenario in JSON', () => {
    expect([...optimiseCsvRows(answer).rows]).toEqual([
      ['front', '08:00', 3600, 3, 4, undefined],
      ['front', '09:00', 3600, 12, 14, 1.2],
    ])
    expect(optimiseJson(answer)).toMatchObject({
      version: 1,
      kind: 'optimise',
      sure: 0.9,
      staffing: optimised.staffing,
    })
    expect(optimiseJson(answer)).not.toHaveProperty('scenario')
  })

  it('is a page with a chart a group; names are escaped', () => {
    const page = optimiseReport({ ...answer, name: '<b>' })
    expect(page).toContain('&lt;b&gt;: staffing with the fewest agent hours')
    expect(page).not.toContain('<b>:')
    expect(page).toContain('Agents by time of day')
  })
})
