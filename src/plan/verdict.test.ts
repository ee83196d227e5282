import { describe, expect, it } from 'vitest'
import { madeQueue } from './history.testing.ts'
import { verdict } from './verdict.ts'

const MODEL = { model: 'erlangA', patience: 120 } as const
const TARGET = { serviceLevel: { within: 20, share: 0.8 } }

describe('the verdict', () => {
  it('finds no error in a past that was made by the model', () => {
    const found = verdict(madeQueue('general'), MODEL, TARGET, 20)!
    expect(found.intervals).toBe(8 * 6 * 24)
    expect(found.serviceLevelError).toBeLessThan(1e-9)
    expect(found.expected.abandonment).toBeCloseTo(found.actual.abandonment, 9)
    expect(found.expected.meanWait).toBeCloseTo(found.actual.meanWait, 6)
    expect(found.agentsOnDuty).toBe(20)
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
