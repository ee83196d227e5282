import { DAY_SECONDS, dayOf } from '../../domain/index.ts'
import { countUntil } from '../../numeric/count-until.ts'
import { AGENT_STATE, type CallLog } from '../log.ts'
import { callsByAgent, type LogDays, leftAt } from './days.ts'
import { DayRatio, sum, t95, UNKNOWN } from './measured.ts'
import { groupAtOf, type Routing } from './routing.ts'
import type { AvailabilityMeasurements, Measured, PresenceMeasurements } from './types.ts'
import { overlap, type Stretches, waitingIn } from './waiting.ts'

/** Seconds without a call after which an agent counts as gone, where nothing else tells. */
export const LONGEST_GAP = 1800

/** By agent: when the agent was there, and when the agent had a call. */
export interface AgentTimes {
  present: readonly Stretches[]
  busy: readonly Stretches[]
  from: PresenceMeasurements['from']
}

/** When each agent was there: by the states that are told, else from the first to the last call of a day, long gaps left out. */
export function timesOfAgents(log: CallLog, longestGap = LONGEST_GAP): AgentTimes {
  const byAgent = callsByAgent(log)
  const busy = byAgent.map((visits) => busyOf(log, visits))
  const { states } = log
  if (!states) return { present: busy.map((own) => joined(own, longestGap)), busy, from: 'calls' }
  const told: { from: number[]; to: number[] }[] = log.agents.map(() => ({ from: [], to: [] }))
  const paused: { from: number[]; to: number[] }[] = log.agents.map(() => ({ from: [], to: [] }))
  const isTold = new Uint8Array(log.agents.length)
  for (let i = 0; i < states.count; i++) {
    const agent = states.agent[i]
    const into = states.state[i] === AGENT_STATE.present ? told : paused
    into[agent].from.push(states.from[i])
    into[agent].to.push(states.to[i])
    if (states.state[i] !== AGENT_STATE.paused) isTold[agent] = 1
  }
  const present = log.agents.map((_, agent) => {
    // of whom only pauses are told, the calls say when they were there
    const there = isTold[agent] === 1 ? union(told[agent]) : joined(busy[agent], longestGap)
    return less(there, union(paused[agent]))
  })
  return { present, busy, from: 'states' }
}

/** Stretches in calls, ringing included. */
function busyOf(log: CallLog, visits: Int32Array): Stretches {
  const from: number[] = []
  const to: number[] = []
  for (const visit of visits) {
    const answer = leftAt(log, visit)
    from.push(answer - (log.ringing[visit] || 0))
    to.push(answer + (log.handled[visit] || 0))
  }
  return union({ from, to })
}

/** One stretch where some overlap or touch. */
function union({ from, to }: { from: readonly number[]; to: readonly number[] }): Stretches {
  const order = from.map((_, i) => i).sort((a, b) => from[a] - from[b])
  const begins: number[] = []
  const ends: number[] = []
  for (const i of order) {
    const last = ends.length - 1
    if (last >= 0 && from[i] <= ends[last]) ends[last] = Math.max(ends[last], to[i])
    else {
      begins.push(from[i])
      ends.push(to[i])
    }
  }
  return { from: Float64Array.from(begins), to: Float64Array.from(ends) }
}

/** One stretch where the gap between two is not longer. */
function joined({ from, to }: Stretches, longestGap: number): Stretches {
  return union({
    from: [...from],
    to: Array.from(to, (end, i) => (from[i + 1] - end <= longestGap ? from[i + 1] : end)),
  })
}

/** What is of the one and not of the other. */
function less(whole: Stretches, part: Stretches): Stretches {
  if (part.from.length === 0) return whole
  const from: number[] = []
  const to: number[] = []
  let k = 0
  for (let i = 0; i < whole.from.length; i++) {
    let begin = whole.from[i]
    while (k < part.to.length && part.to[k] <= begin) k++
    for (let j = k; j < part.from.length && part.from[j] < whole.to[i]; j++) {
      if (part.from[j] > begin) {
        from.push(begin)
        to.push(part.from[j])
      }
      begin = Math.max(begin, part.to[j])
    }
    if (begin < whole.to[i]) {
      from.push(begin)
      to.push(whole.to[i])
    }
  }
  return { from: Float64Array.from(from), to: Float64Array.from(to) }
}

/** Agents present by day, group and interval, and what is usual on a weekday. */
export function measurePresence(
  times: AgentTimes,
  { days, weekdays, many }: Pick<LogDays, 'days' | 'weekdays' | 'many'>,
  routing: Routing,
  interval: number,
  longestGap = LONGEST_GAP,
): PresenceMeasurements {
  const { groups } = routing
  const groupAt = groupAtOf(routing)
  const places = DAY_SECONDS / interval
  const placeOf = new Map(days.map((day, i) => [day, i]))
  const byDay = days.map(() => groups.map(() => new Float64Array(places)))
  for (const [agent, { from, to }] of times.present.entries()) {
    for (let k = 0; k < from.length; k++) {
      const group = groupAt(agent, dayOf(from[k]))
      if (group < 0) continue
      for (let at = Math.floor(from[k] / interval); at * interval < to[k]; at++) {
        const seconds = Math.min(to[k], (at + 1) * interval) - Math.max(from[k], at * interval)
        const day = placeOf.get(Math.floor(at / places))
        if (day !== undefined) byDay[day][group][at % places] += seconds / interval
      }
    }
  }
  const usual = many.map((_, weekday) => {
    const own = byDay.filter((__, day) => weekdays[day] === weekday)
    return groups.map((__, group) =>
      Array.from({ length: places }, (___, place) => meanOfDays(own.map((day) => day[group][place]))),
    )
  })
  return { from: times.from, byDay, usual, longestGap }
}

function meanOfDays(values: readonly number[]): Measured {
  const n = values.length
  if (n === 0) return UNKNOWN
  const value = sum(values) / n
  if (n === 1) return { value, n, low: Number.NaN, high: Number.NaN }
  const spread = values.reduce((all, one) => all + (one - value) ** 2, 0) / (n - 1)
  const half = t95(n - 1) * Math.sqrt(spread / n)
  return { value, n, low: Math.max(0, value - half), high: value + half }
}

/** Busy time over time present, by day, while somebody waits whom the agent could take. */
export function measureAvailability(
  log: CallLog,
  times: AgentTimes,
  { days }: LogDays,
  routing: Routing,
): Pick<AvailabilityMeasurements, 'direct' | 'byGroup'> {
  const placeOf = new Map(days.map((day, i) => [day, i]))
  const groupAt = groupAtOf(routing)
  const all = new DayRatio(days.length)
  const byGroup = routing.groups.map(({ queues, agents }, group) => {
    const waiting = waitingIn(log, queues)
    const own = new DayRatio(days.length)
    for (const agent of agents) {
      const { from, to } = times.present[agent]
      for (let k = 0; k < from.length; k++) {
        const day = placeOf.get(dayOf(from[k]))
        if (day === undefined || groupAt(agent, dayOf(from[k])) !== group) continue
        const there = overlap(waiting, from[k], to[k])
        if (there === 0) continue
        const busy = busyWhileWaiting(waiting, times.busy[agent], from[k], to[k])
        own.add(day, busy, there)
        all.add(day, busy, there)
      }
    }
    return own.measured(seconds(own))
  })
  return { direct: all.measured(seconds(all)), byGroup }
}

/** Hours of waiting on which the figure rests. */
function seconds({ below }: DayRatio): number {
  return Math.round(sum(below) / 3600)
}

function busyWhileWaiting(waiting: Stretches, { from, to }: Stretches, begin: number, end: number): number {
  let all = 0
  for (let k = countUntil(to, begin); k < from.length && from[k] < end; k++) {
    all += overlap(waiting, Math.max(begin, from[k]), Math.min(end, to[k]))
  }
  return all
}
