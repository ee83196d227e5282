import type { DayNumber } from '../domain/index.ts'

/**
 * Figures of days put together by week: the sum of the seven days of each, or their mean.
 *
 * @param start Monday of the first week
 * @example
 * ```ts
 * import { byWeek } from 'krarup/capacity'
 * // 1,000 contacts a day in January 2027, 1,107 in February; day 20849 is Sunday, 31 January
 * byWeek(20843, 2, (day) => (day <= 20849 ? 1000 : 1107)) //=> [7000, 7749]
 * // Three days of March, four of April
 * byWeek(20906, 1, (day) => (day < 20909 ? 0.1 : 0.2), 'mean').map((share) => Math.round(share * 1000) / 1000) //=> [0.157]
 * ```
 */
export function byWeek(
  start: DayNumber,
  weeks: number,
  ofDay: (day: DayNumber) => number,
  how: 'sum' | 'mean' = 'sum',
): number[] {
  return Array.from({ length: weeks }, (_, week) => {
    let sum = 0
    for (let day = start + 7 * week; day < start + 7 * week + 7; day++) sum += ofDay(day)
    return how === 'sum' ? sum : sum / 7
  })
}
