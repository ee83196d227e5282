import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPieces } from './json-pieces.ts'

/** Strings of 16 million characters that are more than one string holds. */
const TIMES = 33

const textOf = (value: unknown) => [...jsonPieces(value)].join('')

describe('JSON in pieces', () => {
  it('is the text of JSON.stringify', () => {
    const value = fc.anything({ withDate: true, withTypedArray: true, withNullPrototype: true, maxDepth: 2 })
    fc.assert(
      fc.property(value, (one) => {
        // So large that it is taken apart, at two depths.
        const large = { nothing: undefined, many: new Array(5000).fill(one), one, 'a "name"\n': { one, last: [one] } }
        for (const whole of [one, large, [one, large, one]]) expect(textOf(whole)).toBe(JSON.stringify(whole) ?? '')
      }),
      { numRuns: 20 },
    )
  })

  it.each<[string, unknown]>([
    ['numbers', Array.from({ length: 50_000 }, (_, i) => i / 7)],
    ['what is none', [Number.NaN, undefined, () => 1, Infinity, null, ...new Array(9000).fill(undefined)]],
    [
      'objects in objects',
      { a: { b: Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`k${i}`, { i }])) }, c: [] },
    ],
    ['columns of numbers', { long: new Float64Array(5000), short: Float64Array.of(1, 2), last: 1 }],
    ['dates', Array.from({ length: 9000 }, (_, i) => new Date(86_400_000 * i))],
    [
      'what says how it is written',
      { own: { toJSON: () => new Array(9000).fill({ x: 1 }) }, none: { toJSON: () => undefined } },
    ],
    ['nothing but what JSON does not know', { a: undefined, many: new Array(5000).fill(1), b: undefined, c: () => 1 }],
  ])('of %s too', (_, value) => {
    expect(textOf(value)).toBe(JSON.stringify(value))
  })

  it('comes in pieces of some ten thousand characters', () => {
    const steps = Array.from({ length: 20_000 }, (_, i) => ({ start: i, service: { mean: i / 3, halfWidth: 0.01 } }))
    const lengths = [...jsonPieces({ name: 'a centre', steps })].map(({ length }) => length)
    expect(lengths.length).toBeGreaterThan(10)
    expect(Math.max(...lengths)).toBeLessThan(500_000)
  })

  // It was one string, and such a result ended in "Invalid string length".
  it('may be longer than a string can be', () => {
    const long = 'x'.repeat(2 ** 24)
    const value = { steps: new Array(TIMES).fill({ long }) }
    let length = 0
    for (const piece of jsonPieces(value)) length += piece.length
    expect(length).toBe('{"steps":[]}'.length + TIMES * `{"long":"${long}"},`.length - 1)
    expect(length).toBeGreaterThan(2 ** 29)
  })
})
