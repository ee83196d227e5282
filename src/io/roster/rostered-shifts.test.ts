import { describe, expect, it } from 'vitest'
import { rosteredShifts } from './rostered-shifts.ts'

const HOUR = 3600
const day = 20_822
const assignment = { name: 'Ann', day, queue: 'G', shift: 'late', paidHours: 8 }

describe('shifts of a roster', () => {
  it('have their breaks as times, those of a night too', () => {
    const [late, night] = rosteredShifts([
      { ...assignment, start: 12 * HOUR, end: 20 * HOUR, breaks: '14:00-14:15 paid; 16:00-17:00 training' },
      { ...assignment, start: 22 * HOUR, end: 30 * HOUR, breaks: '23:45-00:15 unpaid; 02:00-02:30' },
    ])
    const hours = (time: number) => (time - day * 86_400) / HOUR
    expect(late.breaks.map(({ start, end }) => [hours(start), hours(end)])).toEqual([
      [14, 14.25],
      [16, 17],
    ])
    expect([hours(night.start), hours(night.end)]).toEqual([22, 30])
    expect(night.breaks.map(({ start, end }) => [hours(start), hours(end)])).toEqual([
      [23.75, 24.25],
      [26, 26.5],
    ])
  })

  it.each([
    ['at noon', 'not a break of Ann, 2027-01-04'],
    ['19:30-20:30 paid', 'a break of Ann, 2027-01-04, that is not within its shift'],
  ])('%s is refused', (breaks, message) => {
    expect(() => rosteredShifts([{ ...assignment, start: 12 * HOUR, end: 20 * HOUR, breaks }])).toThrow(message)
  })
})
