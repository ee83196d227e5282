import { checkKeys, checkTarget, KrarupError, type Target } from '../domain/index.ts'
import {
  REQUIREMENT_KEYS,
  REQUIREMENT_OPTIONS_KEYS,
  type RequirementOptions,
  type RequirementParameters,
  requirementFor,
} from './required-agents.ts'
import { type Requirement, trafficOf } from './steady-state.ts'

/** What merging queues (or centres) saves. */
export interface PoolingGain {
  /** The requirement of each queue alone, in the order given. */
  separate: Requirement[]
  /** The requirement of one pool for all of them. */
  pooled: Requirement
  separateAgents: number
  /** Agents that the pool does without. */
  savedAgents: number
  /** The same as a share of the separate agents; 0 where none are needed. */
  savedShare: number
  /**
   * Squared coefficient of variation of the pool's handle times, each queue's being exponential: 1 where all are alike. The pool is sized as if it were 1.
   */
  handleTimeVariability: number
  /** Where the handle times differ so much that the pool needs more agents than `pooled` says, or answers later than the queues did apart: what to do. */
  caution?: string
}

/** Above this the requirement of the pool is told with a caution: at 1.1 waits of Erlang C are five per cent longer (Allen and Cunneen). */
const ALIKE = 1.1
const CAUTION = 'handle times differ: more agents are needed: krarup whatif --merge simulates it'

/**
 * What merging queues saves: the agents that each needs alone against those of one pool, first come first served, in which every agent takes every call and handles it as before.
 *
 * The pool's rate is the sum, its handle time the mean over calls. Its hang-up rate is the mean over calls too (patience is the harmonic mean): that is the rate
 * at which a mixed queue loses callers while waits are short beside patience. Different handle times make the mixture more variable than exponential (half at
 * 200 s and half at 300 s: a squared coefficient of variation of 1.08, not 1): {@link generalQueue} says what that costs. Where they differ much, pooling can make waits longer: 10 Erlangs of
 * calls of a minute and 10 of calls of twenty minutes at 80/20 need 25 agents together, not the 24 that this says (78.2 % in time, simulated), and their mean wait grows from 25.7 to 31 s. The answer then has a `caution`:
 * `poolingGain` of `krarup/whatif` and `krarup whatif --merge` simulate it.
 *
 * W. Whitt, "Understanding the efficiency of multi-server service systems" (1992).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING (no queue at all), CONFLICT, UNREACHABLE
 * @example
 * ```ts
 * import { poolingGain } from 'krarup/erlang'
 * const prefecture = { volumePerInterval: 100, interval: 1800, aht: 240, patience: 180 }
 * const { separateAgents, pooled, savedAgents } = poolingGain(new Array(10).fill(prefecture), { serviceLevel: { within: 10, share: 0.9 } })
 * separateAgents //=> 180
 * pooled.agents //=> 143
 * savedAgents //=> 37
 * ```
 */
export function poolingGain(
  queues: readonly RequirementParameters[],
  target: Target,
  options: RequirementOptions = {},
): PoolingGain {
  if (queues.length === 0) {
    throw new KrarupError({ code: 'MISSING', what: 'there is no queue to pool', where: { name: 'queues' } })
  }
  checkKeys('poolingGain', options, REQUIREMENT_OPTIONS_KEYS)
  checkTarget(target, 'poolingGain')
  const separate = queues.map((queue, i) => {
    checkKeys(`queues[${i}]`, queue, REQUIREMENT_KEYS)
    return requirementFor(queue, target, options.minimum)
  })
  let rate = 0
  let load = 0
  let squares = 0
  let hangUps = 0
  for (const queue of queues) {
    const traffic = trafficOf(queue)
    rate += traffic.rate
    load += traffic.load
    squares += traffic.load * traffic.aht
    hangUps += traffic.rate / (queue.patience ?? Infinity)
  }
  const aht = rate > 0 ? load / rate : trafficOf(queues[0]).aht
  const pooled = requirementFor(
    { load, aht, patience: hangUps > 0 ? rate / hangUps : Infinity },
    target,
    options.minimum,
  )
  // Of a mixture of exponential times: twice the mean of the squared means, over the squared mean, less one.
  const handleTimeVariability = load > 0 ? (2 * squares) / (load * aht) - 1 : 1
  const separateAgents = separate.reduce((sum, { agents }) => sum + agents, 0)
  const savedAgents = separateAgents - pooled.agents
  return {
    separate,
    pooled,
    separateAgents,
    savedAgents,
    savedShare: separateAgents > 0 ? savedAgents / separateAgents : 0,
    handleTimeVariability,
    ...(handleTimeVariability > ALIKE ? { caution: CAUTION } : {}),
  }
}

/** One size of a queue on the curve of the economy of scale. */
export interface ScalePoint {
  /** Offered load, Erlangs. */
  load: number
  agents: number
  /** Busy time over staffed time: what a larger pool wins. */
  occupancy: number
  /** Agents beyond the load, for each Erlang: falls like 1 / sqrt(load). */
  margin: number
}

/**
 * The curve of the economy of scale: agents and occupancy at each of the loads, at the same target.
 *
 * @throws {KrarupError} OUT_OF_RANGE, UNREACHABLE
 * @example
 * ```ts
 * import { economyOfScale } from 'krarup/erlang'
 * const curve = economyOfScale({ aht: 240 }, { serviceLevel: { within: 10, share: 0.9 } }, [5, 50, 500])
 * curve.map(({ agents }) => agents) //=> [9, 60, 522]
 * curve.map(({ occupancy }) => Math.round(occupancy * 100)) //=> [56, 83, 96]
 * ```
 */
export function economyOfScale(
  parameters: Pick<RequirementParameters, 'aht' | 'patience' | 'model'>,
  target: Target,
  loads: ArrayLike<number>,
): ScalePoint[] {
  checkKeys('economyOfScale', parameters, { aht: 1, patience: 1, model: 1 })
  checkTarget(target, 'economyOfScale')
  return Array.from(loads, (load) => {
    const { agents, state } = requirementFor({ ...parameters, load }, target)
    return { load, agents, occupancy: state.occupancy, margin: (agents - load) / load }
  })
}
