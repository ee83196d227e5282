import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ceilQuotient } from './ceil-quotient.ts'

/** A decimal of up to nine digits as the fraction that it is. */
const decimal = fc.tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
const numberOf = ([digits, places]: [number, number]) => Number(`${digits}e-${places}`)

describe('ceilQuotient', () => {
  it('rounds 21 / 0.7 to 30', () => {
    expect(Math.ceil(21 / 0.7)).toBe(31)
    expect(ceilQuotient(21, 0.7)).toBe(30)
  })

  it('rounds a quotient of decimals as exact arithmetic does', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const dividend = BigInt(a[0]) * 10n ** BigInt(b[1])
        const divisor = BigInt(b[0]) * 10n ** BigInt(a[1])
        const exact = (dividend + divisor - 1n) / divisor
        // beyond 2^53 / 8 a quotient's fraction is not in the double any more
        fc.pre(exact < 2n ** 47n)
        expect(ceilQuotient(numberOf(a), numberOf(b))).toBe(Number(exact))
      }),
      { numRuns: 1000 },
    )
  })

  it('gives back what was multiplied', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 99 }), (agents, percent) => {
        expect(ceilQuotient(agents * (percent / 100), percent / 100)).toBe(agents)
      }),
    )
  })

  it('is 0 for nothing', () => expect(ceilQuotient(0, 0.7)).toBe(0))
})
