import type { DayNumber } from 'krarup/domain'
import { longDay, shortDay } from 'krarup/report'
import { language } from '../shared/language.ts'
import type { Times } from './types.ts'

/** `Mon 1 Jul`. */
export function shortDayName(day: DayNumber): string {
  return shortDay(day, language())
}

/** `Monday 1 July 2024`. */
export function longDayName(day: DayNumber): string {
  return longDay(day, language())
}

/** Day and time of each interval. */
export function placesOf({ days, dayFrom, clocks }: Times): string[] {
  return days.flatMap((day, k) => {
    const name = shortDayName(day)
    return clocks.slice(dayFrom[k], dayFrom[k + 1]).map((clock) => `${name} ${clock}`)
  })
}
