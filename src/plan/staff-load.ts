import {
  dateParts,
  dayOf,
  type Horizon,
  KrarupError,
  type PlainDateTime,
  startAt,
  type Target,
  weekdayOf,
} from '../domain/index.ts'
import { agentsOverPeriod, type PointwiseMethod, pointwiseAgents } from '../erlang/day/index.ts'
import { requiredAgents } from '../erlang/index.ts'
import { type LoadCurve, openStretches } from './load-curve.ts'
import type { DayMethod, TargetPeriod } from './plan.ts'
import { patienceOf, type ServiceModel, steadyState } from './service-model.ts'
import { transientStretch } from './transient-stretch.ts'

export interface StaffingOptions {
  horizon: Horizon
  leastAgents: number
  targetOver: TargetPeriod
  /** What every interval must meet by itself where the target is over a longer period; `undefined`: the target less ten points. */
  floor: Target | undefined
  /** `undefined`: every interval a steady state of its own. */
  dayMethod: DayMethod | undefined
}

/** Agents on duty in each interval, so that the target is met; 0 where closed. */
export function staffLoad(
  load: LoadCurve,
  model: ServiceModel,
  target: Target,
  options: StaffingOptions,
): Float64Array {
  const { targetOver, dayMethod } = options
  if (targetOver !== 'interval') {
    if (dayMethod !== undefined) {
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'a target over a longer period is met by steady states: a day method cannot go with it',
        how: 'leave out one of --target-over and --day',
      })
    }
    return overPeriods(load, model, target, options)
  }
  if (dayMethod === undefined) return byInterval(load, model, target, options)
  return byStretch(load, model, target, options, dayMethod)
}

function byInterval(
  load: LoadCurve,
  model: ServiceModel,
  target: Target,
  { horizon: { interval }, leastAgents }: StaffingOptions,
): Float64Array {
  return load.volume.map((volume, i) =>
    load.open[i]
      ? requiredAgents({ volumePerInterval: volume, interval, aht: load.aht[i], ...patienceOf(model) }, target, {
          minimum: leastAgents,
        }).agents
      : 0,
  )
}

function overPeriods(load: LoadCurve, model: ServiceModel, target: Target, options: StaffingOptions): Float64Array {
  const { horizon, leastAgents, targetOver, floor = lowered(target) } = options
  const agents = new Float64Array(load.volume.length)
  const periods = new Map<number, number[]>()
  for (let i = 0; i < agents.length; i++) {
    if (!load.open[i]) continue
    const key = periodOf(startAt(horizon, i), targetOver)
    periods.set(key, [...(periods.get(key) ?? []), i])
  }
  for (const places of periods.values()) {
    const traffic = {
      volumes: places.map((i) => load.volume[i]),
      aht: places.map((i) => load.aht[i]),
      interval: horizon.interval,
      ...patienceOf(model),
    }
    const staffing = agentsOverPeriod(traffic, target, { minimum: leastAgents, ...(floor ? { floor } : {}) })
    for (const [k, i] of places.entries()) agents[i] = staffing.agents[k]
  }
  return agents
}

/** Points by which an interval may miss the period's service level, where no floor is given. */
const FLOOR_BELOW = 0.1

function lowered({ serviceLevel }: Target): Target | undefined {
  return serviceLevel && { serviceLevel: { ...serviceLevel, share: Math.max(0, serviceLevel.share - FLOOR_BELOW) } }
}

function periodOf(time: PlainDateTime, period: TargetPeriod): number {
  const day = dayOf(time)
  if (period === 'day') return day
  if (period === 'week') return day - weekdayOf(day)
  const { year, month } = dateParts(day)
  return year * 12 + month
}

const POINTWISE: Record<Exclude<DayMethod, 'transient'>, PointwiseMethod> = {
  sipp: 'sipp',
  lag: 'lag-average',
  'lag-max': 'lag-max',
  mol: 'modified-load',
  'square-root': 'square-root',
}

function byStretch(
  load: LoadCurve,
  model: ServiceModel,
  target: Target,
  { horizon: { interval }, leastAgents }: StaffingOptions,
  dayMethod: DayMethod,
): Float64Array {
  const agents = new Float64Array(load.volume.length)
  for (const [from, to] of openStretches(load.open)) {
    const traffic = {
      volumes: load.volume.subarray(from, to),
      aht: load.aht.subarray(from, to),
      interval,
      ...patienceOf(model),
    }
    const method = dayMethod === 'transient' ? 'modified-load' : POINTWISE[dayMethod]
    const staffing = pointwiseAgents(traffic, target, { method, minimum: leastAgents })
    agents.set(staffing.agents, from)
    if (dayMethod === 'transient') {
      agents.set(meetInTruth(agents.subarray(from, to), [from, to], load, model, target, interval, leastAgents), from)
    }
  }
  return agents
}

/** Rounds in which agents may be taken away as well as added; then as many as it takes in which they are only added. */
const BOTH_WAYS = 4
const MOST_ROUNDS = 40

/**
 * Changes a curve until the transient solution meets the target in every interval: what an interval lacks or has too much is translated into agents by the steady
 * state of that interval, and then the true service is looked at again.
 */
function meetInTruth(
  first: Float64Array,
  [from, to]: [number, number],
  load: LoadCurve,
  model: ServiceModel,
  target: Target,
  interval: number,
  leastAgents: number,
): Float64Array {
  const { serviceLevel: level, ...others } = target
  if (!level || Object.values(others).some((part) => part !== undefined)) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'staffing by the transient solution meets a service level only',
      how: 'give a target such as 90/10, or another day method',
    })
  }
  const agents = Float64Array.from(first)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { intervals } = transientStretch(load, agents, [from, to], model, target, interval)
    let short = false
    let taken = false
    for (const [k, { serviceLevel }] of intervals.entries()) {
      const i = from + k
      if (Number.isNaN(serviceLevel)) continue
      const steady = (n: number) =>
        steadyState(model, load.volume[i] / interval, load.aht[i], n).serviceLevel(level.within, level.definition)
      const wanted = steady(agents[k]) + level.share - serviceLevel
      if (serviceLevel < level.share) {
        short = true
        do agents[k]++
        while (steady(agents[k]) < wanted && steady(agents[k]) < 1 - 1e-9)
      } else if (round < BOTH_WAYS) {
        while (agents[k] > leastAgents && steady(agents[k] - 1) >= wanted) {
          agents[k]--
          taken = true
        }
      }
    }
    // A curve that did not change would be looked at again for nothing.
    if (!short && !taken) return agents
  }
  throw new KrarupError({
    code: 'UNREACHABLE',
    what: `the transient solution does not meet the target after ${MOST_ROUNDS} rounds`,
    how: 'take another day method, or fewer parts of the day at once',
  })
}
