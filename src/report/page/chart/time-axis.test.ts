import { describe, expect, it } from 'vitest'
import { dayTicks, momentText, startText, timeTicks } from './time-axis.ts'

const axis = { opens: 8 * 3600, interval: 1800, perDay: 24, first: 0, count: 24, day: 'day {day}' }
const textsOf = (ticks: readonly { text: string }[]) => ticks.map(({ text }) => text)

describe('a time axis', () => {
  it('has round times, as close as there is room for', () => {
    expect(textsOf(timeTicks(axis, 1000)).slice(0, 3)).toEqual(['08:00', '09:00', '10:00'])
    expect(textsOf(timeTicks(axis, 330))).toEqual(['08:00', '10:00', '12:00', '14:00', '16:00', '18:00'])
    expect(timeTicks(axis, 330)[1]).toEqual({ at: 4, text: '10:00' })
    expect(textsOf(timeTicks({ ...axis, interval: 300 }, 1000)).slice(0, 3)).toEqual(['08:00', '08:10', '08:20'])
  })

  it('has as many as fit where no interval begins at a round time', () => {
    expect(textsOf(timeTicks({ ...axis, opens: 8 * 3600 + 420, interval: 2400, count: 4 }, 100))).toEqual([
      '08:07',
      '09:27',
    ])
  })

  it('of several days says which', () => {
    const days = { ...axis, count: 60 }
    expect(dayTicks(days)).toEqual([
      { at: 0, text: 'day 1' },
      { at: 24, text: 'day 2' },
      { at: 48, text: 'day 3' },
    ])
    expect(dayTicks(axis)).toEqual([])
    expect([startText(days, 0), startText(days, 24), momentText(days, 25)]).toEqual(['08:00', '2 08:00', 'day 2 08:30'])
    expect(momentText(axis, 1)).toBe('08:30')
  })

  it('leaves the warm-up out, and goes past midnight', () => {
    const nights = { opens: 22 * 3600, interval: 3600, perDay: 8, first: 1, count: 15, day: 'day {day}' }
    expect([0, 1, 7].map((i) => startText(nights, i))).toEqual(['23:00', '00:00', '2 22:00'])
    expect(dayTicks(nights)).toEqual([
      { at: 0, text: 'day 1' },
      { at: 7, text: 'day 2' },
    ])
  })
})
