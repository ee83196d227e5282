import { describe, expect, it } from 'vitest'
import { DAY_SECONDS, dayNumber, type QueueHistory, type SpecialDay, STATE, weekdayOf } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { doubtfulDaysTold, forecastQueue, forecastSeries } from '../index.ts'
import { normalOf } from '../statistics.ts'
import { believedDays } from './believed-days.ts'
import { dayTable } from './day-table.ts'

const MONDAY = dayNumber({ year: 2026, month: 1, day: 5 })
const SUNDAY = 6
const WEEK = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5]

/** Contacts by day, each by chance within 5 % of `mean` x its weekday x `factor`; NaN for a closed day. */
function history(days: number, factor: (row: number) => number = () => 1): QueueHistory {
  const random = randomStream(7)
  const offered = Float64Array.from(
    { length: days },
    (_, row) => 1000 * WEEK[weekdayOf(MONDAY + row)] * factor(row) * Math.exp(0.05 * normalOf(random)),
  )
  const state = Uint8Array.from(offered, (value) => (Number.isNaN(value) ? STATE.closed : STATE.observed))
  return { queue: 'sales', start: MONDAY * DAY_SECONDS, interval: DAY_SECONDS, state, measures: { offered } }
}

const seriesOf = ({ start, interval, state, measures }: QueueHistory) => ({
  start,
  interval,
  state,
  values: measures.offered,
})

/** A holiday of three days, Tuesday to Thursday, that is like a Sunday. */
const holiday = (name: string, week: number): SpecialDay[] =>
  [1, 2, 3].map((day) => ({ day: MONDAY + 7 * week + day, name, like: SUNDAY }))
const rowsOf = (days: readonly SpecialDay[]) => new Set(days.map(({ day }) => day - MONDAY))

describe('special days without an effect in the history', () => {
  const past = [...holiday('spring', 3), ...holiday('summer', 9)]
  const coming = holiday('autumn', 12)
  const specialDays = [...past, ...coming]

  it('are like their own weekday, those of a new name too', () => {
    const { corrected } = believedDays(dayTable(seriesOf(history(84))), specialDays)
    expect(corrected).toEqual(specialDays)
  })

  // The calendar used to be believed against the history: special days were 25 % too low, and where such days were among the last weeks, auto fell back to the seasonal naive.
  it('do not hurt the forecast, and that they are taken so is said', () => {
    const queue = history(84)
    const withCalendar = forecastQueue(queue, { horizon: 14, calendar: { specialDays } })
    const without = forecastQueue(queue, { horizon: 14 })
    expect(withCalendar.volume.model).toBe(without.volume.model)
    for (let day = 0; day < 7; day++) {
      // Two fits of one history of 84 days, one with a dozen more columns.
      expect(withCalendar.volume.mean[day] / without.volume.mean[day]).toBeGreaterThan(0.93)
      expect(withCalendar.volume.mean[day] / without.volume.mean[day]).toBeLessThan(1.07)
    }
    const [one] = withCalendar.fitted.scores!.filter(({ model }) => model === withCalendar.volume.model)
    const [other] = without.fitted.scores!.filter(({ model }) => model === without.volume.model)
    expect(one.day).toBeLessThan(1.1 * other.day)
    expect(withCalendar.doubtfulDays.asOwnWeekday).toEqual(coming)
    expect(doubtfulDaysTold([withCalendar])[0]).toMatch(
      /^autumn \(2026-03-31, 2026-04-01, 2026-04-02\) is forecast as its own weekday in sales, /,
    )
  })

  it('are what the calendar says where the history shows it, or shows nothing', () => {
    const special = rowsOf(past)
    const shown = history(84, (row) => (special.has(row) ? 0.4 / WEEK[row % 7] : 1))
    expect(believedDays(dayTable(seriesOf(shown)), specialDays).corrected).toEqual([])
    expect(believedDays(dayTable(seriesOf(history(84))), coming).corrected).toEqual([])
    const { volume } = forecastQueue(history(84), { horizon: 14, calendar: { specialDays: coming } })
    expect(volume.mean[1] / 1000).toBeCloseTo(WEEK[SUNDAY], 1)
  })

  it('of one name may be like their own weekday, those of another as the calendar says', () => {
    const special = rowsOf(holiday('spring', 3))
    const mixed = history(84, (row) => (special.has(row) ? 0.4 / WEEK[row % 7] : 1))
    const { corrected } = believedDays(dayTable(seriesOf(mixed)), specialDays)
    expect(new Set(corrected.map(({ name }) => name))).toEqual(new Set(['summer']))
  })

  it('on which calls came, although the weekday they are said to resemble is closed, are open', () => {
    const queue = history(84, (row) => (row % 7 === SUNDAY ? Number.NaN : 1))
    const { volume } = forecastQueue(queue, { horizon: 14, calendar: { specialDays } })
    expect(volume.mean[2]).toBeGreaterThan(800)
  })
})

describe('a special day that names no weekday', () => {
  const fair = { day: MONDAY + 85, name: 'trade fair' }
  const closures = [20, 41].map((row) => ({ day: MONDAY + row, name: 'stocktaking' }))
  const closed = rowsOf(closures)
  const queue = history(84, (row) => (closed.has(row) ? Number.NaN : 1))

  // It used to be taken for closed where all other special days had been: 0 was forecast where 35 223 calls came, and not a word.
  it('is what its weekday is where the history has none of its name', () => {
    const calendar = { specialDays: [...closures, fair] }
    const { volume, doubtfulDays } = forecastQueue(queue, { horizon: 7, calendar })
    expect(volume.mean[1] / 1000).toBeCloseTo(WEEK[1], 1)
    expect(doubtfulDays.closed).toEqual([])
  })

  it('is closed where all days of its name were, and that is said with the word that opens it', () => {
    const coming = { day: MONDAY + 85, name: 'stocktaking' }
    const calendar = { specialDays: [...closures, coming] }
    const forecasted = forecastQueue(queue, { horizon: 7, calendar })
    expect(forecasted.volume.mean[1]).toBeNaN()
    expect(doubtfulDaysTold([forecasted])).toEqual([
      'stocktaking (2026-03-31) is taken for closed in sales: every past day of this name was closed; where it will be open, the calendar must name the weekday it resembles (like)',
    ])
    const opened = { specialDays: [...closures, { ...coming, like: 1 as const }] }
    expect(forecastSeries(seriesOf(queue), { horizon: 7, calendar: opened }).mean[1]).toBeGreaterThan(900)
  })
})
