import { expect, it } from 'vitest'
import { fewestDaysFor, shareToConfirm, wilson } from './judge.ts'

it("Wilson's lower limit is right where it can be checked", () => {
  // All of n: n / (n + z^2), Wilson 1927.
  expect(wilson(1, 100)).toBeCloseTo(100 / (100 + 1.6448536 ** 2), 6)
  // R: prop.test(180, 200, conf.level = 0.9, correct = FALSE)$conf.int[1]
  expect(wilson(0.9, 200)).toBeCloseTo(0.8597, 3)
})

it.each([0.5, 0.9, 0.99])('so many days can show %d, and one less cannot', (sure) => {
  const days = fewestDaysFor(sure)
  expect(wilson(1, days)).toBeGreaterThanOrEqual(sure)
  expect(wilson(1, days - 1)).toBeLessThan(sure)
  expect(wilson(shareToConfirm(sure, 2000), 2000)).toBeCloseTo(sure, 9)
})
