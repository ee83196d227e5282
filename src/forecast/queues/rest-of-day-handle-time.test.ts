import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, type IntervalSeries, type QueueHistory } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { forecastHandleTime, forecastQueue } from '../index.ts'

const SLOTS = 24
const DAYS = 90
const KNOWN = 12
const [OPENS, CLOSES] = [8, 20]

/** 90 days and one more of 40 contacts an hour, of 240 s on average; each day's are longer or shorter by chance, by a normal deviation of `spread`. */
function centre(spread: number, seed: number) {
  const random = randomStream(seed)
  const size = (DAYS + 1) * SLOTS
  const contacts = new Float64Array(size)
  const total = new Float64Array(size)
  for (let day = 0; day <= DAYS; day++) {
    let chance = -6
    for (let k = 0; k < 12; k++) chance += random.uniform()
    const usual = 240 * Math.exp(spread * chance)
    for (let slot = OPENS; slot < CLOSES; slot++) {
      contacts[day * SLOTS + slot] = 40
      for (let call = 0; call < 40; call++) total[day * SLOTS + slot] -= usual * Math.log(random.uniform())
    }
  }
  const past = (values: Float64Array): IntervalSeries => ({
    ...{ start: 4 * DAY_SECONDS, interval: 3600, values: values.subarray(0, DAYS * SLOTS) },
    state: new Uint8Array(DAYS * SLOTS),
  })
  const soFar = (values: Float64Array) =>
    values.slice(DAYS * SLOTS).map((value, slot) => (slot < KNOWN ? value : Number.NaN))
  const today = { contacts: soFar(contacts), total: soFar(total) }
  const rest = total.slice(DAYS * SLOTS + KNOWN, DAYS * SLOTS + CLOSES).reduce((sum, value) => sum + value / 40, 0)
  return { contacts: past(contacts), total: past(total), today, rest: rest / (CLOSES - KNOWN) }
}

const meanOfRest = (mean: Float64Array) =>
  mean.subarray(KNOWN, CLOSES).reduce((sum, value) => sum + value, 0) / (CLOSES - KNOWN)

describe('the handle time of the rest of today', () => {
  it('follows the morning where days keep theirs, and does not where they do not', () => {
    const errors = { morning: 0, now: 0 }
    for (let seed = 0; seed < 12; seed++) {
      const { contacts, total, today, rest } = centre(0.2, seed)
      const { mean, morning } = forecastHandleTime(contacts, total, { horizon: 2 * SLOTS, today })
      errors.morning += Math.abs(meanOfRest(morning!) / rest - 1)
      errors.now += Math.abs(meanOfRest(mean) / rest - 1)
      // Tomorrow is another day; what has come is what it was.
      expect(mean.slice(SLOTS)).toEqual(morning!.slice(SLOTS))
      expect(mean[9]).toBeCloseTo(today.total[9] / 40, 9)
    }
    // Days are 16 % off on average; the rest of one is known to 160 calls' chance in the morning's, 9 %, drawn a little.
    expect(errors.now).toBeLessThan(0.6 * errors.morning)
    for (let seed = 0; seed < 4; seed++) {
      const { contacts, total, today } = centre(0, seed)
      const { mean, morning } = forecastHandleTime(contacts, total, { horizon: SLOTS, today })
      expect(Math.abs(meanOfRest(mean) / meanOfRest(morning!) - 1)).toBeLessThan(0.02)
    }
  })

  it('believes few contacts little, and no hour that chance cannot make', () => {
    const { contacts, total, today } = centre(0.2, 3)
    const few = { contacts: today.contacts.map((count) => count / 40), total: today.total.map(() => 480) }
    const much = { contacts: today.contacts, total: today.contacts.map((count) => count * 480) }
    const factor = (handled: typeof today) => {
      const { mean, morning } = forecastHandleTime(contacts, total, { horizon: SLOTS, today: handled })
      return meanOfRest(mean) / meanOfRest(morning!)
    }
    expect(factor(much)).toBeGreaterThan(1.3)
    expect(factor(few)).toBeLessThan(1 + 0.35 * (factor(much) - 1))
    const broken = {
      contacts: today.contacts,
      total: today.total.map((value, slot) => (slot === 9 ? 40 * 86_400 : value)),
    }
    expect(factor(broken)).toBeLessThan(factor(much))
    const { mean } = forecastHandleTime(contacts, total, { horizon: SLOTS, today: broken })
    expect(mean[9]).toBeLessThan(1000)
  })

  it('is part of the forecast of a queue; a handle time that was given stays', () => {
    const { contacts, total, today } = centre(0.2, 5)
    const history: QueueHistory = {
      ...{ queue: 'A', start: contacts.start, interval: 3600, state: contacts.state },
      measures: { offered: contacts.values, handleTotal: total.values },
    }
    const figures = {
      ...{ start: contacts.start + DAYS * DAY_SECONDS, interval: 3600, values: today.contacts },
      state: Uint8Array.from(today.contacts, (value) => (Number.isNaN(value) ? 2 : 0)),
    }
    const options = { horizon: SLOTS, model: 'recent-median' }
    const told = forecastQueue(history, { ...options, today: { ...figures, handled: today } })
    const { mean, morning } = forecastHandleTime(contacts, total, { horizon: SLOTS, today })
    expect(meanOfRest(told.aht!)).toBeCloseTo(meanOfRest(mean), 6)
    expect(meanOfRest(told.ahtMorning!)).toBeCloseTo(meanOfRest(morning!), 6)
    expect(forecastQueue(history, { ...options, today: figures }).ahtMorning).toBeUndefined()
    const given = forecastQueue(history, { ...options, aht: 100, today: { ...figures, handled: today } })
    expect([given.aht![12], given.ahtMorning]).toEqual([100, undefined])
  })
})
