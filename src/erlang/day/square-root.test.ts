import { expect, it } from 'vitest'
import { requiredAgents } from '../required-agents.ts'
import { squareRootAgents } from './square-root.ts'

it('never asks for more than Erlang C, and for two less at most', () => {
  const differences = new Map<number, number>()
  for (const share of [0.5, 0.7, 0.8, 0.9, 0.95, 0.99]) {
    for (const within of [0, 10, 20, 60]) {
      for (let load = 1; load < 10_000; load *= 1.3) {
        const target = { serviceLevel: { within, share } }
        const difference =
          squareRootAgents({ load, aht: 300 }, target) - requiredAgents({ load, aht: 300 }, target).agents
        differences.set(difference, (differences.get(difference) ?? 0) + 1)
      }
    }
  }
  expect([...differences.keys()].sort()).toEqual([-1, -2, 0])
  expect(differences.get(-1)! / (differences.get(0)! + differences.get(-1)!)).toBeLessThan(0.32)
  expect(differences.get(-2)).toBeLessThan(10)
})

it('half of the callers wait at beta 0.5061 (Halfin and Whitt 1981)', () => {
  // 1 / (1 + beta Phi(beta) / phi(beta)) = 1/2 where beta Phi(beta) = phi(beta): 0.506054
  const load = 1e10
  const beta =
    (squareRootAgents({ load, aht: 300 }, { serviceLevel: { within: 0, share: 0.5 } }) - load) / Math.sqrt(load)
  expect(beta).toBeCloseTo(0.50605, 4)
})

it('needs a service level alone, below 100 %', () => {
  const queue = { load: 10, aht: 300 }
  expect(() => squareRootAgents(queue, { asa: 20 })).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
  expect(() => squareRootAgents(queue, { serviceLevel: { within: 10, share: 1 } })).toThrow(
    expect.objectContaining({ code: 'UNREACHABLE' }),
  )
  expect(squareRootAgents({ load: 0, aht: 300 }, { serviceLevel: { within: 10, share: 0.9 } })).toBe(0)
})
