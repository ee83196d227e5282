import { describe, expect, it } from 'vitest'
import { normalQuantile } from './normal-quantile.ts'

/** Probability and quantile: the inverse error function at 40 digits (mpmath 1.3), rounded to 16. */
const TABLE = [
  [1e-12, -7.034483825301132],
  [1e-6, -4.753424308822899],
  [0.001, -3.090232306167814],
  [0.05, -1.644853626951473],
  [0.3, -0.5244005127080408],
  [0.5, 0],
  [0.8, 0.8416212335729142],
  [0.999, 3.090232306167814],
]

describe('the normal quantile', () => {
  it.each(TABLE)('of %d is that of the table', (probability, expected) => {
    expect(Math.abs(normalQuantile(probability) - expected)).toBeLessThan(1e-13)
  })
})
