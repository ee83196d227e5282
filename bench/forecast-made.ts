/** Centres made by chance from a known truth, for the benches of forecasts. */
import type { IntervalSeries } from 'krarup/domain'
import { CHINA_DAYS } from '../fixtures/china-days.ts'
import { expectedOffered, HOTLINE, openSlots } from '../fixtures/truth.ts'
import { type RandomStream, randomStream } from '../src/numeric/random/stream.ts'

const DAY = 86_400
/** 1 January 2024, a Monday. */
const MONDAY = 19_723
const WEEK = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5]

/** A sum of twelve uniform numbers is near enough to normal. */
function normal(random: RandomStream): number {
  let sum = -6
  for (let k = 0; k < 12; k++) sum += random.uniform()
  return sum
}

/** A count of mean `mean` whose variance is `dispersion` times that. */
function count(mean: number, dispersion: number, random: RandomStream): number {
  return Math.max(0, Math.round(mean + Math.sqrt(dispersion * mean) * normal(random)))
}

interface Kind {
  days: number
  interval: number
  /** What is expected of a place of a day; NaN where it is closed. */
  mean(day: number, hour: number): number
  dispersion: number
  /** Of the day's own busyness: standard deviation of its logarithm. */
  dayCv: number
  /** Of the level within a year, as a random walk of its logarithm. */
  wander: number
}

export function madeSeries({ days, interval, mean, dispersion, dayCv, wander }: Kind, seed: number): IntervalSeries {
  const random = randomStream(seed)
  const slots = DAY / interval
  const values = new Float64Array(days * slots).fill(Number.NaN)
  const state = new Uint8Array(days * slots).fill(1)
  let level = 0
  for (let day = 0; day < days; day++) {
    level += (wander / Math.sqrt(365)) * normal(random)
    const busy = Math.exp(level + dayCv * normal(random))
    for (let slot = 0; slot < slots; slot++) {
      const expected = mean(day, (slot * interval) / 3600)
      if (Number.isNaN(expected)) continue
      values[day * slots + slot] = count(expected * busy, dispersion, random)
      state[day * slots + slot] = 0
    }
  }
  return { start: MONDAY * DAY, interval, values, state }
}

/** Two years of half hours of a centre, open round the clock: weekday, time of day, bill days. */
export function madeCentre(days: number, seed: number): IntervalSeries {
  return madeSeries(
    {
      days,
      interval: 1800,
      mean: (day, hour) =>
        120 * WEEK[day % 7] * (day % 30 < 4 ? 1.2 : 1) * Math.max(0.03, Math.sin((Math.PI * (hour - 6)) / 17)),
      dispersion: 3,
      dayCv: 0.05,
      wander: 0.1,
    },
    seed,
  )
}

/** Totals of days whose level wanders by a tenth a year. */
export function madeDays(days: number, seed: number): IntervalSeries {
  return madeSeries(
    { days, interval: DAY, mean: (day) => 400 * WEEK[day % 7], dispersion: 1, dayCv: 0.05, wander: 0.1 },
    seed,
  )
}

/** Centres of other kinds than those that settings were chosen on. */
export const UNSEEN: readonly { name: string; history: IntervalSeries }[] = [
  {
    name: 'hourly dispatch counts, round the clock, busy weekend nights, a year',
    history: madeSeries(
      {
        days: 365,
        interval: 3600,
        mean: (day, hour) =>
          (4 + 3 * Math.sin((Math.PI * (hour - 7)) / 12) + (day % 7 >= 4 && hour >= 20 ? 4 : 0)) *
          (1 + 0.15 * Math.sin((2 * Math.PI * day) / 365)),
        dispersion: 1.2,
        dayCv: 0.08,
        wander: 0.1,
      },
      1,
    ),
  },
  {
    name: 'daily totals of a growing desk with a course of the year, two years',
    history: madeSeries(
      {
        days: 730,
        interval: DAY,
        mean: (day) =>
          [1.3, 1.1, 1, 1, 0.9, 0.25, 0.15][day % 7] *
          180 *
          (1 + day / 2000) *
          (1 + 0.2 * Math.cos((2 * Math.PI * day) / 365)),
        dispersion: 2,
        dayCv: 0.08,
        wander: 0.15,
      },
      2,
    ),
  },
  {
    name: '15-min chats, 9 to 22, evening peak, one per cent more every week, four months',
    history: madeSeries(
      {
        days: 120,
        interval: 900,
        mean: (day, hour) =>
          hour < 9 || hour >= 22
            ? Number.NaN
            : 5 * (day % 7 >= 5 ? 1.3 : 1) * Math.exp((0.01 * day) / 7) * (0.6 + Math.exp(-(((hour - 19.5) / 2) ** 2))),
        dispersion: 1.8,
        dayCv: 0.1,
        wander: 0.2,
      },
      3,
    ),
  },
]

/** The fixture hotline's general queue over more years than its file has: what is expected of each half hour, and counts around it. */
export function hotline(days: number): {
  history: IntervalSeries
  truth: Float64Array
  calendar: { specialDays: typeof CHINA_DAYS }
} {
  const random = randomStream(3)
  const slots = 48
  const truth = new Float64Array(days * slots).fill(Number.NaN)
  const values = truth.slice()
  const state = new Uint8Array(days * slots).fill(1)
  const queue = HOTLINE.queues[0]
  for (let day = 0; day < days; day++) {
    const busy = Math.exp(0.05 * normal(random))
    const expected = expectedOffered(HOTLINE, queue, HOTLINE.first + day)
    openSlots(queue).forEach((slot, k) => {
      const i = day * slots + slot
      truth[i] = expected[k]
      values[i] = count(expected[k] * busy, 1, random)
      state[i] = 0
    })
  }
  return {
    history: { start: HOTLINE.first * DAY, interval: 1800, values, state },
    truth,
    calendar: { specialDays: CHINA_DAYS },
  }
}
