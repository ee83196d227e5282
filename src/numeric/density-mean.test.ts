import { expect, it } from 'vitest'
import { densityMean } from './density-mean.ts'

it('is the mean of a bell, however far its height is out of range', () => {
  const mean = densityMean((x) => -((x - 3) ** 2) / 2, [3 - 9, 3, 3 + 9])
  expect(Math.abs(mean / 3 - 1)).toBeLessThan(1e-14)
})

it('is the mean of an exponential density', () => {
  expect(Math.abs(densityMean((x) => -x, [0, 45]) - 1)).toBeLessThan(1e-13)
})
