import type { Horizon } from '../domain/index.ts'
import { dayTotals } from './group-parts.ts'
import type { PeriodRange } from './plan.ts'

/**
 * Ranges over the days from (inclusive) to (exclusive), counted from 0.
 *
 * @param fullTime paid hours of one full-time agent in the stretch
 */
export type PeriodRanges = (from: number, to: number, fullTime: number) => PeriodRange

const TAIL = 0.1
/** What an agent's being whole adds to a need, on the average. */
const ROUNDED_UP = 0.5

/** What a group plans, and the contacts of the courses that its forecast may take. */
export interface DrawnStaffing {
  /** A plain list: what is drawn may come from another machine. */
  dayFrom: readonly number[]
  courses: number
  /** Contacts by day and course: place `day * courses + course`. */
  drawn: Float64Array
  /** Contacts expected of each day. */
  expected: Float64Array
  /** By interval, the load, in agents, and the agents planned. */
  load: Float64Array
  agents: Float64Array
  leastAgents: number
  /** Paid hours of an agent in an interval. */
  paidHours: number
}

export interface DrawnStaffingInput {
  horizon: Horizon
  /** Of the plan, by interval. */
  volume: Float64Array
  aht: Float64Array
  agents: Float64Array
  leastAgents: number
  shrinkage: number
  /** Courses of the volume, one value an interval. */
  paths: readonly Float64Array[]
}

/** The plan of a group and its drawn courses, as `periodRanges` takes them. */
export function drawnStaffing(input: DrawnStaffingInput): DrawnStaffing {
  const { horizon, volume, aht, agents, leastAgents, shrinkage, paths } = input
  const { interval, dayCount, dayFrom } = horizon
  const expected = new Float64Array(dayCount)
  for (let day = 0; day < dayCount; day++) expected[day] = totalOf(volume, dayFrom[day], dayFrom[day + 1])
  const load = new Float64Array(volume.length)
  for (let i = 0; i < load.length; i++) load[i] = (volume[i] * aht[i]) / interval || 0
  return {
    dayFrom: Array.from(dayFrom),
    courses: paths.length,
    drawn: dayTotals(paths, horizon),
    expected,
    load,
    agents,
    leastAgents,
    paidHours: interval / 3600 / (1 - shrinkage),
  }
}

/**
 * The 10 % and 90 % quantiles, over stretches of days, of what each drawn course would have asked for, had it been known in advance; of all groups together, course by course, for all are drawn with the same luck.
 *
 * A stretch that has f times the contacts expected of it needs f times the load a of each interval, and agents that move from a as the square root of the load does (Whitt 1992). The agents planned
 * are whole, so n - 1/2 of them is the need on the average, and the half that rounds it up stays a half: f a + sqrt(f) (n - 1/2 - a) + 1/2, which is n at f = 1 and never less than the least agents.
 * Hours add these up as they are: rounded one by one, small groups would not move at all. Only a peak is rounded.
 *
 * f is the stretch's, without the Poisson noise of the stretch's own count: agents are sized to rates, and the target leaves room for that noise already. Taken out day by day, the noise of a small
 * group's days would hide what its days have in common.
 */
export function periodRanges(groups: readonly DrawnStaffing[]): PeriodRanges {
  const [{ courses }] = groups
  if (courses === 0) return () => UNKNOWN_RANGE
  const low = Math.floor(TAIL * courses)
  const high = Math.ceil((1 - TAIL) * courses) - 1
  return (from, to, fullTime) => {
    const volume = new Float64Array(courses)
    const hours = new Float64Array(courses)
    const factors = groups.map((group) => {
      const totals = totalsOf(group, from, to)
      const rates = rateFactors(totals, totalOf(group.expected, from, to))
      addHours(group, from, to, rates, hours)
      for (let course = 0; course < courses; course++) volume[course] += totals[course]
      return rates
    })
    volume.sort()
    if (!(volume[high] > 0)) return UNKNOWN_RANGE
    hours.sort()
    // One group's peak follows its factor, so that two of them tell its range.
    const [one] = factors
    const told = groups.length === 1 ? [Float64Array.of(one.sort()[low], one[high])] : factors
    const peaks = peaksOf(groups, from, to, told).sort()
    const [first, last] = groups.length === 1 ? [0, 1] : [low, high]
    return {
      volumeLow: volume[low],
      volumeHigh: volume[high],
      peakAgentsLow: peaks[first],
      peakAgentsHigh: peaks[last],
      fteLow: hours[low] / fullTime,
      fteHigh: hours[high] / fullTime,
    }
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

function totalsOf({ courses, drawn }: DrawnStaffing, from: number, to: number): Float64Array {
  const totals = new Float64Array(courses)
  for (let day = from; day < to; day++)
    for (let course = 0; course < courses; course++) totals[course] += drawn[day * courses + course]
  return totals
}

/** By what the rate of a stretch differs from the one expected, course by course: the spread of the totals less what Poisson counts have by themselves. */
function rateFactors(totals: Float64Array, expected: number): Float64Array {
  if (!(expected > 0)) return totals.map(() => 1)
  let squares = 0
  for (let course = 0; course < totals.length; course++) squares += (totals[course] - expected) ** 2
  const spread = squares / totals.length
  const kept = spread > expected ? Math.sqrt(1 - expected / spread) : 0
  return totals.map((total) => Math.max(0, 1 + kept * (total / expected - 1)))
}

/** Adds a group's paid hours over the days to each course. The needs of all intervals are three sums: what moves with f, what with its root, and what stays; those at the least agents stay where f is below 1. */
function addHours(group: DrawnStaffing, from: number, to: number, factors: Float64Array, hours: Float64Array): void {
  const { dayFrom, load, agents, leastAgents, paidHours } = group
  const [above, least] = [
    { load: 0, excess: 0, still: 0 },
    { load: 0, excess: 0, still: 0 },
  ]
  let atLeast = 0
  for (let i = dayFrom[from]; i < dayFrom[to]; i++) {
    if (!(agents[i] > 0)) continue
    if (!(load[i] > 0)) {
      above.still += agents[i]
      continue
    }
    const sums = agents[i] > leastAgents ? above : least
    sums.load += load[i]
    sums.excess += agents[i] - ROUNDED_UP - load[i]
    sums.still += ROUNDED_UP
    if (sums === least) atLeast += agents[i]
  }
  for (let course = 0; course < factors.length; course++) {
    const factor = factors[course]
    const root = Math.sqrt(factor)
    const moved = (sums: typeof above) => factor * sums.load + root * sums.excess + sums.still
    hours[course] += (moved(above) + (factor < 1 ? atLeast : moved(least))) * paidHours
  }
}

/** The peak of all groups together over the days, by course. */
function peaksOf(
  groups: readonly DrawnStaffing[],
  from: number,
  to: number,
  factors: readonly Float64Array[],
): Float64Array {
  const [{ dayFrom }] = groups
  const roots = factors.map((ofGroup) => ofGroup.map(Math.sqrt))
  const peaks = new Float64Array(factors[0].length)
  // Day by day, so that what is added up stays small.
  for (let day = from; day < to; day++) {
    const needed = new Float64Array((dayFrom[day + 1] - dayFrom[day]) * peaks.length)
    for (let g = 0; g < groups.length; g++) addNeeds(needed, groups[g], dayFrom[day], factors[g], roots[g])
    raiseTo(peaks, needed)
  }
  return peaks
}

/** Adds what a group needs in the intervals from `first` on, each course by its factor: place `interval * courses + course`. */
function addNeeds(
  needed: Float64Array,
  { load, agents, leastAgents }: DrawnStaffing,
  first: number,
  factors: Float64Array,
  roots: Float64Array,
): void {
  for (let i = first, at = 0; at < needed.length; i++, at += factors.length) {
    const n = agents[i]
    const a = load[i]
    if (!(n > 0)) continue
    const excess = n - ROUNDED_UP - a
    // Fewer contacts need no fewer than the least; without any load nothing moves.
    const stays = !(a > 0) ? Infinity : n <= leastAgents ? 1 : 0
    for (let course = 0; course < factors.length; course++) {
      const factor = factors[course]
      needed[at + course] += factor < stays ? n : Math.round(factor * a + roots[course] * excess + ROUNDED_UP)
    }
  }
}

function raiseTo(peaks: Float64Array, needed: Float64Array): void {
  for (let at = 0; at < needed.length; at += peaks.length)
    for (let course = 0; course < peaks.length; course++)
      if (needed[at + course] > peaks[course]) peaks[course] = needed[at + course]
}

function totalOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i] || 0
  return sum
}
