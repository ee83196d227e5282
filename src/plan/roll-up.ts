import { type DayNumber, dayOf, firstOfMonth, type Horizon, mondayOf, nextMonth, startAt } from '../domain/index.ts'
import type { PeriodRanges } from './period-ranges.ts'
import type { DayRollUp, GroupPlan, MonthRollUp, RollUp, WeekRollUp } from './plan.ts'
import type { TargetMet } from './target-met.ts'

/** What a roll-up reads of a group's plan. */
export type Curve = Pick<
  GroupPlan,
  'volume' | 'aht' | 'agents' | 'serviceLevel' | 'connectRate' | 'asa' | 'occupancy' | 'abandonment' | 'shrinkage'
>

interface Grid {
  horizon: Horizon
  fteHours: number
  targetMet: TargetMet
  ranges: PeriodRanges
}

/**
 * Totals over whole days, from (inclusive) to (exclusive), counted from 0. Service level and abandonment are weighted by the contacts offered, the mean wait of the
 * answered by the answered, occupancy by staffed time. `workingDays`: how many days one full-time agent works in the stretch.
 */
export function rollUp(curve: Curve, grid: Grid, firstDay: number, endDay: number, workingDays: number): RollUp {
  const { horizon, fteHours, targetMet, ranges } = grid
  const [from, to] = [horizon.dayFrom[firstDay], horizon.dayFrom[endDay]]
  let volume = 0
  let handle = 0
  let answered = 0
  let within = 0
  let waited = 0
  let abandoned = 0
  let busy = 0
  let agentIntervals = 0
  let peak = from
  for (let i = from; i < to; i++) {
    const agents = curve.agents[i]
    agentIntervals += agents
    if (agents > curve.agents[peak]) peak = i
    // Deferred work is done in other intervals than those in which it comes.
    if (agents > 0 && curve.occupancy[i] > 0) busy += agents * curve.occupancy[i]
    const contacts = curve.volume[i]
    if (!(contacts > 0)) continue
    volume += contacts
    handle += contacts * curve.aht[i]
    const answeredHere = contacts * curve.connectRate[i]
    answered += answeredHere
    within += contacts * curve.serviceLevel[i]
    if (answeredHere > 0) waited += answeredHere * curve.asa[i]
    abandoned += contacts * curve.abandonment[i]
  }
  const agentHours = (agentIntervals * horizon.interval) / 3600
  const paidHours = agentHours / (1 - curve.shrinkage)
  return {
    volume,
    aht: handle / volume,
    // clocks may skip a whole day
    peakAgents: to > from ? curve.agents[peak] : 0,
    peakAt: startAt(horizon, peak),
    agentHours,
    paidHours,
    fte: paidHours / (fteHours * workingDays),
    targetMet: targetMet(firstDay, endDay),
    ...ranges(firstDay, endDay, fteHours * workingDays),
    serviceLevel: within / volume,
    connectRate: answered / volume,
    asa: waited / answered,
    occupancy: busy / agentIntervals,
    abandonment: abandoned / volume,
  }
}

/** A roll-up for each day. */
export function rollUpDays(curve: Curve, grid: Grid): DayRollUp[] {
  const { start, dayCount } = grid.horizon
  return Array.from({ length: dayCount }, (_, day) => ({
    ...rollUp(curve, grid, day, day + 1, 1),
    day: dayOf(start) + day,
  }))
}

/** A roll-up for each calendar week, Monday first; the first and last one may be parts. */
export function rollUpWeeks(curve: Curve, grid: Grid): WeekRollUp[] {
  return rollUpStretches(curve, grid, weekStretches).map(({ from, to, rolled }) => ({
    ...rolled,
    monday: mondayOf(from),
    days: to - from,
  }))
}

/** A roll-up for each calendar month; the first and last one may be parts. */
export function rollUpMonths(curve: Curve, grid: Grid): MonthRollUp[] {
  return rollUpStretches(curve, grid, monthStretches).map(({ from, to, rolled }) => {
    const month = firstOfMonth(from)
    return { ...rolled, month, days: to - from, daysOfMonth: nextMonth(from) - month }
  })
}

/** Days from (inclusive) to (exclusive). */
interface Stretch {
  from: DayNumber
  to: DayNumber
}

function rollUpStretches(curve: Curve, grid: Grid, stretchesOf: (first: DayNumber, days: number) => Stretch[]) {
  const { start, dayCount } = grid.horizon
  const first = dayOf(start)
  return stretchesOf(first, dayCount).map(({ from, to }) => ({
    from,
    to,
    rolled: rollUp(curve, grid, from - first, to - first, workingDays(to - from)),
  }))
}

/** The days of a plan cut at Mondays. */
export function weekStretches(first: DayNumber, days: number): Stretch[] {
  return cut(first, days, (day) => mondayOf(day) + 7)
}

/** The days of a plan cut at the first days of months. */
export function monthStretches(first: DayNumber, days: number): Stretch[] {
  return cut(first, days, nextMonth)
}

function cut(first: DayNumber, days: number, next: (day: DayNumber) => DayNumber): Stretch[] {
  const stretches: Stretch[] = []
  for (let from = first; from < first + days; ) {
    const to = Math.min(first + days, next(from))
    stretches.push({ from, to })
    from = to
  }
  return stretches
}

/** A full-time agent works five days of seven. */
export function workingDays(days: number): number {
  return (days * 5) / 7
}
