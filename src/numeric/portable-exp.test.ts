import { expect, test } from 'vitest'
import { portableExp, portableExpm1 } from './portable-exp.ts'

// Of any engine Math.exp is within an ulp.
test('exponentials are those of every engine, but for the last bits', () => {
  expect(portableExp(0)).toBe(1)
  expect(portableExp(1)).toBeCloseTo(Math.E, 14)
  for (let x = 0.001; x < 700; x *= 1.37) expect(Math.abs(portableExp(x) / Math.exp(x) - 1)).toBeLessThan(2e-15)
  for (let x = 1e-12; x <= 1; x *= 1.9) expect(Math.abs(portableExpm1(x) / Math.expm1(x) - 1)).toBeLessThan(1e-15)
  expect([portableExp(710), portableExp(Number.POSITIVE_INFINITY)]).toEqual([Infinity, Infinity])
})
