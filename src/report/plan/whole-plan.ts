import { type DayNumber, dayOf, startAt } from '../../domain/index.ts'
import {
  type DayRollUp,
  type GroupPlan,
  type MonthRollUp,
  type PeriodRange,
  type Plan,
  type RollUp,
  type Service,
  UNKNOWN_RANGE,
  type WeekRollUp,
} from '../../plan/index.ts'

/** What a plan, or one group of it, asks for by interval, day and week. */
export type Staffing = Pick<
  GroupPlan,
  | 'volume'
  | 'aht'
  | 'open'
  | 'agents'
  | 'scheduled'
  | 'serviceLevel'
  | 'connectRate'
  | 'asa'
  | 'occupancy'
  | 'abandonment'
  | 'days'
  | 'weeks'
  | 'months'
  | 'total'
>

/**
 * All groups of a plan together: volumes, agents and hours are added, service levels, connect and abandonment rates are weighted by volume, ASA by the contacts that are answered, occupancy by agent
 * hours. The chance that a day meets its target is not known for several groups together: NaN.
 * A plan of one group is that group.
 */
export function wholePlan(plan: Plan): Staffing {
  if (plan.groups.length === 1) return plan.groups[0]
  const { groups, length, interval } = plan
  const whole = intervalsTogether(groups, length, interval / 3600)
  const firstDay = dayOf(plan.start)
  const rollUp = (parts: readonly RollUp[], from: DayNumber, to: DayNumber, range?: PeriodRange): RollUp => {
    const within = (day: DayNumber) => Math.min(plan.dayCount, Math.max(0, day - firstDay))
    const [first, end] = [plan.dayFrom[within(from)], plan.dayFrom[within(to)]]
    let peak = first
    for (let i = first; i < end; i++) if ((whole.agents[i] || 0) > (whole.agents[peak] || 0)) peak = i
    return {
      ...addUp(parts),
      peakAgents: end > first ? whole.agents[peak] || 0 : 0,
      peakAt: startAt(plan, peak),
      paidHours: sum(parts, (part) => part.paidHours),
      fte: sum(parts, (part) => part.fte),
      targetMet: Number.NaN,
      ...(range ?? UNKNOWN_RANGE),
    }
  }
  const days: DayRollUp[] = Array.from({ length: plan.dayCount }, (_, i) => {
    const day = firstDay + i
    const parts = groups.flatMap((group) => group.days.filter((one) => one.day === day))
    return { ...rollUp(parts, day, day + 1, plan.ranges?.days[i]), day }
  })
  const [model] = groups
  const weeks: WeekRollUp[] = model.weeks.map(({ monday, days }, i) => {
    const parts = groups.map((group) => group.weeks[i])
    return { ...rollUp(parts, monday, monday + 7, plan.ranges?.weeks[i]), monday, days }
  })
  const months: MonthRollUp[] = model.months.map(({ month, days, daysOfMonth }, i) => {
    const parts = groups.map((group) => group.months[i])
    return { ...rollUp(parts, month, month + daysOfMonth, plan.ranges?.months[i]), month, days, daysOfMonth }
  })
  const total = rollUp(
    groups.map((group) => group.total),
    firstDay,
    firstDay + plan.dayCount,
    plan.ranges?.total,
  )
  return { ...whole, days, weeks, months, total }
}

/** Months are shown beside days and weeks of plans that are longer than this. */
const FOUR_WEEKS = 28

export function showsMonths({ dayCount }: Plan): boolean {
  return dayCount > FOUR_WEEKS
}

type Part = Service & { volume: number; aht: number; agentHours: number }

function addUp(parts: readonly Part[]): Part {
  const volume = (part: Part) => part.volume
  return {
    volume: sum(parts, volume),
    agentHours: sum(parts, (part) => part.agentHours),
    aht: weighted(parts, 'aht', volume),
    serviceLevel: weighted(parts, 'serviceLevel', volume),
    connectRate: weighted(parts, 'connectRate', volume),
    abandonment: weighted(parts, 'abandonment', volume),
    asa: weighted(parts, 'asa', (part) => part.volume * part.connectRate),
    occupancy: weighted(parts, 'occupancy', (part) => part.agentHours),
  }
}

/** What {@link addUp} says of stretches, of each interval; NaN where no group is open. Array after array, for a centre has hundreds of groups and thousands of intervals. */
function intervalsTogether(groups: readonly GroupPlan[], length: number, hours: number) {
  const open = new Uint8Array(length)
  for (const group of groups) for (let i = 0; i < length; i++) if (group.open[i]) open[i] = 1
  const sumOf = (name: 'volume' | 'agents' | 'scheduled') => {
    const total = new Float64Array(length)
    for (const group of groups) addOpen(total, group.open, group[name])
    return total.map((value, i) => (open[i] ? value : Number.NaN))
  }
  const weights = new Float64Array(length)
  const meanOf = (name: keyof Service | 'aht', weigh: (weights: Float64Array, group: GroupPlan) => void) => {
    const total = new Float64Array(length)
    const all = new Float64Array(length)
    for (const group of groups) {
      weigh(weights, group)
      addWeighted(total, all, group.open, group[name], weights)
    }
    return total.map((value, i) => (all[i] > 0 ? value / all[i] : Number.NaN))
  }
  const byVolume = (into: Float64Array, { volume }: GroupPlan) => into.set(volume)
  return {
    volume: sumOf('volume'),
    aht: meanOf('aht', byVolume),
    open,
    agents: sumOf('agents'),
    scheduled: sumOf('scheduled'),
    serviceLevel: meanOf('serviceLevel', byVolume),
    connectRate: meanOf('connectRate', byVolume),
    asa: meanOf('asa', (into, { volume, connectRate }) => {
      for (let i = 0; i < length; i++) into[i] = volume[i] * connectRate[i]
    }),
    occupancy: meanOf('occupancy', (into, { agents }) => {
      for (let i = 0; i < length; i++) into[i] = agents[i] * hours
    }),
    abandonment: meanOf('abandonment', byVolume),
  }
}

function addOpen(total: Float64Array, open: Uint8Array, values: Float64Array): void {
  for (let i = 0; i < total.length; i++) if (open[i]) total[i] += values[i] || 0
}

function addWeighted(
  total: Float64Array,
  all: Float64Array,
  open: Uint8Array,
  values: Float64Array,
  weights: Float64Array,
): void {
  for (let i = 0; i < total.length; i++) {
    if (!open[i] || !(weights[i] > 0) || Number.isNaN(values[i])) continue
    total[i] += weights[i] * values[i]
    all[i] += weights[i]
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  let total = 0
  for (const item of items) total += of(item) || 0
  return total
}

/** Mean of what is known; NaN where nothing is. */
function weighted(parts: readonly Part[], name: keyof Part, weight: (part: Part) => number): number {
  let total = 0
  let weights = 0
  for (const part of parts) {
    const w = weight(part)
    if (!(w > 0) || Number.isNaN(part[name])) continue
    total += w * part[name]
    weights += w
  }
  return weights > 0 ? total / weights : Number.NaN
}
