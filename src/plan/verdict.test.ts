import { describe, expect, it } from 'vitest'
import { randomStream } from '../numeric/random/stream.ts'
import { madeQueue, withPoissonCounts } from './history.testing.ts'
import { verdict } from './verdict.ts'

const MODEL = { model: 'erlangA', patience: 120 } as const
const TARGET = { serviceLevel: { within: 20, share: 0.8 } }

describe('the verdict', () => {
  it('expects what happens, where counts are Poisson around the rates: noise is not counted twice', () => {
    // Over seeds 5 to 8 the service levels differ by 0.0 to 0.5 points; with counts taken for rates the model would be 0.9 to 1.5 points too low.
    const past = withPoissonCounts(madeQueue('general', { scale: 32, agents: 7 }), randomStream(5))
    const found = verdict(past, MODEL, TARGET, 20)!
    expect(found.intervals).toBeGreaterThan(1100)
    expect(Math.abs(found.expected.serviceLevel - found.actual.serviceLevel)).toBeLessThan(0.006)
    expect(Math.abs(found.expected.abandonment - found.actual.abandonment)).toBeLessThan(0.005)
    expect(Math.abs(found.expected.meanWait - found.actual.meanWait)).toBeLessThan(1)
    expect(found.agentsOnDuty).toBe(7)
  })

  it('shows a centre that does worse than its agents should', () => {
    const queue = madeQueue('general', { agents: 14 })
    queue.measures.agents!.fill(16.5)
    const found = verdict(queue, MODEL, TARGET, 20)!
    expect(found.expected.serviceLevel).toBeGreaterThan(found.actual.serviceLevel)
    const lower = verdict(
      { ...queue, measures: { ...queue.measures, agents: new Float64Array(queue.state.length).fill(16) } },
      MODEL,
      TARGET,
      20,
    )!
    const upper = verdict(
      { ...queue, measures: { ...queue.measures, agents: new Float64Array(queue.state.length).fill(17) } },
      MODEL,
      TARGET,
      20,
    )!
    expect(found.expected.serviceLevel).toBeCloseTo((lower.expected.serviceLevel + upper.expected.serviceLevel) / 2, 9)
  })

  it('is not given without agents on duty', () => {
    const queue = madeQueue('general')
    delete queue.measures.agents
    expect(verdict(queue, MODEL, TARGET, 20)).toBeUndefined()
  })
})
