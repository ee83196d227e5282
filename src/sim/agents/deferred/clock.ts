import type { CompiledModel } from '../../model/model.ts'

const DAY = 86_400

/**
 * Time by the clock, in seconds since the first opening: where a day of the scenario has fewer than 24 hours, the run leaps from its close to the next opening and the clock does
 * not. Times before the run are by the clock already.
 */
export function clockOf({ intervalsPerDay, interval }: CompiledModel, time: number): number {
  const day = intervalsPerDay * interval
  return day >= DAY || time < 0 ? time : time + Math.floor(time / day) * (DAY - day)
}

/** The same of something that ends: at the close of a day it is the evening, not the next morning. */
export function clockAtEnd({ intervalsPerDay, interval }: CompiledModel, time: number): number {
  const day = intervalsPerDay * interval
  return day >= DAY || time <= 0 ? time : time + (Math.ceil(time / day) - 1) * (DAY - day)
}

/** When the clock shows so much in the run; a time of the night is the moment between close and opening. */
export function timeOf({ intervalsPerDay, interval }: CompiledModel, clock: number): number {
  const day = intervalsPerDay * interval
  if (day >= DAY || clock < 0 || clock === Number.POSITIVE_INFINITY) return clock
  const days = Math.floor(clock / DAY)
  return days * day + Math.min(clock - days * DAY, day)
}

/** The day of the clock, from opening to opening. */
export function dayOf(clock: number): number {
  return Math.floor(clock / DAY)
}

/** Where the day of the clock begins. */
export function startOfDay(day: number): number {
  return day * DAY
}
