import {
  checkKeys,
  DAY_SECONDS,
  type DayNumber,
  formatDay,
  type Keys,
  KrarupError,
  type Target,
  unknownName,
} from '../../domain/index.ts'
import type { GroupScenario, QueueScenario, RandomTime, Scenario, ShiftScenario } from '../../scenario/index.ts'
import { planModel } from '../review/plan-model.ts'
import type { PlannedFigures, PlannedIntervals } from '../review/review.ts'
import type { RosteredShift } from './rostered-shift.ts'

/** What people do beside their shifts, and how the plan was sized. */
export interface RosterConduct {
  /** What is in time. Default: the threshold that gives back the plan's own service level. */
  target?: Target
  /** Mean patience in seconds, or `'infinite'`. Default: that which gives back the plan's own abandonment. */
  patience?: number | 'infinite'
  /** Share of people who do not come on a day. Default 0. */
  absence?: number
  /** Share of shifts that begin late, and by how much. Default none. */
  lateness?: { share: number; by: RandomTime }
  /** Share of the time on duty that people are away unplanned, and how long at a time. Default none. */
  away?: { share: number; for: RandomTime }
  /** How fast people are, by name and queue: at 0.8 a contact takes 1.25 times as long. Default 1. */
  speeds?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export const CONDUCT_KEYS = {
  target: 1,
  patience: 1,
  absence: 1,
  lateness: 1,
  away: 1,
  speeds: 1,
} as const satisfies Keys<RosterConduct>

/** Of a target nobody says more of than its seconds. */
const ANY_SHARE = 0.8

/** How contacts of a group of the plan come and wait. */
export interface GroupModel {
  within: number
  share: number
  /** Seconds; Infinity: nobody hangs up. */
  patience: number
}

/** Thresholds and patience by group: those that are given, else those that give the plan's own figures back. */
export function groupModels({ groups, interval }: PlannedFigures, conduct: RosterConduct): Map<string, GroupModel> {
  const { target, patience } = conduct
  return new Map(
    groups.map((planned) => {
      const { model, within } = planModel(planned, interval, {
        ...(target ? { target } : {}),
        ...(patience === undefined ? {} : { patience }),
      })
      return [planned.group, { within, share: target?.serviceLevel?.share ?? ANY_SHARE, patience: model.patience }]
    }),
  )
}

/**
 * A day of a roster as a scenario: the contacts and handle times of the plan, and people with the shifts and breaks that the roster gives them, each with their speed, lateness and absence. From midnight to midnight; of a shift over
 * midnight each day has its part. A person serves the queue of the shift.
 *
 * @throws {KrarupError} UNREADABLE for a queue that the plan does not have, MISSING for a day without contacts
 */
export function scenarioOfRoster(
  planned: PlannedFigures,
  roster: readonly RosteredShift[],
  day: DayNumber,
  conduct: RosterConduct = {},
): Scenario {
  checkKeys('scenarioOfRoster', conduct, CONDUCT_KEYS)
  return dayScenario(planned, roster, day, conduct, groupModels(planned, conduct))
}

/** {@link scenarioOfRoster} with the models of the groups, which are the same on all days. */
export function dayScenario(
  planned: PlannedFigures,
  roster: readonly RosteredShift[],
  day: DayNumber,
  conduct: RosterConduct,
  told: ReadonlyMap<string, GroupModel>,
): Scenario {
  const { interval } = planned
  const known = planned.groups.map(({ group }) => group)
  const from = day * DAY_SECONDS
  const groups = new Map<string, { queue: string; speed: number; shifts: Map<string, ShiftScenario> }>()
  for (const shift of roster) {
    if (!known.includes(shift.queue))
      throw unknownName({ what: 'the plan has no such queue', name: shift.queue, known, where: { name: 'queue' } })
    const own = partOfDay(shift, from)
    if (!own) continue
    const speed = conduct.speeds?.[shift.name]?.[shift.queue] ?? 1
    const name = speed === 1 ? shift.queue : `${shift.queue} x${speed}`
    const group = groups.get(name) ?? { queue: shift.queue, speed, shifts: new Map() }
    groups.set(name, group)
    // People with the same shift and breaks are one entry: the simulator is quicker, and each is absent and late alone.
    const key = JSON.stringify(own)
    const same = group.shifts.get(key)
    group.shifts.set(key, { ...own, agents: (same?.agents ?? 0) + 1 })
  }
  const queues = planned.groups.flatMap((one): [string, QueueScenario][] => {
    const serving = [...groups].filter(([, { queue }]) => queue === one.group).map(([name]) => name)
    const scenario = queueOf(one, interval, from, told.get(one.group)!)
    return scenario ? [[one.group, { ...scenario, groups: serving.length > 0 ? serving : [one.group] }]] : []
  })
  if (queues.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: `the plan has no contacts on ${formatDay(day)}`,
      where: { name: 'day' },
      how: 'take a day that both the plan and the roster have',
    })
  const { absence, lateness, away } = conduct
  const words: GroupScenario = {
    ...(absence ? { absence } : {}),
    ...(lateness ? { lateness } : {}),
    ...(away ? { away } : {}),
  }
  const needed = new Set(queues.flatMap(([, { groups: serving }]) => serving as string[]))
  return {
    name: `roster of ${formatDay(day)}`,
    interval,
    intervals: DAY_SECONDS / interval,
    queues: Object.fromEntries(queues),
    groups: Object.fromEntries(
      [...needed].map((name): [string, GroupScenario] => {
        const group = groups.get(name)
        if (!group) return [name, { agents: 0 }]
        return [
          name,
          { shifts: [...group.shifts.values()], ...(group.speed === 1 ? {} : { pace: 1 / group.speed }), ...words },
        ]
      }),
    ),
  }
}

/** The part of a shift that lies within a day, in seconds of it. */
function partOfDay({ start, end, breaks }: RosteredShift, day: number): ShiftScenario | undefined {
  const clip = (time: number) => Math.min(DAY_SECONDS, Math.max(0, time - day))
  const [from, to] = [clip(start), clip(end)]
  if (from >= to) return undefined
  const pauses = breaks
    .map((each) => ({ at: clip(each.start), length: clip(each.end) - clip(each.start) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.at - b.at)
  return { agents: 1, from, to, ...(pauses.length > 0 ? { pauses } : {}) }
}

/** The contacts of a group of the plan on a day; undefined where none come. */
function queueOf(
  { start, volume, aht }: PlannedIntervals,
  interval: number,
  day: number,
  { within, share, patience }: GroupModel,
): Omit<QueueScenario, 'groups'> | undefined {
  const count = DAY_SECONDS / interval
  const contacts = new Array<number>(count).fill(0)
  const seconds = new Array<number>(count).fill(Number.NaN)
  start.forEach((time, i) => {
    const at = Math.floor((time - day) / interval)
    if (at < 0 || at >= count || !(volume[i] > 0)) return
    contacts[at] = volume[i]
    seconds[at] = aht[i]
  })
  const all = contacts.reduce((sum, each) => sum + each, 0)
  if (all === 0) return undefined
  const mean = contacts.reduce((sum, each, i) => sum + (each > 0 ? each * seconds[i] : 0), 0) / all
  return {
    volume: contacts,
    aht: mean,
    ahtFactors: contacts.map((each, i) => (each > 0 ? seconds[i] / mean : 1)),
    ...(patience === Number.POSITIVE_INFINITY ? {} : { patience }),
    target: { serviceLevel: { within, share } },
  }
}
