import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CHINA_DAYS, dayNamed } from '../../fixtures/china-days.ts'
import { expectedOffered, HOTLINE } from '../../fixtures/truth.ts'
import { DAY_SECONDS, dayOf, parsePlainDateTime, type SpecialDay, STATE, secondOfDay } from '../domain/index.ts'
import { chinaHolidays } from '../io/index.ts'
import { forecastSeries } from './index.ts'

/** The General queue of the fixture hotline, a year of half hours; what was expected of each day is known exactly. */
const SLOTS = 48
const FIRST = dayNamed('2024-07-01')
const values = new Float64Array(365 * SLOTS).fill(Number.NaN)
const state = new Uint8Array(365 * SLOTS).fill(STATE.closed)
const text = readFileSync(new URL('../../fixtures/hotline.csv', import.meta.url), 'utf8')
for (const [start, queue, offered] of text.split('\n').map((line) => line.split(','))) {
  if (queue !== 'General') continue
  const at = parsePlainDateTime(start)
  const i = (dayOf(at) - FIRST) * SLOTS + secondOfDay(at) / 1800
  values[i] = Number(offered)
  state[i] = STATE.observed
}

/** Forecast over truth, less 1, of each day named. */
function errors(origin: string, days: readonly string[], specialDays: readonly SpecialDay[]): number[] {
  const end = dayNamed(origin) - FIRST
  const history = {
    start: FIRST * DAY_SECONDS,
    interval: 1800,
    values: values.subarray(0, end * SLOTS),
    state: state.subarray(0, end * SLOTS),
  }
  const { mean } = forecastSeries(history, {
    horizon: 14 * SLOTS,
    calendar: { specialDays },
  })
  return days.map((name) => {
    const from = (dayNamed(name) - dayNamed(origin)) * SLOTS
    const forecast = mean.subarray(from, from + SLOTS).reduce((sum, it) => sum + (it > 0 ? it : 0), 0)
    const truth = expectedOffered(HOTLINE, HOTLINE.queues[0], dayNamed(name)).reduce((sum, it) => sum + it)
    return forecast / truth - 1
  })
}

describe('the fixture hotline', () => {
  it('the 1st and the bill day are forecast within 10 %, learnt from the past alone', () => {
    // Measured: -7 % and -3 %; the same two weeks before miss them by a fifth.
    for (const error of errors('2025-06-25', ['2025-07-01', '2025-07-05'], CHINA_DAYS))
      expect(Math.abs(error)).toBeLessThan(0.1)
  })

  it('Labour Day and the make-up day before it are forecast within 10 % with the calendar, and missed by a fifth and more without', () => {
    // Five days of a name that the history does not have: borrowed from National Day, New Year and Qingming. Measured: -6 to 1 %, and 25 to 46 % without.
    for (const error of errors(
      '2025-04-25',
      ['2025-04-27', '2025-05-01', '2025-05-02', '2025-05-05', '2025-05-06'],
      CHINA_DAYS,
    )) {
      expect(Math.abs(error)).toBeLessThan(0.1)
    }
    for (const error of errors('2025-04-25', ['2025-05-01', '2025-05-02', '2025-05-05'], []))
      expect(error).toBeGreaterThan(0.2)
  })

  it('a first Spring Festival is no ordinary holiday: the calendar saves half of the error, not more', () => {
    // The three days of it that two weeks from the origin reach; days beyond them count as 0 in `errors` whatever is known.
    const days = ['2025-01-28', '2025-01-29', '2025-01-30']
    const known = errors('2025-01-20', days, CHINA_DAYS)
    const unknown = errors('2025-01-20', days, [])
    const total = (list: number[]) => list.reduce((sum, it) => sum + Math.abs(it), 0)
    // Measured: 76, 112 and 93 % too much with the calendar, 156, 203 and 182 % without: 0.52 of the error.
    expect(total(known)).toBeLessThan(0.6 * total(unknown))
    // Nothing in half a year of history is as quiet as its first day: the forecast is still twice the truth.
    expect(known[1]).toBeGreaterThan(0.5)
    // The built-in calendar says what such a festival usually does: 23, 48 and 35 % too much.
    const usual = errors('2025-01-20', days, chinaHolidays(FIRST, FIRST + 365).days)
    expect(total(usual)).toBeLessThan(0.5 * total(known))
  })
})
