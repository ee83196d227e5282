import { type CallLog, VISIT_END } from './log.ts'
import { callsByAgent, leftAt } from './measure/days.ts'

/** Seconds that nobody waits for an agent. */
const LONG_WAIT = 4 * 3600
/** Seconds by which whole seconds and clocks may differ. */
const TOLERANCE = 2

/** What a log has that no replay has. */
export interface LogOddities {
  /** Answered visits whose agent is known, and those of them that begin while the agent has another. */
  answered: number
  overlapping: number
  /** Visits that waited for more than four hours, and the longest wait in seconds. */
  longWaits: number
  longest: number
}

/** Counts contacts that an agent has beside others, and waits that are none. */
export function logOddities(log: CallLog): LogOddities {
  let [answered, overlapping, longWaits, longest] = [0, 0, 0, 0]
  for (const visits of callsByAgent(log)) {
    let until = Number.NEGATIVE_INFINITY
    for (const visit of visits) {
      const from = leftAt(log, visit)
      answered++
      if (from < until - TOLERANCE) overlapping++
      until = Math.max(until, from + (log.handled[visit] || 0))
    }
  }
  for (let i = 0; i < log.count; i++) {
    if (log.end[i] === VISIT_END.unknown || !(log.waited[i] > LONG_WAIT)) continue
    longWaits++
    longest = Math.max(longest, log.waited[i])
  }
  return { answered, overlapping, longWaits, longest }
}
