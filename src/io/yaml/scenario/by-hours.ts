import { DAY_SECONDS, formatClock, formatDuration, KrarupError } from '../../../domain/index.ts'
import { pointer } from '../../../scenario/index.ts'
import { readHours } from './read-values.ts'
import type { DayGrid } from './tables.ts'

/** Agents by interval from agents by hours; nobody is on duty between them. */
export function agentsByHours(spans: Record<string, number>, day: DayGrid, name: string): number[] {
  return byHours(spans, day, name, 'agents', (agents) => agents)
}

/** Contacts by interval from contacts by hours, shared out evenly; nobody comes between them. */
export function volumesByHours(spans: Record<string, number>, day: DayGrid, name: string): number[] {
  return byHours(spans, day, name, 'contacts', (contacts, intervals) => contacts / intervals)
}

function byHours(
  spans: Record<string, number>,
  { hours, interval }: DayGrid,
  name: string,
  what: string,
  inInterval: (value: number, intervals: number) => number,
): number[] {
  if (!hours)
    throw new KrarupError({
      code: 'MISSING',
      what: `${what} by hours need the hours of the day`,
      where: { name },
      how: 'write, for example, hours: 08:00-20:00 at the top of the file',
    })
  const counts = new Array<number>((hours.to - hours.from) / interval).fill(0)
  const taken = new Array<boolean>(counts.length).fill(false)
  for (const [text, value] of Object.entries(spans)) {
    const where = { name: `${name}/${pointer(text)}` }
    const span = readSpan(text, where)
    const shift = span.from < hours.from ? DAY_SECONDS : 0
    const first = (span.from + shift - hours.from) / interval
    const end = (span.to + shift - hours.from) / interval
    if (!Number.isInteger(first) || !Number.isInteger(end) || end > counts.length)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `these hours do not fit into ${formatClock(hours.from)}-${formatClock(hours.to > DAY_SECONDS ? hours.to - DAY_SECONDS : hours.to)} in steps of ${formatDuration(interval)}`,
        where,
        value: text,
      })
    for (let i = first; i < end; i++) {
      if (taken[i])
        throw new KrarupError({ code: 'CONFLICT', what: 'these hours overlap with others', where, value: text })
      taken[i] = true
      counts[i] = inInterval(value, end - first)
    }
  }
  return counts
}

function readSpan(text: string, where: { name: string }) {
  try {
    return readHours(text)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    throw new KrarupError({
      code: error.code,
      what: error.what,
      where,
      ...(error.how ? { how: error.how } : {}),
      value: text,
    })
  }
}
