import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviance, type GammaPoint, gammaDensity, lowerDeficit, smallTailRatio } from './gamma-tails.ts'

/** A quarter of the tolerance that the Erlang formulas promise to 1 000 agents. */
const QUARTER = 2.5e-13

// Reference in exact arithmetic: doubles as fixed-point integers with 320 bits after the point, and series of positive terms.
const BITS = 320n
const ONE = 1n << BITS

function exact(value: number): bigint {
  let exponent = 0
  let mantissa = value
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    exponent++
  }
  return (BigInt(mantissa) << BITS) >> BigInt(exponent)
}

function toNumber(value: bigint): number {
  const shift = BigInt(Math.max(0, value.toString(2).length - 64))
  return Number(value >> shift) * 2 ** Number(shift - BITS)
}

function exactLower(shape: number, x: number): bigint {
  const s = exact(shape)
  const factor = exact(x)
  let term = ONE
  let sum = ONE
  for (let j = 1n; term > 1n << 120n; j++) {
    term = (term * factor) / (s + j * ONE)
    sum += term
  }
  return sum
}

function exactUpper(shape: number, x: number): bigint {
  const factor = exact(x)
  let term = ONE
  let sum = 0n
  for (let j = BigInt(shape); j > 0n && term > 1n << 120n; j--) {
    term = (term * j * ONE) / factor
    sum += term
  }
  return sum
}

function exactDeficit(shape: number, x: number): number {
  const s = exact(shape)
  const factor = exact(x)
  return toNumber((s * ONE - (s - factor) * exactLower(shape, x)) / factor)
}

const point = (shape: number, x: number): GammaPoint => ({ shape, x, excess: (x - shape) / shape })
const error = (got: number, want: number) => Math.abs(got / want - 1)

/** Shapes on both sides of every hand-over in the shape, and multiples of the shape on both sides of every hand-over in the ratio. */
const SHAPES = [1, 7, 19, 20, 21, 60, 399, 400, 401, 1000, 5000, 50_000]
const LOWER_RATIOS = [0.001, 0.1, 0.3016, 0.3017, 0.3018, 0.5, 0.599, 0.601, 0.8, 0.8665, 0.867, 0.97, 0.999]
const UPPER_RATIOS = [1, 1.001, 1.05, 1.2135, 1.214, 1.599, 1.601, 2, 2.3576, 2.3577, 2.3578, 3, 30]

describe('the smaller tail over the density', () => {
  it.each(SHAPES)('is exact below shape %d', (shape) => {
    for (const ratio of LOWER_RATIOS) {
      const x = shape * ratio
      expect(error(smallTailRatio(point(shape, x)), toNumber(exactLower(shape, x)))).toBeLessThan(QUARTER / 10)
    }
  })

  it.each(SHAPES)('is exact above shape %d', (shape) => {
    for (const ratio of UPPER_RATIOS) {
      const x = shape * ratio
      expect(error(smallTailRatio(point(shape, x)), toNumber(exactUpper(shape, x)))).toBeLessThan(QUARTER / 10)
    }
  })

  it('is exact at random points of any shape', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 4, noNaN: true }),
        fc.double({ min: 0.001, max: 0.9999, noNaN: true }),
        (power, ratio) => {
          const shape = 10 ** power
          const x = shape * ratio
          expect(error(smallTailRatio(point(shape, x)), toNumber(exactLower(shape, x)))).toBeLessThan(QUARTER / 10)
        },
      ),
    )
  })

  it('keeps the recurrence in the shape above the mean, for real shapes on both sides of the hand-overs', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 60, noNaN: true }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (shape, ratio) => {
          const x = (shape + 1) * ratio
          const next = ((shape + 1) / x) * (1 + smallTailRatio(point(shape, x)))
          expect(error(smallTailRatio(point(shape + 1, x)), next)).toBeLessThan(QUARTER)
        },
      ),
    )
  })
})

describe('the density', () => {
  it.each(SHAPES.filter((shape) => shape <= 1000))('makes both tails 1 together at shape %d', (shape) => {
    for (const ratio of [0.6, 0.9, 1, 1.1, 1.6]) {
      const x = shape * ratio
      const density = gammaDensity(point(shape, x))
      if (density > 1e-300) {
        expect(error(density, toNumber((ONE * ONE) / (exactLower(shape, x) + exactUpper(shape, x))))).toBeLessThan(
          QUARTER,
        )
      }
    }
  })

  it('reaches the smallest doubles and then 0', () => {
    expect(error(gammaDensity(point(170, 1)), 5.06901438e-308)).toBeLessThan(1e-8)
    expect(gammaDensity(point(176, 1))).toBeGreaterThan(0)
    expect(gammaDensity(point(1000, 1))).toBe(0)
    // exp(-750) alone is 0
    expect(error(gammaDensity(point(19, 750)), 6.610098875055437e-289)).toBeLessThan(QUARTER)
  })
})

describe('the deviance', () => {
  it.each([
    // lambda - 1 - ln(lambda) in multiple precision
    [0.5, 0.1931471805599453],
    [0.61, 0.1042963218147801],
    [1.59, 0.1262659837678599],
    [2, 0.3068528194400547],
  ])('at %d', (ratio, want) => {
    expect(error(deviance(point(1, ratio)), want)).toBeLessThan(1e-14)
  })

  it('is half a square near 1', () => {
    expect(error(deviance({ shape: 1, x: 1, excess: 1e-9 }), 5e-19 * (1 - 2e-9 / 3))).toBeLessThan(1e-15)
  })
})

describe('the deficit of the lower tail', () => {
  it.each(SHAPES)('has no cancellation at shape %d', (shape) => {
    for (const ratio of LOWER_RATIOS) {
      const x = shape * ratio
      expect(error(lowerDeficit(point(shape, x)), exactDeficit(shape, x))).toBeLessThan(QUARTER / 4)
    }
  })
})
