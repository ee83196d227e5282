import {
  type DayNumber,
  dayOf,
  type History,
  intervalsPerDay,
  KrarupError,
  type Measure,
  type Measures,
  type QueueHistory,
  STATE,
  unknownName,
} from '../../domain/index.ts'
import { poolHistories } from '../pool-histories.ts'
import type { StaffedIntervals } from '../staffed-intervals.ts'
import type { PlannedFigures, PlannedIntervals } from './review.ts'

/** A group's intervals that plan and actuals both have, as they came. Totals are over the interval; NaN where not told. */
export interface LaidOut {
  planned: PlannedIntervals
  queues: string[]
  /** Places of the plan's intervals. */
  places: number[]
  came: {
    offered: Float64Array
    answered: Float64Array
    within: Float64Array
    abandoned: Float64Array
    handle: Float64Array
    waited: Float64Array
    agents: Float64Array
  }
  /** Planned intervals of these days that the actuals have no record of. */
  missing: number
  /** Contacts of these days that came when nothing was planned. */
  outside: number
}

/** Queues of the actuals that serve a group of the plan. */
export function queuesOf(
  { group, queues }: PlannedIntervals,
  { groups }: PlannedFigures,
  actuals: History,
): string[] | undefined {
  const known = actuals.queues.map(({ queue }) => queue)
  // A workbook tells the group alone.
  const wanted = queues.length > 0 ? queues : [group]
  const found = wanted.filter((name) => known.includes(name))
  if (found.length === wanted.length) return wanted
  if (groups.length === 1 && (known.length === 1 || queues.length === 0)) return known
  if (found.length === 0) return undefined
  throw unknownName({
    what: `the actuals lack a queue of the plan's group ${group}`,
    name: wanted.find((name) => !known.includes(name))!,
    known,
    list: 'they have',
    most: 10,
    always: 'if it has another name there, say --rename old=new',
  })
}

/** Lays actuals along the intervals of a group of the plan. */
export function layOut(
  planned: PlannedIntervals,
  interval: number,
  queues: string[],
  actuals: History,
  days: { from: DayNumber; to: DayNumber },
  staffing: readonly StaffedIntervals[],
): LaidOut {
  const histories = actuals.queues.filter(({ queue }) => queues.includes(queue))
  const history = atInterval(poolHistories(planned.group, histories), interval)
  const { state, measures, start } = history
  const isWanted = (time: number) => dayOf(time) >= days.from && dayOf(time) <= days.to
  const inPlan = Array.from(planned.start.keys()).filter((i) => isWanted(planned.start[i]))
  const at = (i: number) => (planned.start[i] - start) / interval
  const { offered: contacts, answeredWithin } = measures
  /** Whoever came, and how many of them were in time: what an export leaves empty beside a count is not known. */
  const isTold = (k: number) =>
    contacts[k] === 0 || (contacts[k] > 0 && !(answeredWithin && Number.isNaN(answeredWithin[k])))
  const places = inPlan.filter((i) => state[at(i)] === STATE.observed && isTold(at(i)))
  const column = (measure: Measure) => Float64Array.from(places, (i) => measures[measure]?.[at(i)] ?? Number.NaN)
  const offered = column('offered')
  const plannedTimes = new Set(inPlan.map(at))
  let outside = 0
  for (let i = 0; i < state.length; i++)
    if (state[i] === STATE.observed && isWanted(start + i * interval) && !plannedTimes.has(i))
      outside += measures.offered[i] || 0
  const abandoned = column('abandoned')
  const answered = measures.answered ? column('answered') : offered.map((count, i) => count - abandoned[i])
  return {
    planned,
    queues,
    places,
    came: {
      offered,
      answered,
      within: column('answeredWithin'),
      abandoned: measures.abandoned ? abandoned : offered.map((count, i) => count - answered[i]),
      handle: column('handleTotal'),
      waited: column('waitTotal'),
      agents:
        staffing.length > 0
          ? Float64Array.from(places, (i) => onDuty(planned.start[i], interval, planned.group, queues, staffing))
          : column('agents'),
    },
    missing: inPlan.length - places.length,
    outside,
  }
}

/** Mean agents on duty over an interval, of the group's own records, or of its queues' together; NaN where there is none. */
function onDuty(
  from: number,
  interval: number,
  group: string,
  queues: readonly string[],
  staffing: readonly StaffedIntervals[],
): number {
  const named = staffing.filter(({ name }) => name === group)
  const own = named.length > 0 ? named : staffing.filter(({ name }) => name === undefined || queues.includes(name))
  let sum = own.length > 0 ? 0 : Number.NaN
  for (const { start, agents, interval: length } of own) {
    let covered = 0
    let hours = 0
    // the first record that ends after the interval begins
    for (let k = firstAfter(start, from - length); k < start.length && start[k] < from + interval; k++) {
      const overlap = Math.min(start[k] + length, from + interval) - Math.max(start[k], from)
      covered += overlap
      hours += overlap * agents[k]
    }
    sum += covered > 0 ? hours / interval : Number.NaN
  }
  return sum
}

/** Place of the first value above `bound` in ascending values. */
function firstAfter(values: Float64Array, bound: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle] > bound) high = middle
    else low = middle + 1
  }
  return low
}

/** A history whose intervals are as long as the plan's: shorter ones are added up, agents are a mean. */
function atInterval(history: QueueHistory, interval: number): QueueHistory {
  if (history.interval === interval) return history
  const times = interval / history.interval
  if (!Number.isInteger(times))
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the actuals have intervals of ${history.interval / 60} min, and the plan of ${interval / 60} min`,
      how: 'export the actuals by intervals that are as long as those of the plan, or shorter',
    })
  const length = (history.state.length / intervalsPerDay(history.interval)) * intervalsPerDay(interval)
  const parts = Array.from({ length: times }, (_, k) => k)
  const state = Uint8Array.from({ length }, (_, i) => {
    const states = parts.map((k) => history.state[i * times + k])
    if (states.includes(STATE.missing)) return STATE.missing
    return states.includes(STATE.observed) ? STATE.observed : STATE.closed
  })
  const measures = Object.fromEntries(
    Object.entries(history.measures).map(([name, values]: [string, Float64Array]) => [
      name,
      Float64Array.from({ length }, (_, i) => {
        if (state[i] !== STATE.observed) return Number.NaN
        const open = parts.filter((k) => history.state[i * times + k] === STATE.observed)
        const sum = open.reduce((all, k) => all + values[i * times + k], 0)
        return name === 'agents' ? sum / times : sum
      }),
    ]),
  ) as unknown as Measures
  return { ...history, interval, state, measures }
}
