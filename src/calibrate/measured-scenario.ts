import { checkKeys, checkNumber, type Distribution, type Keys, KrarupError, type Weekday } from '../domain/index.ts'
import type { GroupScenario, QueueScenario, RandomTime, Redial, Scenario, TierScenario } from '../scenario/index.ts'
import type { GapMeasurements, Measured, Measurements, QueueArrivals, TimeMeasurements } from './measure/types.ts'

/** Which of what was measured the scenario takes; what is left out is as simple as calculators take it. */
export interface Assumptions {
  /** Handle times as they are distributed, short calls with them; else exponential of their mean. Default true. */
  handling?: boolean
  /** Handle times by hour of the day. Default true. */
  hours?: boolean
  /** Handle times by group, where they differ. Default true. */
  byGroup?: boolean
  /** Patience as it is distributed, and who hangs up at once; else exponential of its mean. Default true. */
  patience?: boolean
  /** Groups by what they take; else all agents are one. Default true. */
  routing?: boolean
  /** Who goes first; else who came first. Default true. */
  precedence?: boolean
  /** Seconds that an agent needs after each call before the next. Default true. */
  turnover?: boolean
  /** Redials of those who hung up. Default true. */
  redials?: boolean
  /** Calls that are put through. Default true. */
  transfers?: boolean
  /** Busy and quiet days. Default true. */
  busyness?: boolean
}

export interface MeasuredScenarioOptions {
  /** The weekday whose usual arrivals and agents the scenario has. Default: the one with most arrivals. */
  weekday?: Weekday
  name?: string
  assumptions?: Assumptions
  /** Share of the time present in which agents take calls. Default 1. */
  availability?: number
  /** Seconds that agents are away at a time. Default as measured, else 300. */
  awayFor?: number
  /** Seconds within which an answer is in time: the target of the queues becomes 80 % of that. Default: the simulator's. */
  within?: number
}

const OPTION_KEYS = {
  weekday: 1,
  name: 1,
  assumptions: 1,
  availability: 1,
  awayFor: 1,
  within: 1,
} as const satisfies Keys<MeasuredScenarioOptions>
const ASSUMPTION_KEYS = {
  handling: 1,
  hours: 1,
  byGroup: 1,
  patience: 1,
  routing: 1,
  precedence: 1,
  turnover: 1,
  redials: 1,
  transfers: 1,
  busyness: 1,
} as const satisfies Keys<Assumptions>

/** A measured day as a scenario. */
export interface MeasuredScenario {
  scenario: Scenario
  /** Second of the day at which its first interval begins. */
  opens: number
}

/** Observations that a figure needs to be taken. */
const LEAST = 30
/** Callers who always go first are ahead by so many seconds. */
const ALWAYS = 1e6
/** Seconds between two calls that are nothing but clocks of whole seconds. */
const NO_TURNOVER = 1
/** A handle time by hour that differs less from the mean is taken as the mean. */
const SAME = 0.005
const AWAY_FOR = 300
/** The log does not say at what a centre aims: the share that most do, and how soon is counted. */
const TARGET_SHARE = 0.8

/**
 * The scenario of a usual weekday, in the words of the simulator, from what was measured. Agents are those usually present, rounded so that their sum over the day is kept; with an availability below 1 they are away for
 * the rest of the time.
 *
 * @throws {KrarupError} OUT_OF_RANGE; MISSING for a weekday without arrivals
 */
export function scenarioOfMeasurements(
  measurements: Measurements,
  options: MeasuredScenarioOptions = {},
): MeasuredScenario {
  checkKeys('scenarioOfMeasurements', options, OPTION_KEYS)
  checkKeys('assumptions', options.assumptions ?? {}, ASSUMPTION_KEYS)
  const { weekday = busiestWeekday(measurements), availability = 1, assumptions = {}, within } = options
  checkNumber('availability', availability, { above: 0, most: 1 })
  if (within !== undefined) checkNumber('within', within, { least: 0 })
  const wants = (assumption: keyof Assumptions) => assumptions[assumption] !== false
  const { interval, queues, routing } = measurements
  const [from, to] = openIntervals(measurements, weekday)
  const cut = <T>(values: readonly T[]) => values.slice(from, to)
  const groups = groupsOf(measurements, weekday, wants('routing')).map((group) => ({
    ...group,
    agents: wholeNumbers(cut(group.present)),
  }))
  const taken = groups.flatMap((group) => group.queues)
  const tiers: Record<string, TierScenario> = {}
  const spread = wants('busyness') ? busynessOf(measurements) : { all: 0, own: queues.map(() => 0) }
  const leads = wants('precedence') ? leadsOf(measurements) : undefined
  const entries = queues.flatMap((name, queue): [string, QueueScenario][] => {
    const volume = cut(measurements.arrivals.byQueue[queue].rates[weekday]).map(({ value }) => rounded(value || 0))
    if (volume.every((contacts) => contacts === 0) || !taken.includes(queue)) return []
    const handling = measurements.handling[queue]
    const factors = wants('hours') ? hourFactors(handling.byHour, from, to, interval) : undefined
    const patience = measurements.patience[queue]
    const redial = wants('redials') ? redialOf(measurements, queue) : undefined
    const transfers = wants('transfers')
      ? measurements.transfers[queue].to.flatMap(({ queue: other, share }) =>
          taken.includes(other) && share.n >= LEAST ? [{ share: rounded(share.value), to: queues[other] }] : [],
        )
      : []
    const shares = leads?.byPriority ? tiersOf(measurements, queue, leads.byPriority, tiers, wants('patience')) : {}
    const own = rounded(spread.own[queue])
    return [
      [
        name,
        {
          volume,
          aht: timeOf(handling.all, wants('handling')),
          ...(factors ? { ahtFactors: factors } : {}),
          ...afterCallOf(handling.afterCall, wants('turnover') ? measurements.turnover.all : undefined),
          ...patienceOf(patience.all, wants('patience')),
          // the first that is free: who takes least
          groups: groups
            .filter((group) => group.queues.includes(queue))
            .sort((a, b) => a.queues.length - b.queues.length)
            .map((group) => group.name),
          ...(leads ? precedenceOf(leads, queue, Object.keys(shares).length > 0) : {}),
          ...(redial ? { redial } : {}),
          ...(transfers.length > 0 ? { transfers } : {}),
          ...(own > 0 ? { busyness: own } : {}),
          ...(Object.keys(shares).length > 0 ? { tiers: shares } : {}),
          ...(within === undefined ? {} : { target: { serviceLevel: { within, share: TARGET_SHARE } } }),
        },
      ],
    ]
  })
  const share = rounded(1 - availability)
  const { mean: away } =
    measurements.turnover.all.away.mean.n >= LEAST ? measurements.turnover.all.away : { mean: undefined }
  const scenario: Scenario = {
    ...(options.name === undefined ? {} : { name: options.name }),
    interval,
    intervals: to - from,
    ...(spread.all > 0 ? { busyness: rounded(spread.all) } : {}),
    ...(Object.keys(tiers).length > 0 ? { tiers } : {}),
    queues: Object.fromEntries(entries),
    groups: Object.fromEntries(
      groups.map(({ name, agents, queues: own, number }): [string, GroupScenario] => [
        name,
        {
          agents,
          ...(number >= 0 && wants('byGroup') ? ownTimes(measurements, number, own, wants('handling')) : {}),
          ...(number >= 0 && wants('turnover') ? ownTurnover(measurements, number, own) : {}),
          ...(share > 0 ? { away: { share, for: options.awayFor ?? rounded(away?.value ?? AWAY_FOR) } } : {}),
        },
      ]),
    ),
  }
  const named = new Set(entries.map(([name]) => name))
  for (const queue of Object.values(scenario.queues))
    if (queue.transfers) queue.transfers = queue.transfers.filter(({ to: other }) => named.has(other))
  if (routing.groups.length === 0 || entries.length === 0) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'on this weekday nobody called, or it is not known who answers',
      where: { name: 'weekday' },
      how: 'take another weekday, and a log that names the agents',
      value: weekday,
    })
  }
  return { scenario, opens: from * interval }
}

function rounded(value: number): number {
  return Number(value.toPrecision(5))
}

function busiestWeekday({ arrivals }: Measurements): Weekday {
  const totals = Array.from({ length: 7 }, (_, weekday) =>
    arrivals.byQueue.reduce((all, { byWeekday }) => all + (byWeekday[weekday].value || 0), 0),
  )
  return totals.indexOf(Math.max(...totals)) as Weekday
}

/** From the first interval with agents to the last. */
function openIntervals({ presence, interval }: Measurements, weekday: Weekday): [number, number] {
  const places = 86_400 / interval
  const present = Array.from({ length: places }, (_, place) =>
    presence.usual[weekday].reduce((all, group) => all + (group[place].value || 0), 0),
  )
  const from = present.findIndex((agents) => agents >= 0.5)
  const to = present.findLastIndex((agents) => agents >= 0.5)
  return from < 0 ? [0, places] : [from, to + 1]
}

interface MeasuredGroup {
  name: string
  /** Number of the group that was measured; -1 for all together. */
  number: number
  queues: readonly number[]
  present: readonly number[]
}

function groupsOf({ routing, presence, queues }: Measurements, weekday: Weekday, apart: boolean): MeasuredGroup[] {
  const all = routing.groups.map(({ name, queues: own }, number) => ({
    name,
    number,
    queues: own,
    present: presence.usual[weekday][number].map(({ value }) => value || 0),
  }))
  if (apart) return all.filter(({ present }) => present.some((agents) => agents > 0.05))
  const [first] = all
  const present = first
    ? first.present.map((_, place) => all.reduce((sum, group) => sum + group.present[place], 0))
    : []
  return [{ name: 'agents', number: -1, queues: queues.map((_, queue) => queue), present }]
}

/** Whole numbers with the same sum: what rounding takes from one interval the next has. */
function wholeNumbers(values: readonly number[]): number[] {
  let carried = 0
  return values.map((value) => {
    const whole = Math.max(0, Math.round(value + carried))
    carried += value - whole
    return whole
  })
}

function timeOf({ mean, distribution }: TimeMeasurements, asMeasured: boolean): RandomTime {
  return asMeasured && mean.n >= LEAST ? distribution : rounded(Math.max(1, mean.value || 1))
}

/** Means by hour over the mean of all, shrunk towards 1 by how little is known of the hour; undefined where they are all alike. */
function hourFactors(byHour: readonly Measured[], from: number, to: number, interval: number): number[] | undefined {
  const known = byHour.filter(({ n }) => n >= LEAST)
  const noise = (hour: Measured) => ((hour.high - hour.low) / 3.92) ** 2
  const mean = known.reduce((all, { value }) => all + value, 0) / Math.max(1, known.length)
  const seen = known.reduce((all, { value }) => all + (value - mean) ** 2, 0) / Math.max(1, known.length - 1)
  const chance = known.reduce((all, hour) => all + noise(hour), 0) / Math.max(1, known.length)
  const variance = Math.max(0, seen - chance)
  const factors = Array.from({ length: to - from }, (_, i) => {
    const hour = byHour[Math.floor(((from + i) * interval) / 3600) % 24]
    if (!hour || hour.n < 2 || !(variance > 0)) return 1
    const kept = variance / (variance + noise(hour))
    return rounded(1 + (Number.isNaN(kept) ? 0 : kept) * (hour.value - 1))
  })
  return factors.some((factor) => Math.abs(factor - 1) > SAME) ? factors : undefined
}

/** After-call work and the seconds until the next call, which keep an agent alike. */
function afterCallOf(
  afterCall: TimeMeasurements | undefined,
  turnover: GapMeasurements | undefined,
): { afterCall?: RandomTime } {
  const gap = turnover && turnover.mean.n >= LEAST && turnover.mean.value >= NO_TURNOVER ? turnover : undefined
  if (!afterCall || !(afterCall.mean.value > 0)) return gap ? { afterCall: empirical(gap.quantiles) } : {}
  if (!gap) return { afterCall: afterCall.distribution }
  const variance = momentsOf(gap.quantiles).variance + (afterCall.cv.value * afterCall.mean.value) ** 2
  const mean = afterCall.mean.value + gap.mean.value
  return { afterCall: { type: 'gamma', mean: rounded(mean), sd: rounded(Math.max(0.01 * mean, Math.sqrt(variance))) } }
}

function empirical(values: readonly number[]): Distribution {
  return { type: 'empirical', values: values.map((value) => Math.round(value * 100) / 100) }
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((all, value) => all + value, 0) / values.length
  return { mean, variance: values.reduce((all, value) => all + (value - mean) ** 2, 0) / values.length }
}

function patienceOf(
  { mean, distribution, balking, hungUp }: Measurements['patience'][number]['all'],
  asMeasured: boolean,
): { patience?: RandomTime; balking?: number } {
  // nobody hung up: they wait for ever
  if (hungUp === 0) return {}
  if (!asMeasured)
    return { patience: rounded(Math.max(1, mean.value < Number.POSITIVE_INFINITY ? mean.value : mean.low)) }
  return { patience: distribution, ...(balking.low > 0 ? { balking: rounded(balking.value) } : {}) }
}

interface Leads {
  byQueue: readonly number[]
  byPriority: readonly { priority: number; lead: number }[] | undefined
}

/** Seconds by which queues, or priorities, are ahead; undefined where who came first goes first. */
function leadsOf({ routing }: Measurements): Leads | undefined {
  const seconds = ({ value, n }: Measured) =>
    n < LEAST || Number.isNaN(value) ? 0 : rounded(Math.max(-ALWAYS, Math.min(ALWAYS, value)))
  const byPriority = routing.byPriority.map(({ priority, ahead }) => ({ priority, lead: seconds(ahead) }))
  // what the log says of priorities says why queues are ahead of one another
  if (byPriority.some(({ lead }) => lead !== 0)) return { byQueue: routing.ahead.map(() => 0), byPriority }
  const byQueue = routing.ahead.map(seconds)
  return byQueue.some((lead) => lead !== 0) ? { byQueue, byPriority: undefined } : undefined
}

/** One second of waiting is worth one point, so that a lead of 90 is one of 90 seconds. */
function precedenceOf(
  { byQueue }: Leads,
  queue: number,
  hasTiers: boolean,
): Pick<QueueScenario, 'priority' | 'priorityPerSecond'> {
  return { ...(byQueue[queue] !== 0 && !hasTiers ? { priority: byQueue[queue] } : {}), priorityPerSecond: 1 }
}

/** Callers of a priority as a tier of their queue: who goes first, and how patient they are. */
function tiersOf(
  { queues, arrivals, patience }: Measurements,
  queue: number,
  leads: readonly { priority: number; lead: number }[],
  tiers: Record<string, TierScenario>,
  asMeasured: boolean,
): Record<string, number> {
  const { priorities } = arrivals.byQueue[queue] satisfies QueueArrivals
  const known = priorities.filter(({ share }) => share.value > 0)
  const all = known.reduce((sum, { share }) => sum + share.value, 0)
  if (known.length === 0) return {}
  const shares: Record<string, number> = {}
  let rest = 1
  for (const [i, { priority, share }] of known.entries()) {
    const name = `${queues[queue]} ${priority}`
    const own = patience[queue].byPriority.find((one) => one.priority === priority)
    const lead = leads.find((one) => one.priority === priority)?.lead ?? 0
    tiers[name] = { priority: lead, ...(own ? patienceOf(own, asMeasured) : {}) }
    const part = Math.round((share.value / all) * 1e6) / 1e6
    // the shares sum to 1 to the last digit
    shares[name] = i === known.length - 1 ? Math.round(rest * 1e6) / 1e6 : part
    rest -= part
  }
  return shares
}

function redialOf({ redials }: Measurements, queue: number): Redial | undefined {
  const { share, delay } = redials[queue]
  if (share.n < LEAST || !(share.value > 0)) return undefined
  const values = delay.quantiles
  return {
    abandoned: rounded(share.value),
    delay: values.length >= 10 ? empirical(values) : rounded(Math.max(1, delay.mean.value)),
  }
}

/** What all queues have in common of busy and quiet days, and what each has besides. */
function busynessOf({ arrivals }: Measurements): { all: number; own: number[] } {
  const cvs = arrivals.byQueue.map(({ busyness }) => (busyness.low > 0 ? busyness.value : 0))
  let common = 0
  let weights = 0
  arrivals.correlation.forEach((row, i) => {
    row.forEach((correlation, j) => {
      if (i === j || Number.isNaN(correlation)) return
      const weight = 1 / (0.01 + (arrivals.byQueue[i].busyness.value || 0) * (arrivals.byQueue[j].busyness.value || 0))
      common += weight * correlation * cvs[i] * cvs[j]
      weights += weight
    })
  })
  const variance = Math.max(0, weights > 0 ? common / weights : 0)
  const least = Math.min(variance, ...cvs.filter((cv) => cv > 0).map((cv) => cv * cv))
  const shared = cvs.length > 1 && Number.isFinite(least) ? least : 0
  return { all: Math.sqrt(shared), own: cvs.map((cv) => Math.sqrt(Math.max(0, cv * cv - shared))) }
}

/** Handle times of a group where they are surely not those of the queue. */
function ownTimes(
  { handling, queues }: Measurements,
  group: number,
  taken: readonly number[],
  asMeasured: boolean,
): { aht?: Record<string, RandomTime> } {
  const own = taken.flatMap((queue): [string, RandomTime][] => {
    const times = handling[queue].byGroup.find((one) => one.group === group)
    const mean = handling[queue].all.mean.value
    if (!times || times.mean.n < LEAST || (times.mean.low <= mean && mean <= times.mean.high)) return []
    return [[queues[queue], timeOf(times, asMeasured)]]
  })
  return own.length > 0 ? { aht: Object.fromEntries(own) } : {}
}

/** Turnover of a group where it is surely not that of all. */
function ownTurnover(
  { turnover, handling, queues }: Measurements,
  group: number,
  taken: readonly number[],
): { afterCall?: Record<string, RandomTime> } {
  const gaps = turnover.byGroup[group]
  const { value } = turnover.all.mean
  // Below 0 absences hide it: then nothing can be told apart from it.
  if (gaps.mean.n < LEAST || !(value >= 0) || (gaps.mean.low <= value && value <= gaps.mean.high)) return {}
  const own = taken.flatMap((queue): [string, RandomTime][] => {
    const { afterCall } = afterCallOf(handling[queue].afterCall, gaps)
    return afterCall === undefined ? [] : [[queues[queue], afterCall]]
  })
  return own.length > 0 ? { afterCall: Object.fromEntries(own) } : {}
}
