import { DAY_SECONDS, type DayNumber, type Distribution, formatDay } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import type {
  GroupScenario,
  LoggedCall,
  QueueScenario,
  Scenario,
  ShiftScenario,
  TierScenario,
} from '../../scenario/index.ts'
import type { CallLog } from '../log.ts'
import type { Measured, Measurements } from '../measure/types.ts'
import { givenPriorities } from './given-priorities.ts'
import { HOUR, HOURS } from './hour.ts'
import type { Preferences } from './preferences.ts'
import type { PresentSpan } from './present-spans.ts'
import { isJudged } from './service-grid.ts'

/** What of the measurements a replay takes over; what it does not stays as simple as a formula has it. */
export interface Assumptions {
  /** Handle times by queue as they were measured, short calls too; else exponential with one mean for all. */
  handleTimes: boolean
  /** Handle times that vary with the hour of the day. */
  hours: boolean
  /** Patience by Kaplan and Meier; else exponential with one mean for all. */
  patience: boolean
  /** Groups of agents with their queues, and who goes first; else one group that takes everything in turn. */
  routing: boolean
  /** Time from the end of a call until an agent takes the next. */
  turnover: boolean
  /** Share of the time present for which agents take calls. */
  availability: number
}

export const NOTHING_MEASURED: Assumptions = {
  handleTimes: false,
  hours: false,
  patience: false,
  routing: false,
  turnover: false,
  availability: 1,
}

/** The days of a log that are simulated again. */
export interface ReplayedDays {
  log: CallLog
  /** In order; days between them that are not listed stay empty. */
  days: readonly DayNumber[]
  /** Who was present. */
  spans: readonly PresentSpan[]
  /** Every answered call takes as long as it took; else handle times are drawn. Default false. */
  ownHandleTimes?: boolean
}

/** Seconds for which agents are away at a time, where the log has too few absences that ended while somebody waited. */
const USUAL_ABSENCE = 120
/** Absences from which their length is told. */
const ENOUGH_ABSENCES = 30
/** Observations from which a figure of a part stands for itself. */
const ENOUGH = 200
const ALL = 'all'

/**
 * Days of a log as a scenario: the arrivals that came, the agents who were present, and of the rest what the assumptions say. Calls that were put through or that came again are arrivals like all others.
 *
 * @param within seconds in which an answer is in time
 */
export function replayScenario(
  replayed: ReplayedDays,
  measured: Measurements,
  assumptions: Assumptions,
  { within, groupOf, preferences }: { within: number; groupOf: readonly number[]; preferences: Preferences },
): Scenario {
  const { days, spans } = replayed
  const { groups } = measured.routing
  const names = assumptions.routing ? groups.map(({ name }) => name) : [ALL]
  const priorities = assumptions.routing ? prioritiesOf(measured) : []
  const overall = assumptions.handleTimes ? undefined : overallMeans(measured)
  const calls = callsByQueue(replayed, priorities, assumptions.turnover ? turnoversOf(measured) : [])
  const tiers = priorities.map(({ name }) => name)
  const queueOf = (q: number): QueueScenario => {
    const takers = preferences[q].groups.map((group) => names[group])
    return {
      ...timesOf(q, measured, assumptions, overall),
      ...patienceOf(q, measured, assumptions),
      ...(assumptions.routing ? goesAhead(q, measured) : {}),
      groups: assumptions.routing && takers.length > 0 ? takers : names,
      agentSelection: assumptions.routing && preferences[q].inOrder ? 'order' : 'most-idle',
      target: { serviceLevel: { within, share: 0.8 } },
      calls: calls[q],
      ...(tiers.length > 0 ? { tiers: Object.fromEntries(tiers.map((tier) => [tier, 1 / tiers.length])) } : {}),
    }
  }
  const away =
    assumptions.availability < 1 ? { away: { share: 1 - assumptions.availability, for: absenceOf(measured) } } : {}
  const shifts: ShiftScenario[][] = names.map(() => [])
  const lastDay = days[days.length - 1]
  for (const { agent, from, to } of spans) {
    const day = Math.floor(from / DAY_SECONDS)
    if (day < days[0] || day > lastDay) continue
    const [start, end] = [Math.floor(from - day * DAY_SECONDS), Math.ceil(to - day * DAY_SECONDS)]
    if (end > start)
      shifts[assumptions.routing ? groupOf[agent] : 0].push({ agents: 1, from: start, to: end, on: formatDay(day) })
  }
  return {
    interval: HOUR,
    intervals: HOURS,
    days: lastDay - days[0] + 1,
    firstDay: formatDay(days[0]),
    queues: Object.fromEntries(measured.queues.map((name, q) => [name, queueOf(q)])),
    groups: Object.fromEntries(names.map((name, g): [string, GroupScenario] => [name, { shifts: shifts[g], ...away }])),
    ...(tiers.length > 0 ? { tiers: Object.fromEntries(priorities.map(({ name, tier }) => [name, tier])) } : {}),
  }
}

/** Handle times of a queue, and what keeps an agent after them. */
function timesOf(
  q: number,
  measured: Measurements,
  assumptions: Assumptions,
  overall: OverallMeans | undefined,
): Pick<QueueScenario, 'aht' | 'afterCall' | 'ahtFactors'> {
  const { all, afterCall, byHour } = measured.handling[q]
  const turnovers = turnoversOf(measured)
  const after: Distribution[] = [
    ...(assumptions.turnover && turnovers.length > 0 ? [{ type: 'empirical' as const, values: turnovers }] : []),
    ...(!overall && afterCall ? [{ type: 'empirical' as const, values: afterCall.quantiles }] : []),
  ]
  const factors = assumptions.hours ? hourFactors(byHour) : undefined
  return {
    // Of a queue whose calls nobody answered, the mean of all.
    aht: overall ? overall.handleTime : all.mean.n > 0 ? all.distribution : overallMeans(measured).handleTime,
    ...(after.length > 0 ? { afterCall: after.length === 1 ? after[0] : sumOfTimes(after[0], after[1]) } : {}),
    ...(factors ? { ahtFactors: factors } : {}),
  }
}

/** Seconds from a call to the next, each as likely as the others; none where they are not known. */
function turnoversOf({ turnover }: Measurements): number[] {
  return turnover.all.quantiles.map((seconds) => Math.max(0, seconds))
}

/** Factors of the hours by how well they are known: what an hour differs by beyond its own uncertainty. */
export function hourFactors(byHour: readonly Measured[]): number[] | undefined {
  const factors = byHour.map(({ value, low, high, n }) => {
    if (n < ENOUGH / 4 || !(high > low)) return 1
    const error = (high - low) / (2 * 1.96)
    const differs = (value - 1) ** 2
    return 1 + (value - 1) * Math.max(0, 1 - error ** 2 / Math.max(differs, 1e-12))
  })
  return factors.some((factor) => factor !== 1) ? factors : undefined
}

function patienceOf(
  q: number,
  measured: Measurements,
  { patience }: Assumptions,
): Pick<QueueScenario, 'patience' | 'balking'> {
  const { all } = measured.patience[q]
  if (all.hungUp === 0) return {}
  if (!patience) {
    const mean = meanPatience(measured)
    return Number.isFinite(mean) ? { patience: mean } : {}
  }
  return { patience: all.distribution, balking: all.balking.value || 0 }
}

/** Mean patience of all queues together, as if it were exponential. */
function meanPatience({ patience }: Measurements): number {
  let seconds = 0
  let hungUp = 0
  for (const { all } of patience) {
    hungUp += all.hungUp
    seconds += (all.mean.value || 0) * all.hungUp
  }
  return seconds / hungUp
}

interface OverallMeans {
  handleTime: number
}

/** The mean of all contacts, whatever their queue: after-call work included. */
function overallMeans({ handling }: Measurements): OverallMeans {
  let seconds = 0
  let answered = 0
  for (const { all, afterCall } of handling) {
    answered += all.mean.n
    if (all.mean.n > 0) seconds += all.mean.n * ((all.mean.value || 0) + (afterCall?.mean.value || 0))
  }
  return { handleTime: seconds / answered }
}

/** The sum of two times that are independent: each pair of the values of both. */
function sumOfTimes(a: Distribution, b: Distribution): Distribution {
  const valuesOf = (one: Distribution) => (one.type === 'empirical' ? thinned(one.values) : [])
  const others = valuesOf(b)
  return { type: 'empirical', values: valuesOf(a).flatMap((value) => others.map((other) => value + other)) }
}

const FEW_VALUES = 20
function thinned(values: readonly number[]): number[] {
  const step = Math.max(1, values.length / FEW_VALUES)
  return Array.from({ length: Math.min(FEW_VALUES, values.length) }, (_, i) => values[Math.floor((i + 0.5) * step)])
}

/** Stream of the turnover after calls that take as long as they took: the same log has the same. */
const OWN_TURNOVER_SEED = 20_161

interface PriorityTier {
  name: string
  /** What the log says of it; NaN stands for what it does not say. */
  priority: number
  tier: TierScenario
}

/** Tiers for the priorities that a log has; none where it has not more than one. */
function prioritiesOf({ routing }: Measurements): PriorityTier[] {
  const known = routing.byPriority.filter(({ ahead }) => !Number.isNaN(ahead.value))
  if (known.length < 2) return []
  return known.map(({ priority, ahead }) => ({
    name: `priority ${priority}`,
    priority,
    tier: { priority: secondsAhead(ahead), priorityPerSecond: 1 },
  }))
}

/** More than any wait: who always goes first. */
const ALWAYS_AHEAD = 1e6

function secondsAhead({ value }: Measured): number {
  if (Number.isNaN(value)) return 0
  return Math.max(-ALWAYS_AHEAD, Math.min(ALWAYS_AHEAD, value))
}

/** A second of waiting is worth as much in every queue, and who goes ahead has so many of them from the start. */
function goesAhead(q: number, { routing }: Measurements): Pick<QueueScenario, 'priority' | 'priorityPerSecond'> {
  const ahead = routing.ahead.map(secondsAhead)
  return ahead.every((each) => each === 0) ? {} : { priority: ahead[q] ?? 0, priorityPerSecond: 1 }
}

function callsByQueue(
  { log, days, ownHandleTimes }: ReplayedDays,
  priorities: readonly PriorityTier[],
  turnovers: readonly number[],
): LoggedCall[][] {
  const random = randomStream(OWN_TURNOVER_SEED)
  // The own handle time has the after-call work in it, and nothing of what the agent needs until the next call.
  const turnover = () => turnovers[Math.floor(random.uniform() * turnovers.length)] ?? 0
  const calls: LoggedCall[][] = log.queues.map(() => [])
  const wanted = new Set(days)
  const midnight = days[0] * DAY_SECONDS
  const given = priorities.length > 0 ? givenPriorities(log) : log.priority
  for (let i = 0; i < log.count; i++) {
    if (!wanted.has(Math.floor(log.arrived[i] / DAY_SECONDS)) || !isJudged(log, i)) continue
    const handled = log.handled[i]
    calls[log.queue[i]].push({
      at: log.arrived[i] - midnight,
      ...(ownHandleTimes && handled >= 0 ? { handle: handled, afterCall: turnover() } : {}),
      ...(priorities.length > 0 ? { tier: tierOf(given[i], priorities) } : {}),
    })
  }
  return calls
}

function tierOf(priority: number, priorities: readonly PriorityTier[]): string {
  return (priorities.find((one) => one.priority === priority) ?? priorities[0]).name
}

/** For how long agents are away at a time. */
export function absenceOf({ turnover }: Measurements): number {
  const { value, n } = turnover.all.away.mean
  return n >= ENOUGH_ABSENCES && value > 0 ? value : USUAL_ABSENCE
}
