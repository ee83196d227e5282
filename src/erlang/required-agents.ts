import { checkNumber, checkTarget, KrarupError, type Target } from '../domain/index.ts'
import { ErlangA } from './erlang-a.ts'
import { ErlangC } from './erlang-c.ts'
import { guessAgents } from './guess-agents.ts'
import { leastAgents } from './least-agents.ts'
import { type Requirement, type Traffic, trafficOf } from './steady-state.ts'

/** The models an agent count can be asked of. */
export type QueueModel = 'erlangC' | 'erlangA'

export interface RequirementParameters extends Traffic {
  /** Mean time a caller is willing to wait, seconds. Needed by Erlang A. */
  patience?: number | undefined
  /** Default `'erlangA'` where a patience is given, else `'erlangC'`. */
  model?: QueueModel | undefined
}

export interface RequirementOptions {
  /** Never fewer than this many agents, whatever the load. Default 0. */
  minimum?: number | undefined
}

/**
 * The smallest whole number of agents that meets every part of a target, what one agent less would miss, and the state of the queue with them.
 * About a microsecond (Erlang C) or ten (Erlang A) at any load up to 50 000 Erlangs (`npm run bench -- erlang`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT; UNREACHABLE for a target that no number of agents reaches
 * @example
 * ```ts
 * import { requiredAgents } from 'krarup/erlang'
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * const { agents, binding } = requiredAgents({ volume: 100, interval: 1800, aht: 300 }, target)
 * agents //=> 23
 * binding //=> ['serviceLevel']
 * requiredAgents({ volume: 100, interval: 1800, aht: 300, patience: 120 }, target).agents //=> 22
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
  const patience = patienceOf(parameters)
  return leastAgents(
    patience === Infinity ? (n) => new ErlangC(load, aht, n) : (n) => new ErlangA(load, aht, n, patience),
    load,
    target,
    { minimum, guess: guessAgents(load, aht, patience, target) },
  )
}

/** Infinity under Erlang C. */
function patienceOf({
  patience,
  model = patience === undefined ? 'erlangC' : 'erlangA',
}: RequirementParameters): number {
  if (model !== 'erlangC' && model !== 'erlangA') {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a queueing model',
      where: { name: 'model' },
      how: "take 'erlangC' or 'erlangA'",
      value: model,
    })
  }
  if (model === 'erlangC') return Infinity
  if (patience === undefined) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'Erlang A needs a patience',
      where: { name: 'patience' },
      how: 'give the mean time in seconds that a caller is willing to wait, or take erlangC',
    })
  }
  return checkNumber('patience', patience, { least: 0, infinite: true })
}
