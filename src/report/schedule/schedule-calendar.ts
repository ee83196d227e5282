import { figures } from '../format.ts'
import { icalendar, uidText } from '../icalendar.ts'
import type { ScheduleAnswer } from './answer.ts'
import { breakText } from './schedule-table.ts'

/**
 * Shifts as an iCalendar file (RFC 5545): an event for each form of shift and day, with how many people have it and its breaks. Times are of the wall clock, without a zone, as the requirement's are.
 *
 * @param generated the day on which it is made, `2026-10-01`
 */
export function scheduleCalendar({ name, schedule }: ScheduleAnswer, { generated }: { generated: string }): string {
  return icalendar('schedule', {
    name,
    generated,
    events: schedule.queues.flatMap(({ queue, shifts }) =>
      shifts.map(({ kind, start, end, agents, breaks }, index) => ({
        uid: `${index}-${uidText(`${queue}/${kind}`)}`,
        start,
        end,
        summary: `${queue}: ${kind} × ${figures.number(agents)}`,
        description: breaks.map(breakText).join('; '),
      })),
    ),
  })
}
