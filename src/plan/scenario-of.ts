import {
  checkKeys,
  type DayNumber,
  dayOf,
  formatDay,
  type Keys,
  KrarupError,
  secondOfDay,
  startAt,
  unknownName,
} from '../domain/index.ts'
import type { GroupScenario, QueueScenario, Scenario } from '../scenario/index.ts'
import type { GroupPlan, Plan, QueueForecast, WorkDeadline } from './plan.ts'

export interface PlannedDayOptions {
  /** A day of the plan. Default: the one with most contacts. */
  day?: DayNumber
  /**
   * Whom the groups have. `'on duty'` (default): the agents that the plan asks for, after shrinkage, so that the simulation shows the service that it promises.
   * `'scheduled'`: those who are scheduled, each of whom is absent with the probability of the shrinkage, so that it shows what chance in absences does.
   */
  staffing?: 'on duty' | 'scheduled'
}

const PLANNED_DAY_KEYS = { day: 1, staffing: 1 } as const satisfies Keys<PlannedDayOptions>

/** A planned day as a scenario. */
export interface PlannedDay {
  scenario: Scenario
  day: DayNumber
  /** Second of the day at which the scenario's first interval begins. */
  opens: number
}

/** Handle times that differ less than this from the day's mean are taken as the mean: without factors by interval the faster loops run. */
const SAME_HANDLE_TIME = 0.005

/**
 * The scenario of a planned day: simulating it proves the plan, or shows what the plan leaves out. Volumes and handle times are the forecast's, patience is that of the group's model, staffing, targets and pools are the plan's.
 * It begins with the first interval in which any queue is open and ends with the last.
 *
 * On a day on which clocks change it has the intervals that come to pass: 50 half hours of a day of 25 hours.
 *
 * The plan expects each interval to be in a steady state of its own; in the simulation a queue begins empty and goes on from interval to interval, and in a pool every queue keeps its own handle time.
 * Work with a deadline begins the day without a backlog, and what is due after its end is not judged there.
 *
 * @throws {KrarupError} OUT_OF_RANGE for a day that is not planned, MISSING for one without contacts, UNREADABLE
 * @example
 * ```ts
 * import { makePlan, scenarioOf } from 'krarup/plan'
 * const state = Uint8Array.from({ length: 8 * 7 * 24 }, (_, i) => (i % 24 >= 8 && i % 24 < 20 ? 0 : 1))
 * const offered = Float64Array.from(state, (closed) => (closed ? Number.NaN : 100))
 * const queue = { queue: 'sales', start: 0, interval: 3600, state, measures: { offered } }
 * const plan = await makePlan({ interval: 3600, queues: [queue] }, { days: 7, settings: { aht: 240, patience: 120 } })
 * const { scenario, opens } = scenarioOf(plan)
 * opens / 3600 //=> 8
 * scenario.intervals //=> 12
 * scenario.queues.sales.patience //=> 120
 * scenario.groups.sales.agents //=> new Array(12).fill(11)
 * ```
 */
export function scenarioOf(plan: Plan, options: PlannedDayOptions = {}): PlannedDay {
  checkKeys('scenarioOf', options, PLANNED_DAY_KEYS)
  const { day = busiestDay(plan), staffing = 'on duty' } = options
  if (staffing !== 'on duty' && staffing !== 'scheduled') {
    const known = ['on duty', 'scheduled']
    throw unknownName({ what: 'not a staffing', name: staffing, known, where: { name: 'staffing' } })
  }
  const [from, to] = openHours(plan, day)
  const { interval } = plan
  const cut = (values: ArrayLike<number>) => Array.from({ length: to - from }, (_, i) => values[from + i] || 0)
  const groupOf = new Map(plan.groups.map((group) => [group.name, group]))
  const queues: [string, QueueScenario][] = []
  for (const queue of plan.queues) {
    const volume = cut(queue.volume)
    if (volume.every((contacts) => contacts === 0)) continue
    const { patience, tiers, deadline } = groupOf.get(queue.group)!
    const tier = tiers?.find(({ queues: own }) => own.includes(queue.name))
    queues.push([
      queue.name,
      {
        volume,
        ...handleTimes(volume, cut(queue.aht)),
        ...(patience === Infinity ? {} : { patience }),
        target: queue.target,
        ...(deadline ? workWords(deadline) : {}),
        ...(tier ? { priority: tier.priority } : {}),
        groups: [queue.group],
      },
    ])
  }
  const served = new Set(queues.flatMap(([, { groups }]) => groups))
  const groups = plan.groups
    .filter(({ name }) => served.has(name))
    .map((group): [string, GroupScenario] => [
      group.name,
      staffing === 'on duty'
        ? { agents: cut(group.agents) }
        : { agents: cut(group.scheduled), absence: group.shrinkage },
    ])
  const scenario: Scenario = {
    name: `planned day ${formatDay(day)}`,
    interval,
    intervals: to - from,
    queues: Object.fromEntries(queues),
    groups: Object.fromEntries(groups),
  }
  return { scenario, day, opens: secondOfDay(startAt(plan, from)) }
}

/** Work that can wait, as a scenario says it. */
function workWords({ within, counts }: Required<WorkDeadline>): Partial<QueueScenario> {
  return {
    channel: 'deferred',
    deadline: within,
    ...(counts === 'open hours' ? { timeCounts: 'open-hours' as const } : {}),
  }
}

/** The day with most contacts, the first of several. */
function busiestDay({ groups, start, dayCount }: Plan): DayNumber {
  let busiest = 0
  const contacts = Array.from({ length: dayCount }, (_, i) => total(groups, i))
  for (let i = 1; i < dayCount; i++) if (contacts[i] > contacts[busiest]) busiest = i
  return dayOf(start) + busiest
}

function total(groups: readonly GroupPlan[], day: number): number {
  return groups.reduce((sum, { days }) => sum + (days[day].volume || 0), 0)
}

/** The plan's intervals from the first open one of the day to the one after the last. */
function openHours(plan: Plan, day: DayNumber): [from: number, to: number] {
  const at = day - dayOf(plan.start)
  if (!(Number.isInteger(at) && at >= 0 && at < plan.dayCount)) {
    const last = dayOf(plan.start) + plan.dayCount - 1
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'this day is not planned',
      where: { name: 'day' },
      how: `take one from ${formatDay(dayOf(plan.start))} to ${formatDay(last)}, or plan more days`,
      value: Number.isInteger(day) ? formatDay(day) : day,
    })
  }
  const hasContacts = (i: number) => plan.queues.some((queue: QueueForecast) => queue.volume[i] > 0)
  const [first, end] = plan.dayFrom.subarray(at, at + 2)
  const open = Array.from({ length: end - first }, (_, i) => first + i).filter(hasContacts)
  if (open.length > 0) return [open[0], open[open.length - 1] + 1]
  throw new KrarupError({
    code: 'MISSING',
    what: 'no contacts are expected on this day',
    where: { name: 'day' },
    how: 'take a day on which the centre is open',
    value: formatDay(day),
  })
}

/** The day's mean handle time, weighted by volume; with factors by interval where they differ from it. */
function handleTimes(volume: readonly number[], aht: readonly number[]): Pick<QueueScenario, 'aht' | 'ahtFactors'> {
  const contacts = volume.reduce((sum, each) => sum + each, 0)
  const mean = volume.reduce((sum, each, i) => sum + each * aht[i], 0) / contacts
  const ahtFactors = volume.map((each, i) => (each > 0 ? aht[i] / mean : 1))
  return ahtFactors.every((factor) => Math.abs(factor - 1) < SAME_HANDLE_TIME)
    ? { aht: mean }
    : { aht: mean, ahtFactors }
}
