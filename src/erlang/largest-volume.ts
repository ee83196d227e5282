import { checkNumber, checkTarget, type Target } from '../domain/index.ts'
import { largestMeeting } from './largest-meeting.ts'
import { type QueueModelParameters, queueModelOf } from './queue-model.ts'

/**
 * The largest load that so many agents carry at a target, in Erlangs, in contacts a second and in contacts an interval: the question of {@link requiredAgents} turned round.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNREADABLE
 * @example
 * ```ts
 * import { largestVolume } from 'krarup/erlang'
 * const { volume } = largestVolume({ agents: 23, aht: 300, interval: 1800 }, { serviceLevel: { within: 10, share: 0.9 } })
 * Math.floor(volume * 10) / 10 //=> 102.2
 * ```
 */
export function largestVolume(
  { agents, aht, interval, ...model }: { agents: number; aht: number; interval: number } & QueueModelParameters,
  target: Target,
): { load: number; rate: number; volume: number } {
  checkNumber('agents', agents, { least: 0 })
  checkNumber('aht', aht, { above: 0 })
  checkNumber('interval', interval, { above: 0 })
  checkTarget(target)
  const { stateAt } = queueModelOf(model)
  const load = agents === 0 ? 0 : largestMeeting((value) => stateAt(value, aht, agents), target, agents)
  return { load, rate: load / aht, volume: (load / aht) * interval }
}
