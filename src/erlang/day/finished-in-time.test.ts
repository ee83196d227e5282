import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentsToFinish, finishedWithin } from './finished-in-time.ts'

/** P(T > t) in M/M/n by integrating over the wait, whose tail beyond t is C exp(-(n - a) t): Simpson's rule, in handle times. */
function lateShare(agents: number, load: number, x: number): number {
  let [pEmpty, term] = [0, 1]
  for (let k = 0; k < agents; k++) {
    pEmpty += term
    term *= load / (k + 1)
  }
  const wait = (term * agents) / (agents - load) / (pEmpty + (term * agents) / (agents - load))
  const decay = agents - load
  const density = (w: number) => wait * decay * Math.exp(-decay * w) * Math.exp(-(x - w))
  const steps = 20_000
  let sum = density(0) + density(x)
  for (let k = 1; k < steps; k++) sum += density((k * x) / steps) * (k % 2 ? 4 : 2)
  return (1 - wait) * Math.exp(-x) + (sum * x) / steps / 3 + wait * Math.exp(-decay * x)
}

describe('work done in time', () => {
  it.each([
    [2, 5 / 3, 24],
    [10, 9, 3],
    [10, 9.5, 3],
    [11, 9, 3],
    [3, 0.4, 1],
    [40, 39, 20],
    [40, 39.5, 0.5],
  ])('by %d agents with %d Erlang within %d handle times is as the integral over the wait says', (agents, load, x) => {
    const { onTime } = finishedWithin({ agents, load, aht: 60, within: 60 * x })
    expect(onTime).toBeCloseTo(1 - lateShare(agents, load, x), 10)
  })

  it('is more with every agent, and never more than would be done if it began at once', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (load, more, x) => {
          const agents = Math.floor(load) + more
          const few = finishedWithin({ load, agents, aht: 60, within: 60 * x }).onTime
          const many = finishedWithin({ load, agents: agents + 1, aht: 60, within: 60 * x }).onTime
          expect(few).toBeGreaterThanOrEqual(0)
          expect(many).toBeGreaterThanOrEqual(few - 1e-12)
          expect(many).toBeLessThanOrEqual(-Math.expm1(-x) + 1e-12)
        },
      ),
    )
  })

  it('needs the least agents that reach the share', () => {
    for (const [load, x, share] of [
      [9, 3, 0.85],
      [9, 3, 0.9],
      [1.67, 24, 0.95],
      [480, 2, 0.8],
    ]) {
      const traffic = { load, aht: 600, within: 600 * x }
      const { agents, onTime } = agentsToFinish({ ...traffic, share })
      expect(onTime).toBeGreaterThanOrEqual(share)
      expect(finishedWithin({ ...traffic, agents: agents - 1 }).onTime).toBeLessThan(share)
    }
  })

  it('says where no number of agents is enough', () => {
    expect(() => agentsToFinish({ load: 3, aht: 600, within: 600, share: 0.95 })).toThrow(
      expect.objectContaining({ code: 'UNREACHABLE' }),
    )
  })

  it('has no share in time where work piles up', () => {
    for (const agents of [9, 7])
      expect(finishedWithin({ load: 9, agents, aht: 600, within: 1800 })).toEqual({
        onTime: 0,
        meanFinishTime: Number.POSITIVE_INFINITY,
        utilisation: 1,
      })
  })
})
