/** What texts say as a date, a time, a number or a name of sums: one line a reading, each as a person would read it. */
import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, formatPlainDateTime, parsePlainDateTime } from '../../domain/index.ts'
import {
  type DateOrder,
  DateReader,
  type DecimalMark,
  isRefusal,
  isSumLabel,
  isWeekday,
  judgeClock,
  judgeDuration,
  judgeMoment,
  judgeNumber,
  judgeShare,
  NumberReader,
  showCell,
  sumNameOf,
} from './index.ts'

const datesOf = (order?: DateOrder) => new DateReader(order, () => {})
const momentOf = (text: string, order?: DateOrder) => {
  const read = datesOf(order).moment(text)
  if (read === undefined) return undefined
  return formatPlainDateTime(read.time).slice(0, 19) + (read.offset === undefined ? '' : ` ${read.offset}`)
}

describe('a date', () => {
  it.each<[string, string, DateOrder?]>([
    ['2026-03-31', '2026-03-31'],
    ['2026/3/1', '2026-03-01'],
    ['2026.03.31', '2026-03-31'],
    ['31.03.2026', '2026-03-31'],
    ['31-3-26', '2026-03-31', 'dmy'],
    ['03/31/2026', '2026-03-31'],
    ['3/4/2026', '2026-04-03'],
    ['3/4/2026', '2026-03-04', 'mdy'],
    ['26-03-31', '2026-03-31', 'ymd'],
    ['01.02.69', '2069-02-01', 'dmy'],
    ['01.02.70', '1970-02-01', 'dmy'],
    ['20260331', '2026-03-31'],
    ['31032026', '2026-03-31'],
    ['03312026', '2026-03-31'],
    ['260331', '2026-03-31'],
    ['310326', '2026-03-31', 'dmy'],
    ['033126', '2026-03-31', 'mdy'],
    ['31 March 2026', '2026-03-31'],
    ['31-Mar-26', '2026-03-31'],
    ['1. März 2026', '2026-03-01'],
    ['31 de marzo de 2026', '2026-03-31'],
    ['1 févr. 2026', '2026-02-01'],
    ['March 31, 2026', '2026-03-31'],
    ['Mar. 1 2026', '2026-03-01'],
    ['Tue 31 Mar 2026', '2026-03-31'],
    ['Di., 31.03.2026', '2026-03-31'],
    ['terça-feira, 31/03/2026', '2026-03-31'],
    ['2026年3月31日', '2026-03-31'],
    ['2026年3月31', '2026-03-31'],
    ['星期二 2026-03-31', '2026-03-31'],
    ['２０２６-０３-３１', '2026-03-31'],
  ])('%s', (text, day, order) => {
    expect(momentOf(text, order)).toBe(`${day}T00:00:00`)
  })

  it.each([
    '',
    '31',
    '2026-13-01',
    '2026-02-29',
    '31.02.2026',
    '2026-03/31',
    '32.01.2026',
    '2026-3-310',
    '310-3-2026',
    '1-2-345',
    '1-2-3',
    '20261301',
    '261301',
    '1234567',
    '31 Foo 2026',
    '31 March 202',
    '100 March 2026',
    'Foo 31, 2026',
    'x31 March 2026',
    '2026-03-31 x',
  ])('is not %o', (text) => {
    expect(momentOf(text)).toBeUndefined()
  })

  it.each([
    ['2026-03-31 07:30', '07:30:00'],
    ['2026-03-31T07:30', '07:30:00'],
    ['2026-03-31T07:30:15Z', '07:30:15 0'],
    ['2026-03-31T07:30+02:00', '07:30:00 7200'],
    ['2026-03-31T07:30:00-0330', '07:30:00 -12600'],
    ['2026-03-31T07:30-03', '07:30:00 -10800'],
    ['2026-03-31 07:30:00 -03:00', '07:30:00 -10800'],
    ['2026-03-31 07:30 UTC', '07:30:00 0'],
    ['2026-03-31 07:30-08:00', '07:30:00'],
    ['31.03.2026, 07:30 Uhr', '07:30:00'],
    ['3/31/2026 7:30 PM', '19:30:00'],
    ['3/31/2026 12:05 a.m.', '00:05:00'],
    ['3/31/2026 12:05 pm', '12:05:00'],
    ['2026年3月31日 7时30分', '07:30:00'],
    ['2026年3月31日 下午7:30', '19:30:00'],
    ['20260331 0730', '07:30:00'],
    ['202603310730', '07:30:00'],
    ['20260331 073015', '07:30:15'],
    ['260331 0730', '07:30:00'],
  ])('%s has its time', (text, time) => {
    expect(momentOf(text)).toBe(`2026-03-31T${time}`)
  })

  it('of three numbers is kept under the first order that fits, and put right when one tells', () => {
    const moved: string[] = []
    const dates = new DateReader(undefined, (move) =>
      moved.push(formatPlainDateTime(move(at('2026-04-03')) * DAY_SECONDS)),
    )
    const at = (text: string) => parsePlainDateTime(text) / DAY_SECONDS
    expect(dates.day('03/04/2026')).toBe(at('2026-04-03'))
    expect([dates.orders, dates.doubtful]).toEqual([['dmy', 'mdy'], '03/04/2026'])
    expect(dates.day('04/04/2026')).toBe(at('2026-04-04'))
    expect(dates.day('03/31/2026')).toBe(at('2026-03-31'))
    expect(dates.orders).toEqual(['mdy'])
    expect(moved.map((day) => day.slice(0, 10))).toEqual(['2026-03-04'])
    // what was known under the other order is read anew
    expect(dates.day('03/04/2026')).toBe(at('2026-03-04'))
    expect(dates.doubtful).toBeUndefined()
    expect(dates.day('31/03/2026')).toBeUndefined()
    expect([...dates.forms]).toEqual(['three numbers'])
  })

  it('of two-digit years may turn out to have its year in front', () => {
    const moved: string[] = []
    const dates = new DateReader(undefined, (move) =>
      moved.push(formatPlainDateTime(move(parsePlainDateTime('2003-02-01') / DAY_SECONDS) * DAY_SECONDS)),
    )
    expect(dates.day('01-02-03')).toBe(parsePlainDateTime('2003-02-01') / DAY_SECONDS)
    expect(dates.day('71-03-31')).toBe(parsePlainDateTime('1971-03-31') / DAY_SECONDS)
    expect(moved.map((day) => day.slice(0, 10))).toEqual(['2001-02-03'])
  })
})

describe('a time of day', () => {
  it.each([
    ['7:30', '07:30:00'],
    ['07:30:15', '07:30:15'],
    ['07:30:15.250', '07:30:15'],
    ['0730', '07:30:00'],
    ['073015', '07:30:15'],
    ['07:30-08:00', '07:30:00'],
    ['07:30 to 08:00', '07:30:00'],
    ['07:30 – 08:00 Uhr', '07:30:00'],
    ['7:30 am - 8:00 am', '07:30:00'],
    ['7h30', '07:30:00'],
    ['7 h', '07:00:00'],
    ['7点', '07:00:00'],
    ['7点整', '07:00:00'],
    ['7时30分15秒', '07:30:15'],
    ['晚上9:00', '21:00:00'],
    ['凌晨12:30', '00:30:00'],
    ['7', '07:00:00'],
    ['1899-12-30 07:30', '07:30:00'],
  ])('%s', (text, time) => {
    const read = judgeClock(text, datesOf())
    expect(read).toEqual({ time: parsePlainDateTime(`1970-01-01T${time}`) })
  })

  it.each(['25', '7:60', '24:01', '25:00', '7:30:60', '123', '12345', 'x7:30', '7:30x', '100'])('is not %o', (text) => {
    expect(isRefusal(judgeClock(text, datesOf()))).toBe(true)
  })

  it('24:00 and hour 24 are ends', () => {
    for (const text of ['24:00', '24']) {
      const dates = datesOf()
      expect(judgeClock(text, dates)).toEqual({ time: DAY_SECONDS })
      expect(dates.sawEndOfDay).toBe(true)
    }
    const dates = datesOf()
    judgeClock('23:59', dates)
    expect(dates.sawEndOfDay).toBe(false)
  })

  it('a cell of a workbook may be a duration, a moment or a whole hour', () => {
    const read = (cell: Parameters<typeof judgeClock>[0]) => judgeClock(cell, datesOf())
    expect(read({ type: 'duration', seconds: 27_000.4 })).toEqual({ time: 27_000 })
    expect(read({ type: 'duration', seconds: DAY_SECONDS })).toEqual({ time: DAY_SECONDS })
    expect(read({ type: 'date', time: 3 * DAY_SECONDS + 27_000 })).toEqual({ time: 27_000 })
    expect(read({ type: 'number', value: 24 })).toEqual({ time: DAY_SECONDS })
    expect(read({ type: 'empty' })).toBeUndefined()
    expect(read('  ')).toBeUndefined()
    for (const cell of [
      { type: 'duration', seconds: -1 },
      { type: 'duration', seconds: DAY_SECONDS + 1 },
      { type: 'number', value: 25 },
      { type: 'number', value: 7.5 },
    ] as const)
      expect(read(cell)).toMatchObject({ reason: 'not a time of day', hint: expect.stringContaining('07:30') })
    expect(read({ type: 'number', value: 0.3125 })).toMatchObject({ hint: expect.stringContaining('part of a day') })
    expect(read({ type: 'number', value: 1 })).toEqual({ time: 3600 })
  })
})

describe('what is no date says why', () => {
  it.each([
    ['46112', 'day number'],
    ['46112.3125', 'day number'],
    ['1774942200', 'Unix time stamp'],
    ['1774942200000', 'Unix time stamp'],
    ['12345678901', 'write 2026'],
    ['soon', 'write 2026-03-31 07:30'],
  ])('%s', (text, hint) => {
    expect(judgeMoment(text, datesOf())).toEqual({ reason: 'not a date', hint: expect.stringContaining(hint) })
  })

  it('and in which order the dates are, where that may be why', () => {
    const told = (order: DateOrder) => (judgeMoment('31.31.2026', datesOf(order)) as { hint: string }).hint
    expect(told('dmy')).toContain('in the order dmy')
    expect(told('ymd')).toBe('write 2026-03-31 07:30')
    expect((judgeMoment('soon', datesOf()) as { hint: string }).hint).toBe('write 2026-03-31 07:30')
    expect(judgeMoment({ type: 'number', value: 46_112 }, datesOf())).toMatchObject({
      hint: expect.stringContaining('day number'),
    })
    expect(judgeMoment('Total', datesOf())).toBe('sum')
    expect(judgeClock('Summe', datesOf())).toBe('sum')
    expect(judgeMoment({ type: 'empty' }, datesOf())).toBeUndefined()
    expect(judgeMoment(' ', datesOf())).toBeUndefined()
  })
})

describe('a number', () => {
  it.each<[string, number | undefined, DecimalMark?]>([
    ['1234', 1234],
    [' 12 ', 12],
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ["1'234.5", 1234.5],
    ['1 234', 1234],
    ['1 234,5', 1234.5],
    ['1\u00a0234', 1234],
    ['1.5e3', 1500],
    ['2E+2', 200],
    ['１２', 12],
    ['1.234', 1.234, 'point'],
    ['1.234', 1234, 'comma'],
    ['1,234', 1234, 'point'],
    ['0.125', 0.125],
    ['1234.567', 1234.567],
    ['12,5', undefined, 'point'],
    ['12.5', undefined, 'comma'],
    ['1,23,456', undefined],
    ['0,123,456', undefined],
    ['1234,567,890', undefined],
    ['1.234,567.8', undefined],
    ['1,234,567.8.9', undefined],
    ['.', undefined],
    ['12 34', undefined],
    ['1 234 56', undefined],
    ['-5', undefined],
    ['12x', undefined],
    ['x12', undefined],
    ['e5', undefined],
  ])('%s is %s', (text, value, mark) => {
    expect(new NumberReader(mark).read(text)).toBe(value)
  })

  it.each(['', '  ', '#N/A', '#DIV/0!', 'n/a', 'NA', 'null', 'NaN', 'none', '-', '--', '—', '–', '无'])(
    '%o is blank',
    (text) => {
      expect(new NumberReader(undefined).read(text)).toBeNaN()
      expect(new NumberReader(undefined).readDuration(text, 60)).toBeNaN()
    },
  )

  it('that may be a thousand or a fraction is doubtful until another tells', () => {
    const numbers = new NumberReader(undefined)
    expect([numbers.read('1.234'), numbers.doubtful, numbers.mark]).toEqual([1234, 'point', undefined])
    expect([numbers.read('7'), numbers.doubtful]).toEqual([7, undefined])
    expect([numbers.read('0.5'), numbers.doubtful, numbers.mark]).toEqual([0.5, undefined, 'point'])
    expect([numbers.read('1.234'), numbers.doubtful]).toEqual([1.234, undefined])
    expect(numbers.read('0,5')).toBeUndefined()
  })
})

describe('a duration', () => {
  it.each<[string, number | undefined, string, number?, number?]>([
    ['134', 134, 'number'],
    ['2', 120, 'number', 60],
    ['0:02:14', 134, 'clock'],
    ['0:02:00', 120, 'whole minutes'],
    ['2:14', 134, 'short clock'],
    ['2:14', 8040, 'short clock', 1, 60],
    [':45', 45, 'short clock'],
    ['1.03:18:30', 98_310, 'clock'],
    ['1 03:18:30', 98_310, 'clock'],
    ['1d 03:18:30', 98_310, 'clock'],
    ['2 days, 3:18:00', 184_680, 'clock'],
    ['1天3:18:30', 98_310, 'clock'],
    ['0:02:14,5', 134.5, 'clock'],
    ['5m', 300, 'words'],
    ['2m 14s', 134, 'words'],
    ['1h30m', 5400, 'words'],
    ['soon', undefined, 'words'],
  ])('%s is %s s, %s', (text, seconds, form, unit = 1, clockUnit = undefined) => {
    const numbers = new NumberReader(undefined)
    expect([numbers.readDuration(text, unit, clockUnit), numbers.form]).toEqual([seconds, form])
  })

  it('of a workbook tells how it was shown', () => {
    const formOf = (cell: Parameters<typeof judgeDuration>[0]) => {
      const numbers = new NumberReader(undefined)
      return [judgeDuration(cell, numbers), numbers.form]
    }
    expect(formOf({ type: 'duration', seconds: 134 })).toEqual([134, 'clock'])
    expect(formOf({ type: 'duration', seconds: 120 })).toEqual([120, 'whole minutes'])
    expect(formOf({ type: 'duration', seconds: 120, shown: 'h:mm' })).toEqual([120, 'hours and minutes'])
    expect(formOf({ type: 'duration', seconds: 0, shown: 'h:mm' })).toEqual([0, 'number'])
    expect(judgeDuration({ type: 'number', value: 2 }, new NumberReader(undefined), 60)).toBe(120)
    expect(judgeDuration({ type: 'duration', seconds: -1 }, new NumberReader(undefined))).toMatchObject({
      hint: 'it must not be negative',
    })
  })
})

describe('a share', () => {
  it.each([
    ['0.67', 0.67, false],
    ['67', 67, false],
    ['67%', 0.67, true],
    ['67 % ', 0.67, true],
    ['67,5％', 0.675, true],
    ['100', 100, false],
  ])('%s', (text, value, percent) => {
    expect(judgeShare(text, new NumberReader(undefined))).toEqual({ value: expect.closeTo(value, 12), percent })
  })

  it('of a cell with a type', () => {
    const read = (cell: Parameters<typeof judgeShare>[0]) => judgeShare(cell, new NumberReader(undefined))
    expect(read({ type: 'percentage', share: 0.67 })).toEqual({ value: 0.67, percent: true })
    expect(read({ type: 'number', value: 67 })).toEqual({ value: 67, percent: false })
    expect(read({ type: 'empty' })).toEqual({ value: Number.NaN, percent: false })
    for (const cell of ['101', 'much', { type: 'date', time: 0 }, { type: 'number', value: -1 }] as const)
      expect(read(cell)).toEqual({ reason: 'not a share', hint: 'write 0.67, 67% or 67' })
  })
})

describe('what is no number says why', () => {
  const hintOf = (cell: Parameters<typeof judgeNumber>[0], mark?: DecimalMark) =>
    (judgeNumber(cell, new NumberReader(mark)) as { hint: string }).hint

  it('as far as it can be told', () => {
    expect(hintOf(' - 5')).toBe('it must not be negative')
    expect(hintOf({ type: 'number', value: -5 })).toBe('it must not be negative')
    expect(hintOf('5 %')).toMatch(/this is a share/)
    expect(hintOf({ type: 'percentage', share: 0.5 })).toMatch(/this is a share/)
    expect(hintOf('12,5', 'point')).toMatch(/decimal mark is the point.*--decimal comma/)
    expect(hintOf('12.5', 'comma')).toMatch(/decimal mark is the comma.*--decimal point/)
    expect(hintOf('1,23,456')).toMatch(/decimal mark is the point/)
    expect(hintOf('many')).toMatch(/write digits/)
    expect(judgeDuration('long', new NumberReader(undefined))).toMatchObject({
      hint: expect.stringMatching(/write seconds/),
    })
  })
})

describe('names of sums', () => {
  it.each([
    ['Total', 'only', true],
    ['Grand Total', 'only', true],
    ['All queues', 'only', true],
    ['Gesamt', 'only', true],
    ['全部队列', 'only', true],
    ['合计', 'only', true],
    ['Total Sales', 'partly', true],
    ['Sales total', 'partly', false],
    ['Sales', undefined, false],
    ['The total', 'only', true],
    ['Average', undefined, true],
    ['Totally', undefined, false],
    ['', undefined, false],
  ])('%o: %s, and as a label of a row %s', (name, kind, label) => {
    expect([sumNameOf(name), isSumLabel(name)]).toEqual([kind, label])
  })

  it.each([
    ['Monday', true],
    [' Di. ', true],
    ['周一', true],
    ['Mondays', false],
    ['Mon Tue', false],
    ['x', false],
  ])('%o is a weekday: %s', (text, is) => {
    expect(isWeekday(text)).toBe(is)
  })
})

describe('a cell shown', () => {
  it.each([
    ['text', 'text'],
    [{ type: 'number', value: 12.5 }, '12.5'],
    [{ type: 'boolean', value: true }, 'true'],
    [{ type: 'percentage', share: 0.07 }, '7%'],
    [{ type: 'date', time: 1_774_942_200, wholeDay: true }, '2026-03-31'],
    [{ type: 'date', time: 1_774_942_200 }, '2026-03-31 07:30'],
    [{ type: 'duration', seconds: 91_800 }, '25:30:00'],
    [{ type: 'duration', seconds: 134.5 }, '0:02:14.5'],
    [{ type: 'duration', seconds: -61 }, '-0:01:01'],
    [{ type: 'empty' }, ''],
    [{ type: 'merged' }, ''],
  ] as const)('%o as %o', (cell, text) => {
    expect(showCell(cell)).toBe(text)
  })
})
