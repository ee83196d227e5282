import { checkNumber, checkTarget, type Target } from '../domain/index.ts'
import { largestMeeting } from './largest-meeting.ts'
import { type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { trafficOf } from './steady-state.ts'

/**
 * The longest mean handle time, in seconds, at which so many agents meet a target with so many contacts (`rate`, or `volume` with `interval`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { longestAht } from 'krarup/erlang'
 * const calls = { volume: 100, interval: 1800, agents: 23 }
 * Math.floor(longestAht(calls, { serviceLevel: { within: 10, share: 0.9 } })) //=> 306
 * ```
 */
export function longestAht(
  {
    agents,
    rate,
    volume,
    interval,
    ...model
  }: { agents: number; rate?: number; volume?: number; interval?: number } & QueueModelParameters,
  target: Target,
): number {
  checkNumber('agents', agents, { least: 0 })
  checkTarget(target)
  const { stateAt } = queueModelOf(model)
  const { rate: perSecond } = trafficOf({ rate, volume, interval, aht: 1 })
  if (perSecond === 0) return Infinity
  if (agents === 0) return 0
  return largestMeeting((aht) => stateAt(perSecond * aht, aht, agents), target, agents / perSecond)
}
