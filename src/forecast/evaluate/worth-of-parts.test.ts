import { describe, expect, it } from 'vitest'
import { dayNumber, type IntervalSeries, STATE, weekdayOf } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { normalOf } from '../statistics.ts'
import { backtest } from './backtest.ts'
import { worthOfParts } from './worth-of-parts.ts'

const START = dayNumber({ year: 2023, month: 1, day: 2 })
const WEEK = [520, 480, 470, 460, 450, 200, 150]

/** Daily totals with a spread of 3 %, times what `factor` says of each day. */
function made(days: number, factor: (row: number) => number = () => 1): IntervalSeries {
  const random = randomStream(7, 0)
  const values = Float64Array.from({ length: days }, (_, row) =>
    Math.round(4 * WEEK[weekdayOf(START + row)] * factor(row) * (1 + 0.03 * normalOf(random))),
  )
  return { start: START * 86_400, interval: 86_400, values, state: new Uint8Array(days).fill(STATE.observed) }
}

const part = (worth: ReturnType<typeof worthOfParts>, name: string) => worth.parts.find((one) => one.part === name)!

describe('what each part of a forecast is worth', () => {
  it('special days pay by what they are off; with every part the errors are those of a backtest', () => {
    const isFair = (row: number) => row % 10 === 3
    const history = made(160, (row) => (isFair(row) ? 2 : 1))
    const specialDays = Array.from({ length: 176 }, (_, row) => row)
      .filter(isFair)
      .map((row) => ({ day: START + row, name: 'fair' }))
    const calendar = { specialDays }
    const worth = worthOfParts(history, { calendar, origins: 6 })
    const { verdict, changed, rows } = part(worth, 'special days')
    expect({ verdict, changed }).toEqual({ verdict: 'helps', changed: 6 })
    // One day in ten is taken for half of what it is: without the calendar more than 4 % are missing.
    expect(rows.at(-1)!.helps).toBeGreaterThan(0.04)
    for (const { helps, low, high, with: withIt, without } of rows) {
      expect(helps).toBeCloseTo(without - withIt, 12)
      expect(low).toBeLessThan(helps)
      expect(high).toBeGreaterThan(helps)
    }
    const scored = backtest(history, { models: ['auto'], calendar, origins: 6 }).rows.filter(
      ({ model }) => model === 'auto',
    )
    expect(worth.rows).toEqual(scored.map(({ horizon, wape }) => ({ horizon, wape: expect.closeTo(wape, 12) })))
    expect(part(worth, 'cleaning')).toMatchObject({ verdict: 'untested', reason: 'nothing odd', changed: 0 })
    expect(part(worth, 'year')).toMatchObject({ reason: 'short history', days: 146, needed: 400, changed: 0 })
  })

  it('what a history cannot tell is said', () => {
    const history = made(100)
    expect(part(worthOfParts(history, { origins: 1 }), 'special days').reason).toBe('no special day known')
    const early = {
      specialDays: [{ day: START + 5, name: 'early' }],
      events: [{ name: 'fair', kind: 'event' as const, from: 3, to: 4 }],
    }
    const worth = worthOfParts(history, { origins: 1, calendar: early })
    expect(part(worth, 'special days').reason).toBe('no special day tested')
    expect(part(worth, 'events')).toMatchObject({ reason: 'no event tested', changed: 0 })
    // The spread between origins is not known from one.
    expect(part(worth, 'level')).toMatchObject({
      verdict: 'untested',
      reason: 'single origin',
      rows: [{ low: Number.NaN }, {}, {}],
    })
  })

  it('a year with a strong course pays, and so does a level that has changed', () => {
    const year = made(800, (row) => Math.exp(0.4 * Math.cos((2 * Math.PI * row) / 365.25)))
    const origins = [650, 690, 730, 770].map((row) => START + row)
    // A single model: `auto` would take another one without the part.
    const model = 'day-total'
    expect(part(worthOfParts(year, { model, origins, horizons: [14] }), 'year').verdict).toBe('helps')
    const grown = made(200, (row) => (row < 90 ? 1 : 1.6))
    const level = part(worthOfParts(grown, { model, origins: 5, horizons: [7] }), 'level')
    expect(level.rows[0].helps).toBeGreaterThan(0.05)
  })

  it('cleaning is judged against the past as it was recorded, also where it was not asked for', () => {
    const history = made(140, (row) => ([60, 65, 72, 79].includes(row) ? 0.02 : 1))
    const [asked, not] = [true, false].map((clean) => worthOfParts(history, { origins: 4, horizons: [7], clean }))
    expect(part(asked, 'cleaning').changed).toBeGreaterThan(0)
    expect(part(not, 'cleaning')).toEqual(part(asked, 'cleaning'))
    expect(not.rows[0].wape).toBe(part(not, 'cleaning').rows[0].without)
    expect(asked.rows[0].wape).toBe(part(asked, 'cleaning').rows[0].with)
  })
})
