import { DAY_SECONDS, formatDay, KrarupError, type PlainDateTime } from '../../domain/index.ts'
import type { RosteredShift } from '../../plan/index.ts'
import type { Assignment } from '../../roster/index.ts'

/**
 * The shifts of a roster with their breaks as times, for `simulateRoster` of `krarup/plan`. What follows the times of a break is for people; a break whose times are before the start of the shift is after midnight.
 *
 * @throws {KrarupError} UNREADABLE for a break that is none, or not within its shift
 */
export function rosteredShifts(roster: readonly Assignment[]): RosteredShift[] {
  return roster.map(({ name, day, queue, start, end, breaks }) => {
    const midnight = day * DAY_SECONDS
    const shift = { start: midnight + start, end: midnight + end }
    return {
      name,
      queue,
      ...shift,
      breaks: breaks
        .split(';')
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .map((text) => breakOf(text, midnight, shift, `${name}, ${formatDay(day)}`)),
    }
  })
}

function breakOf(
  text: string,
  midnight: PlainDateTime,
  shift: { start: PlainDateTime; end: PlainDateTime },
  whose: string,
): { start: PlainDateTime; end: PlainDateTime } {
  const match = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})(?:\s.*)?$/.exec(text)
  if (match) {
    const [fromHour, fromMinute, toHour, toMinute] = match.slice(1, 5).map(Number)
    const clock = midnight + fromHour * 3600 + fromMinute * 60
    const start = clock < shift.start ? clock + DAY_SECONDS : clock
    const length = (toHour - fromHour) * 3600 + (toMinute - fromMinute) * 60
    const end = start + (length > 0 ? length : length + DAY_SECONDS)
    if (end <= shift.end) return { start, end }
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: match ? `a break of ${whose}, that is not within its shift` : `not a break of ${whose}`,
    how: 'write 12:00-12:30 unpaid, several with semicolons between them',
    value: text,
  })
}
