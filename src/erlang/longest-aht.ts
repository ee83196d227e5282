import { checkKeys, checkNotNegative, checkTarget, type Target } from '../domain/index.ts'
import { largestMeeting } from './largest-meeting.ts'
import { QUEUE_MODEL_KEYS, type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { trafficOf } from './steady-state.ts'

/**
 * The longest mean handle time, in seconds, at which so many agents meet a target with so many contacts (`rate`, or `volumePerInterval` with `interval`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { longestAht } from 'krarup/erlang'
 * const calls = { volumePerInterval: 100, interval: 1800, agents: 23 }
 * Math.floor(longestAht(calls, { serviceLevel: { within: 10, share: 0.9 } })) //=> 306
 * ```
 */
export function longestAht(
  parameters: { agents: number; rate?: number; volumePerInterval?: number; interval?: number } & QueueModelParameters,
  target: Target,
): number {
  checkKeys('longestAht', parameters, { ...QUEUE_MODEL_KEYS, agents: 1, rate: 1, volumePerInterval: 1, interval: 1 })
  const { agents, rate, volumePerInterval, interval } = parameters
  checkNotNegative('agents', agents)
  checkTarget(target, 'longestAht')
  const { stateAt } = queueModelOf(parameters)
  const { rate: perSecond } = trafficOf({ rate, volumePerInterval, interval, aht: 1 })
  if (perSecond === 0) return Infinity
  if (agents === 0) return 0
  return largestMeeting((aht) => stateAt(perSecond * aht, aht, agents), target, agents / perSecond)
}
