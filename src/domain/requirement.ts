import { DAY_SECONDS, type DayNumber, dayOf, formatDay, type PlainDateTime } from './datetime.ts'
import { checkNotNegative, KrarupError } from './errors.ts'
import { type Horizon, horizonOnDay } from './horizon.ts'
import { INTERVALS, intervalsPerDay } from './series.ts'

/**
 * The agents that groups need, interval by interval, over whole days: the one shape in which a plan hands them on, to a schedule, a capacity plan, a scenario.
 * Arrays have a place for each interval: `start + i * interval`, wall clock; with a horizon, for each of its intervals.
 */
export interface StaffRequirement {
  /** Midnight before the first interval. */
  start: PlainDateTime
  /** Length of an interval, seconds. */
  interval: number
  /** IANA zone, where one was named. */
  timezone?: string
  /** The intervals, where a day has more or fewer of them: clocks change. */
  horizon?: Horizon
  groups: GroupRequirement[]
}

/** What one group needs. */
export interface GroupRequirement {
  name: string
  /** Names of the queues that it serves. */
  queues: string[]
  /** Agents on duty, net of shrinkage; 0 where closed. */
  agents: Float64Array
  /** Agents to schedule, so that after shrinkage `agents` are on duty. */
  scheduled: Float64Array
}

/**
 * Throws unless a requirement is whole: an interval that divides a day, groups with names of their own, arrays of one length that are whole days.
 *
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, MISSING
 */
export function checkRequirement(requirement: StaffRequirement): StaffRequirement {
  const { interval, groups, horizon } = requirement
  if (!INTERVALS.includes(interval as 300))
    throw wrong('OUT_OF_RANGE', 'interval', 'not the length of an interval', interval)
  if (groups.length === 0) throw wrong('MISSING', 'groups', 'there is no group')
  const names = new Set<string>()
  const { length } = groups[0].agents
  if (length === 0 || (horizon ? length !== horizon.length : length % intervalsPerDay(interval) !== 0)) {
    throw wrong('CONFLICT', 'groups[0].agents', 'a requirement is over whole days', length)
  }
  for (const [g, { name, agents, scheduled }] of groups.entries()) {
    if (names.has(name)) throw wrong('CONFLICT', `groups[${g}].name`, 'two groups have one name', name)
    names.add(name)
    for (const [key, values] of Object.entries({ agents, scheduled })) {
      const place = `groups[${g}].${key}`
      if (values.length !== length)
        throw wrong('CONFLICT', place, 'must have one number for each interval', values.length)
      for (let i = 0; i < length; i++) {
        // the name is only built where it is needed
        if (!(values[i] >= 0 && values[i] < Infinity)) checkNotNegative(`${place}[${i}]`, values[i])
      }
    }
  }
  return requirement
}

/**
 * One day of a requirement, as a requirement of its own; shares memory with the whole.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { requirementOnDay } from 'krarup/domain'
 * const group = { name: 'front', queues: ['general'], agents: Float64Array.of(3, 4), scheduled: Float64Array.of(5, 6) }
 * const friday = requirementOnDay({ start: 0, interval: 86400, groups: [group] }, 1)
 * friday.start //=> 86400
 * friday.groups[0].agents //=> Float64Array.of(4)
 * ```
 */
export function requirementOnDay(requirement: StaffRequirement, day: DayNumber): StaffRequirement {
  const { start, interval, groups, horizon, ...rest } = requirement
  const perDay = intervalsPerDay(interval)
  const at = day - dayOf(start)
  const days = horizon?.dayCount ?? (groups[0]?.agents.length ?? 0) / perDay
  if (!(Number.isInteger(at) && at >= 0 && at < days)) {
    throw wrong(
      'OUT_OF_RANGE',
      'day',
      'the requirement does not have this day',
      Number.isInteger(day) ? formatDay(day) : day,
    )
  }
  const [from, to] = horizon ? horizon.dayFrom.subarray(at, at + 2) : [at * perDay, (at + 1) * perDay]
  const cut = (values: Float64Array) => values.subarray(from, to)
  return {
    ...rest,
    start: day * DAY_SECONDS,
    interval,
    ...(horizon ? { horizon: horizonOnDay(horizon, at) } : {}),
    groups: groups.map((group) => ({ ...group, agents: cut(group.agents), scheduled: cut(group.scheduled) })),
  }
}

/**
 * Hours of agents, of all groups: on duty, and to be scheduled (paid).
 *
 * @example
 * ```ts
 * import { requiredHours } from 'krarup/domain'
 * const group = { name: 'front', queues: ['general'], agents: new Float64Array(48).fill(7), scheduled: new Float64Array(48).fill(10) }
 * requiredHours({ start: 0, interval: 1800, groups: [group] }) //=> { onDuty: 168, scheduled: 240 }
 * ```
 */
export function requiredHours({ interval, groups }: StaffRequirement): { onDuty: number; scheduled: number } {
  const hours = (of: (group: GroupRequirement) => Float64Array) =>
    (groups.reduce((sum, group) => of(group).reduce((all, agents) => all + agents, sum), 0) * interval) / 3600
  return { onDuty: hours(({ agents }) => agents), scheduled: hours(({ scheduled }) => scheduled) }
}

function wrong(
  code: 'OUT_OF_RANGE' | 'CONFLICT' | 'MISSING',
  name: string,
  what: string,
  value?: unknown,
): KrarupError {
  return new KrarupError({ code, what, where: { name }, value })
}
