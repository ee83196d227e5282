import {
  DAY_SECONDS,
  dayOf,
  formatDay,
  formatDuration,
  type History,
  type IntervalSeries,
  intervalsPerDay,
  KrarupError,
  type PlainDateTime,
  type QueueHistory,
  STATE,
  unknownName,
} from '../../domain/index.ts'

/** Contacts handled on a day so far, by interval from its midnight on, and the seconds that they took; NaN where nothing is known. */
export interface HandledToday {
  contacts: Float64Array
  total: Float64Array
}

/** What has come of a day so far. */
export interface TodaysFigures extends IntervalSeries {
  /** Absent where the export has no handle times. */
  handled?: HandledToday
}

/**
 * What has come of the first forecast day, queue by queue, out of an export of that day: `offered` from its midnight on, NaN where nothing is known; and what was handled, where the export has handle times.
 * Days that the history has already are passed over; a queue without a row of the day is left out.
 *
 * @param start midnight of the first forecast day
 * @param until figures from this time of the day on are not believed yet (seconds): the interval that the export cut in two
 * @throws {KrarupError} CONFLICT for another interval, another day or a later one; UNREADABLE for a queue that the history does not have
 */
export function todaysFigures(
  actuals: History,
  history: History,
  start: PlainDateTime,
  until = DAY_SECONDS,
): Map<string, TodaysFigures> {
  const { interval } = history
  if (actuals.interval !== interval) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `today's figures come in intervals of ${formatDuration(actuals.interval)}, the history in intervals of ${formatDuration(interval)}`,
      how: 'export both with the same interval',
    })
  }
  const known = history.queues.map(({ queue }) => queue)
  for (const { queue } of actuals.queues) {
    if (known.includes(queue)) continue
    const what = "today's figures are of a queue that the history does not have"
    throw unknownName({ what, name: queue, known, list: 'the history has', most: 10 })
  }
  const perDay = intervalsPerDay(interval)
  const result = new Map<string, TodaysFigures>()
  for (const queue of actuals.queues) {
    const first = Math.round((start - queue.start) / interval)
    const observed = (from: number, to: number) =>
      queue.state.subarray(Math.max(0, from), Math.max(0, to)).includes(STATE.observed)
    if (observed(first + perDay, queue.state.length)) throw otherDay(queue, start)
    if (!observed(first, first + perDay)) continue
    const soFar = (figures: Float64Array) =>
      Float64Array.from({ length: perDay }, (_, slot) =>
        slot * interval + interval <= until && queue.state[first + slot] === STATE.observed
          ? figures[first + slot]
          : Number.NaN,
      )
    const { offered, answered = offered, handleTotal } = queue.measures
    const values = soFar(offered)
    const handled = handleTotal && { contacts: soFar(answered), total: soFar(handleTotal) }
    const state = Uint8Array.from(values, (value) => (Number.isNaN(value) ? STATE.missing : STATE.observed))
    if (state.includes(STATE.observed)) {
      result.set(queue.queue, { start, interval, values, state, ...(handled ? { handled } : {}) })
    }
  }
  const later = actuals.queues.find((queue) => queue.state.includes(STATE.observed))
  const anyOfToday = actuals.queues.some(
    (queue) => queue.start <= start && queue.start + queue.state.length * interval > start,
  )
  if (!anyOfToday && later) throw otherDay(later, start)
  return result
}

function otherDay(queue: QueueHistory, start: PlainDateTime): KrarupError {
  const end = queue.start + (queue.state.lastIndexOf(STATE.observed) + 1) * queue.interval - 1
  const day = formatDay(dayOf(start))
  return new KrarupError({
    code: 'CONFLICT',
    what: `today's figures must be of ${day}, the day after the history's last`,
    how:
      end < start
        ? `give the figures of ${day}, or a history that ends the day before today`
        : `give a history that ends on ${formatDay(dayOf(end) - 1)}, or the figures of ${day} alone`,
    value: `${queue.queue}: ${formatDay(dayOf(queue.start))}${dayOf(end) > dayOf(queue.start) ? ` to ${formatDay(dayOf(end))}` : ''}`,
  })
}

/**
 * The history with days added until `end`, so that a queue that is closed on the last days starts its forecast with the others: nothing was recorded on them,
 * and they are open or closed as the week before.
 */
export function endingAt(history: QueueHistory, end: PlainDateTime): QueueHistory {
  const { start, interval, state, measures } = history
  const length = Math.round((end - start) / interval)
  if (length <= state.length) return history
  const week = 7 * intervalsPerDay(interval)
  const longer = new Uint8Array(length)
  longer.set(state)
  for (let i = state.length; i < length; i++) {
    longer[i] = (longer[i - week] ?? STATE.closed) === STATE.closed ? STATE.closed : STATE.missing
  }
  const lengthened = Object.entries(measures).map(([name, values]) => {
    const own = new Float64Array(length).fill(Number.NaN)
    own.set(values)
    return [name, own]
  })
  return { ...history, state: longer, measures: Object.fromEntries(lengthened) }
}
