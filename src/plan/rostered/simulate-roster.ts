import { checkKeys, DAY_SECONDS, type DayNumber, dayOf, type Keys, KrarupError } from '../../domain/index.ts'
import { type Runner, replicate } from '../../sim/index.ts'
import type { PlannedFigures, PlannedIntervals } from '../review/review.ts'
import type { RosteredShift } from './rostered-shift.ts'
import { CONDUCT_KEYS, dayScenario, type GroupModel, groupModels, type RosterConduct } from './scenario-of-roster.ts'

export interface SimulateRosterOptions extends RosterConduct {
  /** Days of the plan to be simulated. Default: all on which somebody works and somebody calls. */
  days?: readonly DayNumber[]
  /** So often each day is simulated. Default 200. */
  replications?: number
  seed?: number
  runner?: Runner
  signal?: AbortSignal
  onProgress?: (done: number, of: number) => void | Promise<void>
}

const KEYS = {
  ...CONDUCT_KEYS,
  days: 1,
  replications: 1,
  seed: 1,
  runner: 1,
  signal: 1,
  onProgress: 1,
} as const satisfies Keys<SimulateRosterOptions>

const REPLICATIONS = 200

/** A simulated share with half of its interval of 95 %. */
export interface SimulatedShare {
  value: number
  halfWidth: number
}

/** An interval or a day of a queue: what was planned, who is rostered, and what comes out. */
export interface RosteredStretch {
  /** Start of it. */
  start: number
  volume: number
  /** Agents on duty in the mean: of the plan, and of the roster, breaks taken off and absence counted. */
  plannedAgents: number
  agents: number
  plannedServiceLevel: number
  serviceLevel: SimulatedShare
  abandonment: SimulatedShare
}

/** A queue of the roster, day by day. */
export interface RosteredQueue {
  name: string
  model: GroupModel
  days: RosteredStretch[]
  /** Those in which contacts are expected. */
  intervals: RosteredStretch[]
}

/** A roster, simulated. */
export interface RosterService {
  interval: number
  replications: number
  seed: number
  people: number
  queues: RosteredQueue[]
}

/**
 * Serves the contacts of a plan with the people of a roster, with their shifts, breaks, speed, lateness and absence, and says the service of each interval and day beside the plan's. Each day is simulated by itself, from midnight to midnight.
 *
 * @throws {KrarupError} MISSING where plan and roster have no day in common, UNREADABLE for a queue that the plan does not have
 */
export async function simulateRoster(
  planned: PlannedFigures,
  roster: readonly RosteredShift[],
  options: SimulateRosterOptions = {},
): Promise<RosterService> {
  checkKeys('simulateRoster', options, KEYS)
  const {
    days = commonDays(planned, roster),
    replications = REPLICATIONS,
    seed = 1,
    runner,
    signal,
    onProgress,
    ...conduct
  } = options
  const models = groupModels(planned, conduct)
  const queues = planned.groups.map(
    ({ group }): RosteredQueue => ({
      name: group,
      model: models.get(group)!,
      days: [],
      intervals: [],
    }),
  )
  for (const [k, day] of days.entries()) {
    const scenario = dayScenario(planned, roster, day, conduct, models)
    const { estimates } = await replicate(scenario, {
      replications,
      // Days have luck of their own.
      seed: seed + k,
      ...(runner ? { runner } : {}),
      ...(signal ? { signal } : {}),
    })
    for (const figures of estimates.queues) {
      const queue = queues.find(({ name }) => name === figures.name)!
      const own = planned.groups.find(({ group }) => group === queue.name)!
      const there = onDuty(roster, queue.name, day, planned.interval, conduct.absence ?? 0)
      const stretches = intervalsOf(own, planned.interval, day).map(
        ({ at, i }): RosteredStretch => ({
          start: own.start[i],
          volume: own.volume[i],
          plannedAgents: own.agents[i],
          agents: there[at],
          plannedServiceLevel: own.serviceLevel[i],
          serviceLevel: shareOf(figures.intervals[at].serviceLevel),
          abandonment: shareOf(figures.intervals[at].abandonment),
        }),
      )
      queue.intervals.push(...stretches)
      queue.days.push({
        ...dayStretch(stretches, day),
        serviceLevel: shareOf(figures.whole.serviceLevel),
        abandonment: shareOf(figures.whole.abandonment),
      })
    }
    await onProgress?.(k + 1, days.length)
  }
  return {
    interval: planned.interval,
    replications,
    seed,
    people: new Set(roster.map(({ name }) => name)).size,
    queues: queues.filter(({ days: own }) => own.length > 0),
  }
}

function shareOf({ value, halfWidth }: SimulatedShare): SimulatedShare {
  return { value, halfWidth }
}

/** Days on which the plan has contacts and the roster people. */
function commonDays({ groups }: PlannedFigures, roster: readonly RosteredShift[]): DayNumber[] {
  const called = new Set(groups.flatMap(({ start, volume }) => [...start].filter((_, i) => volume[i] > 0).map(dayOf)))
  const worked = new Set(roster.flatMap(({ start, end }) => [dayOf(start), dayOf(end - 1)]))
  const common = [...called].filter((day) => worked.has(day)).sort((a, b) => a - b)
  if (common.length > 0) return common
  throw new KrarupError({
    code: 'MISSING',
    what: 'plan and roster have no day in common',
    where: { name: 'roster' },
    how: 'give the plan that the roster was made for',
  })
}

/** Intervals of a day in which contacts are expected: their place in the plan, and in the day. */
function intervalsOf(
  { start, volume }: PlannedIntervals,
  interval: number,
  day: DayNumber,
): { i: number; at: number }[] {
  return [...start].flatMap((time, i) =>
    dayOf(time) === day && volume[i] > 0 ? [{ i, at: Math.floor((time - day * DAY_SECONDS) / interval) }] : [],
  )
}

/** People of a queue on duty by interval of a day, in the mean over the interval. */
function onDuty(
  roster: readonly RosteredShift[],
  queue: string,
  day: DayNumber,
  interval: number,
  absence: number,
): Float64Array {
  const there = new Float64Array(DAY_SECONDS / interval)
  const add = (start: number, end: number, sign: number) => {
    for (let at = 0; at < there.length; at++) {
      const from = day * DAY_SECONDS + at * interval
      const time = Math.min(end, from + interval) - Math.max(start, from)
      if (time > 0) there[at] += (sign * (1 - absence) * time) / interval
    }
  }
  for (const shift of roster) {
    if (shift.queue !== queue) continue
    add(shift.start, shift.end, 1)
    for (const { start, end } of shift.breaks) add(start, end, -1)
  }
  return there
}

/** What of a day is known without simulating: sums and means by contacts. */
function dayStretch(intervals: readonly RosteredStretch[], day: DayNumber) {
  const volume = intervals.reduce((sum, each) => sum + each.volume, 0)
  const mean = (of: (each: RosteredStretch) => number, weigh: (each: RosteredStretch) => number) =>
    intervals.reduce((sum, each) => sum + weigh(each) * of(each), 0) /
    intervals.reduce((sum, each) => sum + weigh(each), 0)
  return {
    start: day * DAY_SECONDS,
    volume,
    plannedAgents: mean(
      (each) => each.plannedAgents,
      () => 1,
    ),
    agents: mean(
      (each) => each.agents,
      () => 1,
    ),
    plannedServiceLevel: mean(
      (each) => each.plannedServiceLevel,
      (each) => each.volume,
    ),
  }
}
