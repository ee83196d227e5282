import { describe, expect, it } from 'vitest'
import { NO_REAL_DATA, realCentres, realData } from '../../bench/forecast-data.ts'
import { judgeCleaning } from '../../bench/forecast-defects.ts'
import { DAY_SECONDS, dayNumber, STATE } from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { cleanSeries } from './index.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const SLOTS = 48
const DAYS = 70

/** About 80 contacts an interval from 8 to 20, every day; noise a little above Poisson's. */
function centre() {
  const random = randomStream(11)
  const values = new Float64Array(DAYS * SLOTS).fill(Number.NaN)
  const state = new Uint8Array(DAYS * SLOTS).fill(STATE.closed)
  for (let i = 0; i < values.length; i++) {
    if (i % SLOTS < 16 || i % SLOTS >= 40) continue
    // A sum of twelve uniforms is near enough to normal.
    let normal = -6
    for (let k = 0; k < 12; k++) normal += random.uniform()
    values[i] = Math.max(0, Math.round(80 + 10 * normal))
    state[i] = STATE.observed
  }
  return { start: MONDAY * DAY_SECONDS, interval: 1800, values, state }
}

describe('cleanSeries', () => {
  it('finds nothing where nothing is wrong, and gives the series back itself', () => {
    const raw = centre()
    const { series, cases } = cleanSeries(raw)
    expect(cases).toEqual([])
    expect(series).toBe(raw)
  })

  it('takes out an outage and its rebound, says so, and keeps the raw values', () => {
    const raw = centre()
    const at = 40 * SLOTS + 22
    raw.values.fill(3, at, at + 5)
    raw.values.fill(170, at + 5, at + 7)
    const { series, cases, raw: kept } = cleanSeries(raw)
    expect(cases.map(({ rule, from, count }) => ({ rule, from, count }))).toEqual([
      { rule: 'outage', from: at, count: 5 },
      { rule: 'rebound', from: at + 5, count: 2 },
    ])
    expect(cases[0].reason).toMatch(/^2026-02-14 11:00 to 13:30: next to no contacts; 15 contacts, \d+ are usual$/)
    for (let i = at; i < at + 7; i++) {
      expect(series.values[i]).toBeNaN()
      expect(series.state[i]).toBe(STATE.missing)
      expect(kept.values[i]).toBeGreaterThan(0)
    }
  })

  it('names zero days, stuck values and spikes', () => {
    const raw = centre()
    for (let i = 20 * SLOTS; i < 21 * SLOTS; i++) if (raw.values[i] >= 0) raw.values[i] = 0
    raw.values.fill(77, 30 * SLOTS + 20, 30 * SLOTS + 28)
    raw.values[50 * SLOTS + 30] = 200
    expect(cleanSeries(raw).cases.map(({ rule }) => rule)).toEqual(['zero day', 'stuck value', 'spike'])
  })

  it('an outage of most of a day does not make the rest of it a spike', () => {
    const raw = centre()
    raw.values.fill(0, 35 * SLOTS + 16, 35 * SLOTS + 31)
    expect(new Set(cleanSeries(raw).cases.map(({ rule }) => rule))).toEqual(new Set(['outage']))
  })

  it('leaves special days alone', () => {
    const raw = centre()
    for (let i = 20 * SLOTS; i < 21 * SLOTS; i++) raw.values[i] *= 0.2
    expect(cleanSeries(raw).cases.map(({ rule }) => rule)).toEqual(['low day'])
    const calendar = { specialDays: [{ day: MONDAY + 20, name: 'a feast' }] }
    expect(cleanSeries(raw, { calendar }).cases).toEqual([])
  })

  it('tells of a level shift and changes nothing', () => {
    const raw = centre()
    for (let i = 35 * SLOTS; i < raw.values.length; i++) raw.values[i] *= 1.5
    const { series, cases } = cleanSeries(raw)
    expect(cases.filter(({ rule }) => rule === 'level shift')).toHaveLength(1)
    expect(Math.abs(cases.find(({ rule }) => rule === 'level shift')!.day - MONDAY - 35)).toBeLessThanOrEqual(2)
    expect(series.values.filter((value) => value >= 0)).toHaveLength(DAYS * 24)
  })

  it('a refused case stays as it was recorded', () => {
    const raw = centre()
    for (let i = 20 * SLOTS; i < 21 * SLOTS; i++) if (raw.values[i] >= 0) raw.values[i] = 0
    const { series, cases } = cleanSeries(raw, { accept: ({ rule }) => rule !== 'zero day' })
    expect(cases).toEqual([])
    expect(series).toBe(raw)
  })

  if (!realData) console.log(NO_REAL_DATA)
  it.skipIf(!realData)('finds what was put into a real bank at random places, and little else', () => {
    const { bank } = realCentres()
    const { recall, precision } = judgeCleaning(bank.history, bank.calendar, 10, 3)
    // Measured over 40 rounds: recall and precision both above 0.98.
    expect(recall).toBeGreaterThan(0.95)
    expect(precision).toBeGreaterThan(0.95)
  })
})
