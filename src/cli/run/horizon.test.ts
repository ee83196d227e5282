import { describe, expect, it } from 'vitest'
import { dayOf, formatDay, parsePlainDateTime } from '../../domain/index.ts'
import { horizonOf } from './horizon.ts'
import { Options } from './words.ts'

const day = (text: string) => dayOf(parsePlainDateTime(text))
/** First and last day that options ask for after a history that ends on 13 May 2026. */
const asked = (words: Record<string, string>, ofFile?: number) => {
  const { first, days } = horizonOf(new Options(words), ofFile)(day('2026-05-14'))
  return `${formatDay(first)} ${formatDay(first + days - 1)}`
}

describe('horizonOf', () => {
  it.each([
    [{}, '2026-05-14 2026-05-27'],
    [{ days: '3' }, '2026-05-14 2026-05-16'],
    [{ weeks: '2' }, '2026-05-14 2026-05-27'],
    [{ months: '1' }, '2026-05-14 2026-06-13'],
    [{ to: '2026-05-31' }, '2026-05-14 2026-05-31'],
    [{ to: '2026-06' }, '2026-05-14 2026-06-30'],
    [{ start: '2026-06-01' }, '2026-06-01 2026-06-14'],
    [{ start: '2026-06', months: '3' }, '2026-06-01 2026-08-31'],
    [{ start: '2026-06', to: '2026-06' }, '2026-06-01 2026-06-30'],
    // No 31 February: until the end of it.
    [{ start: '2027-01-31', months: '1' }, '2027-01-31 2027-02-28'],
    [{ start: '2026-12-15', months: '2' }, '2026-12-15 2027-02-14'],
  ] as [Record<string, string>, string][])('%j is %s', (words, expected) => {
    expect(asked(words)).toBe(expected)
  })

  it('a plan file says how long where no option does', () => {
    expect(asked({}, 7)).toBe('2026-05-14 2026-05-20')
    expect(asked({ weeks: '2' }, 7)).toBe('2026-05-14 2026-05-27')
  })

  it.each([
    [{ days: '3', weeks: '2' }, /--days and --weeks both say how far/],
    [{ to: '2026-06-01', months: '2' }, /--months and --to both say/],
    [{ start: '2026-06-10', to: '2026-06-01' }, /before the first one/],
    [{ start: '2026-05-13' }, /goes on until 2026-05-13.*--start.*begin on 2026-05-14 or later/s],
    [{ to: '2026-05-13' }, /not after the history/],
    [{ days: '0' }, /at least 1.*--days/s],
    [{ start: '2026-02-30' }, /not a date/],
    [{ start: '2026-13' }, /not a date/],
    [{ start: '1 June' }, /not a day.*write 2026-03-31, or a month for its first day/s],
    [{ start: '2026-06-01 08:00' }, /not a day/],
    [{ start: '2036-06-01' }, /--start/],
    [{ months: '60' }, /1,000 can be.*--months/s],
  ] as [Record<string, string>, RegExp][])('%j is refused', (words, message) => {
    let said = ''
    try {
      asked(words)
    } catch (error) {
      said = String(error)
    }
    expect(said).toMatch(message)
  })

  it('a start far after the history is told', () => {
    const remarks = (start: string) =>
      horizonOf(new Options({ start }))(day('2026-05-14')).remarks.map(({ text }) => text)
    expect(remarks('2026-06-10')).toEqual([])
    expect(remarks('2026-08-01')[0]).toMatch(/79 days after the history's last.*not shown/)
  })
})
