import { type CallLog, VISIT_END } from '../../calibrate/index.ts'
import { DAY_SECONDS, formatPlainDateTime } from '../../domain/index.ts'
import type { CsvRows } from '../csv-rows.ts'

/** What is counted of an interval and queue. */
interface Counted {
  offered: number
  answered: number
  abandoned: number
  within: number
  waited: number
  handled: number
}

/** The interval history of a log: what every other command reads. */
export interface CallHistory {
  interval: number
  queues: number
  /** Intervals of all queues, each a row. */
  intervals: number
  /** Midnight of the first day, and after the last. */
  from: number
  to: number
  rows: CsvRows
}

/**
 * Counts the visits of a log by queue and interval of arrival. An interval without a visit is written with zeros if its queue has visits at that time of the day on other days; else its queue was closed.
 *
 * @param within seconds in which an answer is in time
 */
export function callHistory(log: CallLog, { interval, within }: { interval: number; within: number }): CallHistory {
  const counted = new Map<number, Counted>()
  const queues = log.queues.length
  const perDay = DAY_SECONDS / interval
  const used = new Set<number>()
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < log.count; i++) {
    const place = Math.floor(log.arrived[i] / interval)
    const key = place * queues + log.queue[i]
    let own = counted.get(key)
    if (!own) {
      own = { offered: 0, answered: 0, abandoned: 0, within: 0, waited: 0, handled: 0 }
      counted.set(key, own)
      used.add((place % perDay) * queues + log.queue[i])
      first = Math.min(first, Math.floor(place / perDay))
      last = Math.max(last, Math.floor(place / perDay))
    }
    own.offered++
    own.waited += log.waited[i] || 0
    if (log.end[i] === VISIT_END.abandoned) own.abandoned++
    if (log.end[i] !== VISIT_END.answered) continue
    own.answered++
    own.handled += log.handled[i] || 0
    if (log.waited[i] <= within) own.within++
  }
  const days = new Set([...counted.keys()].map((key) => Math.floor(key / queues / perDay)))
  const nothing: Counted = { offered: 0, answered: 0, abandoned: 0, within: 0, waited: 0, handled: 0 }
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, d) => first + d)
    .filter((day) => days.has(day))
    .flatMap((day) =>
      Array.from({ length: perDay }, (_, slot) => day * perDay + slot).flatMap((place) =>
        log.queues.flatMap((queue, q) => {
          const own = counted.get(place * queues + q) ?? (used.has((place % perDay) * queues + q) ? nothing : undefined)
          return own
            ? [
                [
                  formatPlainDateTime(place * interval),
                  queue,
                  ...[own.offered, own.answered, own.abandoned, own.within],
                  ...[Math.round(own.waited), Math.round(own.handled)],
                ],
              ]
            : []
        }),
      ),
    )
  return {
    interval,
    queues,
    intervals: rows.length,
    from: first * DAY_SECONDS,
    to: (last + 1) * DAY_SECONDS,
    rows: {
      headings: [
        ...['start', 'queue', 'offered', 'answered', 'abandoned', `answered within ${within} s`],
        ...['total wait', 'total handle time'],
      ],
      rows,
    },
  }
}
