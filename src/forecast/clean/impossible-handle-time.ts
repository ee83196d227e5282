import { formatDuration } from '../../domain/index.ts'
import type { DayTable } from '../history/index.ts'
import type { BelievedHandleTimes } from './believed-handle-times.ts'
import { type CleanedCase, formatMoments } from './case.ts'
import type { Rule } from './rule.ts'

/** What the rule for handle times looks at. */
export interface HandleTimeEvidence {
  /** Contacts by interval. */
  table: DayTable
  /** Seconds by interval, as recorded. */
  totals: Float64Array
  believed: BelievedHandleTimes
  taken: Uint8Array
  wholeDayTaken: Uint8Array
}

/** A mean handle time that chance cannot make. Neighbouring intervals of a day are one case. */
export const impossibleHandleTime: Rule<HandleTimeEvidence> = {
  finds: ['impossible handle time'],
  find({ table, totals, believed: { impossible, total, usable, usual } }) {
    const { values: calls, slots, firstDay } = table
    const standsFor = (i: number) => (usable[i] ? total[i] : calls[i] * usual)
    const cases: CleanedCase[] = []
    for (let k = 0; k < impossible.length; ) {
      const from = impossible[k]
      let to = from + 1
      while (impossible[++k] === to && to % slots !== 0) to++
      const recorded = meanHandleTime(calls, (i) => totals[i], from, to)
      const contacts = Math.round(contactsOf(calls, from, to))
      cases.push({
        rule: 'impossible handle time',
        measure: 'handle time',
        day: firstDay + Math.floor(from / slots),
        from,
        count: to - from,
        reason: `${formatMoments(table, from, to)}: a mean handle time of ${formatDuration(Math.round(recorded))} over ${contacts} contacts, ${formatDuration(Math.round(usual))} are usual`,
        recorded,
        usual: meanHandleTime(calls, standsFor, from, to),
        done: 'replaced',
      })
    }
    return cases
  },
}

/** Seconds a contact over intervals `from` to `to`, exclusive; NaN where nobody was answered. */
export function meanHandleTime(calls: Float64Array, totalOf: (i: number) => number, from: number, to: number): number {
  let seconds = 0
  for (let i = from; i < to; i++) seconds += totalOf(i) || 0
  const contacts = contactsOf(calls, from, to)
  return contacts > 0 ? seconds / contacts : Number.NaN
}

function contactsOf(calls: Float64Array, from: number, to: number): number {
  return calls.subarray(from, to).reduce((sum, it) => sum + (it || 0), 0)
}
