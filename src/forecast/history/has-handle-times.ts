import type { QueueHistory } from '../../domain/index.ts'

/**
 * Whether a history tells what a contact of the queue takes: a single interval with contacts and a handle time is enough. An export may have the column of handle times and none of this queue.
 *
 * @example
 * ```ts
 * import { STATE } from 'krarup/domain'
 * import { hasHandleTimes } from 'krarup/forecast'
 * const day = { queue: 'mail', start: 0, interval: 43_200, state: Uint8Array.of(STATE.observed, STATE.observed) }
 * const offered = Float64Array.of(5, 7)
 * hasHandleTimes({ ...day, measures: { offered, handleTotal: Float64Array.of(0, 0) } }) //=> false
 * hasHandleTimes({ ...day, measures: { offered, handleTotal: Float64Array.of(0, 900) } }) //=> true
 * ```
 */
export function hasHandleTimes({ measures: { handleTotal, answered, offered } }: QueueHistory): boolean {
  const contacts = answered ?? offered
  return handleTotal?.some((total, i) => total > 0 && contacts[i] > 0) ?? false
}
