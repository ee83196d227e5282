import { type CallLog, VISIT_END } from '../log.ts'
import { leftAt } from './days.ts'

/** What a visit is to the visits before it: of the same caller, or of the same call. */
export interface Contacts {
  /** By visit: the visit to which it was put through; -1 for none. */
  next: Int32Array
  /** By visit: it came by a transfer. */
  isTransferred: Uint8Array
  /** By visit that was given up: the next visit of the same caller, within the time that was given; -1 for none, or an unknown caller. */
  redial: Int32Array
  /** By visit: it is such a redial. */
  isRedial: Uint8Array
  /** Seconds after hanging up within which a further visit is a redial. */
  within: number
}

/** Seconds around the end of a conversation in which a further visit of the same caller is taken for a transfer of it: clocks of logs are whole seconds, and work after the call may lie between. */
const TRANSFER_SLACK = 3

/** Joins the visits of each caller: those that the log joins itself, transfers that show by their times, and redials. */
export function contactsOf(log: CallLog, within: number): Contacts {
  const { count, customer, end } = log
  const next = log.next.slice(0, count)
  const redial = new Int32Array(count).fill(-1)
  const isTransferred = new Uint8Array(count)
  const isRedial = new Uint8Array(count)
  const last = new Int32Array(log.customers).fill(-1)
  for (let i = 0; i < count; i++) {
    if (next[i] >= 0) isTransferred[next[i]] = 1
    const who = customer[i]
    if (who < 0) continue
    const before = last[who]
    last[who] = i
    if (before < 0 || next[before] >= 0 || isTransferred[i]) continue
    const since = log.arrived[i] - leftAt(log, before)
    if (end[before] === VISIT_END.abandoned) {
      if (since >= 0 && since <= within) {
        redial[before] = i
        isRedial[i] = 1
      }
    } else if (end[before] === VISIT_END.answered) {
      const handled = log.handled[before]
      const talked = handled - (log.afterCall[before] || 0)
      if (since >= talked - TRANSFER_SLACK && since <= handled + TRANSFER_SLACK) {
        next[before] = i
        isTransferred[i] = 1
      }
    }
  }
  return { next, isTransferred, redial, isRedial, within }
}
