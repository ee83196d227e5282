import type { Horizon } from '../domain/index.ts'
import type { PeriodRange } from './plan.ts'

/**
 * Ranges over the days from (inclusive) to (exclusive), counted from 0.
 *
 * @param fullTime paid hours of one full-time agent in the stretch
 */
export type PeriodRanges = (from: number, to: number, fullTime: number) => PeriodRange

const TAIL = 0.1

/** Contacts, agents and paid hours of courses that the forecast may take, by day and course. */
export interface DrawnStaffing {
  courses: number
  /** Place `day * courses + course`. */
  volume: Float64Array
  peakAgents: Float64Array
  paidHours: Float64Array
  /** By course, agents in each interval; kept where groups are to be added up. */
  agents?: Float32Array[]
}

export interface DrawnStaffingInput {
  horizon: Horizon
  /** Of the plan, by interval. */
  volume: Float64Array
  aht: Float64Array
  agents: Float64Array
  shrinkage: number
  /** Courses of the volume, one value an interval. */
  paths: readonly Float64Array[]
  /** Whether agents are kept by interval. */
  keep: boolean
}

/**
 * What each drawn course of the forecast would have asked for, had it been known in advance.
 *
 * A day that has f times the contacts expected of it needs f times the load a of each interval, and agents n that move from a as the square root of the load does (Whitt 1992):
 * f a + sqrt(f) (n - a), rounded. The day's factor is taken, not the counts of single intervals, and without the Poisson noise of the day's own count: agents are sized to rates, and the target
 * leaves room for that noise already. Against exact sizing of days of 0.8 to 1.4 times the contacts, hours are off by less than 1 % at fifty agents, 3 % at a dozen, 9 % at five, and peaks by one agent
 * (two where an occupancy binds; `npx vitest run src/plan/period-ranges`).
 */
export function drawnStaffing(input: DrawnStaffingInput): DrawnStaffing {
  const { horizon, volume, aht, agents, shrinkage, paths, keep } = input
  const { interval, dayCount: days, dayFrom } = horizon
  const courses = paths.length
  const empty = () => new Float64Array(days * courses)
  const drawn = {
    courses,
    volume: empty(),
    peakAgents: empty(),
    paidHours: empty(),
    ...(keep ? { agents: paths.map(() => new Float32Array(volume.length)) } : {}),
  }
  const paidHours = interval / 3600 / (1 - shrinkage)
  for (let day = 0; day < days; day++) {
    const [from, to] = [dayFrom[day], dayFrom[day + 1]]
    const totals = paths.map((path) => totalOf(path, from, to))
    drawn.volume.set(totals, day * courses)
    for (const [course, factor] of rateFactors(totals, totalOf(volume, from, to)).entries()) {
      const root = Math.sqrt(factor)
      let peak = 0
      let all = 0
      for (let i = from; i < to; i++) {
        const planned = agents[i]
        if (!(planned > 0)) continue
        const load = (volume[i] * aht[i]) / interval || 0
        const needed = load > 0 ? Math.max(1, Math.round(factor * load + root * (planned - load))) : planned
        all += needed
        if (needed > peak) peak = needed
        if (drawn.agents) drawn.agents[course][i] = needed
      }
      drawn.peakAgents[day * courses + course] = peak
      drawn.paidHours[day * courses + course] = all * paidHours
    }
  }
  return drawn
}

/** Several groups' courses together: course by course, for all are drawn with the same luck. */
export function addStaffing(groups: readonly DrawnStaffing[], { dayFrom }: Horizon): DrawnStaffing {
  const [{ courses }] = groups
  const added = (name: 'volume' | 'paidHours') =>
    groups[0][name].map((_, place) => groups.reduce((sum, group) => sum + group[name][place], 0))
  const peakAgents = new Float64Array(groups[0].peakAgents.length)
  for (let place = 0; place < peakAgents.length; place++) {
    const [day, course] = [Math.floor(place / courses), place % courses]
    for (let i = dayFrom[day]; i < dayFrom[day + 1]; i++) {
      let sum = 0
      for (const { agents } of groups) sum += agents?.[course][i] ?? 0
      if (sum > peakAgents[place]) peakAgents[place] = sum
    }
  }
  return { courses, volume: added('volume'), paidHours: added('paidHours'), peakAgents }
}

/** The 10 % and 90 % quantiles of drawn courses over stretches of days. */
export function periodRanges({ courses, volume, peakAgents, paidHours }: DrawnStaffing): PeriodRanges {
  const numbers = Array.from({ length: courses }, (_, course) => course)
  const quantiles = (of: (course: number) => number): [number, number] => {
    if (courses === 0) return [Number.NaN, Number.NaN]
    const values = Float64Array.from(numbers, of).sort()
    return [values[Math.floor(TAIL * courses)], values[Math.ceil((1 - TAIL) * courses) - 1]]
  }
  return (from, to, fullTime) => {
    const over = (values: Float64Array, course: number, join: (so: number, value: number) => number) => {
      let result = 0
      for (let day = from; day < to; day++) result = join(result, values[day * courses + course])
      return result
    }
    const sum = (a: number, b: number) => a + b
    const [volumeLow, volumeHigh] = quantiles((course) => over(volume, course, sum))
    const [peakAgentsLow, peakAgentsHigh] = quantiles((course) => over(peakAgents, course, Math.max))
    const [fteLow, fteHigh] = quantiles((course) => over(paidHours, course, sum) / fullTime)
    if (!(volumeHigh > 0)) return UNKNOWN_RANGE
    return { volumeLow, volumeHigh, peakAgentsLow, peakAgentsHigh, fteLow, fteHigh }
  }
}

/** Where nothing was drawn, or a stretch is closed. */
export const UNKNOWN_RANGE: PeriodRange = {
  volumeLow: Number.NaN,
  volumeHigh: Number.NaN,
  peakAgentsLow: Number.NaN,
  peakAgentsHigh: Number.NaN,
  fteLow: Number.NaN,
  fteHigh: Number.NaN,
}

/** By what the rate of a day differs from the one expected, course by course: the spread of the totals less what Poisson counts have by themselves. */
function rateFactors(totals: readonly number[], expected: number): number[] {
  if (!(expected > 0)) return totals.map(() => 1)
  const spread = totals.reduce((sum, total) => sum + (total - expected) ** 2, 0) / totals.length
  const kept = spread > expected ? Math.sqrt(1 - expected / spread) : 0
  return totals.map((total) => Math.max(0, 1 + kept * (total / expected - 1)))
}

function totalOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i] || 0
  return sum
}
