import { describe, expect, it } from 'vitest'
import { NO_REAL_DATA, realCentres, realData } from '../../../bench/forecast-data.ts'
import { DAY_SECONDS, dayNumber, STATE } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { findForecaster } from '../index.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const SLOTS = 24

/** Hours of 200 contacts, 8 to 20; whole days differ by a factor from 0.7 to 1.3, hours by 5 % besides. */
function centre(days: number) {
  const random = randomStream(4)
  const values = new Float64Array(days * SLOTS).fill(Number.NaN)
  const state = new Uint8Array(days * SLOTS).fill(STATE.closed)
  for (let day = 0; day < days; day++) {
    const level = 0.7 + 0.6 * random.uniform()
    for (let hour = 8; hour < 20; hour++) {
      values[day * SLOTS + hour] = Math.round(200 * level * (0.95 + 0.1 * random.uniform()))
      state[day * SLOTS + hour] = STATE.observed
    }
  }
  return { start: MONDAY * DAY_SECONDS, interval: 3600, values, state }
}

/** Today, known up to `hour`, each hour at `level` times 200. */
function today(days: number, hour: number, level: number) {
  const values = Float64Array.from({ length: SLOTS }, (_, h) => (h >= 8 && h < hour ? 200 * level : Number.NaN))
  return {
    start: (MONDAY + days) * DAY_SECONDS,
    interval: 3600,
    values,
    state: Uint8Array.from(values, (value) => (Number.isNaN(value) ? STATE.missing : STATE.observed)),
  }
}

describe('update', () => {
  const days = 84
  const fitted = findForecaster('weekday-profile').fit(centre(days))
  const morning = fitted.forecast(2 * SLOTS)

  it('carries a busy morning into the afternoon, less than whole, and leaves tomorrow alone', () => {
    const noon = fitted.update!(today(days, 12, 1.25)).forecast(2 * SLOTS)
    for (let hour = 12; hour < 20; hour++) {
      const so = (200 * 1.25) / morning.mean[8]
      expect(noon.mean[hour] / morning.mean[hour]).toBeGreaterThan(1 + 0.4 * (so - 1))
      expect(noon.mean[hour] / morning.mean[hour]).toBeLessThan(so)
    }
    expect(noon.mean.subarray(SLOTS)).toEqual(morning.mean.subarray(SLOTS))
  })

  it('knows what has come, and is surer of the rest', () => {
    const noon = fitted.update!(today(days, 12, 1)).forecast(SLOTS)
    const [low, high] = [0.1, 0.9].map((p) => noon.quantile(p))
    const [lowBefore, highBefore] = [0.1, 0.9].map((p) => morning.quantile(p))
    const path = noon.paths(1, randomStream(1))[0]
    for (let hour = 8; hour < 12; hour++) {
      expect(noon.mean[hour]).toBe(200)
      expect(low[hour]).toBe(200)
      expect(high[hour]).toBe(200)
      expect(path[hour]).toBe(200)
    }
    const width = (a: Float64Array, b: Float64Array) =>
      b.subarray(12, 20).reduce((sum, it, i) => sum + it - a[12 + i], 0)
    expect(width(low, high)).toBeLessThan(0.8 * width(lowBefore, highBefore))
  })

  it('nothing known changes nothing', () => {
    expect(fitted.update!(today(days, 8, 1)).forecast(SLOTS).mean).toEqual(morning.mean.subarray(0, SLOTS))
  })

  it('actuals of another day are refused', () => {
    expect(() => fitted.update!(today(days + 1, 12, 1))).toThrow(/the first forecast day/)
  })

  if (!realData) console.log(NO_REAL_DATA)
  it.skipIf(!realData)('on a real bank the noon forecast of the afternoon beats the morning one', () => {
    const { bank } = realCentres()
    const { history } = bank
    const slots = 48
    const noon = 24
    let before = 0
    let after = 0
    for (const origin of bank.origins) {
      const row = origin - history.start / DAY_SECONDS
      const values = history.values.subarray(row * slots, (row + 1) * slots)
      const past = {
        ...history,
        values: history.values.subarray(0, row * slots),
        state: history.state.subarray(0, row * slots),
      }
      const morningFit = findForecaster('day-total').fit(past)
      const known = Float64Array.from(values, (value, slot) => (slot < noon ? value : Number.NaN))
      const state = Uint8Array.from(known, (value) => (Number.isNaN(value) ? STATE.missing : STATE.observed))
      const first = morningFit.forecast(slots).mean
      const second = morningFit.update!({ start: origin * DAY_SECONDS, interval: 1800, values: known, state }).forecast(
        slots,
      ).mean
      for (let slot = noon; slot < slots; slot++) {
        if (!(values[slot] >= 0) || !(first[slot] >= 0)) continue
        before += Math.abs(values[slot] - first[slot])
        after += Math.abs(values[slot] - second[slot])
      }
    }
    expect(after).toBeLessThan(before)
  })
})
