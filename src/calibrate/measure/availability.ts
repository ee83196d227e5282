import { decreasingRoot } from '../../numeric/root.ts'
import { UNKNOWN } from './measured.ts'
import type { Measured, TurnoverMeasurements } from './types.ts'

/** Seconds between absences that are looked at, at most. */
const LONGEST = 1e7

/**
 * The share of the time present in which agents take calls, from the gaps after calls while somebody waits. Absences come at random, at so many seconds on duty, and begin when the call is done: the share of calls after which an agent
 * is away is that of calls in which an absence fell due. From it follows how often they fall due, and with their mean length the share: the simulator's `away`. Nothing is asked of it but that they come at random.
 */
export function availabilityByGaps({ all: { away, mean, calls } }: TurnoverMeasurements): Measured {
  const { share, mean: length } = away
  if (!(share.value > 0) || !(length.value > 0)) return { ...UNKNOWN, n: share.n }
  const times = calls.map((seconds) => seconds + mean.value)
  const of = (part: number, seconds: number) => {
    const every = timeBetween(times, part)
    return every / (every + seconds)
  }
  const value = of(share.value, length.value)
  // the two errors are nearly independent
  const error = (end: 'low' | 'high') =>
    Math.hypot(of(share[end], length.value) - value, of(share.value, length[end]) - value)
  return { value, n: share.n, low: Math.max(0, value - error('high')), high: Math.min(1, value + error('low')) }
}

/** Mean seconds on duty between two absences, of which one falls into this share of the calls. */
function timeBetween(times: readonly number[], share: number): number {
  const hit = (every: number) => times.reduce((sum, seconds) => sum - Math.expm1(-seconds / every), 0) / times.length
  return decreasingRoot((every) => hit(every) - share, 1, LONGEST)
}
