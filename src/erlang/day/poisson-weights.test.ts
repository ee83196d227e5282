import { describe, expect, it } from 'vitest'
import { poissonWeights } from './poisson-weights.ts'

describe('weights of uniformisation', () => {
  it.each([0, 0.01, 3, 200, 690])(
    'of a mean of %d jumps: all but a rounding error of the probability, with its mean',
    (mean) => {
      const weights = poissonWeights(mean, 1)
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
      expect(weights.reduce((sum, weight, j) => sum + j * weight, 0)).toBeCloseTo(mean, 9)
    },
  )

  it.each([1, 2, 3, 4])('come in whole passes of %d jumps, after that of none', (together) => {
    for (const mean of [0, 0.5, 7, 150]) {
      const weights = poissonWeights(mean, together)
      expect((weights.length - 1) % together).toBe(0)
      const alone = poissonWeights(mean, 1)
      expect(weights.slice(0, alone.length)).toEqual(alone)
    }
  })
})
