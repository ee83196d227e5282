import { describe, expect, it } from 'vitest'
import type { Target } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { type ServiceModel, steadyState } from '../service-model.ts'
import { addExpectedSurplus, SharedCurves } from './expected-surplus.ts'
import { surplusesOf } from './surplus.ts'

const INTERVAL = 1800
const COURSES = 60
const models: [string, ServiceModel, Target][] = [
  ['Erlang A, a service level', { model: 'erlangA', patience: 120 }, { serviceLevel: { within: 20, share: 0.8 } }],
  ['Erlang A, abandonment', { model: 'erlangA', patience: 60 }, { abandonment: 0.05 }],
  ['Erlang C, a service level', { model: 'erlangC', patience: Infinity }, { serviceLevel: { within: 10, share: 0.9 } }],
]

describe.each(models)('curves that intervals share: %s', (_, model, target) => {
  const surpluses = surplusesOf(target)
  const random = randomStream(3)
  // Intervals of several sizes, each several times with other courses. Agents are far more than the load of any: where it comes near them the surplus bends too sharply for a dozen nodes, in one way or the other.
  const intervals = [0.5, 4, 40, 400, 40, 4].map((mean) => ({
    agents: Math.ceil((1.8 * mean * 240) / INTERVAL + 1),
    counts: Float64Array.from({ length: COURSES }, () => mean * (0.6 + 0.8 * random.uniform())),
  }))

  it('say what a curve for each interval says, to a hundredth of its contacts', () => {
    const shared = new SharedCurves(surpluses, (volume, aht, agents) =>
      steadyState(model, volume / INTERVAL, aht, agents),
    )
    for (const { counts, agents } of intervals) {
      const own = [new Float64Array(COURSES)]
      addExpectedSurplus(
        own,
        0,
        0,
        surpluses.map((each) => ({ ...each, of: 0, share: () => 1 })),
        Array.from(counts, (count) => Float64Array.of(count)),
        (volume) => [steadyState(model, volume / INTERVAL, 240, agents)],
      )
      const ours = [new Float64Array(COURSES)]
      shared.add(ours, 0, counts, 240, agents)
      for (let c = 0; c < COURSES; c++) expect(Math.abs(ours[0][c] - own[0][c])).toBeLessThan(0.01 * counts[c])
    }
  })

  it('pass courses over that have no contacts, and take courses that are all alike', () => {
    const shared = new SharedCurves(surpluses, (volume, aht, agents) =>
      steadyState(model, volume / INTERVAL, aht, agents),
    )
    const ours = [Float64Array.of(7, 7, 7)]
    shared.add(ours, 0, Float64Array.of(Number.NaN, 0, Number.NaN), 240, 5)
    expect([...ours[0]]).toEqual([7, 7, 7])
    shared.add(ours, 0, Float64Array.of(30, 30, Number.NaN), 240, 5)
    expect(ours[0][0]).toBe(ours[0][1])
    expect(ours[0][0]).not.toBe(7)
    expect(ours[0][2]).toBe(7)
  })

  it('do not depend on who asked before', () => {
    const curves = () =>
      new SharedCurves(surpluses, (volume, aht, agents) => steadyState(model, volume / INTERVAL, aht, agents))
    const used = curves()
    for (const { counts, agents } of intervals) used.add([new Float64Array(COURSES)], 0, counts, 240, agents)
    for (const { counts, agents } of intervals) {
      const [first, later] = [new Float64Array(COURSES), new Float64Array(COURSES)]
      curves().add([first], 0, counts, 240, agents)
      used.add([later], 0, counts, 240, agents)
      expect(later).toEqual(first)
    }
  })
})
