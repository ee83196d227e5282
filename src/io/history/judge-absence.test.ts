import { describe, expect, it } from 'vitest'
import { STATE } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { judgeZeroHours } from './judge-absence.ts'

const HOURS = 24
/** Days since 1970 of a Monday. */
const MONDAY = 4

/** A count of a mean far below 1. */
const few = (mean: number, uniform: number) =>
  uniform < Math.exp(-mean) ? 0 : uniform < Math.exp(-mean) * (1 + mean) ? 1 : 2

/** Which share of the hours that are open, and of those that are not, is taken for closed: rows of 0 wherever nobody came. */
function takenForClosed(days: number, mean: (weekday: number, hour: number) => number) {
  const [wrongly, rightly] = [
    { closed: 0, all: 0 },
    { closed: 0, all: 0 },
  ]
  for (let seed = 1; seed <= 10; seed++) {
    const random = randomStream(seed)
    const ofPlace = (i: number) => mean(Math.floor(i / HOURS) % 7, i % HOURS)
    const offered = Float64Array.from({ length: days * HOURS }, (_, i) => few(ofPlace(i), random.uniform()))
    const state = new Uint8Array(offered.length)
    judgeZeroHours(state, offered, (i) => offered[i] === 0, MONDAY, HOURS)
    state.forEach((it, i) => {
      const those = ofPlace(i) > 0 ? wrongly : rightly
      those.all++
      if (it === STATE.closed) those.closed++
    })
  }
  return { wrongly: wrongly.closed / wrongly.all, rightly: rightly.closed / rightly.all }
}

const office = (perDay: number) => (weekday: number, hour: number) =>
  weekday < 5 && hour >= 9 && hour < 18 ? perDay / 9 : 0

// The rate at both ends of a silence was taken for known: one contact in five weeks closed the three hours beside it. A third of the contacts of such an office came at hours taken for closed.
describe('hours of nothing but zeros in a queue of few contacts', () => {
  it('are open where it is chance: one a day round the clock, five weeks', () => {
    expect(takenForClosed(35, () => 1 / HOURS).wrongly).toBe(0)
  })

  it('are open within the hours of an office with one contact a day, and closed at night and weekends in the end', () => {
    expect(takenForClosed(35, office(1)).wrongly).toBeLessThan(0.02)
    const { wrongly, rightly } = takenForClosed(140, office(1))
    expect(wrongly).toBeLessThan(0.02)
    expect(rightly).toBeGreaterThan(0.98)
  })

  it('are closed at night and weekends of an office with twelve after five weeks', () => {
    const { wrongly, rightly } = takenForClosed(35, office(12))
    expect(wrongly).toBe(0)
    expect(rightly).toBe(1)
  })
})
