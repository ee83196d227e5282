import {
  type DayNumber,
  dateParts,
  dayOf,
  formatClock,
  formatDay,
  type Horizon,
  type PlainDateTime,
  secondOfDay,
  startAt,
  WEEKDAYS,
  WEEKDAYS_DE,
  type Weekday,
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
const MONTHS_DE = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
]

/** How the days of one language are written. */
interface DateForms {
  shortWeekday(weekday: Weekday): string
  shortDate(parts: DateParts): string
  shortDay(weekday: string, date: string): string
  longDay(weekday: Weekday, parts: DateParts): string
  month(parts: DateParts): string
  quarter(quarter: number, year: number): string
}
type DateParts = ReturnType<typeof dateParts>

const two = (value: number) => String(value).padStart(2, '0')

const FORMS: { readonly [Each in Language]: DateForms } = {
  en: {
    shortWeekday: (weekday) => WEEKDAYS[weekday].slice(0, 3),
    shortDate: ({ month, day }) => `${day} ${MONTHS[month - 1].slice(0, 3)}`,
    shortDay: (weekday, date) => `${weekday} ${date}`,
    longDay: (weekday, { year, month, day }) => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]} ${year}`,
    month: ({ year, month }) => `${MONTHS[month - 1]} ${year}`,
    quarter: (quarter, year) => `${year} Q${quarter}`,
  },
  zh: {
    shortWeekday: (weekday) => `周${WEEKDAYS_ZH[weekday]}`,
    shortDate: ({ month, day }) => `${month}月${day}日`,
    shortDay: (weekday, date) => `${date} ${weekday}`,
    longDay: (weekday, { year, month, day }) => `${year}年${month}月${day}日 星期${WEEKDAYS_ZH[weekday]}`,
    month: ({ year, month }) => `${year}年${month}月`,
    quarter: (quarter, year) => `${year}年第${quarter}季度`,
  },
  de: {
    shortWeekday: (weekday) => WEEKDAYS_DE[weekday].slice(0, 2),
    shortDate: ({ month, day }) => `${two(day)}.${two(month)}.`,
    shortDay: (weekday, date) => `${weekday} ${date}`,
    longDay: (weekday, { year, month, day }) => `${WEEKDAYS_DE[weekday]}, ${day}. ${MONTHS_DE[month - 1]} ${year}`,
    month: ({ year, month }) => `${MONTHS_DE[month - 1]} ${year}`,
    quarter: (quarter, year) => `${quarter}. Quartal ${year}`,
  },
}

/** `Mon`, `周一`, `Mo`. */
export function shortWeekday(day: DayNumber, language: Language = 'en'): string {
  return FORMS[language].shortWeekday(weekdayOf(day))
}

/** A day in figures alone, as remarks say it: `2026-04-06`, in German `06.04.2026`. */
export function numericDay(day: DayNumber, language: Language = 'en'): string {
  if (language !== 'de') return formatDay(day)
  const { year, month, day: dayOfMonth } = dateParts(day)
  return `${two(dayOfMonth)}.${two(month)}.${year}`
}

/** A month in figures alone: `2026-04`, in German `04.2026`. */
export function numericMonth(day: DayNumber, language: Language = 'en'): string {
  return language === 'de' ? numericDay(day, language).slice(3) : formatDay(day).slice(0, 7)
}

/** A moment in figures alone: `2026-04-06 10:30`, in German `06.04.2026 10:30`. */
export function numericMoment(time: PlainDateTime, language: Language = 'en'): string {
  return `${numericDay(dayOf(time), language)} ${formatClock(secondOfDay(time))}`
}

/** `6 Apr`, `4月6日`, `06.04.`. */
export function shortDate(day: DayNumber, language: Language = 'en'): string {
  return FORMS[language].shortDate(dateParts(day))
}

/** `Mon 6 Apr`, `4月6日 周一`, `Mo 06.04.`. */
export function shortDay(day: DayNumber, language: Language = 'en'): string {
  return FORMS[language].shortDay(shortWeekday(day, language), shortDate(day, language))
}

/** `Monday 6 April 2026`, `2026年4月6日 星期一`, `Montag, 6. April 2026`. */
export function longDay(day: DayNumber, language: Language = 'en'): string {
  return FORMS[language].longDay(weekdayOf(day), dateParts(day))
}

/** The month of a day: `April 2026`, `2026年4月`. */
export function monthName(day: DayNumber, language: Language = 'en'): string {
  return FORMS[language].month(dateParts(day))
}

/** `2025 Q3`, in Chinese `2025年第3季度`, in German `3. Quartal 2025`: the quarter that a day is in. */
export function quarterName(day: DayNumber, language: Language = 'en'): string {
  const { year, month } = dateParts(day)
  return FORMS[language].quarter(Math.ceil(month / 3), year)
}

/** Time of day at which an interval begins: `10:30`; in the repetition of an hour that comes twice with words that say so. */
export function clockAt(horizon: Horizon, i: number, secondTime: string): string {
  const clock = formatClock(secondOfDay(startAt(horizon, i)))
  return horizon.again?.[i] ? `${clock} ${secondTime}` : clock
}
