import {
  dayAt,
  dayOf,
  type Horizon,
  KrarupError,
  type OpenSpan,
  secondOfDay,
  startAt,
  weekdayOf,
} from '../domain/index.ts'
import { curveToFinishOverDay, type DayFinish, finishedOverDay } from '../erlang/day/index.ts'
import { type LoadCurve, loadCurve } from './load-curve.ts'
import type { WorkDeadline } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'
import type { ServiceCurve } from './service-curve.ts'
import { deadlineOf } from './settings.ts'

/** The deadline of a group whose queues' contacts are work that can wait; undefined where they are on the line. */
export function groupDeadline(group: string, members: readonly PlannedQueue[]): Required<WorkDeadline> | undefined {
  const all = members.map(({ settings }) => deadlineOf(settings))
  const [first] = all
  const refused = (what: string, how: string) =>
    new KrarupError({ code: 'UNSUPPORTED', what: `${group}: ${what}`, where: { name: 'deadline' }, how })
  if (all.some((each) => (each === undefined) !== (first === undefined)))
    throw refused(
      'a plan sizes a pool for contacts on the line, or for work with a deadline, not for both together',
      'give the work a group of its own; what agents do of it between calls, krarup simulate plays (channel: deferred)',
    )
  if (!first) return undefined
  if (all.some((each) => JSON.stringify(each) !== JSON.stringify(first)))
    throw refused(
      'its queues have different deadlines',
      'give them groups of their own, or all of them the shortest deadline, which keeps the others too',
    )
  if (members.some(({ settings }) => settings.priority !== undefined))
    throw refused('work with a deadline is done by the earliest one: it has no priorities', 'leave the priorities out')
  return first
}

/** A week's staffing: the share in time holds in each, so that a quiet week does not pay for a busy one. */
const DAYS_TOGETHER = 7

/** What a group of work that can wait needs, and what becomes of the work. */
export interface StaffedWork {
  agents: Float64Array
  service: ServiceCurve
  /** Agents that the work of each interval keeps busy, spread over the time that it has. */
  load: Float64Array
}

export interface WorkOptions {
  horizon: Horizon
  leastAgents: number
  deadline: Required<WorkDeadline>
}

/** What a group has to do, and when somebody works: open where work comes or is done. */
export function workCurve(members: readonly PlannedQueue[], horizon: Horizon): LoadCurve & { duty: Uint8Array } {
  const load = loadCurve(members)
  const duty = dutyOf(members, load, horizon)
  return { ...load, open: load.open.map((comes, i) => comes | duty[i]), duty }
}

/** 1 where somebody works: in the hours that a queue names, on days on which anything is open; without them wherever work comes. */
function dutyOf(members: readonly PlannedQueue[], { open }: LoadCurve, horizon: Horizon): Uint8Array {
  const { dayFrom } = horizon
  const weeks = members.map(({ settings }) => settings.hours)
  return open.map((comes, i) => {
    const day = dayAt(horizon, i)
    const isDay = comes === 1 || open.subarray(dayFrom[day], dayFrom[day + 1]).includes(1)
    return weeks.some((hours) => (hours ? isDay && isWithin(hours, startAt(horizon, i)) : comes === 1)) ? 1 : 0
  })
}

function isWithin(hours: readonly (readonly OpenSpan[])[], time: number): boolean {
  const second = secondOfDay(time)
  return hours[weekdayOf(dayOf(time))].some(({ from, to }) => second >= from && second < to)
}

/** Sizes the work of a group week by week, each as if it came again and again, to its share in time; see `curveToFinishOverDay`. */
export function staffWork(
  members: readonly PlannedQueue[],
  { horizon, leastAgents, deadline }: WorkOptions,
): StaffedWork & { curve: ReturnType<typeof workCurve> } {
  const curve = workCurve(members, horizon)
  const staffed = {
    agents: new Float64Array(horizon.length),
    load: new Float64Array(horizon.length),
    service: noService(horizon.length),
  }
  for (const [from, to] of stretches(horizon)) {
    const work = workOf(curve, [from, to], horizon, deadline)
    if (!work) continue
    try {
      const found = curveToFinishOverDay({ ...work, share: deadline.share, minimum: leastAgents })
      staffed.agents.set(found.agents, from)
      staffed.load.set(found.load, from)
      putService(staffed.service, found, from)
    } catch (error) {
      if (!(error instanceof KrarupError) || error.code !== 'UNREACHABLE') throw error
      const { code, what, how, value } = error
      const queues = members.map(({ history }) => history.queue).join(', ')
      throw new KrarupError(
        { code, what, where: { name: `queues.${queues}.deadline` }, ...(how ? { how } : {}), value },
        { cause: error },
      )
    }
  }
  return { ...staffed, curve }
}

/** What becomes of the work with other agents than it was sized to: today's, of whom some have passed. */
export function serviceOfWork(
  curve: LoadCurve & { duty: Uint8Array },
  agents: Float64Array,
  options: WorkOptions,
): ServiceCurve {
  const service = noService(agents.length)
  for (const [from, to] of stretches(options.horizon)) {
    const work = workOf(curve, [from, to], options.horizon, options.deadline)
    if (work) putService(service, finishedOverDay(work, agents.subarray(from, to)), from)
  }
  return service
}

/** Weeks from the plan's first day on; days that are left belong to the last. */
function stretches({ dayCount, dayFrom }: Horizon): [from: number, to: number][] {
  const weeks = Math.max(1, Math.floor(dayCount / DAYS_TOGETHER))
  return Array.from({ length: weeks }, (_, week) => [
    dayFrom[week * DAYS_TOGETHER],
    dayFrom[week + 1 < weeks ? (week + 1) * DAYS_TOGETHER : dayCount],
  ])
}

/** Undefined where nothing comes, or nobody works. */
function workOf(
  { volume, aht, duty }: LoadCurve & { duty: Uint8Array },
  [from, to]: readonly [number, number],
  { interval }: Horizon,
  { within, counts }: Required<WorkDeadline>,
) {
  const volumes = Array.from(volume.subarray(from, to), (items) => items || 0)
  const open = Array.from(duty.subarray(from, to), (one) => one === 1)
  const items = volumes.reduce((sum, each) => sum + each, 0)
  if (!(items > 0) || !open.includes(true)) return undefined
  const handled = volumes.reduce((sum, each, i) => sum + (each > 0 ? each * aht[from + i] : 0), 0)
  return { volumes, interval, aht: handled / items, within, counts, open }
}

function noService(length: number): ServiceCurve {
  const none = () => new Float64Array(length).fill(Number.NaN)
  return { serviceLevel: none(), connectRate: none(), asa: none(), occupancy: none(), abandonment: none() }
}

/** All of it is done in the end; it has no speed of answer. */
function putService(service: ServiceCurve, { onTimeByInterval, utilisationByInterval }: DayFinish, from: number): void {
  service.serviceLevel.set(onTimeByInterval, from)
  service.occupancy.set(utilisationByInterval, from)
  for (const [i, share] of onTimeByInterval.entries()) {
    if (Number.isNaN(share)) continue
    service.connectRate[from + i] = 1
    service.abandonment[from + i] = 0
  }
}
