import { DAY_SECONDS } from '../../domain/index.ts'
import type { RosterAnswer } from '../../roster/index.ts'
import { icalendar, uidText } from '../icalendar.ts'

/** A roster as an iCalendar file: an event for each person and day of work, with the breaks. */
export function rosterCalendar({ assignments }: RosterAnswer, { generated }: { generated: string }): string {
  return icalendar('roster', {
    name: 'roster',
    generated,
    events: assignments.map(({ name, day, queue, shift, start, end, breaks }) => ({
      uid: uidText(name),
      start: day * DAY_SECONDS + start,
      end: day * DAY_SECONDS + end,
      summary: `${name}: ${queue === '' ? shift : `${queue} ${shift}`}`,
      description: breaks,
    })),
  })
}
