import { describe, expect, it } from 'vitest'
import { NO_REAL_DATA, realCentres, realData } from '../../../bench/forecast-data.ts'
import { judgeCleaning } from '../../../bench/forecast-defects.ts'
import { DAY_SECONDS, dayNumber, STATE } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { cleanSeries } from '../index.ts'

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

const ruling = (says: 'keep' | 'ignore' | 'replace', day: number, contacts?: number) => ({
  says,
  name: 'open day of the new shop',
  from: (MONDAY + day) * DAY_SECONDS,
  to: (MONDAY + day + 1) * DAY_SECONDS,
  ...(contacts === undefined ? {} : { contacts }),
})

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

  it('leaves a history alone in which every day is the same', () => {
    const values = Float64Array.from({ length: 8 * 7 * 24 }, (_, i) => (i % 24 >= 8 && i % 24 < 20 ? 100 : Number.NaN))
    const state = Uint8Array.from(values, (contacts) => (Number.isNaN(contacts) ? STATE.closed : STATE.observed))
    expect(cleanSeries({ start: 0, interval: 3600, values, state }).cases).toEqual([])
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

  it('a case that the planner keeps stays as it was recorded, and is listed so', () => {
    const raw = centre()
    for (let i = 20 * SLOTS; i < 21 * SLOTS; i++) if (raw.values[i] >= 0) raw.values[i] = 0
    const { series, cases } = cleanSeries(raw, { rulings: [ruling('keep', 20)] })
    expect(cases).toMatchObject([{ rule: 'zero day', done: 'kept', ruling: 'open day of the new shop' }])
    expect(series).toBe(raw)
    expect(cleanSeries(raw, { rulings: [ruling('keep', 33)] }).unused).toHaveLength(1)
  })

  it('told only where nothing is to be replaced', () => {
    const raw = centre()
    for (let i = 20 * SLOTS; i < 21 * SLOTS; i++) if (raw.values[i] >= 0) raw.values[i] = 0
    const { series, cases } = cleanSeries(raw, { replace: false })
    expect(cases).toMatchObject([{ rule: 'zero day', done: 'told' }])
    expect(series).toBe(raw)
  })

  it('what the planner says is not to be learnt from is taken out, or his own figure stands there, spread as usual', () => {
    const raw = centre()
    const ignored = cleanSeries(raw, { rulings: [ruling('ignore', 20)] })
    expect(ignored.cases).toMatchObject([{ rule: 'ruling', done: 'replaced' }])
    const day = (values: Float64Array) => values.subarray(20 * SLOTS, 21 * SLOTS)
    expect(day(ignored.series.values).every(Number.isNaN)).toBe(true)
    const replaced = cleanSeries(raw, { rulings: [ruling('replace', 20, 2400)] })
    expect(day(replaced.series.values).reduce((sum, it) => sum + (it || 0), 0)).toBeCloseTo(2400)
    expect(day(replaced.series.values)[20] / day(raw.values)[20]).toBeGreaterThan(0.8)
    expect(day(replaced.raw.values)).toEqual(day(raw.values))
  })

  it('days off up to the end may be a new level: they are told and stay', () => {
    const raw = centre()
    for (let i = (DAYS - 3) * SLOTS; i < raw.values.length; i++) raw.values[i] *= 2
    const { series, cases } = cleanSeries(raw)
    expect(cases.map(({ rule, done }) => `${rule} ${done}`)).toEqual(new Array(3).fill('high day told'))
    expect(cases[0].reason).toMatch(/a new level\?/)
    expect(series).toBe(raw)
    // One day alone is a day like any other.
    const one = centre()
    for (let i = (DAYS - 1) * SLOTS; i < one.values.length; i++) one.values[i] *= 2
    expect(cleanSeries(one).cases.map(({ rule, done }) => `${rule} ${done}`)).toEqual(['high day replaced'])
  })

  it('open hours without a record are a case too', () => {
    const raw = centre()
    for (let i = 30 * SLOTS + 20; i < 30 * SLOTS + 24; i++) {
      raw.values[i] = Number.NaN
      raw.state[i] = STATE.missing
    }
    expect(cleanSeries(raw).cases).toMatchObject([{ rule: 'gap', count: 4, recorded: 0, done: 'replaced' }])
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

describe('a day that is closed by its state, with zeros recorded', () => {
  const at = 20
  const silent = () => {
    const raw = centre()
    for (let i = at * SLOTS; i < (at + 1) * SLOTS; i++) {
      if (!(raw.values[i] >= 0)) continue
      raw.values[i] = 0
      raw.state[i] = STATE.closed
    }
    return raw
  }
  const day = (values: ArrayLike<number>) => Array.from(values).slice(at * SLOTS + 16, at * SLOTS + 40)

  it('is a zero day where it is usually busy: taken out, the raw zeros stay', () => {
    const raw = silent()
    const { series, cases } = cleanSeries(raw)
    expect(cases).toMatchObject([{ rule: 'zero day', from: at * SLOTS, count: SLOTS, recorded: 0, done: 'replaced' }])
    expect(cases[0].usual).toBeGreaterThan(1800)
    expect(day(series.values).every(Number.isNaN)).toBe(true)
    expect(new Set(day(raw.values))).toEqual(new Set([0]))
    expect(new Set(day(raw.state))).toEqual(new Set([STATE.closed]))
  })

  it('counts as recorded where the planner keeps it, or nothing is replaced', () => {
    for (const options of [{ rulings: [ruling('keep', at)] }, { replace: false }]) {
      const { series, cases } = cleanSeries(silent(), options)
      expect(cases).toMatchObject([{ rule: 'zero day', done: 'rulings' in options ? 'kept' : 'told' }])
      expect(new Set(day(series.values))).toEqual(new Set([0]))
      expect(new Set(day(series.state))).toEqual(new Set([STATE.observed]))
    }
  })

  it("has the planner's figure where he gives one, and what is usual beside it", () => {
    const { series, cases } = cleanSeries(silent(), { rulings: [ruling('replace', at, 1200)] })
    expect(cases).toMatchObject([{ rule: 'ruling', recorded: 0, usual: 1200 }])
    expect(day(series.values).reduce((sum, it) => sum + it, 0)).toBeCloseTo(1200)
    const [ignored] = cleanSeries(silent(), { rulings: [ruling('ignore', at)] }).cases
    expect(ignored.usual).toBeGreaterThan(1800)
  })

  it('stays closed and is no case where the calendar names it, where its weekday is never open, where few contacts are usual', () => {
    const named = silent()
    expect(cleanSeries(named, { calendar: { specialDays: [{ day: MONDAY + at, name: 'a feast' }] } })).toMatchObject({
      cases: [],
      series: named,
    })
    const sundays = centre()
    for (let row = 6; row < DAYS; row += 7) {
      sundays.values.fill(0, row * SLOTS, (row + 1) * SLOTS)
      sundays.state.fill(STATE.closed, row * SLOTS, (row + 1) * SLOTS)
    }
    expect(cleanSeries(sundays)).toMatchObject({ cases: [], series: sundays })
    const quiet = silent()
    for (let i = 0; i < quiet.values.length; i++) if (quiet.values[i] > 0) quiet.values[i] = i % SLOTS === 20 ? 5 : 0
    expect(cleanSeries(quiet)).toMatchObject({ cases: [], series: quiet })
  })

  it('on the same weekday for weeks up to the end is told and stays: that day may be closed for good', () => {
    const saturdays = (weeks: number) => {
      const raw = centre()
      for (let week = 10 - weeks; week < 10; week++) {
        const from = (7 * week + 5) * SLOTS
        for (let i = from; i < from + SLOTS; i++) if (raw.values[i] >= 0) raw.values[i] = 0
      }
      return raw
    }
    expect(cleanSeries(saturdays(2)).cases.map(({ done }) => done)).toEqual(['replaced', 'replaced'])
    const raw = saturdays(4)
    const { series, cases } = cleanSeries(raw)
    expect(cases.map(({ rule, done }) => `${rule} ${done}`)).toEqual(new Array(4).fill('zero day told'))
    expect(cases[0].reason).toMatch(/so every week to the end of the history: closed since\?$/)
    expect(series).toBe(raw)
  })

  it('between days that may be a new level it is not their end', () => {
    const raw = silent()
    const weeks = 5 * 7
    const end = (weeks + at + 2) * SLOTS
    const last = { ...centre(), values: centre().values.slice(0, end), state: centre().state.slice(0, end) }
    last.values.set(raw.values.subarray(at * SLOTS, (at + 1) * SLOTS), (weeks + at) * SLOTS)
    last.state.set(raw.state.subarray(at * SLOTS, (at + 1) * SLOTS), (weeks + at) * SLOTS)
    for (let i = (weeks + at - 1) * SLOTS; i < end; i++) last.values[i] *= 3
    expect(cleanSeries(last).cases.map(({ rule, done }) => `${rule} ${done}`)).toEqual([
      'high day told',
      'zero day replaced',
      'high day told',
    ])
  })
})

describe('clocks', () => {
  /** Round the clock, about 40 contacts a half hour at night. */
  const night = () => {
    const random = randomStream(5)
    const values = Float64Array.from({ length: DAYS * SLOTS }, () => {
      let normal = -6
      for (let k = 0; k < 12; k++) normal += random.uniform()
      return Math.max(0, Math.round(40 + 7 * normal))
    })
    return { start: MONDAY * DAY_SECONDS, interval: 1800, values, state: new Uint8Array(DAYS * SLOTS) }
  }
  /** Sunday 8 March 2026, and the Wednesday after. */
  const [sunday, wednesday] = [62, 65]

  it('an hour that comes twice and one that does not exist are found on nights on which clocks change', () => {
    const doubled = night()
    for (const i of [sunday * SLOTS + 2, sunday * SLOTS + 3]) doubled.values[i] *= 2
    expect(cleanSeries(doubled).cases).toMatchObject([{ rule: 'doubled hour', from: sunday * SLOTS + 2, count: 2 }])
    const skipped = night()
    for (const i of [sunday * SLOTS + 4, sunday * SLOTS + 5]) skipped.values[i] = 0
    expect(cleanSeries(skipped).cases).toMatchObject([{ rule: 'skipped hour', from: sunday * SLOTS + 4, count: 2 }])
  })

  it('and on no other', () => {
    const raw = night()
    for (const i of [wednesday * SLOTS + 2, wednesday * SLOTS + 3]) raw.values[i] *= 2
    expect(cleanSeries(raw).cases.map(({ rule }) => rule)).not.toContain('doubled hour')
    expect(cleanSeries(night()).cases).toEqual([])
  })
})
