import { expect, it } from 'vitest'
import { wilsonLimits } from './wilson.ts'

const ONE_SIDED = 1.6448536269514722

it("Wilson's limits are right where they can be checked", () => {
  // All of n: n / (n + z^2), Wilson 1927.
  expect(wilsonLimits(1, 100, ONE_SIDED).low).toBeCloseTo(100 / (100 + 1.6448536 ** 2), 6)
  // R: prop.test(180, 200, conf.level = 0.9, correct = FALSE)$conf.int
  const { low, high } = wilsonLimits(0.9, 200, ONE_SIDED)
  expect(low).toBeCloseTo(0.8597, 3)
  expect(high).toBeCloseTo(0.9297, 3)
})
