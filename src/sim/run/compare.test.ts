import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compareRuns } from '../estimate/differences.ts'
import { compareScenarios } from './compare.ts'
import { replicate } from './replicate.ts'

const morning = (agents = 5): Scenario => ({
  interval: 900,
  lines: 12,
  queues: {
    general: { volume: [20, 30], aht: 180, patience: 120, groups: ['front', { group: 'back', after: 20 }] },
    vip: { volume: [4, 6], aht: 240, priority: 1, groups: ['back'] },
  },
  groups: { front: { agents }, back: { agents: [2, 3] } },
})
const kept = (agents: number, replications: number) => replicate(morning(agents), { replications, keep: true })

describe('runs that are kept', () => {
  it('differ by what compareScenarios says, also when they come back from a file', async () => {
    const [before, after] = [await kept(5, 20), await kept(6, 20)]
    const { seed, stopped, ...said } = await compareScenarios(morning(5), morning(6), { replications: 20 })
    expect({ seed, stopped }).toEqual({ seed: 1, stopped: 'replications' })
    const again = JSON.parse(JSON.stringify([before.runs, after.runs]))
    expect(compareRuns(again[0], again[1])).toEqual(said)
  })

  it('have a difference for every figure that is estimated, with its value', async () => {
    const { runs, estimates } = await kept(5, 10)
    const { queues, allQueues, groups, allGroups } = compareRuns(runs!, runs!)
    const pairs: [object, object][] = [
      ...queues.map((each, q): [object, object] => [each, estimates.queues[q].whole]),
      [allQueues, estimates.allQueues.whole],
      ...groups.map((each, g): [object, object] => [each, estimates.groups[g].whole]),
      [allGroups, estimates.allGroups.whole],
    ]
    for (const [differences, figures] of pairs)
      for (const [name, { value }] of Object.entries(figures)) {
        const found = (differences as Record<string, { after: number; difference: number; halfWidth: number }>)[name]
        expect(found, name).toBeDefined()
        if (Number.isNaN(value)) continue
        expect(found.after, name).toBeCloseTo(value, 9)
        // The same luck, the same centre: not nearly nothing, but nothing.
        expect([name, found.difference, found.halfWidth]).toEqual([name, 0, 0])
      }
  })

  it('of different lengths are compared as far as both go', async () => {
    const [long, short] = [await kept(5, 30), await kept(6, 10)]
    const { replications, allQueues } = compareRuns(long.runs!, short.runs!)
    expect(replications).toBe(10)
    const alike = await compareScenarios(morning(5), morning(6), { replications: 10 })
    expect(allQueues).toEqual(alike.allQueues)
  })
})

describe('a comparison with a wanted precision', () => {
  it('goes on until the difference is known so well', async () => {
    const { replications, stopped, queues } = await compareScenarios(morning(5), morning(6), {
      precision: [{ queue: 'general', halfWidth: 0.03 }],
    })
    expect(stopped).toBe('precision')
    expect(replications).toBeGreaterThanOrEqual(20)
    expect(queues[0].serviceLevel.halfWidth).toBeLessThanOrEqual(0.03)
    const coarse = await compareScenarios(morning(5), morning(6), { replications: replications - 5 })
    if (replications > 20) expect(coarse.queues[0].serviceLevel.halfWidth).toBeGreaterThan(0.03)
  })

  it('of a group too; a scenario and itself are known at once', async () => {
    const { replications, stopped } = await compareScenarios(morning(), morning(), {
      precision: [{ group: 'back', figure: 'occupancy', halfWidth: 1e-9 }],
    })
    expect({ replications, stopped }).toEqual({ replications: 20, stopped: 'precision' })
  })

  it('an unknown queue or figure is named', async () => {
    const wanted = (precision: object) =>
      compareScenarios(morning(), morning(), { precision: [precision as never], replications: 20 })
    await expect(wanted({ queue: 'vp', halfWidth: 1 })).rejects.toThrow('take one of general, vip')
    await expect(wanted({ figure: 'service', halfWidth: 1 })).rejects.toThrow('no figure that is compared')
    await expect(wanted({ halfWidth: 0 })).rejects.toThrow('/precision/0/halfWidth')
  })
})
