import { dayOf, formatDay, type PlainDateTime, secondOfDay } from '../../domain/index.ts'
import { figures } from '../format.ts'
import type { ScheduleAnswer } from './answer.ts'
import { breakText } from './schedule-table.ts'

/** Bytes of a line that readers must take (RFC 5545, 3.1). */
const LONGEST = 75

/**
 * Shifts as an iCalendar file (RFC 5545): an event for each form of shift and day, with how many people have it and its breaks. Times are of the wall clock, without a zone, as the requirement's are.
 *
 * @param generated the day on which it is made, `2026-10-01`
 */
export function scheduleCalendar({ name, schedule }: ScheduleAnswer, { generated }: { generated: string }): string {
  const stamp = `${generated.replaceAll('-', '')}T000000Z`
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//krarup//schedule//EN', `X-WR-CALNAME:${escaped(name)}`]
  for (const { queue, shifts } of schedule.queues)
    for (const [index, shift] of shifts.entries()) {
      const { kind, start, end, agents, breaks } = shift
      lines.push(
        'BEGIN:VEVENT',
        `UID:${momentText(start)}-${index}-${[...`${queue}/${kind}`].map((sign) => sign.codePointAt(0)!.toString(36)).join('')}@krarup`,
        `DTSTAMP:${stamp}`,
        `DTSTART:${momentText(start)}`,
        `DTEND:${momentText(end)}`,
        `SUMMARY:${escaped(`${queue}: ${kind} × ${figures.number(agents)}`)}`,
        ...(breaks.length > 0 ? [`DESCRIPTION:${escaped(breaks.map(breakText).join('; '))}`] : []),
        'END:VEVENT',
      )
    }
  lines.push('END:VCALENDAR')
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function momentText(time: PlainDateTime): string {
  return `${formatDay(dayOf(time)).replaceAll('-', '')}T${figures.clock(secondOfDay(time)).replace(':', '')}00`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n/g, '\\n')
}

/** A long line goes on after a line break and a blank; no character is torn. */
function folded(line: string): string[] {
  const bytes = (text: string) => new TextEncoder().encode(text).length
  const pieces: string[] = []
  let piece = ''
  for (const sign of line) {
    if (bytes(piece + sign) > LONGEST) {
      pieces.push(piece)
      piece = ' '
    }
    piece += sign
  }
  return [...pieces, piece]
}
