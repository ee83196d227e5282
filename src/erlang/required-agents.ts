import { checkKeys, checkNumber, checkTarget, type Keys, type Target } from '../domain/index.ts'
import { guessAgents } from './guess-agents.ts'
import { solveAgents } from './least-agents.ts'
import { QUEUE_MODEL_KEYS, type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { type RedialCounts, type Requirement, TRAFFIC_KEYS, type Traffic, trafficOf } from './steady-state.ts'

export interface RequirementParameters extends Traffic, QueueModelParameters {}

export const REQUIREMENT_KEYS = {
  ...TRAFFIC_KEYS,
  ...QUEUE_MODEL_KEYS,
} as const satisfies Keys<RequirementParameters>

export interface RequirementOptions {
  /** Never fewer than this many agents, whatever the load. Default 0. */
  minimum?: number | undefined
}

export const REQUIREMENT_OPTIONS_KEYS = { minimum: 1 } as const satisfies Keys<RequirementOptions>

/**
 * The smallest whole number of agents that meets every part of a target, what one agent less would miss, and the state of the queue with them.
 * A few evaluations of the model at any load up to 50 000 Erlangs and beyond (`npm run bench -- erlang` measures them).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE; UNREACHABLE for a target that no number of agents reaches
 * @example
 * ```ts
 * import { requiredAgents } from 'krarup/erlang'
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * const calls = { volumePerInterval: 100, interval: 1800, aht: 300 }
 * const { agents, binding } = requiredAgents(calls, target)
 * agents //=> 23
 * binding //=> ['serviceLevel']
 * requiredAgents({ ...calls, patience: 120 }, target).agents //=> 22
 * ```
 */
export function requiredAgents(
  parameters: RequirementParameters,
  target: Target,
  options: RequirementOptions = {},
): Requirement {
  checkKeys('requiredAgents', parameters, REQUIREMENT_KEYS)
  checkKeys('requiredAgents', options, REQUIREMENT_OPTIONS_KEYS)
  checkTarget(target, 'requiredAgents')
  return requirementFor(parameters, target, options.minimum)
}

/** {@link requiredAgents} of parameters and a target whose keys have been checked. */
export function requirementFor(parameters: RequirementParameters, target: Target, minimum = 0): Requirement {
  const { load, aht } = trafficOf(parameters)
  checkNumber('minimum', minimum, { least: 0, whole: true })
  const { stateAt, patience, lines, redialsAt } = queueModelOf(parameters)
  const requirement = solveAgents(
    (agents) => stateAt(load, aht, agents),
    load,
    target,
    minimum,
    lines,
    guessAgents(load, aht, patience, target),
  )
  if (redialsAt) requirement.redials = redialsOf(redialsAt(load, aht, requirement.agents))
  return requirement
}

function redialsOf({ firstAttempts, allAttempts, lostCallers }: RedialCounts): RedialCounts {
  return { firstAttempts, allAttempts, lostCallers }
}
