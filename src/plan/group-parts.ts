import type { Horizon } from '../domain/index.ts'
import { type LoadCurve, loadCurve } from './load-curve.ts'
import type { GroupPlan } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'

/** The load before today's figures came, and its agents; `undefined` where there are none. */
export function morningOf(
  members: readonly PlannedQueue[],
  agentsOf: (load: LoadCurve, members: readonly PlannedQueue[]) => Float64Array,
): GroupPlan['morning'] {
  if (members.every(({ forecast }) => forecast.morning === undefined)) return undefined
  const then = members.map((member) => {
    const { forecast } = member
    const { morning = forecast.volume, ahtMorning = forecast.aht } = forecast
    return { ...member, forecast: { ...forecast, volume: morning, aht: ahtMorning } }
  })
  const load = loadCurve(then)
  const told = members.some(({ forecast }) => forecast.ahtMorning)
  return { volume: load.volume, agents: agentsOf(load, then), ...(told ? { aht: load.aht } : {}) }
}

export function agentHours(agents: Float64Array, interval: number): number {
  return (total(agents) * interval) / 3600
}

export function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** The pool's paths: the members' courses added, closed intervals counting nothing. */
export function sumPaths(members: readonly Pick<PlannedQueue, 'paths'>[]): readonly Float64Array[] {
  const [first, ...others] = members
  // They are asked for what is above 0, where a closed interval is as good as one without contacts.
  if (others.length === 0) return first.paths
  return first.paths.map((path, p) => {
    const sums = new Float64Array(path.length)
    for (let i = 0; i < sums.length; i++) sums[i] = path[i] || 0
    for (const other of others) {
      const more = other.paths[p]
      for (let i = 0; i < sums.length; i++) sums[i] += more[i] || 0
    }
    return sums
  })
}

/** Contacts by day and course: place `day * courses + course`. Closed intervals count nothing. */
export function dayTotals(courses: readonly Float64Array[], { dayCount, dayFrom }: Horizon): Float64Array {
  const totals = new Float64Array(dayCount * courses.length)
  for (let c = 0; c < courses.length; c++) putTotals(totals, c, courses.length, courses[c], dayFrom)
  return totals
}

function putTotals(
  totals: Float64Array,
  from: number,
  apart: number,
  values: Float64Array,
  dayFrom: ArrayLike<number>,
): void {
  for (let day = 0, at = from; at < totals.length; day++, at += apart) {
    let sum = 0
    for (let i = dayFrom[day]; i < dayFrom[day + 1]; i++) sum += values[i] || 0
    totals[at] = sum
  }
}
