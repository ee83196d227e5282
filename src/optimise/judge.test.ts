import { expect, it } from 'vitest'
import { wilsonLimits } from '../numeric/wilson.ts'
import { fewestDaysFor, shareToConfirm, Z } from './judge.ts'

it.each([0.5, 0.9, 0.99])('so many days can show %d, and one less cannot', (sure) => {
  const days = fewestDaysFor(sure)
  const lowest = (share: number, count: number) => wilsonLimits(share, count, Z).low
  expect(lowest(1, days)).toBeGreaterThanOrEqual(sure)
  expect(lowest(1, days - 1)).toBeLessThan(sure)
  expect(lowest(shareToConfirm(sure, 2000), 2000)).toBeCloseTo(sure, 9)
})
