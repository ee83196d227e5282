import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decreasingRoot } from './root.ts'

describe('decreasingRoot', () => {
  it('finds a zero to the last bits, on the side that is still at least 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (zero) => {
        const x = decreasingRoot((value) => zero ** 3 - value ** 3, 0, 2e6)
        expect(Math.abs(x / zero - 1)).toBeLessThan(2e-15)
        expect(zero ** 3 - x ** 3).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('finds a jump', () => {
    const x = decreasingRoot((value) => (value <= 0.3 ? 1 : -1), 0, 1)
    expect(x).toBeLessThanOrEqual(0.3)
    expect(x).toBeGreaterThan(0.3 - 1e-15)
  })

  it('takes infinite values for what they are', () => {
    expect(decreasingRoot((value) => -Math.log(value), 0, 10)).toBeCloseTo(1, 14)
  })

  it('takes few steps where the function is smooth', () => {
    let calls = 0
    decreasingRoot(
      (value) => {
        calls++
        return Math.exp(-value) - 0.1
      },
      0,
      100,
    )
    expect(calls).toBeLessThan(25)
  })

  it('returns the end where there is no change of sign', () => {
    expect(decreasingRoot(() => 1, 0, 7)).toBe(7)
    expect(decreasingRoot(() => -1, 0, 7)).toBe(0)
  })
})
