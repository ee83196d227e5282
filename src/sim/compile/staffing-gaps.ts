import { entryOf } from '../../domain/index.ts'
import type { Scenario } from '../../scenario/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { compile } from './compile.ts'

/** Intervals in which contacts of a queue are expected and nobody is on duty who serves it. */
export interface StaffingGap {
  queue: string
  /** Of the whole run, ascending. */
  intervals: number[]
  /** Intervals that a day has. */
  perDay: number
}

/**
 * Queues that are open and expect contacts while no agent of any of their groups is on duty. Breaks, absence and troubles are no gaps; deferred work may wait, and is not looked at, nor are calls that reach a queue through a menu.
 *
 * @throws {KrarupError} what {@link compile} throws
 * @example
 * ```ts
 * import { staffingGaps } from 'krarup/sim'
 * const queue = { volume: [30, 30], aht: 200, groups: ['all'], target: { serviceLevel: { share: 0.8, within: 20 } } }
 * staffingGaps({ interval: 3600, queues: { calls: queue }, groups: { all: { agents: [4, 0] } } }) //=> [{ queue: 'calls', intervals: [1], perDay: 2 }]
 * ```
 */
export function staffingGaps(scenario: Scenario): StaffingGap[] {
  const model = compile(scenario)
  const onDuty = dutyOf(model)
  const isOpen = openingOf(model)
  return model.parentNames.flatMap((queue, parent) => {
    if (entryOf(scenario.queues, queue)?.channel === 'deferred') return []
    const parts = Array.from({ length: model.queues }, (_, q) => q).filter((q) => model.parentOf[q] === parent)
    const intervals = Array.from({ length: model.intervals }, (_, i) => i).filter((i) =>
      parts.some((q) => expects(model, q, i) && isOpen(q, i) && !isServed(model, q, i, onDuty)),
    )
    return intervals.length === 0 ? [] : [{ queue, intervals, perDay: model.intervalsPerDay }]
  })
}

function expects({ rates, queues, slotsPerInterval }: CompiledModel, q: number, interval: number): boolean {
  for (let slot = interval * slotsPerInterval; slot < (interval + 1) * slotsPerInterval; slot++) {
    if (rates[slot * queues + q] > 0) return true
  }
  return false
}

function isServed(
  { routeStart, routeGroup }: CompiledModel,
  q: number,
  interval: number,
  onDuty: (group: number, interval: number) => boolean,
): boolean {
  for (let route = routeStart[q]; route < routeStart[q + 1]; route++) {
    if (onDuty(routeGroup[route], interval)) return true
  }
  return false
}

/** Whether anybody of a group is on duty in a part of an interval, by the numbers or by a shift. */
function dutyOf(model: CompiledModel): (group: number, interval: number) => boolean {
  const { agents, groups, agentLevel, interval: seconds, intervalsPerDay } = model
  return (group, interval) => {
    if (agents[interval * groups + group] > 0) return true
    if (!agentLevel) return false
    const { agentStart, countedAgents, shiftFrom, shiftTo, shiftOn } = agentLevel
    const day = Math.floor(interval / intervalsPerDay)
    const from = (interval % intervalsPerDay) * seconds
    const all = shiftFrom.length
    for (let agent = agentStart[group] + countedAgents[group]; agent < agentStart[group + 1]; agent++) {
      // A shift of the day before may reach into this day.
      for (const back of [0, 1]) {
        const start = from + back * intervalsPerDay * seconds
        const isWorked = shiftOn === undefined || shiftOn[(day - back + 1) * all + agent] === 1
        if (isWorked && shiftFrom[agent] < start + seconds && shiftTo[agent] > start) return true
      }
    }
    return false
  }
}

/** Whether a queue is open in a part of an interval. */
function openingOf(model: CompiledModel): (q: number, interval: number) => boolean {
  const { agentLevel, interval: seconds, intervalsPerDay } = model
  const hours = agentLevel?.hours
  const day = intervalsPerDay * seconds
  return (q, interval) => {
    if (!hours || hours.start[q] === hours.start[q + 1]) return true
    const from = (interval % intervalsPerDay) * seconds
    for (let k = hours.start[q]; k < hours.start[q + 1]; k++) {
      for (const start of [from, from + day]) {
        if (hours.from[k] < start + seconds && hours.to[k] > start) return true
      }
    }
    return false
  }
}
