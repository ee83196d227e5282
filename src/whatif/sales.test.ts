import { describe, expect, it } from 'vitest'
import { replicate } from '../sim/index.ts'
import { figuresOf } from './figures.ts'
import { AGENT_MONTH_HOURS, salesPerAgentMonth } from './sales.ts'

/** Twelve agents for four hours; every second of those answered is offered something, and half of these buy. */
const scenario = (agents = 12, share = 0.5) => ({
  interval: 1800,
  intervals: 8,
  queues: {
    sales: { volume: 480, aht: 240, groups: ['front'], offer: { share, time: 60, success: 0.5 } },
  },
  groups: { front: { agents } },
})

describe('sales an agent and month', () => {
  const run = (agents?: number, share?: number) => replicate(scenario(agents, share), { replications: 40, keep: true })
  const ofCentre = (found: ReturnType<typeof figuresOf>) =>
    found.entities.find(({ kind }) => kind === 'centre')!.figures.salesPerAgentMonth

  it('are the sales of an hour on duty, times the hours of a month', async () => {
    const simulation = await run()
    const { value, halfWidth } = ofCentre(figuresOf(simulation, scenario()))
    // a quarter of 480 offered in 48 agent hours, none of whom is lost: 2.5 an hour, times 121.75
    expect(Math.abs(value! - 2.5 * AGENT_MONTH_HOURS)).toBeLessThan(2 * halfWidth!)
    expect(value).toBeCloseTo(salesPerAgentMonth(simulation.estimates.allQueues.whole.sales!.value, 48), 9)
  })

  it('differ from those of a base with as many hours as the sales do, and from one with others nobody can tell how surely', async () => {
    const [base, more, agents] = [await run(), await run(12, 0.6), await run(14)]
    const same = ofCentre(figuresOf(more, scenario(12, 0.6), base, scenario()))
    expect(same.verdict).toBe('higher')
    expect(same.difference).toBeCloseTo(same.value! - ofCentre(figuresOf(base, scenario())).value!, 9)
    expect(ofCentre(figuresOf(agents, scenario(14), base, scenario())).difference).toBeUndefined()
  })

  it('are not there without offers', async () => {
    const { sales } = scenario().queues
    const { offer: _, ...plain } = sales
    const without = { ...scenario(), queues: { sales: plain } }
    expect(ofCentre(figuresOf(await replicate(without, { replications: 2 }), without))).toBeUndefined()
  })
})
