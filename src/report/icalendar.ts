import { dayOf, formatDay, type PlainDateTime, secondOfDay } from '../domain/index.ts'
import { figures } from './format.ts'

/** Bytes of a line that readers must take (RFC 5545, 3.1). */
const LONGEST = 75

export interface CalendarEvent {
  /** The same for the same event, so that a calendar knows it again: signs of which any may be in it are written by their numbers. */
  uid: string
  start: PlainDateTime
  end: PlainDateTime
  summary: string
  description?: string
}

/**
 * Events as an iCalendar file (RFC 5545). Times are of the wall clock, without a zone.
 *
 * @param generated the day on which it is made, `2026-10-01`
 */
export function icalendar(
  product: string,
  { name, events, generated }: { name: string; events: readonly CalendarEvent[]; generated: string },
): string {
  const stamp = `${generated.replaceAll('-', '')}T000000Z`
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//krarup//${product}//EN`, `X-WR-CALNAME:${escaped(name)}`]
  for (const { uid, start, end, summary, description } of events)
    lines.push(
      'BEGIN:VEVENT',
      `UID:${momentText(start)}-${uid}@krarup`,
      `DTSTAMP:${stamp}`,
      `DTSTART:${momentText(start)}`,
      `DTEND:${momentText(end)}`,
      `SUMMARY:${escaped(summary)}`,
      ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
      'END:VEVENT',
    )
  lines.push('END:VCALENDAR')
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

/** A name in a UID. */
export function uidText(name: string): string {
  return [...name].map((sign) => sign.codePointAt(0)!.toString(36)).join('')
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
