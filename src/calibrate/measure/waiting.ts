import { countUntil } from '../../numeric/count-until.ts'
import type { CallLog } from '../log.ts'
import { leftAt } from './days.ts'

/** Stretches of time in which something holds, apart and in order. */
export interface Stretches {
  from: Float64Array
  to: Float64Array
}

/** When somebody waits in one of the queues. A wait of no length is none. */
export function waitingIn(log: CallLog, queues: readonly number[]): Stretches {
  const isOf = new Uint8Array(log.queues.length)
  for (const queue of queues) isOf[queue] = 1
  const from: number[] = []
  const to: number[] = []
  for (let i = 0; i < log.count; i++) {
    if (isOf[log.queue[i]] === 0) continue
    const begin = log.arrived[i]
    const end = leftAt(log, i)
    if (!(end > begin)) continue
    // arrivals are in order
    if (to.length > 0 && begin <= to[to.length - 1]) to[to.length - 1] = Math.max(to[to.length - 1], end)
    else {
      from.push(begin)
      to.push(end)
    }
  }
  return { from: Float64Array.from(from), to: Float64Array.from(to) }
}

/** The stretch that holds a moment, its end excluded; -1 for none. */
export function stretchAt({ from, to }: Stretches, moment: number): number {
  const last = countUntil(from, moment) - 1
  return last >= 0 && moment < to[last] ? last : -1
}

/** Seconds of a stretch of time for which both hold. */
export function overlap({ from, to }: Stretches, begin: number, end: number): number {
  let at = countUntil(to, begin)
  let seconds = 0
  for (; at < from.length && from[at] < end; at++)
    seconds += Math.max(0, Math.min(end, to[at]) - Math.max(begin, from[at]))
  return seconds
}
