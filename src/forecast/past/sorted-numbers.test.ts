import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortedNumbers } from './sorted-numbers.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
/** Few values, so that many are equal, and some that leave all others in one bin. */
const some = fc.oneof(fc.integer({ min: -3, max: 3 }), finite, fc.constantFrom(1e300, -1e300, 5e-324, -0))

it('the share below any number is that of counting them one by one, ties by half', () => {
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 300 }), fc.array(some), (values, others) => {
      const sorted = sortedNumbers(Float64Array.from(values))
      for (const x of [...values, ...others]) {
        const below = values.filter((each) => each < x).length
        const upTo = values.filter((each) => each <= x).length
        expect(sorted.shareBelow(x)).toBe((below + upTo + 1) / 2 / (values.length + 1))
      }
    }),
  )
})

it('one number far off leaves all others in one bin', () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5000)
  values[17] = 1e12
  expect(sortedNumbers(values.slice()).shareBelow(2500)).toBe(
    (values.filter((each) => each < 2500).length + values.filter((each) => each <= 2500).length + 1) / 2 / 5001,
  )
})
