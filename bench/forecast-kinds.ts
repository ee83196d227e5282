/** Ten kinds of daily histories made by chance from a known truth, with years, holidays, trends and closures, for the benches of forecasts. */
import { type Calendar, dateParts, dayNumber, type IntervalSeries, type SpecialDay, weekdayOf } from 'krarup/domain'
import { CHINA_DAYS } from '../fixtures/china-days.ts'
import { madeSeries } from './forecast-made.ts'

const DAY = 86_400
/** 1 January 2024, a Monday: where the series of `madeSeries` begin. */
const FIRST = dayNumber({ year: 2024, month: 1, day: 1 })
const YEAR = 365.25

export interface DailyKind {
  name: string
  history: IntervalSeries
  calendar: Calendar
}

/** Waves of the year: amplitude of the logarithm and the day of the year on which each is highest. */
const waves = (day: number, of: readonly (readonly [number, number])[]) =>
  of.reduce((sum, [size, top], k) => sum + size * Math.cos((2 * Math.PI * (k + 1) * (day - top)) / YEAR), 0)

/** A peak of every year: highest on that day of the year, so many days wide. */
const peak = (day: number, top: number, width: number) => {
  const away = (((day - top) % YEAR) + YEAR) % YEAR
  return Math.exp(-0.5 * (Math.min(away, YEAR - away) / width) ** 2)
}

/** The same dates in every year, under one name each. */
function everyYear(
  years: number,
  dates: readonly (readonly [name: string, month: number, day: number])[],
): SpecialDay[] {
  return Array.from({ length: years }, (_, y) =>
    dates.map(([name, month, day]) => ({ day: dayNumber({ year: 2024 + y, month, day }), name })),
  ).flat()
}

const HOLIDAYS = [
  ["New Year's Day", 1, 1],
  ['Spring holiday', 4, 1],
  ['May Day', 5, 1],
  ['Summer holiday', 8, 15],
  ['Autumn holiday', 10, 3],
  ['Christmas Eve', 12, 24],
  ['Christmas', 12, 25],
  ['Boxing Day', 12, 26],
] as const

interface Shape {
  name: string
  days: number
  size: number
  week: readonly number[]
  /** Logarithm of the course of the year and whatever else is not the weekday. */
  year(day: number): number
  growth: number
  dayCv: number
  wander: number
  dispersion: number
  special?: readonly SpecialDay[]
  /** Factor on special days; NaN: closed. */
  effect?: number
}

const SHAPES: readonly Shape[] = [
  {
    name: 'travel agency, 3 years, strong course of the year',
    days: 1096,
    size: 900,
    week: [1.25, 1.15, 1.1, 1.05, 1, 0.5, 0.3],
    year: (day) =>
      waves(day, [
        [0.35, 20],
        [0.2, 150],
        [0.12, 60],
        [0.08, 30],
      ]),
    growth: 0.04,
    dayCv: 0.07,
    wander: 0.05,
    dispersion: 2,
    special: everyYear(4, HOLIDAYS),
    effect: 0.4,
  },
  {
    name: 'hotline of 30 000, a year, Chinese holidays',
    days: 360,
    size: 30_000,
    week: [1.2, 1.05, 1, 1, 1, 0.9, 0.85],
    year: () => 0,
    growth: 0.05,
    dayCv: 0.05,
    wander: 0.08,
    dispersion: 5,
    special: CHINA_DAYS.map(({ day, name, like }) => ({ day: day - 182, name, like })),
    effect: 0.75,
  },
  {
    name: 'growing desk, 2 years, a quarter more a year',
    days: 730,
    size: 180,
    week: [1.3, 1.1, 1, 1, 0.9, 0.25, 0.15],
    year: (day) => waves(day, [[0.15, 0]]),
    growth: 0.25,
    dayCv: 0.08,
    wander: 0.15,
    dispersion: 2,
  },
  {
    name: 'tickets, 12 a day, closed at weekends, a year and a half',
    days: 548,
    size: 12,
    week: [1.3, 1.1, 1, 0.9, 0.8, Number.NaN, Number.NaN],
    year: (day) => waves(day, [[0.2, 300]]),
    growth: 0,
    dayCv: 0.1,
    wander: 0.15,
    dispersion: 1.3,
    special: everyYear(3, HOLIDAYS),
    effect: Number.NaN,
  },
  {
    name: 'ambulances, 3 years, calm',
    days: 1096,
    size: 700,
    week: [1, 0.98, 0.98, 1, 1.05, 1.03, 0.97],
    year: (day) => waves(day, [[0.06, 10]]),
    growth: 0.02,
    dayCv: 0.03,
    wander: 0.03,
    dispersion: 1.5,
  },
  {
    name: 'insurer, 3 years, sharp renewals in January and July',
    days: 1096,
    size: 2500,
    week: [1.3, 1.1, 1, 1, 0.9, 0.3, 0.2],
    year: (day) => 0.6 * peak(day, 2, 12) + 0.35 * peak(day, 183, 10),
    growth: 0,
    dayCv: 0.06,
    wander: 0.08,
    dispersion: 3,
    special: everyYear(4, HOLIDAYS),
    effect: 0.3,
  },
  {
    name: 'utility, 18 months, bills and winters',
    days: 548,
    size: 1500,
    week: [1.25, 1.1, 1, 0.95, 0.9, 0.4, 0.2],
    year: (day) => waves(day, [[0.2, 15]]) + ([3, 4, 5, 6].includes(dateParts(FIRST + day).day) ? 0.22 : 0),
    growth: 0,
    dayCv: 0.06,
    wander: 0.1,
    dispersion: 3,
    special: everyYear(3, HOLIDAYS),
    effect: 0.35,
  },
  {
    name: 'old line, 2 years, a fifth fewer a year, level wanders',
    days: 730,
    size: 300,
    week: [1.2, 1.1, 1, 1, 0.95, 0.6, 0.4],
    year: (day) => waves(day, [[0.08, 200]]),
    growth: -0.2,
    dayCv: 0.08,
    wander: 0.25,
    dispersion: 2,
  },
  {
    name: 'shop, 3 years, Christmas and returns, closed on holidays',
    days: 1096,
    size: 1200,
    week: [1.1, 1, 1, 1, 1.1, 1.2, 0.8],
    year: (day) => 0.5 * peak(day, 349, 12) + 0.25 * peak(day, 6, 5) + waves(day, [[0.05, 100]]),
    growth: 0.1,
    dayCv: 0.07,
    wander: 0.1,
    dispersion: 3,
    special: everyYear(4, HOLIDAYS),
    effect: Number.NaN,
  },
  {
    name: 'university desk, 4 years, terms and holidays',
    days: 1461,
    size: 200,
    week: [1.4, 1.2, 1.1, 1, 0.8, 0.15, 0.1],
    year: (day) =>
      0.7 * peak(day, 258, 14) + 0.4 * peak(day, 40, 12) - 0.5 * peak(day, 210, 20) - 0.4 * peak(day, 358, 6),
    growth: 0.03,
    dayCv: 0.12,
    wander: 0.08,
    dispersion: 2,
    special: everyYear(5, HOLIDAYS),
    effect: 0.4,
  },
]

function made(shape: Shape, seed: number): DailyKind {
  const special = new Map((shape.special ?? []).map((one) => [one.day, one]))
  const history = madeSeries(
    {
      days: shape.days,
      interval: DAY,
      mean: (day) => {
        const one = special.get(FIRST + day)
        const weekday = one?.like ?? weekdayOf(FIRST + day)
        const factor = one ? (shape.effect ?? 1) : 1
        return shape.size * shape.week[weekday] * factor * Math.exp(shape.year(day) + (shape.growth * day) / YEAR)
      },
      dispersion: shape.dispersion,
      dayCv: shape.dayCv,
      wander: shape.wander,
    },
    seed,
  )
  return { name: shape.name, history, calendar: { specialDays: [...special.values()] } }
}

/** All ten, made with one seed. */
export const dailyKinds = (seed: number): DailyKind[] => SHAPES.map((shape, k) => made(shape, 100 * seed + k))
