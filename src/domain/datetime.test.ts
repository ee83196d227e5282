import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dateParts,
  dayNumber,
  dayOf,
  firstOfMonth,
  firstOfQuarter,
  formatPlainDateTime,
  isDate,
  nextMonth,
  nextQuarter,
  parsePlainDateTime,
  weekdayOf,
} from './datetime.ts'

describe('wall-clock times', () => {
  it('count the same days as the platform calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const platform = new Date(day * 86_400_000)
        const parts = { year: platform.getUTCFullYear(), month: platform.getUTCMonth() + 1, day: platform.getUTCDate() }
        expect(dateParts(day)).toEqual(parts)
        expect(dayNumber(parts)).toBe(day)
        expect(weekdayOf(day)).toBe((platform.getUTCDay() + 6) % 7)
      }),
    )
  })

  it('have quarters of three months each', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const first = firstOfQuarter(day)
        expect(first).toBe(firstOfMonth(first))
        expect([1, 4, 7, 10]).toContain(dateParts(first).month)
        expect(nextQuarter(day)).toBe(nextMonth(nextMonth(nextMonth(first))))
        expect(first <= day && day < nextQuarter(day)).toBe(true)
      }),
    )
  })

  it('read back what they write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (time) => {
        expect(parsePlainDateTime(formatPlainDateTime(time))).toBe(time)
      }),
    )
  })

  it.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-01-01T24:00', '01.02.2025', ''])('refuse %j', (text) => {
    expect(() => parsePlainDateTime(text)).toThrow(expect.objectContaining({ code: 'UNREADABLE' }))
  })

  it('know leap years', () => {
    expect(isDate({ year: 2000, month: 2, day: 29 })).toBe(true)
    expect(isDate({ year: 1900, month: 2, day: 29 })).toBe(false)
  })

  it('find the day of a time before 1970', () => {
    expect(dayOf(-1)).toBe(-1)
  })
})
