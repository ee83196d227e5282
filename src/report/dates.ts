import {
  type DayNumber,
  dateParts,
  formatClock,
  type Horizon,
  secondOfDay,
  startAt,
  WEEKDAYS,
  weekdayOf,
} from '../domain/index.ts'
import type { Language } from './language.ts'

const WEEKDAYS_ZH = ['一', '二', '三', '四', '五', '六', '日']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `Mon`, `周一`. */
export function shortWeekday(day: DayNumber, language: Language = 'en'): string {
  const weekday = weekdayOf(day)
  return language === 'zh' ? `周${WEEKDAYS_ZH[weekday]}` : WEEKDAYS[weekday].slice(0, 3)
}

/** `6 Apr`, `4月6日`. */
export function shortDate(day: DayNumber, language: Language = 'en'): string {
  const { month, day: dayOfMonth } = dateParts(day)
  return language === 'zh' ? `${month}月${dayOfMonth}日` : `${dayOfMonth} ${MONTHS[month - 1].slice(0, 3)}`
}

/** `Mon 6 Apr`, `4月6日 周一`. */
export function shortDay(day: DayNumber, language: Language = 'en'): string {
  const parts = [shortWeekday(day, language), shortDate(day, language)]
  return (language === 'zh' ? parts.reverse() : parts).join(' ')
}

/** `Monday 6 April 2026`, `2026年4月6日 星期一`. */
export function longDay(day: DayNumber, language: Language = 'en'): string {
  const { year, month, day: dayOfMonth } = dateParts(day)
  const weekday = weekdayOf(day)
  return language === 'zh'
    ? `${year}年${month}月${dayOfMonth}日 星期${WEEKDAYS_ZH[weekday]}`
    : `${WEEKDAYS[weekday]} ${dayOfMonth} ${MONTHS[month - 1]} ${year}`
}

/** The month of a day: `April 2026`, `2026年4月`. */
export function monthName(day: DayNumber, language: Language = 'en'): string {
  const { year, month } = dateParts(day)
  return language === 'zh' ? `${year}年${month}月` : `${MONTHS[month - 1]} ${year}`
}

/** `2025 Q3`, in Chinese `2025年第3季度`: the quarter that a day is in. */
export function quarterName(day: DayNumber, language: Language = 'en'): string {
  const { year, month } = dateParts(day)
  const quarter = Math.ceil(month / 3)
  return language === 'zh' ? `${year}年第${quarter}季度` : `${year} Q${quarter}`
}

/** Time of day at which an interval begins: `10:30`; in the repetition of an hour that comes twice with words that say so. */
export function clockAt(horizon: Horizon, i: number, secondTime: string): string {
  const clock = formatClock(secondOfDay(startAt(horizon, i)))
  return horizon.again?.[i] ? `${clock} ${secondTime}` : clock
}
