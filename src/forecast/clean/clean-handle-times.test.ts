import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, dayNumber, type QueueHistory, type Ruling } from '../../domain/index.ts'
import { forecastQueue } from '../index.ts'
import { cleanHandleTimes } from './clean-handle-times.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const HOURS = 24
const DAYS = 56
/** Two neighbouring hours of 50 000 s a contact, and one in which nothing was counted. */
const TOO_LONG = 30 * HOURS + 10
const LOST = 33 * HOURS + 15

function centre(): QueueHistory {
  const offered = Float64Array.from({ length: DAYS * HOURS }, (_, i) => 40 + ((i * 7) % 11))
  const handleTotal = offered.map((contacts, i) => contacts * (195 + ((i * 5) % 11)))
  handleTotal.fill(50_000 * 45, TOO_LONG, TOO_LONG + 2)
  handleTotal[LOST] = 0
  const state = new Uint8Array(offered.length)
  return { queue: 'sales', start: MONDAY * DAY_SECONDS, interval: 3600, state, measures: { offered, handleTotal } }
}

function ruling(says: Ruling['says'], from: number, to: number, more: Partial<Ruling> = {}): Ruling {
  const time = (i: number) => MONDAY * DAY_SECONDS + i * 3600
  return { says, name: 'asked the vendor', from: time(from), to: time(to), ...more }
}

const all = (says: Ruling['says'], more?: Partial<Ruling>) => ruling(says, TOO_LONG, LOST + 1, more)

describe('handle times that chance cannot make', () => {
  it('are found, neighbours together, cut to what can be believed or taken out; the history stays as it is', () => {
    const history = centre()
    const { total, cases } = cleanHandleTimes(history)!
    expect(cases).toMatchObject([
      { rule: 'impossible handle time', measure: 'handle time', from: TOO_LONG, count: 2, done: 'replaced' },
      { rule: 'impossible handle time', measure: 'handle time', from: LOST, count: 1, recorded: 0, done: 'replaced' },
    ])
    expect(cases[0].reason).toMatch(
      /^2026-02-04 10:00 to 12:00: a mean handle time of \d+h\S+ over \d+ contacts, 3m20s are usual$/,
    )
    // Six standard deviations of the mean of 47 and 43 contacts, 1.5 of the mean each, above a usual 200 s.
    expect(cases[0].usual).toBeGreaterThan(400)
    expect(cases[0].usual).toBeLessThan(500)
    expect(total[TOO_LONG] / history.measures.offered[TOO_LONG]).toBeLessThan(500)
    expect(total[LOST]).toBeNaN()
    expect(history.measures.handleTotal![TOO_LONG]).toBe(50_000 * 45)
  })

  it('are kept as recorded where the planner says so, or told only', () => {
    const history = centre()
    const kept = cleanHandleTimes(history, { rulings: [all('keep')] })!
    expect(kept.cases.map(({ done, ruling: why }) => `${done}, ${why}`)).toEqual(
      new Array(2).fill('kept, asked the vendor'),
    )
    expect(kept.total).toEqual(history.measures.handleTotal)
    expect(kept.unused).toEqual([])
    const told = cleanHandleTimes(history, { replace: false })!
    expect(told.cases.map(({ done }) => done)).toEqual(['told', 'told'])
    expect(told.total).toEqual(history.measures.handleTotal)
  })

  it("have the planner's figure instead, or none", () => {
    const history = centre()
    const own = cleanHandleTimes(history, { rulings: [all('replace', { aht: 240 })] })!
    expect(own.cases).toMatchObject([{ rule: 'ruling', measure: 'handle time', usual: 240, done: 'replaced' }])
    expect(own.total[LOST]).toBe(240 * history.measures.offered[LOST])
    const without = cleanHandleTimes(history, { rulings: [all('ignore', { measure: 'handle time' })] })!
    expect(without.cases).toMatchObject([{ rule: 'ruling', done: 'replaced', ruling: 'asked the vendor' }])
    expect(without.total.subarray(TOO_LONG, LOST + 1).every(Number.isNaN)).toBe(true)
    // What is said of a stretch as a whole is listed once, with its contacts.
    const whole = cleanHandleTimes(history, { rulings: [all('ignore')] })!
    expect(whole.cases).toEqual([])
    expect(whole.total).toEqual(without.total)
  })

  it('do not heed what is said of contacts', () => {
    const { cases, unused } = cleanHandleTimes(centre(), {
      rulings: [all('keep', { measure: 'contacts' }), all('replace', { contacts: 500 })],
    })!
    expect(cases.map(({ done }) => done)).toEqual(['replaced', 'replaced'])
    expect(unused).toEqual([])
  })

  it('move the forecast as they are kept or not', () => {
    const meanOf = (options: Parameters<typeof forecastQueue>[1]) => {
      const { aht, unused } = forecastQueue(centre(), { ...options, model: 'recent-median' })
      return { mean: aht!.reduce((sum, it) => sum + it, 0) / aht!.length, unused }
    }
    const horizon = 7 * 24
    const cleaned = meanOf({ horizon }).mean
    expect(cleaned).toBeGreaterThan(195)
    expect(cleaned).toBeLessThan(205)
    expect(meanOf({ horizon, clean: false }).mean).toBeGreaterThan(240)
    expect(meanOf({ horizon, rulings: [all('keep')] })).toEqual({ ...meanOf({ horizon, clean: false }), unused: [] })
    const idle = ruling('keep', 0, 24, { measure: 'handle time' })
    expect(meanOf({ horizon, rulings: [idle] }).unused).toEqual([idle])
  })

  it('are nothing without handle times', () => {
    const { measures, ...history } = centre()
    expect(cleanHandleTimes({ ...history, measures: { offered: measures.offered } })).toBeUndefined()
  })
})
