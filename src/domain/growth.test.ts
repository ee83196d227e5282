import { describe, expect, it } from 'vitest'
import { dayOf, parsePlainDateTime } from './datetime.ts'
import { checkGrowths, formatGrowth, parseChange, parseGrowth } from './growth.ts'

const day = (text: string) => dayOf(parsePlainDateTime(text))

describe('parseChange', () => {
  it.each([
    ['+10%', 1.1],
    ['+ 10 %', 1.1],
    ['-5%', 0.95],
    ['−5%', 0.95],
    ['+12,5%', 1.125],
    ['x1.1', 1.1],
    ['× 1.1', 1.1],
    ['*0.9', 0.9],
    ['-100%', 0],
  ])('%s', (text, factor) => {
    expect(parseChange(text)).toBe(factor)
  })

  it.each([
    ['10%', /write \+10% or -10%/],
    ['110%', /write \+110% or x1.1/],
    ['1.1', /not a change/],
    ['+10', /not a change/],
    ['-150%', /not a change/],
    ['x', /not a change/],
  ])('%s is refused', (text, message) => {
    expect(() => parseChange(text)).toThrow(message)
  })

  it('110% where a percentage is so many times', () => {
    expect(parseChange('110%', { percentIsTimes: true })).toBe(1.1)
  })
})

describe('parseGrowth', () => {
  it.each([
    ['+10%', { factor: 1.1 }],
    ['Sales +10%', { factor: 1.1, queue: 'Sales' }],
    ['Sales=+10%', { factor: 1.1, queue: 'Sales' }],
    ['Sales EU: x1.1', { factor: 1.1, queue: 'Sales EU' }],
    ['+10% 2026-05', { factor: 1.1, from: day('2026-05-01'), to: day('2026-05-31') }],
    ['Sales -5% 2026-05-04..2026-06', { factor: 0.95, queue: 'Sales', from: day('2026-05-04'), to: day('2026-06-30') }],
    ['+3% 2026-07..', { factor: 1.03, from: day('2026-07-01') }],
    ['+3% ..2026-07-10', { factor: 1.03, to: day('2026-07-10') }],
    ['+3% 2026-07-10', { factor: 1.03, from: day('2026-07-10'), to: day('2026-07-10') }],
  ])('%s', (text, growth) => {
    expect(parseGrowth(text)).toEqual(growth)
  })

  it.each([
    ['Sales', /not a growth/],
    ['10%', /without a sign/],
    ['+10% May', /not days/],
    ['+10% 2026-06..2026-05', /before the first one/],
    ['+10% 2026-02-30', /not a date/],
  ])('%s is refused', (text, message) => {
    expect(() => parseGrowth(text)).toThrow(message)
  })

  it('is told as it was said', () => {
    expect(formatGrowth(parseGrowth('Sales -5% 2026-05'))).toBe('Sales -5% from 2026-05-01 to 2026-05-31')
  })
})

describe('checkGrowths', () => {
  const check = (...texts: string[]) => checkGrowths(texts.map((text) => parseGrowth(text)))
  it('two of one queue on one day contradict each other, of a queue and of all they multiply', () => {
    expect(() => check('Sales +10%', 'Sales +5% 2026-05')).toThrow(/two growths of Sales meet/)
    expect(() => check('+10% ..2026-04', '+5% 2026-05..', 'Sales +3%')).not.toThrow()
  })
})
