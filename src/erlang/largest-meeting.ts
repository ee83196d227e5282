import { checkTarget, type Target } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { shortfall } from './least-agents.ts'
import type { SteadyState } from './steady-state.ts'

/** Beyond this a figure is taken to be without limit. */
const UNLIMITED = 1e12

/**
 * The largest value of a parameter at which a model still meets a target, for any model whose service gets worse as the parameter grows: 0 where it is never met, Infinity where it always is.
 *
 * @param stateAt the model, as a function of that parameter
 * @param guess a value to start from
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNREADABLE
 */
export function largestMeeting(stateAt: (value: number) => SteadyState, target: Target, guess = 1): number {
  checkTarget(target, 'largestMeeting')
  const spare = (value: number) => (value === 0 ? Infinity : -shortfall(stateAt(value), target))
  let high = guess
  while (spare(high) >= 0) {
    high *= 2
    if (high > UNLIMITED * guess) return Infinity
  }
  return decreasingRoot(spare, 0, high)
}
