/** How often ranges of totals of months and quarters to come hold what came. */
import type { Calendar, IntervalSeries } from 'krarup/domain'
import { findForecaster } from 'krarup/forecast'
import { randomStream } from '../src/numeric/random/stream.ts'
import type { Claim } from './harness.ts'

const DAY = 86_400
const PATHS = 400
/** Days ahead of three months of thirty days, and of all three as a quarter. */
const PERIODS = [
  { name: 'a month', from: 0, to: 30 },
  { name: 'the next month', from: 30, to: 60 },
  { name: 'the third month', from: 60, to: 90 },
  { name: 'a quarter', from: 0, to: 90 },
] as const

export interface HeldTotals {
  totals: number
  in80: number
  in95: number
  /** Sum of absolute errors of totals, and of totals. */
  error: number
  actual: number
}

/** Adds what one forecast from `origin` (days of history) says of the totals, as far as the history goes on. */
export function holdTotals(history: IntervalSeries, calendar: Calendar, origin: number, held: HeldTotals[]): void {
  const slots = DAY / history.interval
  const days = history.values.length / slots
  const past = {
    ...history,
    values: history.values.subarray(0, origin * slots),
    state: history.state.subarray(0, origin * slots),
  }
  const forecast = findForecaster('auto')
    .fit(past, calendar)
    .forecast(Math.min(90, days - origin) * slots)
  const paths = forecast.paths(PATHS, randomStream(1, origin))
  PERIODS.forEach(({ from, to }, p) => {
    if (origin + to > days) return
    // Intervals that both have.
    const places: number[] = []
    for (let i = from * slots; i < to * slots; i++) {
      if (!Number.isNaN(history.values[origin * slots + i]) && !Number.isNaN(forecast.mean[i])) places.push(i)
    }
    const sum = (value: (i: number) => number) => places.reduce((all, i) => all + value(i), 0)
    const came = sum((i) => history.values[origin * slots + i])
    const totals = paths.map((path) => sum((i) => path[i])).sort((a, b) => a - b)
    const between = (tail: number) =>
      came >= totals[Math.floor(tail * PATHS)] && came <= totals[Math.ceil((1 - tail) * PATHS) - 1]
    held[p].totals++
    held[p].error += Math.abs(came - sum((i) => forecast.mean[i]))
    held[p].actual += came
    if (between(0.1)) held[p].in80++
    if (between(0.025)) held[p].in95++
  })
}

export function noTotals(): HeldTotals[] {
  return PERIODS.map(() => ({ totals: 0, in80: 0, in95: 0, error: 0, actual: 0 }))
}

/** How often the ranges held, as claims beside what they promise: a ratio of 0.97 is three points off. */
export function totalsClaims(name: string, held: readonly HeldTotals[]): Claim[] {
  return PERIODS.flatMap((period, p) => {
    const { totals, in80, in95 } = held[p]
    return [
      [80, in80],
      [95, in95],
    ].map(([promised, inside]) => ({
      name: `${name}, totals of ${period.name} (${totals}): ${promised} % ranges held`,
      unit: '%',
      ours: (100 * inside) / totals,
      reference: promised,
      referenceName: 'promised',
      ratio: 1 - Math.abs(inside / totals - promised / 100),
    }))
  })
}
