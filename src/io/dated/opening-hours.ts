import {
  DAY_SECONDS,
  formatClock,
  KrarupError,
  type OpenSpan,
  WEEKDAYS,
  WEEKDAYS_DE,
  type Weekday,
} from '../../domain/index.ts'

const DAYS = new Map<string, number>([
  ...WEEKDAYS.flatMap((name, i): [string, number][] => [
    [name.toLowerCase(), i],
    [name.slice(0, 3).toLowerCase(), i],
  ]),
  ...WEEKDAYS_DE.flatMap((name, i): [string, number][] => [
    [name.toLowerCase(), i],
    [name.slice(0, 2).toLowerCase(), i],
  ]),
  ...[...'一二三四五六日'].flatMap((sign, i): [string, number][] => [
    [`周${sign}`, i],
    [`星期${sign}`, i],
  ]),
])

/**
 * Opening hours by weekday, Monday first, as people write them: `mon-fri 08:00-20:00, sat 09:00-12:00 13:00-17:00`, `Mo-Fr 08:00-20:00`, `24/7`. A weekday that is not named is closed.
 *
 * @throws {KrarupError} UNREADABLE
 * @example
 * ```ts
 * import { parseOpeningHours } from 'krarup/io'
 * parseOpeningHours('mon-fri 08:00-20:00')[0] //=> [{ from: 28800, to: 72000 }]
 * parseOpeningHours('mon-fri 08:00-20:00')[6] //=> []
 * ```
 */
export function parseOpeningHours(text: string): OpenSpan[][] {
  const week: OpenSpan[][] = Array.from({ length: 7 }, () => [])
  if (text.trim() === '24/7') return week.map(() => [{ from: 0, to: 86_400 }])
  for (const part of text.split(/[,;，；]/)) {
    const [days, ...spans] = part.trim().split(/\s+/)
    const named = daysOf(days)
    if (!named || spans.length === 0) throw unreadable(text)
    const open = spans.map((span) => {
      const read = parseSpan(span)
      if (!read || read.from >= read.to) throw unreadable(text)
      return read
    })
    for (const day of named) week[day].push(...open)
  }
  return week
}

/** `mon`, or `fri-mon` over the end of the week; undefined for anything else. */
function daysOf(text: string): Weekday[] | undefined {
  const [first, last = first, ...others] = text.split('-').map((day) => DAYS.get(day.toLowerCase()))
  if (first === undefined || last === undefined || others.length > 0) return undefined
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, k) => ((first + k) % 7) as Weekday)
}

/**
 * Days of the week as people write them: `mon-fri`, `sat,sun`, Monday 0.
 *
 * @throws {KrarupError} UNREADABLE
 */
export function weekdaysOf(text: string): Weekday[] {
  const days = text
    .trim()
    .split(/\s*[,;，；、]\s*|\s+/)
    .map(daysOf)
  const named = days.flatMap((each) => each ?? [])
  if (days.every((each) => each !== undefined)) return [...new Set(named)].sort((a, b) => a - b)
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not days of the week',
    how: 'write mon-fri, or sat,sun',
    value: text,
  })
}

/**
 * One day's opening hours that hold for every day: `08:00-18:00`, `08:00-12:00,13:00-17:30`. A span over midnight, `22:00-06:00`, is a night's.
 *
 * @throws {KrarupError} UNREADABLE
 * @example
 * ```ts
 * import { parseHoursOfDay } from 'krarup/io'
 * parseHoursOfDay('22:00-06:00') //=> [{ from: 79200, to: 86400 }, { from: 0, to: 21600 }]
 * ```
 */
export function parseHoursOfDay(text: string): OpenSpan[] {
  return text
    .trim()
    .split(/\s*[,;，；]\s*|\s+/)
    .flatMap((span) => {
      const read = parseSpan(span)
      if (!read || read.from === read.to)
        throw new KrarupError({
          code: 'UNREADABLE',
          what: "not one day's opening hours",
          how: 'write 08:00-18:00, several spans as 08:00-12:00,13:00-17:30, a night as 22:00-06:00; they hold for every day, so no weekdays',
          value: text,
        })
      const { from, to } = read
      return from < to
        ? [read]
        : [
            { from, to: DAY_SECONDS },
            { from: 0, to },
          ].filter((part) => part.from < part.to)
    })
}

/** `undefined` where the text is no span; it may end before it begins. */
function parseSpan(span: string): OpenSpan | undefined {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(span)
  if (!match) return undefined
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number)
  const from = fromHour * 3600 + fromMinute * 60
  const to = toHour * 3600 + toMinute * 60
  if (fromMinute > 59 || toMinute > 59 || from > DAY_SECONDS || to > DAY_SECONDS) return undefined
  return { from, to }
}

function unreadable(value: string): KrarupError {
  return new KrarupError({
    code: 'UNREADABLE',
    what: 'not opening hours',
    how: 'write mon-fri 08:00-20:00, sat 09:00-13:00 (a span ends on the day it began; 24:00 is midnight), or 24/7',
    value,
  })
}

/** The inverse of {@link parseOpeningHours}, neighbouring weekdays with the same hours together. */
export function formatOpeningHours(week: readonly (readonly OpenSpan[])[]): string {
  const spans = week.map((day) => day.map(({ from, to }) => `${formatClock(from)}-${formatClock(to)}`).join(' '))
  if (spans.every((span) => span === '00:00-24:00')) return '24/7'
  const parts: string[] = []
  for (let first = 0; first < 7; ) {
    let last = first
    while (last < 6 && spans[last + 1] === spans[first]) last++
    const name = (day: number) => WEEKDAYS[day].slice(0, 3).toLowerCase()
    if (spans[first]) parts.push(`${first === last ? name(first) : `${name(first)}-${name(last)}`} ${spans[first]}`)
    first = last + 1
  }
  return parts.join(', ')
}
