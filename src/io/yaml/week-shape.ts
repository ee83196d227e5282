import type { WeekShape } from '../../capacity/index.ts'
import { DAY_SECONDS, KrarupError, type OpenSpan, type Place } from '../../domain/index.ts'
import { readClock } from './scenario/read-values.ts'

/** Half hours: agents are needed interval by interval. */
const INTERVAL = 1800

interface Written {
  /** By weekday, Monday first. */
  hours: readonly (readonly OpenSpan[])[]
  /** How busy it is from a time of day on, beside the other times. */
  busyness: Readonly<Record<string, number>> | undefined
  /** How busy each weekday is beside the others, Monday first. */
  weekdays: readonly number[] | undefined
}

/** The share of a week's contacts in each of its half hours, Monday first: as many as the part of it that is open, times how busy it is then. */
export function weekShape({ hours, busyness, weekdays }: Written, where: Place): WeekShape {
  const steps = Object.entries(busyness ?? {})
    .map(([time, weight]) => ({ from: clockAt(time, where), weight }))
    .sort((a, b) => a.from - b.from)
  const weightAt = (second: number) => (steps.findLast(({ from }) => from <= second) ?? steps.at(-1))?.weight ?? 1
  const perDay = DAY_SECONDS / INTERVAL
  const weights = hours.flatMap((spans, weekday) =>
    Array.from({ length: perDay }, (_, slot) => {
      const [from, to] = [slot * INTERVAL, (slot + 1) * INTERVAL]
      const open = spans.reduce((sum, span) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0)
      return (open / INTERVAL) * weightAt(from) * (weekdays?.[weekday] ?? 1)
    }),
  )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (all > 0) return { interval: INTERVAL, shares: weights.map((weight) => weight / all) }
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'in no hour of the week anybody calls',
    where,
    how: 'give opening hours, and a busyness above 0 within them',
  })
}

function clockAt(time: string, where: Place): number {
  try {
    return readClock(time)
  } catch (cause) {
    throw new KrarupError(
      {
        code: 'UNREADABLE',
        what: 'not a time of day',
        where,
        how: 'write busyness: { 08:00: 70%, 10:00: 120% }',
        value: time,
      },
      { cause },
    )
  }
}
