import { checkNumber, checkShare, DAY_SECONDS } from '../../domain/index.ts'
import { conflict, pointer, shiftDays, type TrainingScenario } from '../../scenario/index.ts'
import type { TrainingsModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import type { CompiledModel } from '../model/model.ts'
import type { Entities } from './entities.ts'
import { agentsOf, type CompiledAgent } from './group-agents.ts'
import type { Horizon } from './horizon.ts'
import { meanOf } from './mean-of.ts'

/** Days of the run in which everybody attends once. */
const DAYS = { week: 7, month: 365.25 / 12, quarter: 365.25 / 4 }
/** A run of so many days is a whole month. */
const MONTH = { least: 28, most: 31 }
const AT_ONCE = 0.1

/** What a training's hours are chosen by. */
type Traffic = Pick<CompiledModel, 'rates' | 'slotsPerInterval' | 'routeStart' | 'routeGroup' | 'routeMean' | 'agents'>

/** A training of some agents who come and go together: those by numbers, or those of a shift. */
interface Session {
  at: number
  agents: number
  round: number
  length: number
  /** Their places among the group's agents. */
  first: number
  end: number
}

/** Agents who come and go together, and 1 where they are on duty for the whole of an interval, without a pause of their shift. */
interface Team {
  first: number
  end: number
  isThere: Uint8Array
}

/**
 * When who is trained: one session after the other is put where the busiest of its intervals leaves its agents the least busy: the load of those on the line whom the group serves first, over its agents on
 * duty who are not at another session. Undefined where nobody is trained.
 *
 * @throws {KrarupError} CONFLICT, OUT_OF_RANGE
 */
export function compileTrainings(entities: Entities, horizon: Horizon, traffic: Traffic): TrainingsModel | undefined {
  const { groups, groupNames, given } = entities
  if (!groups.some(({ training }) => training)) return undefined
  let before = 0
  const sessions = groups.flatMap((group, g) => {
    const place = `/groups/${pointer(groupNames[g])}/`
    const days = horizon.intervals / horizon.intervalsPerDay
    const persons = agentsOf(group, place, (shift, at) => shiftDays(given, shift, days, at))
    const first = before
    before += persons.length
    if (!group.training) return []
    const teams = teamsOf(persons, horizon, (i) => traffic.agents[i * groups.length + g])
    const duty = Float64Array.from({ length: horizon.intervals }, (_, i) => traffic.agents[i * groups.length + g])
    for (const { first: from, end, isThere } of teams)
      if (persons[from].shift) for (let i = 0; i < duty.length; i++) duty[i] += isThere[i] * (end - from)
    const load = loadOf(entities, g, horizon, traffic)
    const all = teams.flatMap((team) =>
      sessionsOf(group.training as TrainingScenario, team, { persons: persons.length, duty, load, horizon, place }),
    )
    return all.map((session) => ({ ...session, group: g, first: first + session.first, end: first + session.end }))
  })
  sessions.sort((a, b) => a.at - b.at)
  return {
    at: Float64Array.from(sessions, ({ at }) => at),
    group: Int32Array.from(sessions, ({ group }) => group),
    first: Int32Array.from(sessions, ({ first }) => first),
    end: Int32Array.from(sessions, ({ end }) => end),
    agents: Int32Array.from(sessions, ({ agents }) => agents),
    round: Int32Array.from(sessions, ({ round }) => round),
    length: Float64Array.from(sessions, ({ length }) => length),
  }
}

function sessionsOf(
  { length, per = 'month', atOnce = AT_ONCE }: TrainingScenario,
  { first, end, isThere }: Team,
  {
    persons,
    duty,
    load,
    horizon,
    place,
  }: { persons: number; duty: Float64Array; load: Float64Array; horizon: Horizon; place: string },
): Session[] {
  const { interval, intervals, intervalsPerDay } = horizon
  const steps = Math.ceil(checkNumber(`${place}training/length`, length, { above: 0 }) / interval)
  const most = Math.max(1, Math.floor(checkShare(`${place}training/atOnce`, atOnce) * persons))
  const days = intervals / intervalsPerDay
  const isMonth = per === 'month' && days >= MONTH.least && days <= MONTH.most
  const rounds = isMonth ? 1 : days / DAYS[per]
  const stretches = Math.max(1, Math.round(rounds))
  const share = rounds / stretches
  const sessions: Session[] = []
  for (let round = 0; round < stretches; round++) {
    const from = Math.round((round * days) / stretches) * intervalsPerDay
    const to = Math.round(((round + 1) * days) / stretches) * intervalsPerDay
    const find = (agents: number) =>
      cheapest(
        load,
        duty,
        (start) => {
          const isOnOneDay = (start % intervalsPerDay) + steps <= intervalsPerDay
          return (
            isOnOneDay && start + steps <= to && isThere.subarray(start, start + steps).every((there) => there === 1)
          )
        },
        { from, to, steps, agents },
      )
    let left = Math.round(end * share) - Math.round(first * share)
    while (left > 0) {
      let agents = Math.min(most, left)
      let start = find(agents)
      while (start < 0 && agents > 1) start = find(--agents)
      if (start < 0)
        throw conflict(
          `${place}training`,
          'somebody of the group is never on duty for so long without a pause',
          'shorten the training, or give longer shifts',
        )
      for (let i = start; i < start + steps; i++) duty[i] -= agents
      sessions.push({ at: start * interval, agents, round, length: onGrid(length), first, end })
      left -= agents
    }
  }
  return sessions
}

/** The interval of a stretch from which on so many agents are missed least; -1 where there never are so many. */
function cheapest(
  load: Float64Array,
  duty: Float64Array,
  isPossible: (start: number) => boolean,
  { from, to, steps, agents }: { from: number; to: number; steps: number; agents: number },
): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (let start = from; start < to; start++) {
    if (!isPossible(start)) continue
    let busiest = 0
    for (let i = start; i < start + steps; i++) {
      const left = duty[i] - agents
      // Where nobody is left somebody has to wait: only where there is no other hour.
      busiest = Math.max(busiest, left < 0 ? Number.POSITIVE_INFINITY : (load[i] + ANY_LOAD) / Math.max(left, NOBODY))
    }
    if (busiest < least) {
      least = busiest
      best = start
    }
  }
  return best
}

/** Of hours without load those with the most agents. */
const ANY_LOAD = 1e-6
const NOBODY = 1e-6

/** The agents of a group by how they come and go. */
function teamsOf(
  persons: readonly CompiledAgent[],
  { interval, intervals, intervalsPerDay }: Horizon,
  counted: (interval: number) => number,
): Team[] {
  const days = intervals / intervalsPerDay
  const daySeconds = intervalsPerDay * interval
  const teams: Team[] = []
  persons.forEach(({ shift, days: worked = [] }, place) => {
    const last = teams.at(-1)
    // The persons of a shift are one after the other, and have its days.
    if (last && persons[place - 1].shift?.from === shift?.from && persons[place - 1].days === (shift && worked)) {
      last.end++
      return
    }
    const isThere = new Uint8Array(intervals)
    teams.push({ first: place, end: place + 1, isThere })
    if (!shift) {
      for (let i = 0; i < intervals; i++) isThere[i] = counted(i) > 0 ? 1 : 0
      return
    }
    // Where days are whole, the night before the run counts too.
    for (let day = daySeconds === DAY_SECONDS ? -1 : 0; day < days; day++) {
      if (!worked[day + 1]) continue
      const step = (seconds: number) => (day * daySeconds + seconds) / interval
      isThere.fill(1, Math.max(0, Math.ceil(step(shift.from))), Math.max(0, Math.floor(step(shift.to))))
      // Who is at lunch cannot attend.
      for (const { at, length } of shift.pauses ?? [])
        isThere.fill(0, Math.max(0, Math.floor(step(at))), Math.max(0, Math.ceil(step(at + length))))
    }
  })
  return teams
}

/** Erlangs on the line that go to a group first, by interval. What can wait fills what they leave, at any hour. */
function loadOf({ queues }: Entities, g: number, { intervals }: Horizon, traffic: Traffic): Float64Array {
  const { rates, slotsPerInterval, routeStart, routeGroup, routeMean } = traffic
  const load = new Float64Array(intervals)
  queues.forEach(({ channel = 'call', afterCall }, q) => {
    const first = routeStart[q]
    if ((channel !== 'call' && channel !== 'chat') || routeGroup[first] !== g) return
    const aht = routeMean[first] + (afterCall === undefined ? 0 : meanOf(afterCall))
    for (let s = 0; s < intervals * slotsPerInterval; s++)
      load[Math.floor(s / slotsPerInterval)] += (rates[s * queues.length + q] * aht) / slotsPerInterval
  })
  return load
}
