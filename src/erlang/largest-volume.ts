import { checkKeys, checkNotNegative, checkPositive, checkTarget, type Target } from '../domain/index.ts'
import { largestMeeting } from './largest-meeting.ts'
import { QUEUE_MODEL_KEYS, type QueueModelParameters, queueModelOf } from './queue-model.ts'

/**
 * The largest load that so many agents carry at a target, in Erlangs, in contacts a second and in contacts an interval: the question of {@link requiredAgents} turned round.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNREADABLE
 * @example
 * ```ts
 * import { largestVolume } from 'krarup/erlang'
 * const { volumePerInterval } = largestVolume({ agents: 23, aht: 300, interval: 1800 }, { serviceLevel: { within: 10, share: 0.9 } })
 * Math.floor(volumePerInterval * 10) / 10 //=> 102.2
 * ```
 */
export function largestVolume(
  parameters: { agents: number; aht: number; interval: number } & QueueModelParameters,
  target: Target,
): { load: number; rate: number; volumePerInterval: number } {
  checkKeys('largestVolume', parameters, { ...QUEUE_MODEL_KEYS, agents: 1, aht: 1, interval: 1 })
  const { agents, aht, interval } = parameters
  checkNotNegative('agents', agents)
  checkPositive('aht', aht)
  checkPositive('interval', interval)
  checkTarget(target, 'largestVolume')
  const { stateAt } = queueModelOf(parameters)
  const load = agents === 0 ? 0 : largestMeeting((value) => stateAt(value, aht, agents), target, agents)
  return { load, rate: load / aht, volumePerInterval: (load / aht) * interval }
}
