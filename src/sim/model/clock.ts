import { DAY_SECONDS } from '../../domain/index.ts'
import { onGrid } from './grid.ts'
import type { CompiledModel } from './model.ts'

/** How long a day of the run is, and the run. */
type Days = Pick<CompiledModel, 'intervals' | 'intervalsPerDay' | 'interval'>

/**
 * Time by the clock, in seconds since the first opening: where a day of the scenario has fewer than 24 hours, the run leaps from its close to the next opening and the clock does
 * not. Times before the run are by the clock already; those after it are in the evening of the last day.
 */
export function clockOf({ intervals, intervalsPerDay, interval }: Days, time: number): number {
  const day = intervalsPerDay * interval
  if (day >= DAY_SECONDS || time < 0) return time
  const nights = Math.min(Math.floor(time / day), intervals / intervalsPerDay - 1)
  return time + nights * (DAY_SECONDS - day)
}

/** The same of something that ends: at the close of a day it is the evening, not the next morning. */
export function clockAtEnd({ intervals, intervalsPerDay, interval }: Days, time: number): number {
  const day = intervalsPerDay * interval
  if (day >= DAY_SECONDS || time <= 0) return time
  const nights = Math.min(Math.ceil(time / day), intervals / intervalsPerDay) - 1
  return time + nights * (DAY_SECONDS - day)
}

/** When the clock shows so much in the run; a time of the night is the moment between close and opening. */
export function timeOf({ intervalsPerDay, interval }: Days, clock: number): number {
  const day = intervalsPerDay * interval
  if (day >= DAY_SECONDS || clock < 0 || clock === Number.POSITIVE_INFINITY) return clock
  const days = Math.floor(clock / DAY_SECONDS)
  return days * day + Math.min(clock - days * DAY_SECONDS, day)
}

/** What falls into a night comes in the first seconds of the next day, in its order: the night stands for so many of them. */
const FIRST_SECONDS = 60

/**
 * When as much time has passed by the clock: what falls into a night comes at the next opening, in the first minute.
 *
 * @param isEvening at the moment between two days it is the close of the first, not the opening of the second
 */
export function comesAfter(days: Days, now: number, delay: number, isEvening = false): number {
  const day = days.intervalsPerDay * days.interval
  const clock = (isEvening ? clockAtEnd(days, now) : clockOf(days, now)) + delay
  if (day >= DAY_SECONDS || clock === Number.POSITIVE_INFINITY) return clock
  const whole = Math.floor(clock / DAY_SECONDS)
  const rest = clock - whole * DAY_SECONDS
  if (rest < day) return whole * day + rest
  const night = (rest - day) / (DAY_SECONDS - day)
  return (whole + 1) * day + onGrid(night * Math.min(FIRST_SECONDS, day))
}

/** Whether something that is due at `due` in the run, and at `byClock` by the clock, is due by its end. What the night after the last day would bring is not. */
export function isInRun(model: Days, due: number, byClock: number): boolean {
  const horizon = model.intervals * model.interval
  return due === horizon ? byClock <= clockAtEnd(model, horizon) : due < horizon
}

/** The day of the clock, from opening to opening. */
export function dayOf(clock: number): number {
  return Math.floor(clock / DAY_SECONDS)
}

/** Where the day of the clock begins. */
export function startOfDay(day: number): number {
  return day * DAY_SECONDS
}
