import { DAY_SECONDS, KrarupError, parseDuration, parseShare } from '../../../domain/index.ts'
import type { HourSpan } from '../../../scenario/index.ts'

const DAYS = /^(\d+) +days?$/

/** Seconds in a time as people write it: `300`, `5m`, `3 days`. */
export function readTime(text: string): number {
  const days = DAYS.exec(text.trim())
  if (days) return Number(days[1]) * DAY_SECONDS
  if (!/^\s*-/.test(text)) return parseDuration(text)
  throw new KrarupError({ code: 'OUT_OF_RANGE', what: 'a time cannot be negative', how: 'write 300, 5m or 00:05:00' })
}

/** A share, or a coefficient of variation, which may be above 1. */
export function readCoefficient(text: string): number {
  const number = percentage(text) ?? Number(text)
  return number > 1 ? number : parseShare(text, 'busyness')
}

/** `5%`, `-5%`: a percentage with a sign. */
export function readPercentage(text: string): number {
  const share = percentage(text)
  if (share !== undefined) return share
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a percentage', how: 'write 5% or -5%', value: text })
}

function percentage(text: string): number | undefined {
  const [, digits] = /^\s*(-?(?:\d+(?:\.\d+)?|\.\d+))\s*%\s*$/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits) / 100
}

const SPAN = /^(\d{1,2}):([0-5]\d)\s*-\s*(\d{1,2}):([0-5]\d)$/

/** `08:00-20:00`, or `22:00-06:00` over midnight. */
export function readHours(text: string): HourSpan {
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(text.trim())?.map(Number) ?? []
  const from = fromHour * 3600 + fromMinute * 60
  const to = toHour * 3600 + toMinute * 60
  if (from === to)
    throw new KrarupError({ code: 'MISSING', what: 'the day is empty', how: 'write 00:00-24:00 for all day' })
  if (!(from < DAY_SECONDS && to <= DAY_SECONDS))
    throw new KrarupError({ code: 'UNREADABLE', what: 'not hours', how: 'write 08:00-20:00', value: text })
  return { from, to: to > from ? to : to + DAY_SECONDS }
}

const CLOCK = /^(\d{1,2}):([0-5]\d)$/

/** `10:30`: seconds of the day. */
export function readClock(text: string): number {
  const [, hour, minute] = CLOCK.exec(text.trim())?.map(Number) ?? []
  if (hour * 60 + minute <= 24 * 60) return hour * 3600 + minute * 60
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of day', how: 'write 10:30', value: text })
}

const BY = /^by (\d{1,2}):([0-5]\d)(?: (?:(next) day|in (\d+) days))?$/

/** Seconds after arrival, or a time of day and the days until then. */
export type WrittenDeadline = number | { clock: number; daysLater: number }

/** `24h`, `3 days`, `by 18:00`, `by 08:00 next day`, `by 12:00 in 3 days`: seconds, or a time of day and the days until then. */
export function readDeadline(text: string): WrittenDeadline {
  const written = text.trim().replaceAll(/\s+/g, ' ')
  const by = BY.exec(written)
  if (!by) return readTime(written)
  const clock = Number(by[1]) * 3600 + Number(by[2]) * 60
  if (clock <= DAY_SECONDS) return { clock, daysLater: by[3] ? 1 : Number(by[4] ?? 0) }
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of day', how: 'write by 08:00 next day', value: text })
}
