import { checkKeys, checkTarget, KrarupError, type Target } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { searchAgents, shortfall } from './least-agents.ts'
import { queueModelOf } from './queue-model.ts'
import { REQUIREMENT_KEYS, type RequirementParameters } from './required-agents.ts'
import { trafficOf } from './steady-state.ts'

/**
 * The real number of agents at which a target is just met: for adding up many small queues without rounding each. The smallest whole number that meets it is {@link requiredAgents}.
 * A load of 0 needs 0.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE, UNREACHABLE; UNSUPPORTED with a limit of lines, which is defined for whole agents only
 * @example
 * ```ts
 * import { fractionalAgents } from 'krarup/erlang'
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * Math.round(fractionalAgents({ volumePerInterval: 100, interval: 1800, aht: 300 }, target) * 100) / 100 //=> 22.57
 * ```
 */
export function fractionalAgents(parameters: RequirementParameters, target: Target): number {
  checkKeys('fractionalAgents', parameters, REQUIREMENT_KEYS)
  const { load, aht } = trafficOf(parameters)
  checkTarget(target, 'fractionalAgents')
  const { stateAt, lines } = queueModelOf(parameters)
  if (lines < Infinity) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'lines are limited for whole numbers of agents only',
      where: { name: 'lines' },
      how: 'ask requiredAgents',
    })
  }
  if (load === 0) return 0
  const stateOf = (agents: number) => stateAt(load, aht, agents)
  const { agents } = searchAgents(stateOf, load, target, 0, Infinity, load)
  const spare = (mirrored: number) => (mirrored === 0 ? -Infinity : -shortfall(stateOf(-mirrored), target))
  return -decreasingRoot(spare, -agents, 1 - agents)
}
