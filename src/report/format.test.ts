import { describe, expect, it } from 'vitest'
import { figures, figuresIn } from './format.ts'
import { describeTarget } from './plan/describe-target.ts'
import { words } from './plan-words.ts'

describe('figures', () => {
  it.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [1000, 0, '1,000'],
    [1234567.891, 1, '1,234,567.9'],
    [-1234.5, 1, '-1,234.5'],
    [-0.01, 1, '0.0'],
    [Number.NaN, 1, '–'],
    [Number.POSITIVE_INFINITY, 0, '∞'],
  ])('number(%s, %s) is %s', (value, decimals, text) => {
    expect(figures.number(value, decimals)).toBe(text)
  })

  it.each([
    [0, '0'],
    [0.44, '0.4'],
    [9.94, '9.9'],
    [9.96, '10'],
    [12.4, '12'],
  ])('volume(%s) is %s: a tenth only where it counts', (value, text) => {
    expect(figures.volume(value)).toBe(text)
  })

  it.each([
    [0, '0s'],
    [3.21, '3.2s'],
    [9.96, '10s'],
    [59.4, '59s'],
    [59.6, '1m00s'],
    [245, '4m05s'],
    [3599.7, '1h00m'],
    [7384, '2h03m'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NaN, '–'],
  ])('duration(%s) is %s', (seconds, text) => {
    expect(figures.duration(seconds)).toBe(text)
  })

  it('percent, clock, fill', () => {
    expect(figures.percent(0.90349)).toBe('90.3%')
    expect(figures.percent(1, 0)).toBe('100%')
    expect(figures.clock(0)).toBe('00:00')
    expect(figures.clock(86_400)).toBe('24:00')
    expect(figures.fill('{a} of {b}', { a: 1, b: 2 })).toBe('1 of 2')
  })

  it('makes texts safe in markup and in attributes', () => {
    expect(figures.safe(`<a href="x" title='y'>&</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
    )
  })
})

describe('figures in German', () => {
  const { number, percent, duration, volume } = figuresIn('de')

  it('have a decimal comma, a point between thousands and a space that does not break before the per cent', () => {
    expect(number(1234567.891, 1)).toBe('1.234.567,9')
    expect(percent(0.90349)).toBe('90,3\u00a0%')
    expect(duration(3.21)).toBe('3,2s')
    expect(volume(0.44)).toBe('0,4')
    expect(number(Number.NaN)).toBe('–')
  })

  it('are those of the locale data of the runtime', () => {
    expect(number(1234567.891, 1)).toBe(new Intl.NumberFormat('de', { maximumFractionDigits: 1 }).format(1234567.891))
    const share = new Intl.NumberFormat('de', { style: 'percent', minimumFractionDigits: 1 })
    expect(percent(0.903)).toBe(share.format(0.903))
  })
})

describe('describeTarget', () => {
  it('says every part, in both languages', () => {
    const target = {
      serviceLevel: { within: 10, share: 0.9 },
      abandonment: 0.03,
      occupancy: 0.85,
      asa: 90,
      connectRate: 0.925,
      meanWait: 60,
    }
    expect(describeTarget(target, words('en'))).toBe(
      '90% answered within 10s, at least 92.5% connected, ASA at most 1m30s, mean wait at most 1 min, at most 3% hang up, occupancy at most 85%',
    )
    expect(describeTarget({ serviceLevel: { within: 10, share: 0.9 } }, words('zh'))).toBe('90%在10秒内接通')
  })

  it('names a definition that is not the usual one', () => {
    const level = { within: 20, share: 0.8 }
    expect(
      describeTarget({ serviceLevel: { ...level, definition: { excludingAbandonsWithin: 5 } } }, words('en')),
    ).toContain('abandoned within 5s')
    expect(describeTarget({ serviceLevel: { ...level, definition: 'answered/answered' } }, words('en'))).toContain(
      '(answered/answered)',
    )
  })
})
