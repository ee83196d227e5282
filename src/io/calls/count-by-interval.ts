import { END, type VisitStore } from './visits.ts'

/** The visits of a queue that began in one interval. */
export interface IntervalOfCalls {
  /** On the log's clock. */
  start: number
  /** Place in {@link VisitStore.queues}. */
  queue: number
  offered: number
  answered: number
  abandoned: number
  answeredWithin: number
  /** Seconds that all of them waited, where the log says so. */
  waited: number
  /** Handle times that are known: how many, and their sum in seconds. */
  timed: number
  handled: number
}

/**
 * Counts the visits of a log by queue and interval of their arrival, in order of time.
 *
 * @param ahead seconds that the clock by whose hours intervals are cut is ahead of the log's
 */
export function countByInterval(
  visits: VisitStore,
  { interval, threshold, ahead }: { interval: number; threshold: number; ahead: number },
): IntervalOfCalls[] {
  const rows = new Map<number, IntervalOfCalls>()
  const many = visits.queues.length
  for (let i = 0; i < visits.count; i++) {
    const place = Math.floor((visits.arrived[i] + ahead) / interval)
    const queue = visits.queue[i]
    const key = place * many + queue
    let row = rows.get(key)
    if (row === undefined) {
      row = {
        start: place * interval - ahead,
        queue,
        offered: 0,
        answered: 0,
        abandoned: 0,
        answeredWithin: 0,
        waited: 0,
        timed: 0,
        handled: 0,
      }
      rows.set(key, row)
    }
    row.offered++
    row.waited += visits.waited[i] || 0
    if (visits.end[i] === END.abandoned) row.abandoned++
    if (visits.end[i] !== END.answered) continue
    row.answered++
    if (visits.waited[i] <= threshold) row.answeredWithin++
    if (Number.isNaN(visits.handled[i])) continue
    row.timed++
    row.handled += visits.handled[i]
  }
  return [...rows.values()].sort((a, b) => a.start - b.start || a.queue - b.queue)
}
