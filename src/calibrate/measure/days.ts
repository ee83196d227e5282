import { type DayNumber, dayOf, type Weekday, weekdayOf } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'

/** The days of a log, and where each visit belongs. */
export interface LogDays {
  /** In order; days without any visit are left out. */
  days: readonly DayNumber[]
  weekdays: readonly Weekday[]
  /** By visit: place in `days`, by the day of its arrival; -1 for days that are not measured. */
  dayOfVisit: Int32Array
  /** By weekday: how many of the days. */
  many: readonly number[]
}

/** @param only the days to be measured; all with a visit by default */
export function daysOfLog(log: CallLog, only?: readonly DayNumber[]): LogDays {
  const wanted = only && new Set(only)
  const seen = new Map<DayNumber, number>()
  const dayOfVisit = new Int32Array(log.count)
  const days: DayNumber[] = []
  // visits are in the order of arrival, so days are too
  for (let i = 0; i < log.count; i++) {
    const day = dayOf(log.arrived[i])
    let at = seen.get(day)
    if (at === undefined) {
      at = wanted && !wanted.has(day) ? -1 : days.length
      seen.set(day, at)
      if (at >= 0) days.push(day)
    }
    dayOfVisit[i] = at
  }
  const weekdays = days.map(weekdayOf)
  const many = Array.from({ length: 7 }, (_, weekday) => weekdays.filter((one) => one === weekday).length)
  return { days, weekdays, dayOfVisit, many }
}

/** When the visit left the queue: answered, hung up or sent on; NaN where the log does not say. */
export function leftAt(log: CallLog, visit: number): number {
  return log.arrived[visit] + log.waited[visit]
}

/** By agent: the visits that were answered, in the order of the answers. */
export function callsByAgent(log: CallLog): Int32Array[] {
  const counts = new Int32Array(log.agents.length)
  const isAnswer = (i: number) => log.agent[i] >= 0 && log.end[i] === VISIT_END.answered && !Number.isNaN(log.waited[i])
  for (let i = 0; i < log.count; i++) if (isAnswer(i)) counts[log.agent[i]]++
  const lists = Array.from(counts, (count) => new Int32Array(count))
  counts.fill(0)
  for (let i = 0; i < log.count; i++) if (isAnswer(i)) lists[log.agent[i]][counts[log.agent[i]]++] = i
  for (const list of lists) list.sort((a, b) => leftAt(log, a) - leftAt(log, b) || a - b)
  return lists
}

/** The caller had to wait, or did not: whoever was rung through at once did not; who hung up, or left, did. Undefined where the log does not say. */
export function hadToWait(log: CallLog, visit: number): boolean | undefined {
  const end = log.end[visit]
  if (end === VISIT_END.unknown || Number.isNaN(log.waited[visit])) return undefined
  return end !== VISIT_END.answered || log.waited[visit] - (log.ringing[visit] || 0) > 0
}
