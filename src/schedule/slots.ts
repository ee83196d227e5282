import { DAY_SECONDS, type DayNumber, dayOf, KrarupError, type Weekday, weekdayOf } from '../domain/index.ts'
import type { Demand } from './demand.ts'
import type { ShiftRules } from './rules.ts'

/** Time cut into slots so short that every shift, break and interval begins and ends between two of them. Slot 0 begins at midnight of the day before the first, so that its nights are seen. */
export interface Slots {
  /** Seconds. */
  length: number
  perDay: number
  firstDay: DayNumber
  /** Days with demand. */
  days: number
  /** All slots: those of the days, and of the day before and after. */
  count: number
}

/** Slots shorter than this make programs that take too long; nobody takes breaks by the minute. */
const SHORTEST = 300

/**
 * @throws {KrarupError} CONFLICT where times of the rules and intervals have no slot of at least five minutes in common
 */
export function slotsOf({ interval, start }: Pick<Demand, 'interval' | 'start'>, rules: ShiftRules): Slots {
  const firstDay = dayOf(start[0])
  const days = dayOf(start[start.length - 1]) - firstDay + 1
  const first = firstDay * DAY_SECONDS
  let length = interval
  let shortener = `intervals of ${interval / 60} minutes`
  const take = (seconds: number, what: string) => {
    const next = divisor(length, seconds)
    if (next < SHORTEST)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${what} of ${seconds / 60} minutes and ${shortener} have no step of at least 5 minutes in common`,
        how: 'write begins, lengths and breaks as multiples of 5, 10, 15 or 30 minutes',
        value: seconds / 60,
      })
    if (next < length) shortener = what
    length = next
  }
  for (let i = 0; i < start.length; i++) take(start[i] - first, 'an interval at a minute of the day')
  for (const kind of rules.kinds) {
    take(kind.earliest, `${kind.name}: a begin`)
    take(kind.step, `${kind.name}: a step`)
    for (const each of kind.lengths) take(each, `${kind.name}: a length`)
    for (const one of kind.breaks) take(one.length, `${kind.name}: a break`)
  }
  for (const meeting of rules.meetings ?? []) take(meeting.length, `${meeting.name}: a length`)
  const perDay = DAY_SECONDS / length
  return { length, perDay, firstDay, days, count: (days + 2) * perDay }
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

/** The slot that begins at a time, counted from midnight of the day with the number `day` (0: the first with demand, -1 the day before). */
export function slotAt({ perDay, length }: Slots, day: number, second: number): number {
  return (day + 1) * perDay + second / length
}

/** Of a slot: its day, counted from the first with demand, and its second of that day. */
export function momentOfSlot({ perDay, length }: Slots, slot: number): { day: number; second: number } {
  const day = Math.floor(slot / perDay) - 1
  return { day, second: (slot - (day + 1) * perDay) * length }
}

export function weekdayAt({ firstDay }: Slots, day: number): Weekday {
  return weekdayOf(firstDay + day)
}
