import { dayOf, intervalsPerDay, type PlainDateTime, weekdayOf } from '../domain/index.ts'
import type { DayRollUp, GroupPlan, RollUp, WeekRollUp } from './plan.ts'
import type { TargetMet } from './target-met.ts'

/** What a roll-up reads of a group's plan. */
export type Curve = Pick<
  GroupPlan,
  'volume' | 'aht' | 'agents' | 'serviceLevel' | 'connectRate' | 'asa' | 'occupancy' | 'abandonment' | 'shrinkage'
>

interface Grid {
  start: PlainDateTime
  interval: number
  fteHours: number
  targetMet: TargetMet
}

/**
 * Totals over whole days, intervals from (inclusive) to (exclusive). Service level and abandonment are weighted by the contacts offered, the mean wait of the
 * answered by the answered, occupancy by staffed time. `workingDays`: how many days one full-time agent works in the stretch.
 */
export function rollUp(curve: Curve, grid: Grid, from: number, to: number, workingDays: number): RollUp {
  const { start, interval, fteHours, targetMet } = grid
  const perDay = intervalsPerDay(interval)
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
    const contacts = curve.volume[i]
    if (!(contacts > 0)) continue
    volume += contacts
    handle += contacts * curve.aht[i]
    const answeredHere = contacts * curve.connectRate[i]
    answered += answeredHere
    within += contacts * curve.serviceLevel[i]
    if (answeredHere > 0) waited += answeredHere * curve.asa[i]
    abandoned += contacts * curve.abandonment[i]
    busy += agents * curve.occupancy[i]
  }
  const agentHours = (agentIntervals * interval) / 3600
  const paidHours = agentHours / (1 - curve.shrinkage)
  return {
    volume,
    aht: handle / volume,
    peakAgents: curve.agents[peak],
    peakAt: start + peak * interval,
    agentHours,
    paidHours,
    fte: paidHours / (fteHours * workingDays),
    targetMet: targetMet(from / perDay, to / perDay),
    serviceLevel: within / volume,
    connectRate: answered / volume,
    asa: waited / answered,
    occupancy: busy / agentIntervals,
    abandonment: abandoned / volume,
  }
}

/** A roll-up for each day. */
export function rollUpDays(curve: Curve, grid: Grid): DayRollUp[] {
  const perDay = intervalsPerDay(grid.interval)
  const days = curve.volume.length / perDay
  return Array.from({ length: days }, (_, day) => ({
    ...rollUp(curve, grid, day * perDay, (day + 1) * perDay, 1),
    day: dayOf(grid.start) + day,
  }))
}

/** A roll-up for each calendar week, Monday first; the first and last one may be parts. */
export function rollUpWeeks(curve: Curve, grid: Grid): WeekRollUp[] {
  const perDay = intervalsPerDay(grid.interval)
  const days = curve.volume.length / perDay
  const firstDay = dayOf(grid.start)
  const weeks: WeekRollUp[] = []
  for (let day = 0; day < days; ) {
    const length = Math.min(days - day, 7 - weekdayOf(firstDay + day))
    weeks.push({
      ...rollUp(curve, grid, day * perDay, (day + length) * perDay, workingDays(length)),
      monday: firstDay + day - weekdayOf(firstDay + day),
      days: length,
    })
    day += length
  }
  return weeks
}

/** A full-time agent works five days of seven. */
export function workingDays(days: number): number {
  return (days * 5) / 7
}
