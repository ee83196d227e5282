import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateCells, exactCell, withoutEmptyColumns } from './csv-rows.ts'

describe('digits of an estimate', () => {
  it.each([
    [2189.350877, 28.31946, 2189.4, 28.3],
    [0.842105263, 0.0112345, 0.8421, 0.0112],
    [12345.678, 1234.5, 12346, 1235],
    [-0.00012345, 0.0000067, -0.00012345, 0.0000067],
    // Exact: nothing but what binary has added goes.
    [0.1 + 0.2, 0, 0.3, 0],
    [242, 0, 242, 0],
    // One replication alone.
    [1 / 3, Number.POSITIVE_INFINITY, 0.333333, undefined],
    [Number.NaN, Number.NaN, undefined, undefined],
    [null, null, undefined, undefined],
  ])('%d ± %d is %d ± %d', (value, halfWidth, shown, half) => {
    expect(estimateCells(value, halfWidth)).toEqual([shown, half])
  })

  it('is off by less than a hundredth of the interval', () => {
    const wide = fc.double({ min: 1e-9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), wide, (value, halfWidth) => {
        const [shown, half] = estimateCells(value, halfWidth) as [number, number]
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.5 + 0.01 * halfWidth)
        if (halfWidth < 100) expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.006 * halfWidth)
        expect(Math.abs(half - halfWidth)).toBeLessThanOrEqual(Math.max(0.006 * halfWidth))
      }),
    )
  })

  it('keeps twelve digits of what is exact', () => {
    expect(exactCell(1.1 * 3)).toBe(3.3)
  })
})

describe('empty columns', () => {
  it('go; zeros stay', () => {
    const rows = [
      ['a', 0, undefined, '', null],
      ['b', undefined, undefined, '', null],
    ]
    expect(withoutEmptyColumns({ headings: ['name', 'zero', 'x', 'y', 'z'], rows })).toEqual({
      headings: ['name', 'zero'],
      rows: [
        ['a', 0],
        ['b', undefined],
      ],
    })
  })
})
