import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, dayNumber, type PlannedEvent, STATE } from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { cleanSeries, findForecaster, forecastQueue } from './index.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const DAYS = 126
const SLOTS = 24
/** What the letter does on each of its days. */
const LETTER = 1.4
const PAST = [30, 58, 59, 93]

/** Hours of about 100 contacts from 8 to 20, quieter at weekends, two fifths busier on the days of a letter. */
function history() {
  const random = randomStream(8)
  const values = new Float64Array(DAYS * SLOTS).fill(Number.NaN)
  const state = new Uint8Array(DAYS * SLOTS).fill(STATE.closed)
  for (let day = 0; day < DAYS; day++) {
    const times = (day % 7 < 5 ? 1 : 0.6) * (PAST.includes(day) ? LETTER : 1) * (0.97 + 0.06 * random.uniform())
    for (let hour = 8; hour < 20; hour++) {
      values[day * SLOTS + hour] = Math.round(100 * times * (0.95 + 0.1 * random.uniform()))
      state[day * SLOTS + hour] = STATE.observed
    }
  }
  return { start: MONDAY * DAY_SECONDS, interval: 3600, values, state }
}

const event = (name: string, from: number, to = from): PlannedEvent => ({
  name,
  kind: 'campaign',
  from: MONDAY + from,
  to: MONDAY + to,
})
const past = [event('letter', 30), event('letter', 58, 59), event('letter', 93)]
/** Wednesday of the first week that is forecast, and the Thursday. */
const [WEDNESDAY, THURSDAY] = [DAYS + 2, DAYS + 3]
const total = (values: Float64Array, day: number) =>
  values.subarray((day - DAYS) * SLOTS, (day - DAYS + 1) * SLOTS).reduce((sum, it) => sum + (it || 0), 0)

describe('known events', () => {
  const calendar = { specialDays: [], events: [...past, event('letter', WEDNESDAY), event('fair', THURSDAY)] }
  const raw = history()

  it.each(['day-total', 'count-regression', 'low-rank', 'combination'])(
    '%s learns what an event did and reuses it; an event never met has no effect',
    (model) => {
      const fitted = findForecaster(model).fit(raw, calendar)
      const without = findForecaster(model).fit(raw, { specialDays: [], events: past })
      const [mean, plain] = [fitted, without].map((it) => it.forecast(14 * SLOTS).mean)
      const factor = total(mean, WEDNESDAY) / total(plain, WEDNESDAY)
      // Four past days with 2 % noise of their own: within a few per cent of the truth.
      expect(factor).toBeGreaterThan(LETTER - 0.06)
      expect(factor).toBeLessThan(LETTER + 0.06)
      expect(total(mean, THURSDAY)).toBeCloseTo(total(plain, THURSDAY), 6)
    },
  )

  it.each(['day-total', 'count-regression', 'low-rank', 'combination', 'weekday-profile', 'seasonal-naive'])(
    'the effects that %s tells multiply up to the forecast of the day',
    (model) => {
      const fitted = findForecaster(model).fit(raw, calendar)
      const { mean } = fitted.forecast(14 * SLOTS)
      for (const day of [DAYS, WEDNESDAY, DAYS + 12]) {
        const effects = fitted.explain!((day - DAYS) * SLOTS)
        const product = effects.reduce((all, { factor }) => all * factor, 1)
        expect(product).toBeCloseTo(total(mean, day), 6)
      }
    },
  )

  it('the effect is told by its name', () => {
    const effects = findForecaster('combination').fit(raw, calendar).explain!(2 * SLOTS)
    const letter = effects.find(({ kind }) => kind === 'event')!
    expect(letter.name).toBe('letter')
    expect(letter.factor).toBeGreaterThan(LETTER - 0.06)
    expect(letter.factor).toBeLessThan(LETTER + 0.06)
  })

  it('a day of an event is no odd day', () => {
    const high = {
      ...raw,
      values: raw.values.map((value, i) => (PAST.includes(Math.floor(i / SLOTS)) ? 2 * value : value)),
    }
    expect(cleanSeries(high).cases.filter(({ rule }) => rule === 'high day').length).toBeGreaterThan(0)
    expect(cleanSeries(high, { calendar }).cases.filter(({ rule }) => rule === 'high day')).toEqual([])
  })

  it('events of another queue do not concern this one, and what has no effect is named', () => {
    const queue = {
      queue: 'sales',
      start: raw.start,
      interval: raw.interval,
      state: raw.state,
      measures: { offered: raw.values },
    }
    const ofOthers = past.map((one) => ({ ...one, queue: 'service' }))
    const options = { horizon: 14 * SLOTS, model: 'day-total' }
    const theirs = forecastQueue(queue, {
      ...options,
      calendar: { specialDays: [], events: [...ofOthers, event('letter', WEDNESDAY)] },
    })
    expect(theirs.silentEvents.map(({ name }) => name)).toEqual(['letter'])
    const ours = forecastQueue(queue, { ...options, calendar })
    expect(ours.silentEvents.map(({ name }) => name)).toEqual(['fair'])
    // A model that knows no calendar says so too.
    const naive = forecastQueue(queue, { ...options, model: 'seasonal-naive', calendar })
    expect(naive.silentEvents.map(({ name }) => name)).toEqual(['letter', 'fair'])
  })
})
