import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

describe('parseDuration', () => {
  it.each([
    ['10s', 10],
    ['5m', 300],
    ['00:05:00', 300],
    ['300', 300],
    ['4:30', 270],
    ['90:00', 5400],
    ['1h30m', 5400],
    ['1 h 30 min', 5400],
    ['2.5h', 9000],
    ['250ms', 0.25],
    ['3分钟', 180],
    ['24h', 86_400],
    ['3d', 259_200],
    ['4,5m', 270],
    ['4,5 min', 270],
    ['1 Std 30 Min', 5400],
    ['90 Sek', 90],
    ['0,25s', 0.25],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  it.each(['', '-5s', 'ten', '5 parsecs', '1:75', '1:61:00', '5m!', 'NaN', '1,500', '1,500s', '1,5,5m'])(
    'refuses %j',
    (text) => {
      expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'UNREADABLE', value: text }))
    },
  )

  it('reads back what formatDuration writes, to a tenth of a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (tenths) => {
        expect(parseDuration(formatDuration(tenths / 10))).toBeCloseTo(tenths / 10, 9)
      }),
    )
  })
})
