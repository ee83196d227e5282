import { describe, expect, it } from 'vitest'
import { CHINA_DAYS, dayNamed } from '../../../fixtures/china-days.ts'
import { formatDay } from '../../domain/index.ts'
import { chinaHolidays } from '../index.ts'

const span = (from: string, to: string, language: 'en' | 'zh' = 'en') =>
  chinaHolidays(dayNamed(from), dayNamed(to), language)

describe('chinaHolidays', () => {
  it('agrees with the fixture, which was written from the announcements of 2023 and 2024', () => {
    const { days, unknownYears } = span('2024-07-01', '2025-06-30')
    expect(unknownYears).toEqual([])
    const named = new Map(days.map((one) => [one.day, one]))
    for (const { day, name, like } of CHINA_DAYS) {
      const found = named.get(day)
      const same = name.replace(/^Mid-Autumn make-up/, 'Mid-Autumn Festival make-up')
      expect(`${formatDay(day)} ${found?.name}`).toBe(`${formatDay(day)} ${same}`)
      if (!name.startsWith('before')) expect(found?.like).toBe(like)
    }
    // Days before a holiday are all that the fixture does not have.
    const more = days.filter(({ day }) => !CHINA_DAYS.some((one) => one.day === day))
    expect(more.every(({ name }) => name.startsWith('before '))).toBe(true)
  })

  it('has 2026 as it was announced on 4 November 2025: 33 days off, 6 days made up for', () => {
    const { days } = span('2026-01-01', '2026-12-31')
    const of = (like: (name: string) => boolean) =>
      days.filter(({ name }) => like(name)).map(({ day }) => formatDay(day))
    expect(of((name) => name.endsWith('make-up day'))).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    const off = of((name) => !/make-up|^before|^after/.test(name))
    expect(off).toHaveLength(33)
    expect(off.filter((day) => day.startsWith('2026-02'))).toEqual(
      Array.from({ length: 9 }, (_, i) => `2026-02-${15 + i}`),
    )
    expect(of((name) => name === 'Mid-Autumn Festival')).toEqual(['2026-09-25', '2026-09-26', '2026-09-27'])
  })

  it('a lunar holiday has one name wherever it moves to', () => {
    const { days } = span('2024-01-01', '2026-12-31')
    const years = [2024, 2025, 2026].map((year) =>
      days.find(({ day, name }) => name === 'Spring Festival' && formatDay(day).startsWith(String(year))),
    )
    expect(years.map((one) => formatDay(one!.day))).toEqual(['2024-02-10', '2025-01-28', '2026-02-15'])
    expect(span('2026-02-15', '2026-02-24', 'zh').days.map(({ name }) => name)).toEqual([
      ...new Array(9).fill('春节'),
      '春节后',
    ])
  })

  it('says what the Spring Festival usually does, by the day of the lunar year', () => {
    const { days } = span('2024-02-01', '2026-12-31')
    const factors = (from: string, to: string) =>
      days
        .filter(({ day, usual }) => usual && day >= dayNamed(from) && day <= dayNamed(to))
        .map(({ day, usual }) => `${formatDay(day).slice(5)} ${usual!.everyDay}`)
    // New Year was on 10 February 2024, 29 January 2025 and 17 February 2026; the days off began on it, on its eve and two days before.
    expect(factors('2024-02-09', '2024-02-14')).toEqual([
      '02-09 0.95',
      '02-10 0.7',
      '02-11 0.7',
      '02-12 0.8',
      '02-13 0.8',
      '02-14 0.9',
    ])
    expect(factors('2025-01-27', '2025-02-01')).toEqual([
      '01-27 0.95',
      '01-28 0.7',
      '01-29 0.7',
      '01-30 0.7',
      '01-31 0.8',
      '02-01 0.8',
    ])
    expect(factors('2026-02-15', '2026-02-19')).toEqual([
      '02-15 0.9',
      '02-16 0.7',
      '02-17 0.7',
      '02-18 0.7',
      '02-19 0.8',
    ])
    const others = days.filter(({ usual, name }) => usual && !/Spring Festival|^National Day$/.test(name))
    expect(others).toEqual([])
  })

  it('says which years it does not know, and takes none of their days for special', () => {
    const { days, unknownYears } = span('2003-06-01', '2027-12-31')
    expect(unknownYears).toEqual([2003, 2027])
    // The first working days of 2027 are no rush after a New Year that is not known.
    expect(days.filter(({ day }) => day >= dayNamed('2027-01-01'))).toEqual([])
  })
})
