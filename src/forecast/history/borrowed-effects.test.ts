import { describe, expect, it } from 'vitest'
import {
  DAY_SECONDS,
  dayNumber,
  type QueueHistory,
  type SpecialDay,
  STATE,
  type Weekday,
  weekdayOf,
} from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { doubtfulDaysTold, forecastQueue } from '../index.ts'
import { normalOf } from '../statistics.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const SUNDAY: Weekday = 6
const PAST = 119
const EVERY_DAY = [1.2, 1.05, 1, 1, 0.95, 0.9, 0.85]
const OFFICE = [1.2, 1.05, 1, 1, 0.95, 0.3, 0.2]
const USUAL = { everyDay: 0.7, office: 0.9, doubt: 0.35 }

/** Three days from a row on. */
const holiday = (name: string, row: number, usual?: SpecialDay['usual']): SpecialDay[] =>
  [0, 1, 2].map((ahead) => ({ day: MONDAY + row + ahead, name, like: SUNDAY, ...(usual ? { usual } : {}) }))

/** Contacts by day, each within some 5 % of 1 000 x its weekday; on special days of the past `effect` x a Sunday. */
function queueOf(week: readonly number[], past: readonly SpecialDay[], effect: number): QueueHistory {
  const random = randomStream(7)
  const special = new Set(past.map(({ day }) => day))
  const offered = Float64Array.from({ length: PAST }, (_, row) => {
    const usual = special.has(MONDAY + row) ? effect * week[SUNDAY] : week[weekdayOf(MONDAY + row)]
    return 1000 * usual * Math.exp(0.05 * normalOf(random))
  })
  const state = new Uint8Array(PAST).fill(STATE.observed)
  return { queue: 'sales', start: MONDAY * DAY_SECONDS, interval: DAY_SECONDS, state, measures: { offered } }
}

const spring = holiday('spring', 22)
const coming = holiday('lunar new year', PAST + 1)
const borrowing = holiday('lunar new year', PAST + 1, USUAL)

function both(week: readonly number[], past: readonly SpecialDay[] = spring, effect = 0.8) {
  const queue = queueOf(week, past, effect)
  const ask = (days: readonly SpecialDay[]) =>
    forecastQueue(queue, { horizon: 14, model: 'combination', calendar: { specialDays: [...past, ...days] } })
  return { plain: ask(coming), usual: ask(borrowing) }
}

describe('a special day of a name that the history has never had', () => {
  // A first Spring Festival used to be forecast as the other holidays that a history had: at twice what came on its quietest days.
  it('is what such days usually are beside the other special days, by the kind of centre', () => {
    for (const [week, factor] of [
      [EVERY_DAY, 0.7],
      [OFFICE, 0.9],
    ] as const) {
      const { plain, usual } = both(week)
      for (let day = 0; day < 14; day++)
        expect(usual.volume.mean[day] / plain.volume.mean[day]).toBeCloseTo(day >= 1 && day <= 3 ? factor : 1, 9)
    }
  })

  it('has its effect among the reasons', () => {
    const { plain, usual } = both(EVERY_DAY)
    const effect = (one: typeof plain) => one.fitted.explain!(1).find(({ kind }) => kind === 'special')!.factor
    expect(effect(usual) / effect(plain)).toBeCloseTo(0.7, 3)
  })

  it('has a range to match, in quantiles and in courses', () => {
    const { plain, usual } = both(EVERY_DAY)
    const width = (one: typeof plain, day: number) =>
      Math.log(one.volume.quantile(0.9)[day] / one.volume.quantile(0.1)[day])
    // Doubts add up by their squares: 80 % of a normal number lie within 1.2816 of its mean.
    expect(width(usual, 1)).toBeGreaterThan(2 * 1.2816 * 0.35)
    expect(width(usual, 1)).toBeLessThan(2 * 1.2816 * 0.35 + width(plain, 1))
    expect(width(usual, 8)).toBeCloseTo(width(plain, 8), 9)
    const drawn = usual.volume.paths(400, randomStream(1))
    const sorted = drawn.map((path) => path[1]).sort((a, b) => a - b)
    expect(Math.log(sorted[360] / sorted[40]) / width(usual, 1)).toBeGreaterThan(0.8)
    // The days stray together.
    const quiet = drawn.filter((path) => path[1] < usual.volume.mean[1])
    expect(quiet.filter((path) => path[3] < usual.volume.mean[3]).length / quiet.length).toBeGreaterThan(0.8)
  })

  it('and that is said, with what replaces it', () => {
    const { plain, usual } = both(EVERY_DAY)
    expect(doubtfulDaysTold([plain])).toEqual([])
    expect(doubtfulDaysTold([usual])).toEqual([
      'never in the history of sales, so what such days usually do elsewhere is borrowed, with a wider range: lunar new year (2026-05-05 to 2026-05-07); your own figures replace it (--override), and days that a file names (--holidays FILE) borrow nothing',
    ])
  })

  it('borrows nothing where the history has had one, where its holidays are ordinary days, or by a model that knows no calendar', () => {
    const met = both(EVERY_DAY, holiday('lunar new year', 22, USUAL))
    const ordinary = both(OFFICE, spring, 1 / OFFICE[SUNDAY])
    for (const { plain, usual } of [met, ordinary]) {
      expect(usual.doubtfulDays.borrowed).toEqual([])
      expect(usual.volume.mean[1] / plain.volume.mean[1]).toBeCloseTo(1, 9)
      expect(usual.volume.quantile(0.9)[1] / plain.volume.quantile(0.9)[1]).toBeCloseTo(1, 9)
    }
    const calendar = { specialDays: [...spring, ...borrowing] }
    const naive = forecastQueue(queueOf(EVERY_DAY, spring, 0.8), { horizon: 7, model: 'seasonal-naive', calendar })
    expect(naive.doubtfulDays.borrowed).toEqual([])
  })
})
