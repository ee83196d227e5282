import fc from 'fast-check'
import { expect, it } from 'vitest'
import { absorbingChain } from './absorbing-chain.ts'

it("solves the gambler's ruin", () => {
  // Wins a step with chance p, from 1 of 4; states 1, 2, 3; exits 0 and 4. Ruin from i: (r^i - r^4) / (1 - r^4), r = q / p (Feller 1968, XIV.2).
  const p = 0.4
  const q = 0.6
  const { visits, exitShares } = absorbingChain(
    Float64Array.from([0, p, 0, q, 0, p, 0, q, 0]),
    Float64Array.from([q, 0, 0, 0, 0, p]),
    3,
    2,
  )
  const r = q / p
  for (const i of [1, 2, 3]) {
    expect(exitShares[(i - 1) * 2]).toBeCloseTo((r ** i - r ** 4) / (1 - r ** 4), 14)
    expect(exitShares[(i - 1) * 2 + 1]).toBeCloseTo((1 - r ** i) / (1 - r ** 4), 14)
  }
  // The expected duration is that of the formula i / (q - p) - 4 / (q - p) (1 - r^i) / (1 - r^4).
  const duration = 1 / (q - p) - ((4 / (q - p)) * (1 - r)) / (1 - r ** 4)
  expect(visits.reduce((sum, each) => sum + each, 0)).toBeCloseTo(duration, 13)
})

it('is exact where a cycle is hardly ever left', () => {
  const leak = 1e-15
  const { visits, exitShares } = absorbingChain(
    Float64Array.from([0, 1, 1 - leak, 0]),
    Float64Array.from([0, 0, leak / 4, (3 * leak) / 4]),
    2,
    2,
  )
  expect(Math.abs(visits[1] * leak - 1)).toBeLessThan(1e-15)
  expect(Math.abs(exitShares[0] - 0.25)).toBeLessThan(1e-15)
})

it('holds the balance equations of any chain', () => {
  const chain = fc.integer({ min: 1, max: 8 }).chain((states) =>
    fc.record({
      states: fc.constant(states),
      exitCount: fc.constant(3),
      weights: fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
        minLength: states * (states + 3),
        maxLength: states * (states + 3),
      }),
    }),
  )
  fc.assert(
    fc.property(chain, ({ states, exitCount, weights }) => {
      const width = states + exitCount
      const share = (i: number, j: number) => {
        const row = weights.slice(i * width, (i + 1) * width)
        return row[j] / row.reduce((sum, each) => sum + each, 0)
      }
      const transitions = Float64Array.from({ length: states * states }, (_, n) =>
        share(Math.floor(n / states), n % states),
      )
      const exits = Float64Array.from({ length: states * exitCount }, (_, n) =>
        share(Math.floor(n / exitCount), states + (n % exitCount)),
      )
      const { visits, exitShares } = absorbingChain(transitions.slice(), exits.slice(), states, exitCount)
      for (let i = 0; i < states; i++) {
        let inflow = i === 0 ? 1 : 0
        for (let j = 0; j < states; j++) inflow += visits[j] * transitions[j * states + i]
        expect(Math.abs(visits[i] - inflow)).toBeLessThan(1e-12 * visits[i])
        let total = 0
        for (let e = 0; e < exitCount; e++) {
          let expected = exits[i * exitCount + e]
          for (let j = 0; j < states; j++) expected += transitions[i * states + j] * exitShares[j * exitCount + e]
          expect(Math.abs(exitShares[i * exitCount + e] - expected)).toBeLessThan(1e-13)
          total += expected
        }
        expect(Math.abs(total - 1)).toBeLessThan(1e-13)
      }
    }),
  )
})
