import { DAY_SECONDS } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { type LogDays, leftAt } from './days.ts'
import { DayRatio, shareOf, UNKNOWN, Z95 } from './measured.ts'
import { groupAtOf, type Routing } from './routing.ts'
import { measureTimes, SHORT, Times } from './times.ts'
import type { HandlingMeasurements, Measured, SpeedMeasurements } from './types.ts'

/** Share of an agent's calls under 10 s from which on the agent is named, and calls that the agent needs for it. */
const MANY_SHORT = 0.1
const LEAST_CALLS = 50
/** Share of the calls whose after-call work must be known for it to be apart. */
const KNOWN = 0.5

const HOURS = 24

/** Seconds that an answered visit took without its after-call work, where that is apart; NaN where it is not known. */
function talkOf(log: CallLog, visit: number, isApart: boolean): number {
  const wrap = log.afterCall[visit]
  return isApart && !Number.isNaN(wrap) ? Math.max(0, log.handled[visit] - wrap) : log.handled[visit]
}

/** Queues of which the log tells the after-call work apart. */
function apartOf(log: CallLog): boolean[] {
  const answered = new Float64Array(log.queues.length)
  const known = new Float64Array(log.queues.length)
  for (let i = 0; i < log.count; i++) {
    if (log.end[i] !== VISIT_END.answered || Number.isNaN(log.handled[i])) continue
    answered[log.queue[i]]++
    if (!Number.isNaN(log.afterCall[i])) known[log.queue[i]]++
  }
  return Array.from(known, (count, queue) => count > 0 && count >= KNOWN * answered[queue])
}

/** Handle times by queue: all, by type, by group, by hour of the answer. */
export function measureHandling(log: CallLog, days: LogDays, routing: Routing): HandlingMeasurements[] {
  const isApart = apartOf(log)
  const groupAt = groupAtOf(routing)
  const shortAgents = agentsWithShortCalls(log)
  return log.queues.map((_, queue) => {
    const all = new Times()
    const wraps = new Times()
    const byType = log.types.map(() => new Times())
    const byGroup = routing.groups.map(() => new Times())
    const byHour = Array.from({ length: HOURS }, () => new DayRatio(days.days.length))
    for (let i = 0; i < log.count; i++) {
      const day = days.dayOfVisit[i]
      if (log.queue[i] !== queue || day < 0 || log.end[i] !== VISIT_END.answered) continue
      const talk = talkOf(log, i, isApart[queue])
      if (Number.isNaN(talk)) continue
      all.add(talk, day)
      if (isApart[queue] && !Number.isNaN(log.afterCall[i])) wraps.add(log.afterCall[i], day)
      if (log.type[i] >= 0) byType[log.type[i]].add(talk, day)
      const group = log.agent[i] >= 0 ? groupAt(log.agent[i], days.days[day]) : -1
      if (group >= 0) byGroup[group].add(talk, day)
      const hour = Math.floor((leftAt(log, i) % DAY_SECONDS) / 3600)
      byHour[hour].add(day, talk)
    }
    const { length } = days.days
    const measured = measureTimes(all, length, shortAgents)
    return {
      all: measured,
      ...(isApart[queue] ? { afterCall: measureTimes(wraps, length) } : {}),
      byType: byType.flatMap((times, type) =>
        times.values.length > 0 ? [{ type, ...measureTimes(times, length) }] : [],
      ),
      byGroup: byGroup.flatMap((times, group) =>
        times.values.length > 0 ? [{ group, ...measureTimes(times, length) }] : [],
      ),
      byHour: byHour.map((ratio) => factorOf(ratio, measured.mean.value)),
    }
  })
}

function factorOf(ratio: DayRatio, mean: number): Measured {
  const n = ratio.below.reduce((all, one) => all + one, 0)
  if (n < 2 || !(mean > 0)) return { ...UNKNOWN, value: 1 }
  const { value, low, high } = ratio.measured(n)
  return { value: value / mean, n, low: low / mean, high: high / mean }
}

/** Agents of whose calls a large part is under 10 s, and surely so: calls that were ended, not handled. */
function agentsWithShortCalls(log: CallLog): number[] {
  const all = new Float64Array(log.agents.length)
  const short = new Float64Array(log.agents.length)
  for (let i = 0; i < log.count; i++) {
    if (log.agent[i] < 0 || log.end[i] !== VISIT_END.answered || Number.isNaN(log.handled[i])) continue
    all[log.agent[i]]++
    if (log.handled[i] < SHORT) short[log.agent[i]]++
  }
  return log.agents.flatMap((_, agent) =>
    all[agent] >= LEAST_CALLS && shareOf(short[agent], all[agent]).low > MANY_SHORT ? [agent] : [],
  )
}

/**
 * How many times as long an agent takes as the others with the same calls: the sum of the agent's handle times over what the queues' means make of them, shrunk towards 1 by how much of the spread between agents is chance
 * (empirical Bayes; Morris 1983). Calls under 10 s are left out.
 */
export function measureSpeeds(log: CallLog, days: LogDays): SpeedMeasurements {
  const isApart = apartOf(log)
  const { length: queues } = log.queues
  const sums = new Float64Array(queues)
  const counts = new Float64Array(queues)
  const eachCall = (visit: (agent: number, queue: number, talk: number) => void) => {
    for (let i = 0; i < log.count; i++) {
      if (days.dayOfVisit[i] < 0 || log.end[i] !== VISIT_END.answered) continue
      const talk = talkOf(log, i, isApart[log.queue[i]])
      if (talk >= SHORT) visit(log.agent[i], log.queue[i], talk)
    }
  }
  eachCall((_, queue, talk) => {
    sums[queue] += talk
    counts[queue]++
  })
  const agents = log.agents.length
  const done = new Float64Array(agents)
  const expected = new Float64Array(agents)
  const squares = new Float64Array(agents)
  const calls = new Float64Array(agents)
  eachCall((agent, queue, talk) => {
    if (agent < 0) return
    const mean = sums[queue] / counts[queue]
    done[agent] += talk
    expected[agent] += mean
    squares[agent] += (talk - mean) ** 2
    calls[agent]++
  })
  const raw = log.agents.map((_, agent) => done[agent] / expected[agent])
  const noise = log.agents.map((_, agent) => squares[agent] / expected[agent] ** 2)
  const seen = log.agents.flatMap((_, agent) => (calls[agent] >= 20 ? [agent] : []))
  const variance = spreadOf(
    seen.map((agent) => raw[agent] - 1),
    seen.map((agent) => noise[agent]),
  )
  const factors = log.agents.map((_, agent): Measured => {
    if (calls[agent] === 0) return { ...UNKNOWN, value: 1 }
    const kept = variance > 0 ? variance / (variance + noise[agent]) : 0
    const value = 1 + kept * (raw[agent] - 1)
    const error = Math.sqrt(kept * noise[agent])
    return { value, n: calls[agent], low: value - Z95 * error, high: value + Z95 * error }
  })
  const spread = Math.sqrt(variance)
  const degrees = Math.max(1, seen.length - 1)
  const meanNoise = seen.reduce((all, agent) => all + noise[agent], 0) / Math.max(1, seen.length)
  const error = Z95 * (variance + meanNoise) * Math.sqrt(2 / degrees)
  return {
    factors,
    spread: {
      value: spread,
      n: seen.length,
      low: Math.sqrt(Math.max(0, variance - error)),
      high: Math.sqrt(variance + error),
    },
  }
}

/** The variance between true values, of which each was measured with a variance of its own (DerSimonian and Laird 1986). */
export function spreadOf(values: readonly number[], noise: readonly number[]): number {
  let weights = 0
  let squaredWeights = 0
  let sum = 0
  for (const [i, value] of values.entries()) {
    const weight = 1 / Math.max(noise[i], 1e-12)
    weights += weight
    squaredWeights += weight * weight
    sum += weight * value
  }
  const mean = sum / weights
  const q = values.reduce((all, value, i) => all + (value - mean) ** 2 / Math.max(noise[i], 1e-12), 0)
  const below = weights - squaredWeights / weights
  return values.length < 2 || !(below > 0) ? 0 : Math.max(0, (q - (values.length - 1)) / below)
}
