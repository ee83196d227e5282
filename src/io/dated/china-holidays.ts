import { createRequire } from 'node:module'
import {
  type DayNumber,
  dateParts,
  dayNumber,
  formatDay,
  type Language,
  type SpecialDay,
  type UsualEffect,
  type Weekday,
  weekdayOf,
} from '../../domain/index.ts'

/** What the special days of a span are, and for which of its years nothing is known. */
export interface ChinaHolidays {
  days: SpecialDay[]
  /** Years of the span whose holidays have not been announced, or are older than the record. */
  unknownYears: number[]
}

/** Public holidays are Sundays, working days that make up for them Fridays, the rush when all is open again a Monday. */
const [HOLIDAY, MAKE_UP, AFTER]: readonly Weekday[] = [6, 4, 0]

/** Working days before and after a holiday that are not like others; before the Spring Festival people travel for days. */
const BEFORE = 1
const BEFORE_SPRING_FESTIVAL = 3
const AFTER_DAYS = 1
const AFTER_SPRING_FESTIVAL = 2
const SATURDAY = 5
const DAY_MILLISECONDS = 86_400_000

const SPRING_FESTIVAL = 'Spring Festival'
const NATIONAL_DAY = 'National Day'
/**
 * What the Spring Festival usually does beside other public holidays, for a queue that has not had one, by days after the first of the lunar year. Its form is what is reported of travel every year: the eve and the
 * first two days are the quietest, and people come back from the fourth on. Its sizes are assumptions, moderate on purpose, with a doubt of a third: no public figures of contact centres are known.
 */
const SPRING: readonly { before: number; usual: UsualEffect }[] = [
  { before: -1, usual: { everyDay: 0.9, office: 0.9, doubt: 0.25 } },
  { before: 2, usual: { everyDay: 0.7, office: 0.7, doubt: 0.35 } },
  { before: 4, usual: { everyDay: 0.8, office: 0.8, doubt: 0.3 } },
  { before: Infinity, usual: { everyDay: 0.9, office: 0.9, doubt: 0.25 } },
]
/** Working days before and after it: offices empty early and fill late, while who has been away calls the others. */
const BEFORE_SPRING: UsualEffect = { everyDay: 0.95, office: 0.85, doubt: 0.15 }
const AFTER_SPRING: UsualEffect = { everyDay: 1, office: 0.9, doubt: 0.15 }
/** A first week off in October is taken for a public holiday like the others, with more doubt. */
const NATIONAL: UsualEffect = { everyDay: 1, office: 1, doubt: 0.2 }

/** The names that the record uses, as they are usually written. */
const NAMES: Readonly<Record<string, string>> = {
  'Tomb-sweeping Day': 'Qingming',
  'Mid-autumn Festival': 'Mid-Autumn Festival',
}

/** `2025-10-01` to `National Day,国庆节,3`. */
interface HolidayRecord {
  holidays: Readonly<Record<string, string>>
  workdays: Readonly<Record<string, string>>
}

function record(): HolidayRecord {
  return createRequire(import.meta.url)('chinese-days/dist/chinese-days.json')
}

interface Named {
  english: string
  chinese: string
}

/**
 * The public holidays of mainland China from one day to another, as the State Council announced them year by year: the holidays themselves, the working days that make up for them (调休), and the working days before and
 * after. Names are the same from year to year, wherever lunar holidays move to, so that what a holiday does is learnt from one year and used in the next.
 *
 * The record is that of the package `chinese-days`, read when this is called: its table of dates alone, for its functions go by the machine's clock and are a day off in the Americas.
 */
export function chinaHolidays(from: DayNumber, to: DayNumber, language: Language = 'en'): ChinaHolidays {
  const { holidays, workdays } = record()
  /** The holiday that a day belongs to, and whether people work. */
  const detail = (day: DayNumber): { work: boolean; holiday: Named | undefined } => {
    const date = formatDay(day)
    const made = workdays[date]
    const [english, chinese] = (made ?? holidays[date] ?? '').split(',')
    if (!chinese) return { work: weekdayOf(day) < SATURDAY, holiday: undefined }
    return { work: made !== undefined, holiday: { english: NAMES[english] ?? english, chinese } }
  }
  const isKnown = (year: number) => detail(dayNumber({ year, month: 10, day: 1 })).holiday !== undefined
  const years = Array.from(
    { length: dateParts(to).year - dateParts(from).year + 1 },
    (_, i) => dateParts(from).year + i,
  )
  const unknownYears = years.filter((year) => !isKnown(year))
  const special = new Map<DayNumber, SpecialDay>()
  const put = (day: DayNumber, english: string, chinese: string, like: Weekday, usual?: UsualEffect) => {
    special.set(day, { day, name: language === 'zh' ? chinese : english, like, ...(usual ? { usual } : {}) })
  }
  for (const year of years) {
    if (unknownYears.includes(year)) continue
    const end = dayNumber({ year, month: 12, day: 31 })
    const newYear = lunarNewYear(year)
    for (let day = dayNumber({ year, month: 1, day: 1 }); day <= end; day++) {
      const { work, holiday } = detail(day)
      if (!holiday) continue
      const { english, chinese } = holiday
      if (work) put(day, `${english} make-up day`, `${chinese}调休上班`, MAKE_UP)
      else put(day, english, chinese, HOLIDAY, usualOf(english, day, newYear))
    }
  }
  for (const { from: first, to: last, holiday } of stretches()) {
    const { english, chinese } = holiday
    const spring = english === SPRING_FESTIVAL
    let day = first - 1
    for (let k = 0; k < (spring ? BEFORE_SPRING_FESTIVAL : BEFORE); k++, day--) {
      while (!detail(day).work) day--
      if (!special.has(day))
        put(day, `before ${english}`, `${chinese}前`, weekdayOf(day), spring ? BEFORE_SPRING : undefined)
    }
    day = last + 1
    for (let k = 0; k < (spring ? AFTER_SPRING_FESTIVAL : AFTER_DAYS); k++, day++) {
      while (!detail(day).work || special.has(day)) day++
      put(day, `after ${english}`, `${chinese}后`, AFTER, spring ? AFTER_SPRING : undefined)
    }
  }
  const days = [...special.values()].filter(({ day }) => day >= from && day <= to).sort((a, b) => a.day - b.day)
  return { days, unknownYears }

  /** Holidays in a row, under the name that most of their days have. */
  function stretches(): { from: DayNumber; to: DayNumber; holiday: Named }[] {
    const off = [...special.values()].filter(({ day }) => !detail(day).work).map(({ day }) => day)
    const result: DayNumber[][] = []
    for (const day of off) {
      const last = result.at(-1)
      if (last && last.at(-1) === day - 1) last.push(day)
      else result.push([day])
    }
    return result.map((days) => {
      const names = days.map((day) => detail(day).holiday!)
      const count = (one: Named) => names.filter(({ english }) => english === one.english).length
      return {
        from: days[0],
        to: days.at(-1)!,
        holiday: names.reduce((best, one) => (count(one) > count(best) ? one : best)),
      }
    })
  }
}

/** What a public holiday usually does, where more can be said than that it is one. */
function usualOf(holiday: string, day: DayNumber, newYear: DayNumber): UsualEffect | undefined {
  if (holiday === NATIONAL_DAY) return NATIONAL
  if (holiday !== SPRING_FESTIVAL) return undefined
  return SPRING.find(({ before }) => day - newYear < before)!.usual
}

/** The first day of the lunar year that begins in a year: always from 21 January to 21 February. The calendar is the runtime's own. */
function lunarNewYear(year: number): DayNumber {
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
  let day = dayNumber({ year, month: 1, day: 21 })
  const last = dayNumber({ year, month: 2, day: 21 })
  while (day < last && lunar.format(new Date(day * DAY_MILLISECONDS)) !== '1/1') day++
  return day
}
