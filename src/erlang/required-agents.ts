import { checkNumber, checkTarget, type Target } from '../domain/index.ts'
import { guessAgents } from './guess-agents.ts'
import { leastAgents } from './least-agents.ts'
import { type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { type RedialCounts, type Requirement, type Traffic, trafficOf } from './steady-state.ts'

export interface RequirementParameters extends Traffic, QueueModelParameters {}

export interface RequirementOptions {
  /** Never fewer than this many agents, whatever the load. Default 0. */
  minimum?: number | undefined
}

/**
 * The smallest whole number of agents that meets every part of a target, what one agent less would miss, and the state of the queue with them.
 * A few evaluations of the model at any load up to 50 000 Erlangs and beyond (`npm run bench -- erlang` measures them).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE; UNREACHABLE for a target that no number of agents reaches
 * @example
 * ```ts
 * import { requiredAgents } from 'krarup/erlang'
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * const calls = { volume: 100, interval: 1800, aht: 300 }
 * const { agents, binding } = requiredAgents(calls, target)
 * agents //=> 23
 * binding //=> ['serviceLevel']
 * requiredAgents({ ...calls, patience: 120 }, target).agents //=> 22
 * ```
 */
export function requiredAgents(
  parameters: RequirementParameters,
  target: Target,
  { minimum = 0 }: RequirementOptions = {},
): Requirement {
  const { load, aht } = trafficOf(parameters)
  checkTarget(target)
  checkNumber('minimum', minimum, { least: 0, whole: true })
  const { stateAt, patience, lines, redialsAt } = queueModelOf(parameters)
  const requirement = leastAgents((agents) => stateAt(load, aht, agents), load, target, {
    minimum,
    most: lines,
    guess: guessAgents(load, aht, patience, target),
  })
  if (redialsAt) requirement.redials = redialsOf(redialsAt(load, aht, requirement.agents))
  return requirement
}

function redialsOf({ firstAttempts, allAttempts, lostCallers }: RedialCounts): RedialCounts {
  return { firstAttempts, allAttempts, lostCallers }
}
