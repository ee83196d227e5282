import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeColumn as decode, encodeColumn as encode } from './codec.ts'

it('gives back every number, rounded to the scale, with holes and endless waits', () => {
  const value = fc.oneof(
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 1),
  )
  fc.assert(
    fc.property(fc.array(value), fc.constantFrom(1, 10, 1000), (values, scale) => {
      const rounded = values.map((one) => (Number.isFinite(one) ? Math.round(one * scale) / scale + 0 : one))
      expect(decode(encode(values, scale), scale)).toEqual(rounded)
    }),
  )
})

it('uses no letter that a script or a page would read otherwise', () => {
  const every = encode(
    Array.from({ length: 5000 }, (_, i) => ((i * i) % 4999) * 7),
    1,
  )
  expect(every).not.toMatch(/["'\\<&/\s]/)
})

it('is short: a letter for a step of up to 20', () => {
  expect(encode([5, 6, 6, -15, Number.NaN, Number.NaN, 5], 1)).toHaveLength(7)
})
