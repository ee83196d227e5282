import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromExactJson, toExactJson } from './exact-json.ts'

const there = (value: unknown) => fromExactJson(toExactJson(value))

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double(),
    fc.integer(),
    fc.constantFrom(
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -0,
      null,
      true,
      '',
      '$',
      '__proto__',
    ),
    fc.string({ unit: 'binary' }),
    fc.float64Array(),
    fc.float32Array(),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.constantFrom('$', '__proto__', 'constructor'), fc.string()), tie('value'), {
      noNullPrototype: true,
    }),
  ),
})).value

describe('exact JSON', () => {
  it('gives back every plain value as it was: NaN, infinities, -0, arrays of numbers, any name', () => {
    fc.assert(
      fc.property(plain, (value) => {
        // vitest's toStrictEqual takes a property called constructor for a class.
        expect(isDeepStrictEqual(there(value), value)).toBe(true)
      }),
    )
    expect(Object.is(there(-0), -0)).toBe(true)
    expect(Object.keys(there(JSON.parse('{"__proto__":{"a":[]}}')) as object)).toEqual(['__proto__'])
  })

  it('gives back long sequences of numbers to the bit, those that start anywhere in their memory too', () => {
    const memory = Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 10 ** ((i % 600) - 300))
    expect(there(memory.subarray(3, 4003))).toEqual(memory.subarray(3, 4003))
    const bytes = new Uint8Array(memory.buffer).subarray(5, 4005)
    expect(there(bytes)).toEqual(bytes)
  })

  it('is JSON as it is where that loses nothing', () => {
    const value = { a: [1, 2.5, null, 'x', true], b: { c: {} } }
    expect(toExactJson(value)).toBe(JSON.stringify(value))
    expect(toExactJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  it('takes plain data only', () => {
    for (const value of [new Map(), new Date(0), () => 0, 1n, new Int16Array(1)])
      expect(() => toExactJson({ value })).toThrow(TypeError)
  })

  it.each([
    ['{', 'no JSON'],
    ['{"$":1}', 'unknown mark'],
    ['{"$":["map",[]]}', 'unknown mark'],
    ['{"$":["f64","AAA="]}', 'unknown mark'],
    ['{"$":["f64",7]}', 'no text'],
    ['{"$":["u8","AAAA",-1]}', 'without a length'],
    ['{"$":["u8","AAAA",7]}', 'do not unfold'],
    ['{"$":["u8","AAAA",2000000000]}', 'more numbers than are allowed'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => fromExactJson(text)).toThrow(message)
  })

  it('unfolds no more than it is told: a few bytes may stand for a thousand times as many', () => {
    const text = toExactJson(new Float64Array(1_000_000))
    expect(text.length).toBeLessThan(100_000)
    expect(() => fromExactJson(text, 1_000_000)).toThrow('more numbers than are allowed')
    // The length that is told is a lie.
    expect(() => fromExactJson(text.replace('8000000', '800'), 1000)).toThrow('do not unfold')
  })
})
