import { describe, expect, it } from 'vitest'
import { checkNumber, KrarupError } from './errors.ts'

describe('KrarupError', () => {
  it('says what, where and how, and shows the value', () => {
    const error = new KrarupError({
      code: 'UNREADABLE',
      what: 'not a number',
      where: { file: 'march.csv', line: 7, column: 3, heading: 'Offered' },
      how: 'write digits',
      value: 'twelve',
    })
    expect(error.message).toBe(
      'not a number (got "twelve")\n  at march.csv, line 7, column 3 (Offered)\n  write digits',
    )
  })
})

describe('checkNumber', () => {
  it.each([
    [Number.NaN, {}],
    [Infinity, {}],
    [-1, { least: 0 }],
    [0, { above: 0 }],
    [2, { most: 1 }],
    [1.5, { whole: true }],
  ])('refuses %s with %j', (value, domain) => {
    expect(() => checkNumber('load', value, domain)).toThrow(/^load must be .*\(got/)
  })

  it('lets good numbers through', () => {
    expect(checkNumber('load', 0, { least: 0 })).toBe(0)
    expect(checkNumber('patience', Infinity, { above: 0, infinite: true })).toBe(Infinity)
  })
})
