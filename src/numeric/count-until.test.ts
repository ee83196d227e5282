import { expect, test } from 'vitest'
import { countUntil } from './count-until.ts'

test('counts what is at most a number, itself included', () => {
  expect([0, 1, 2, 3, 9].map((most) => countUntil([1, 2, 2, 5], most))).toEqual([0, 1, 3, 3, 4])
  expect(countUntil(new Float64Array(0), 1)).toBe(0)
})
