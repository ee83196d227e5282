import {
  checkKeys,
  checkList,
  checkNumber,
  DAY_SECONDS,
  type DayNumber,
  dayOf,
  formatDay,
  formatPlainDateTime,
  type Horizon,
  type Keys,
  KrarupError,
  listNames,
  startAt,
  unknownName,
} from '../domain/index.ts'
import { type Message, planSays } from '../domain/messages/index.ts'
import type { GroupPlan, PlanOptions } from './plan.ts'
import type { StaffedIntervals } from './staffed-intervals.ts'

const ROSTER_KEYS = { name: 1, start: 1, agents: 1, interval: 1 } as const satisfies Keys<StaffedIntervals>

/** Agents who are rostered already, laid along the plan's intervals. */
export interface Roster {
  byGroup: ReadonlyMap<string, Float64Array>
  /** Rows with agents that are of no interval of the plan. */
  outside: number
}

/**
 * Lays a roster along the plan's intervals: a row for each of them. Of the hour that comes twice both have the agents of the row.
 *
 * @throws {KrarupError} UNREADABLE for a group that the plan does not have, MISSING where none is named and the plan has several, CONFLICT for times and days that are not those of the plan and for more agents
 * than may be on duty, OUT_OF_RANGE for parts of an agent
 */
export function rosterOf(
  { rostered, mostAgents = Infinity }: PlanOptions,
  groups: readonly string[],
  horizon: Horizon,
): Roster {
  if (rostered === undefined) return { byGroup: new Map(), outside: 0 }
  checkList(rostered, 'makePlan', 'rostered (agents on duty)')
  for (const each of rostered) checkKeys('rostered', each, ROSTER_KEYS)
  checkStep(rostered, horizon)
  const places = new Map<number, number[]>()
  for (let i = 0; i < horizon.length; i++) {
    const time = startAt(horizon, i)
    places.set(time, [...(places.get(time) ?? []), i])
  }
  const byGroup = new Map<string, Float64Array>()
  let outside = 0
  let inside = 0
  for (const { name, start, agents } of rostered) {
    const group = groupOf(name, groups)
    const column = byGroup.get(group) ?? new Float64Array(horizon.length)
    byGroup.set(group, column)
    for (const [k, time] of start.entries()) {
      const count = agents[k]
      checkTime(time, horizon)
      checkNumber(`rostered: agents of ${group} at ${clock(time)}`, count, { least: 0, whole: true })
      if (count > mostAgents) throw tooMany(group, time, count, mostAgents)
      const found = places.get(time)
      if (found) inside++
      else if (count > 0) outside++
      for (const i of found ?? []) column[i] = count
    }
  }
  if (inside === 0 && outside > 0)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `no row of the roster is of a day of the plan, ${daysOf(horizon)}`,
      where: { name: 'rostered' },
      how: 'give the roster of these days, or plan those of the roster (--start, --days)',
    })
  return { byGroup, outside }
}

/** The agents of a plan, and whoever is rostered beyond them. */
export function withRostered(agents: Float64Array, rostered: Float64Array | undefined, open: Uint8Array): Float64Array {
  return rostered ? agents.map((n, i) => (open[i] ? Math.max(n, rostered[i]) : n)) : agents
}

/** How much of a group's plan is rostered. */
export function rosteredPart(
  rostered: Float64Array,
  { agents, open }: Pick<GroupPlan, 'agents' | 'open'>,
  interval: number,
): NonNullable<GroupPlan['rostered']> {
  const sums = { agentHours: 0, addedAgentHours: 0, closedAgentHours: 0 }
  for (let i = 0; i < agents.length; i++) {
    const hours = (count: number) => (count * interval) / 3600
    const covered = open[i] ? Math.min(rostered[i], agents[i]) : 0
    sums.agentHours += hours(covered)
    sums.addedAgentHours += hours(agents[i] - covered)
    if (!open[i]) sums.closedAgentHours += hours(rostered[i])
  }
  return { agents: rostered, ...sums }
}

/** What of a roster the plan has no use for. */
export function rosterTold({ outside }: Roster, groups: readonly GroupPlan[], horizon: Horizon): Message[] {
  const closed = groups.filter(({ rostered }) => rostered && rostered.closedAgentHours > 0)
  const hours = closed.reduce((sum, { rostered }) => sum + rostered!.closedAgentHours, 0)
  return [
    ...(outside > 0 ? [planSays('rosterOutside', { days: { days: daysIn(horizon) }, count: { count: outside } })] : []),
    ...(closed.length > 0
      ? [
          planSays('rosterClosed', {
            hours: { tenths: hours },
            groups: { list: closed.map(({ name }) => name), most: 10 },
          }),
        ]
      : []),
  ]
}

function groupOf(name: string | undefined, groups: readonly string[]): string {
  if (name === undefined && groups.length === 1) return groups[0]
  if (name === undefined)
    throw new KrarupError({
      code: 'MISSING',
      what: `the roster does not tell of which group its agents are, and the plan has ${groups.length}`,
      where: { name: 'rostered' },
      how: `add a column group: ${listNames(groups, 10)}`,
    })
  if (groups.includes(name)) return name
  throw unknownName({
    what: 'the roster has agents of a group that the plan does not have',
    name,
    known: groups,
    where: { name: 'rostered' },
    list: 'the plan has',
    most: 10,
  })
}

/** Rows farther apart, or nearer, than the plan's intervals would leave some without agents, or with those of a part. */
function checkStep(rostered: readonly StaffedIntervals[], { interval }: Horizon): void {
  const step = Math.min(...rostered.map((each) => each.interval))
  // a day is what a single row is taken for
  if (step === interval || step === DAY_SECONDS) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `rows of the roster are ${step / 60} min apart, and intervals of the plan ${interval / 60} min`,
    where: { name: 'rostered' },
    how: `write a row for each interval of ${interval / 60} min, those without agents too`,
  })
}

function checkTime(time: number, { start, interval }: Horizon): void {
  if ((time - start) % interval === 0) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `no interval of the plan begins at this time of the roster: they are ${interval / 60} min long, from midnight on`,
    where: { name: 'rostered' },
    how: `write ${clock(time - ((((time - start) % interval) + interval) % interval))}, where the interval begins`,
    value: clock(time),
  })
}

function tooMany(group: string, time: number, count: number, mostAgents: number): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: `${count} agents of ${group} are rostered at ${clock(time)}, and ${mostAgents} may be on duty`,
    where: { name: 'mostAgents' },
    how: `allow ${count}, or mend the roster`,
    value: mostAgents,
  })
}

function clock(time: number): string {
  return formatPlainDateTime(time).slice(0, 16).replace('T', ' ')
}

function daysOf(horizon: Horizon): string {
  return daysIn(horizon).map(formatDay).join(' to ')
}

function daysIn({ start, dayCount }: Horizon): [DayNumber, DayNumber] {
  return [dayOf(start), dayOf(start) + dayCount - 1]
}
