import { DAY_SECONDS, formatClock, KrarupError } from '../../../domain/index.ts'
import type { HourSpan } from '../../../scenario/index.ts'

/**
 * A time of day as a scenario counts it: seconds from the start of the day's first interval. Times before the opening are those after midnight.
 *
 * @param place JSON pointer of the value, for the message
 * @throws {KrarupError} CONFLICT when it is outside the hours of the day
 */
export function secondsIntoDay(clock: number, hours: HourSpan | undefined, place: string): number {
  if (!hours) return clock
  const seconds = clock - hours.from + (clock < hours.from ? DAY_SECONDS : 0)
  if (seconds <= hours.to - hours.from) return seconds
  throw new KrarupError({
    code: 'CONFLICT',
    what: `this is outside the hours ${formatClock(hours.from)}-${formatClock(hours.to > DAY_SECONDS ? hours.to - DAY_SECONDS : hours.to)}`,
    where: { name: place },
    value: formatClock(clock),
  })
}

/** A span of hours, likewise. */
export function spanIntoDay(span: HourSpan, hours: HourSpan | undefined, place: string): HourSpan {
  const from = secondsIntoDay(span.from, hours, place)
  return { from, to: from + span.to - span.from }
}
