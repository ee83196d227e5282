import { describe, expect, it } from 'vitest'
import type { ClockChange } from './calendar.ts'
import { dayNumber, formatPlainDateTime, parsePlainDateTime } from './datetime.ts'
import {
  dayAt,
  formatOffset,
  type Horizon,
  horizonOf,
  horizonOnDay,
  intervalAt,
  intervalsBefore,
  isEven,
  startAt,
  timesOf,
} from './horizon.ts'

const at = parsePlainDateTime
const change = (kind: ClockChange['kind'], from: string, to: string): ClockChange => ({
  kind,
  from: at(from),
  to: at(to),
})
const AUTUMN = change('doubled', '2026-10-25T02:00', '2026-10-25T03:00')
const SPRING = change('skipped', '2026-03-29T02:00', '2026-03-29T03:00')

function horizon(start: string, dayCount: number, interval: number, utcOffset: number, ...clockChanges: ClockChange[]) {
  return horizonOf({ start: at(start), interval, dayCount, timezone: 'x', calendar: { clockChanges, utcOffset } })
}

const times = (of: Horizon, day = 0) =>
  Array.from({ length: of.dayFrom[day + 1] - of.dayFrom[day] }, (_, k) => {
    const i = of.dayFrom[day] + k
    return `${formatPlainDateTime(startAt(of, i)).slice(11, 16)}${of.offsets ? formatOffset(of.offsets[i]) : ''}`
  })

describe('horizonOf', () => {
  it('has the hour that comes twice, twice, told apart by its offset', () => {
    const autumn = horizon('2026-10-24', 3, 1800, 7200, AUTUMN)
    expect(Array.from(autumn.dayFrom)).toEqual([0, 48, 98, 146])
    expect(times(autumn, 1).slice(3, 9)).toEqual([
      '01:30+02:00',
      '02:00+02:00',
      '02:30+02:00',
      '02:00+01:00',
      '02:30+01:00',
      '03:00+01:00',
    ])
    expect(times(autumn, 2)[0]).toBe('00:00+01:00')
    expect(autumn.again!.reduce((sum, one) => sum + one, 0)).toBe(2)
    expect(isEven(autumn)).toBe(false)
  })

  it('is what instants half an hour apart are on the clock of the zone', () => {
    // the definition: walk along UTC and look at the wall clock
    for (const [start, utcOffset, changes, days] of [
      ['2026-10-24', 7200, [AUTUMN], 3],
      ['2026-03-28', 3600, [SPRING], 3],
      ['2026-01-01', 3600, [SPRING, AUTUMN], 360],
    ] as const) {
      const of = horizon(start, days, 1800, utcOffset, ...changes)
      const instants = Array.from({ length: of.length }, (_, i) => startAt(of, i) - of.offsets![i])
      expect(instants.every((instant, i) => i === 0 || instant - instants[i - 1] === 1800)).toBe(true)
    }
  })

  it('leaves out the hour that does not exist', () => {
    const spring = horizon('2026-03-28', 3, 1800, 3600, SPRING)
    expect(Array.from(spring.dayFrom)).toEqual([0, 48, 94, 142])
    expect(times(spring, 1).slice(3, 5)).toEqual(['01:30+01:00', '03:00+02:00'])
    expect(spring.again).toBeUndefined()
    expect(isEven(spring)).toBe(false)
  })

  it('knows clocks that change at midnight, and by half an hour', () => {
    const santiago = [
      change('doubled', '2026-04-04T23:00', '2026-04-05T00:00'),
      change('skipped', '2026-09-06T00:00', '2026-09-06T01:00'),
    ]
    const back = horizon('2026-04-04', 2, 3600, -3 * 3600, ...santiago)
    expect(times(back, 0).slice(-3)).toEqual(['22:00-03:00', '23:00-03:00', '23:00-04:00'])
    expect(times(back, 1)[0]).toBe('00:00-04:00')
    const forward = horizon('2026-09-06', 1, 3600, -3 * 3600, ...santiago)
    expect(times(forward)).toHaveLength(23)
    expect(times(forward)[0]).toBe('01:00-03:00')
    const lordHowe = change('doubled', '2026-04-05T01:30', '2026-04-05T02:00')
    expect(times(horizon('2026-04-05', 1, 1800, 39_600, lordHowe))).toHaveLength(49)
    expect(times(horizon('2026-04-05', 1, 900, 39_600, lordHowe)).slice(6, 10)).toEqual([
      '01:30+11:00',
      '01:45+11:00',
      '01:30+10:30',
      '01:45+10:30',
    ])
  })

  it('refuses what intervals cannot show, and lets daily totals be', () => {
    const lordHowe = change('doubled', '2026-04-05T01:30', '2026-04-05T02:00')
    expect(() => horizon('2026-04-05', 1, 3600, 39_600, lordHowe)).toThrow(
      /on 2026-04-05 the clock repeats 01:30 to 02:00, which intervals of 1h cannot show[\s\S]*shorter intervals/,
    )
    const overMidnight = change('doubled', '2010-11-06T23:30', '2010-11-07T00:30')
    expect(() => horizon('2010-11-06', 2, 1800, 0, overMidnight)).toThrow(/leave the time zone away/)
    expect(horizon('2026-04-05', 2, 86_400, 39_600, lordHowe).length).toBe(2)
  })

  it('may have a day that does not exist', () => {
    const samoa = horizon('2011-12-29', 3, 3600, -36_000, change('skipped', '2011-12-30', '2011-12-31'))
    expect(Array.from(samoa.dayFrom)).toEqual([0, 24, 24, 48])
    expect(dayAt(samoa, 24)).toBe(2)
  })

  it('counts changes before its start', () => {
    expect(times(horizon('2026-10-26', 1, 3600, 7200, AUTUMN))[0]).toBe('00:00+01:00')
    expect(horizonOf({ start: 0, interval: 3600, dayCount: 1 }).offsets).toBeUndefined()
  })

  it('finds intervals, and cuts days out', () => {
    const autumn = horizon('2026-10-24', 3, 1800, 7200, AUTUMN)
    expect(intervalAt(autumn, at('2026-10-25T02:00'))).toBe(52)
    expect(intervalAt(autumn, at('2026-10-26T00:00'))).toBe(98)
    expect(intervalAt(horizon('2026-03-28', 3, 1800, 3600, SPRING), at('2026-03-29T02:30'))).toBe(-1)
    expect(dayAt(autumn, 97)).toBe(1)
    expect(intervalsBefore(autumn, 48 + 6)).toBe(48 + 8)
    expect(Array.from(timesOf(autumn).subarray(51, 55))).toEqual([1, 2, 2, 1])
    const day = horizonOnDay(autumn, 1)
    expect(day).toEqual(horizon('2026-10-25', 1, 1800, 7200, AUTUMN))
    expect(day.start).toBe(dayNumber({ year: 2026, month: 10, day: 25 }) * 86_400)
  })
})
