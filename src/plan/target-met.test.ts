import { describe, expect, it } from 'vitest'
import { horizonOf } from '../domain/index.ts'
import { erlangA } from '../erlang/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { poissonCount } from './history.testing.ts'
import { targetMet } from './target-met.ts'

const model = { model: 'erlangA', patience: 120 } as const
const targets = [{ serviceLevel: { within: 20, share: 0.8 } }]
const slots = 24
const hours = horizonOf({ start: 0, interval: 3600, dayCount: 1 })
const aht = new Float64Array(slots).fill(240)
const agents = new Float64Array(slots).fill(16)

function drawnPaths(count: number): Float64Array[] {
  const random = randomStream(7)
  return Array.from({ length: count }, () => {
    const busy = 85 + 30 * random.uniform()
    return Float64Array.from({ length: slots }, () => busy * (0.9 + 0.2 * random.uniform()))
  })
}

describe('targetMet', () => {
  it('is fair where all the luck is Poisson: a day sized to just meet its target over the day does so on half the days', () => {
    // One agent count for all day, and as target the share that it reaches in expectation: with counts taken for rates nearly no day would meet it.
    const random = randomStream(3)
    const perDay = (value: number) => new Float64Array(48).fill(value)
    const share = erlangA({ volumePerInterval: 60, interval: 1800, aht: 180, agents: 8, patience: 120 }).serviceLevel(
      20,
    )
    const found = targetMet({
      model,
      targets: [{ serviceLevel: { within: 20, share } }],
      horizon: horizonOf({ start: 0, interval: 1800, dayCount: 1 }),
      aht: perDay(180),
      agents: perDay(8),
      paths: Array.from({ length: 400 }, () => perDay(0).map(() => poissonCount(60, random))),
    })
    expect(found(0, 1)).toBeGreaterThan(0.3)
    expect(found(0, 1)).toBeLessThan(0.7)
  })

  it('counts the same days as a direct computation, where rates differ by far more than Poisson counts do', () => {
    const paths = drawnPaths(300).map((path) => path.map((volume) => volume * 20))
    const share = targetMet({ model, targets, horizon: hours, aht, agents: agents.map(() => 138), paths })(0, 1)
    const direct = paths.filter((path) => {
      let within = 0
      let volume = 0
      for (const contacts of path) {
        volume += contacts
        within += contacts * erlangA({ rate: contacts / 3600, aht: 240, agents: 138, patience: 120 }).serviceLevel(20)
      }
      return within / volume >= 0.8
    }).length
    expect(direct).toBeGreaterThan(30)
    expect(direct).toBeLessThan(270)
    expect(Math.abs(share - direct / 300)).toBeLessThanOrEqual(0.05)
  })

  it('is sure where the agents are far too many or too few, and of a closed day', () => {
    const paths = drawnPaths(20)
    const all = { model, targets, horizon: hours, aht, paths }
    expect(targetMet({ ...all, agents: agents.map(() => 60) })(0, 1)).toBe(1)
    expect(targetMet({ ...all, agents: agents.map(() => 2) })(0, 1)).toBe(0)
    expect(targetMet({ ...all, agents, paths: paths.map((path) => path.map(() => Number.NaN)) })(0, 1)).toBeNaN()
  })

  it('is surer of a week than of a day where days have luck of their own', () => {
    const random = randomStream(11)
    const week = (value: number) => new Float64Array(7 * slots).fill(value)
    const paths = Array.from({ length: 300 }, () => {
      const day = Array.from({ length: 7 }, () => 1900 + 100 * random.uniform())
      return week(0).map((_, i) => day[Math.floor(i / slots)])
    })
    const met = targetMet({
      model,
      targets,
      horizon: horizonOf({ start: 0, interval: 3600, dayCount: 7 }),
      aht: week(240),
      agents: week(126),
      paths,
    })
    expect(met(0, 1)).toBeGreaterThan(0.5)
    expect(met(0, 1)).toBeLessThan(0.95)
    expect(met(0, 7)).toBeGreaterThan(met(0, 1))
  })
})
