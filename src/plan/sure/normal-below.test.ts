import { expect, it } from 'vitest'
import { normalBelow } from './normal-below.ts'

it.each([
  // Abramowitz and Stegun (1964), table 26.1.
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [1, 0.841344746068543],
  [1.96, 0.97500210485178],
  [2.05, 0.979817784594296],
  [3, 0.99865010196837],
])('at %d', (x, value) => {
  expect(Math.abs(normalBelow(x) - value)).toBeLessThan(1e-8)
  expect(Math.abs(normalBelow(-x) - (1 - value))).toBeLessThan(1e-8)
})

it('rises everywhere, also between the tabulated values, and ends at 0 and 1', () => {
  for (let x = -9; x < 9; x += 0.013) expect(normalBelow(x + 0.013)).toBeGreaterThanOrEqual(normalBelow(x))
  expect(normalBelow(-Infinity)).toBe(0)
  expect(normalBelow(-8)).toBe(0)
  expect(normalBelow(Infinity)).toBe(1)
})
