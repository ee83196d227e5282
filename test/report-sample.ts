import {
  type DayNumber,
  DEFAULT_TARGET,
  dayNumber,
  dayOf,
  type History,
  horizonOf,
  parseTarget,
  type QueueHistory,
  STATE,
  weekdayOf,
} from '../src/domain/index.ts'
import { randomStream } from '../src/numeric/random/stream.ts'
import type { DayRollUp, GroupPlan, Plan, QueueForecast, RollUp, WeekRollUp } from '../src/plan/index.ts'

/** A queue of the sample: contacts in the busiest interval, mean handle time, opening hours. */
interface SampleQueue {
  queue: string
  group?: string
  peak: number
  aht: number
  from: number
  to: number
}

const PER_DAY = 48
const PAST_DAYS = 84

/**
 * A plan and a history of realistic shape for the tests of reports: weekday profile, two peaks a day, a bill day, an outage, a closed Sunday of the small queues.
 * Service follows Erlang C.
 */
export function samplePlan(
  queues: readonly SampleQueue[] = SAMPLE_QUEUES,
  dayCount = 14,
): { plan: Plan; history: History } {
  const firstDay = dayNumber({ year: 2026, month: 4, day: 6 })
  const histories = queues.map((queue, k) => sampleHistory(queue, k, firstDay))
  const length = dayCount * PER_DAY
  const forecasts: QueueForecast[] = queues.map((queue) => {
    const volume = new Float64Array(length).fill(Number.NaN)
    for (let i = 0; i < length; i++) volume[i] = expected(queue, firstDay + Math.floor(i / PER_DAY), i % PER_DAY)
    return {
      name: queue.queue,
      group: queue.group ?? queue.queue,
      target: DEFAULT_TARGET,
      forecastModel: 'profile',
      volume,
      low: volume.map((v) => Math.max(0, v - 1.28 * Math.sqrt(v + (0.09 * v) ** 2))),
      high: volume.map((v) => v + 1.28 * Math.sqrt(v + (0.09 * v) ** 2)),
      ...dayLimits(volume),
      aht: volume.map((v, i) => (Number.isNaN(v) ? v : queue.aht * (1 + 0.06 * Math.sin(i / 7)))),
      ahtSource: 'history',
      cases: [],
    }
  })
  const groups = [...new Set(forecasts.map((one) => one.group))].map((group, k) =>
    sampleGroup(
      group,
      forecasts.filter((one) => one.group === group),
      firstDay,
      dayCount,
      k,
    ),
  )
  return {
    plan: {
      ...horizonOf({ start: firstDay * 86_400, interval: 1800, dayCount }),
      fteHours: 8,
      queues: forecasts,
      groups,
      remarks: ['Patience is estimated from 1,204 abandoned calls.', 'The history of <English> is short: 9 weeks.'],
    },
    history: { interval: 1800, threshold: 10, queues: histories },
  }
}

export const SAMPLE_QUEUES: readonly SampleQueue[] = [
  { queue: 'General', peak: 900, aht: 272, from: 0, to: 48 },
  { queue: 'VIP 贵宾', peak: 64, aht: 355, from: 14, to: 44 },
  { queue: '<b>English</b> & "Co"', group: 'Languages', peak: 14, aht: 410, from: 16, to: 40 },
  { queue: '方言', group: 'Languages', peak: 11, aht: 390, from: 16, to: 40 },
]

/** Many queues of falling size, as at a carrier. */
export function manyQueues(count: number): SampleQueue[] {
  return Array.from({ length: count }, (_, k) => ({
    queue: `Queue ${String(k + 1).padStart(3, '0')}`,
    peak: 400 / (k + 1) ** 0.6,
    aht: 180 + ((k * 37) % 300),
    from: k % 5 === 0 ? 0 : 14,
    to: k % 5 === 0 ? 48 : 42,
  }))
}

function expected({ peak, from, to }: SampleQueue, day: DayNumber, slot: number): number {
  const weekday = weekdayOf(day)
  if (slot < from || slot >= to || (weekday === 6 && from > 14)) return Number.NaN
  const hour = slot / 2
  const shape =
    Math.exp(-(((hour - 10.2) / 2.4) ** 2)) +
    0.82 * Math.exp(-(((hour - 15.6) / 2.6) ** 2)) +
    0.3 * Math.exp(-(((hour - 20) / 2) ** 2)) +
    0.035
  const week = [1.12, 1.03, 1, 0.99, 1.01, 0.74, 0.62][weekday]
  const billDay = (day * 86_400) % (30 * 86_400) < 86_400 ? 1.2 : 1
  return peak * shape * week * billDay * 0.95
}

function sampleHistory(queue: SampleQueue, key: number, firstDay: DayNumber): QueueHistory {
  const random = randomStream(7, key)
  const length = PAST_DAYS * PER_DAY
  const start = (firstDay - PAST_DAYS) * 86_400
  const offered = new Float64Array(length).fill(Number.NaN)
  const state = new Uint8Array(length)
  let level = 1
  for (let i = 0; i < length; i++) {
    const day = dayOf(start + i * 1800)
    if (i % PER_DAY === 0) level = 0.94 + 0.12 * random.uniform()
    const mean = expected(queue, day, i % PER_DAY)
    if (Number.isNaN(mean)) state[i] = STATE.closed
    else if (day === firstDay - 17 && i % PER_DAY > 20 && i % PER_DAY < 28) state[i] = STATE.missing
    else {
      const dice = random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2
      offered[i] = Math.max(0, Math.round(mean * level + dice * 1.73 * Math.sqrt(mean)))
    }
  }
  return { queue: queue.queue, start, interval: 1800, state, measures: { offered } }
}

/** Erlang C by the textbook recursion. */
function erlangC(load: number, agents: number, aht: number, within: number) {
  if (agents <= load) return { serviceLevel: 0, asa: Number.POSITIVE_INFINITY }
  let blocking = 1
  for (let n = 1; n <= agents; n++) blocking = (load * blocking) / (n + load * blocking)
  const wait = blocking / (1 - (load / agents) * (1 - blocking))
  return { serviceLevel: 1 - wait * Math.exp((-(agents - load) * within) / aht), asa: (wait * aht) / (agents - load) }
}

function sampleGroup(
  group: string,
  queues: QueueForecast[],
  firstDay: DayNumber,
  dayCount: number,
  k: number,
): GroupPlan {
  const length = dayCount * PER_DAY
  const target = parseTarget(k === 1 ? '95/10' : '90/10')
  const share = target.serviceLevel?.share ?? 0
  const shrinkage = 0.3
  const column = () => new Float64Array(length).fill(Number.NaN)
  const result = {
    volume: column(),
    aht: column(),
    agents: column(),
    scheduled: column(),
    serviceLevel: column(),
    connectRate: column(),
    asa: column(),
    occupancy: column(),
    abandonment: column(),
  }
  const open = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const there = queues.filter((queue) => !Number.isNaN(queue.volume[i]))
    if (there.length === 0) continue
    const volume = there.reduce((sum, queue) => sum + queue.volume[i], 0)
    const aht = there.reduce((sum, queue) => sum + queue.volume[i] * queue.aht[i], 0) / volume
    const load = (volume / 1800) * aht
    let agents = Math.max(1, Math.floor(load))
    while (erlangC(load, agents, aht, 10).serviceLevel < share) agents++
    const { serviceLevel, asa } = erlangC(load, agents, aht, 10)
    const abandonment = 0.12 * (1 - serviceLevel)
    open[i] = 1
    Object.entries({
      volume,
      aht,
      agents,
      scheduled: Math.ceil(agents / (1 - shrinkage) - 1e-9),
      serviceLevel,
      asa,
      occupancy: load / agents,
      abandonment,
      connectRate: 1 - abandonment,
    }).forEach(([name, value]) => {
      result[name as keyof typeof result][i] = value
    })
  }
  const rollUp = (from: number, to: number, days: number): RollUp => {
    let volume = 0
    let agentHours = 0
    let peak = from
    const sums = { aht: 0, serviceLevel: 0, connectRate: 0, asa: 0, occupancy: 0, abandonment: 0 }
    for (let i = from; i < to; i++) {
      if (!open[i]) continue
      volume += result.volume[i]
      agentHours += result.agents[i] / 2
      if (result.agents[i] > (result.agents[peak] || 0)) peak = i
      for (const name of ['aht', 'serviceLevel', 'connectRate', 'asa', 'abandonment'] as const)
        sums[name] += result.volume[i] * result[name][i]
      sums.occupancy += result.occupancy[i] * result.agents[i]
    }
    const paidHours = agentHours / (1 - shrinkage)
    return {
      volume,
      aht: sums.aht / volume,
      peakAgents: result.agents[peak] || 0,
      peakAt: firstDay * 86_400 + peak * 1800,
      agentHours,
      paidHours,
      fte: paidHours / (8 * days),
      serviceLevel: sums.serviceLevel / volume,
      connectRate: sums.connectRate / volume,
      asa: sums.asa / volume,
      occupancy: sums.occupancy / (agentHours * 2),
      abandonment: sums.abandonment / volume,
      targetMet: Number.NaN,
      volumeLow: volume * 0.9,
      volumeHigh: volume * 1.1,
      peakAgentsLow: Math.round((result.agents[peak] || 0) * 0.92),
      peakAgentsHigh: Math.round((result.agents[peak] || 0) * 1.08),
      fteLow: (paidHours / (8 * days)) * 0.92,
      fteHigh: (paidHours / (8 * days)) * 1.08,
    }
  }
  const days: DayRollUp[] = Array.from({ length: dayCount }, (_, d) => {
    const figures = rollUp(d * PER_DAY, (d + 1) * PER_DAY, 1)
    return {
      ...figures,
      day: firstDay + d,
      targetMet: figures.volume > 0 ? 0.93 - 0.035 * d + 0.1 * Math.sin(d * 2.2 + k) ** 2 : Number.NaN,
    }
  })
  const weeks: WeekRollUp[] = Array.from({ length: Math.ceil(dayCount / 7) }, (_, w) => ({
    ...rollUp(w * 7 * PER_DAY, Math.min(length, (w + 1) * 7 * PER_DAY), 5),
    monday: firstDay + w * 7,
    days: Math.min(7, dayCount - w * 7),
  }))
  const total = rollUp(0, length, 10)
  return {
    name: group,
    queues: queues.map((queue) => queue.name),
    targets: [target],
    shrinkage,
    model: k === 0 ? 'erlangA' : 'erlangC',
    patience: k === 0 ? 143 : Number.POSITIVE_INFINITY,
    patienceSource: k === 0 ? 'history' : 'none',
    solution: 'steady state',
    ...result,
    open,
    days,
    weeks,
    months: [],
    total,
    ...(k === 1 ? { intervalAgentHours: total.agentHours * 1.06 } : {}),
    ...(queues.length > 1 ? { separateAgentHours: total.agentHours * 1.17 } : {}),
    ...(k === 0
      ? {
          verdict: {
            from: firstDay - 56,
            to: firstDay - 1,
            intervals: 2676,
            threshold: 10,
            expected: { serviceLevel: 0.872, abandonment: 0.021, meanWait: 6.4 },
            actual: { serviceLevel: 0.858, abandonment: 0.026, meanWait: 7.9 },
            serviceLevelError: 0.031,
            agentsOnDuty: 61.4,
            agentsRequired: 63.2,
          },
        }
      : {}),
  }
}

function dayLimits(volume: Float64Array): Pick<QueueForecast, 'dayLow' | 'dayHigh'> {
  const totals = Float64Array.from({ length: volume.length / PER_DAY }, (_, day) => {
    const open = volume.subarray(day * PER_DAY, (day + 1) * PER_DAY).filter((v) => !Number.isNaN(v))
    return open.length ? open.reduce((sum, v) => sum + v, 0) : Number.NaN
  })
  return { dayLow: totals.map((v) => v * 0.9), dayHigh: totals.map((v) => v * 1.1) }
}

/** The plan with its first day known until noon: the afternoon had a tenth fewer agents in the morning, the last group two more; of the second group nothing is known. */
export function knownUntilNoon(plan: Plan): Plan {
  const known = PER_DAY / 2
  const groups = plan.groups.map((group, k) => {
    if (k === 1) return group
    const afternoon = (values: Float64Array, then: (value: number) => number) =>
      values.map((value, i) => (i >= known && i < PER_DAY ? then(value) : value))
    const isLast = k === plan.groups.length - 1
    const morning = {
      volume: afternoon(group.volume, (value) => value * (isLast ? 1.2 : 0.9)),
      agents: afternoon(group.agents, (value) => (isLast ? value + 2 : Math.round(value * 0.9))),
    }
    return { ...group, morning }
  })
  return { ...plan, known, groups }
}
