import { DAY_SECONDS } from '../../domain/index.ts'
import type { CompiledModel } from './model.ts'

/** How long a day of the run is. */
type Days = Pick<CompiledModel, 'intervalsPerDay' | 'interval'>

/**
 * Time by the clock, in seconds since the first opening: where a day of the scenario has fewer than 24 hours, the run leaps from its close to the next opening and the clock does
 * not. Times before the run are by the clock already.
 */
export function clockOf({ intervalsPerDay, interval }: Days, time: number): number {
  const day = intervalsPerDay * interval
  return day >= DAY_SECONDS || time < 0 ? time : time + Math.floor(time / day) * (DAY_SECONDS - day)
}

/** The same of something that ends: at the close of a day it is the evening, not the next morning. */
export function clockAtEnd({ intervalsPerDay, interval }: Days, time: number): number {
  const day = intervalsPerDay * interval
  return day >= DAY_SECONDS || time <= 0 ? time : time + (Math.ceil(time / day) - 1) * (DAY_SECONDS - day)
}

/** When the clock shows so much in the run; a time of the night is the moment between close and opening. */
export function timeOf({ intervalsPerDay, interval }: Days, clock: number): number {
  const day = intervalsPerDay * interval
  if (day >= DAY_SECONDS || clock < 0 || clock === Number.POSITIVE_INFINITY) return clock
  const days = Math.floor(clock / DAY_SECONDS)
  return days * day + Math.min(clock - days * DAY_SECONDS, day)
}

/** Puts into `moment[0]`, a time after `now`, when as much time has passed by the clock: what falls into a night comes at the next opening. */
export function countNights(days: Days, now: number, moment: Float64Array): void {
  if (days.intervalsPerDay * days.interval < DAY_SECONDS)
    moment[0] = timeOf(days, clockOf(days, now) + (moment[0] - now))
}

/** The day of the clock, from opening to opening. */
export function dayOf(clock: number): number {
  return Math.floor(clock / DAY_SECONDS)
}

/** Where the day of the clock begins. */
export function startOfDay(day: number): number {
  return day * DAY_SECONDS
}
