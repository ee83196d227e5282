/** @module-tag slow */
import { describe, expect, it } from 'vitest'
import { type History, STATE } from '../src/domain/index.ts'
import { makePlan, scenarioOf } from '../src/plan/index.ts'
import { replicate } from '../src/sim/index.ts'

const target = (percent: number, within = 10) => ({ serviceLevel: { within, share: percent / 100 } })

/** Eight weeks in which every half hour of every day is alike. */
function even(queues: Record<string, number>): History {
  const state = new Uint8Array(8 * 7 * 48).fill(STATE.observed)
  return {
    interval: 1800,
    queues: Object.entries(queues).map(([queue, contacts]) => {
      const offered = new Float64Array(state.length).fill(contacts)
      return { queue, start: 0, interval: 1800, state, measures: { offered } }
    }),
  }
}

// A VIP target used to lift the whole pool, although the VIPs go first.
describe('the plan of a pool with tiers is what its simulation shows', () => {
  it.each([
    ['callers who hang up', 120],
    ['callers who wait', 'infinite'],
  ] as const)('%s', async (_, patience) => {
    const plan = await makePlan(even({ red: 3, vip: 20, ordinary: 160 }), {
      days: 2,
      paths: 0,
      settings: { aht: 240, patience, group: 'front', target: target(80, 20) },
      queues: { red: { priority: 20, target: target(90, 5) }, vip: { priority: 10, target: target(92) } },
    })
    const [group] = plan.groups
    const { scenario } = scenarioOf(plan)
    expect(Object.values(scenario.queues).map(({ priority }) => priority)).toEqual([20, 10, 0])
    // The centre begins empty: the first hours are not counted.
    const simulation = await replicate({ ...scenario, warmUp: 4 * 3600 }, { replications: 300, confidence: 0.999 })
    for (const tier of group.tiers!) {
      const found = simulation.estimates.queues.find(({ name }) => name === tier.queues[0])!.whole
      const asked = tier.targets[0].serviceLevel!.share
      expect(tier.days[0].serviceLevel).toBeGreaterThanOrEqual(asked)
      for (const figure of ['serviceLevel', 'abandonment', 'asa'] as const) {
        const { value, halfWidth } = found[figure]
        expect(
          Math.abs(value - tier.days[0][figure]),
          `${tier.queues[0]}: ${figure} ${value} +- ${halfWidth}, planned ${tier.days[0][figure]}`,
        ).toBeLessThanOrEqual(halfWidth)
      }
    }
    expect(group.total.agentHours).toBeLessThan(group.oneLineAgentHours!)
  })
})
