import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rounded } from './rounded.ts'

it('is the number that the text with so many decimals says, to the bit', () => {
  const sizes = [1, 30, 1e4, 1e9, 1e12].map((max) => fc.double({ min: -max, max, noNaN: true }))
  // Ties, and what lies next to them in binary.
  const ties = fc
    .tuple(
      fc.integer({ min: 0, max: 1e7 }),
      fc.constantFrom(10, 100, 1000, 10_000, 100_000),
      fc.integer({ min: -3, max: 3 }),
    )
    .map(([whole, power, steps]) => (whole + 0.5) / power + steps * 2 ** -52 * (whole / power))
  fc.assert(
    fc.property(fc.oneof(...sizes, ties), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
      expect(rounded(value, decimals)).toBe(Number(value.toFixed(decimals)))
    }),
    { seed: 1, numRuns: 5000 },
  )
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('leaves %d empty', (value) => {
  expect(rounded(value, 2)).toBe('')
})
