import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkPositive,
  checkTarget,
  DEFAULT_TARGET,
  type Keys,
  KrarupError,
  type ServiceLevelTarget,
  type Target,
} from '../domain/index.ts'
import { guessAgents } from './guess-agents.ts'
import { searchAgents } from './least-agents.ts'
import { QUEUE_MODEL_KEYS, type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { REQUIREMENT_OPTIONS_KEYS, type RequirementOptions } from './required-agents.ts'
import type { SteadyState } from './steady-state.ts'

export interface HorizonParameters extends QueueModelParameters {
  /** Contacts offered in each interval; NaN where the queue is closed. */
  volumes: Float64Array
  /** Mean handle time in seconds: of each interval, or one for all. */
  ahts: Float64Array | number
  /** Length of an interval, seconds. */
  interval: number
}

const HORIZON_KEYS = {
  ...QUEUE_MODEL_KEYS,
  volumes: 1,
  ahts: 1,
  interval: 1,
} as const satisfies Keys<HorizonParameters>

/** Agents and expected figures of every interval, one array each; where a queue is closed, 0 agents and NaN. */
export interface HorizonRequirements {
  agents: Float64Array
  /** Under the target's threshold and definition; within 10 seconds where it has none. */
  serviceLevel: Float64Array
  connectRate: Float64Array
  /** Mean wait of all that got in, seconds. For the mean wait of the answered ask `state(i).asa`. */
  meanWait: Float64Array
  occupancy: Float64Array
  abandonment: Float64Array
  /** Everything else about an interval, worked out when asked for; undefined where the queue is closed. */
  state(index: number): SteadyState | undefined
}

/**
 * {@link requiredAgents} for a whole horizon: a plan's every interval at once. Nothing is kept for an interval but its figures, so that a year of half hours of a hundred queues fits into memory.
 *
 * @throws {KrarupError} OUT_OF_RANGE (naming the interval), MISSING, UNREADABLE, UNREACHABLE
 * @example
 * ```ts
 * import { requirements } from 'krarup/erlang'
 * const volumes = Float64Array.of(60, 100, 140, NaN)
 * const plan = requirements({ volumes, ahts: 300, interval: 1800 }, { serviceLevel: { within: 10, share: 0.9 } })
 * plan.agents //=> Float64Array.of(15, 23, 31, 0)
 * Math.round(plan.occupancy[1] * 1e3) / 1e3 //=> 0.725
 * ```
 */
export function requirements(
  parameters: HorizonParameters,
  target: Target,
  options: RequirementOptions = {},
): HorizonRequirements {
  checkKeys('requirements', parameters, HORIZON_KEYS)
  checkKeys('requirements', options, REQUIREMENT_OPTIONS_KEYS)
  checkTarget(target, 'requirements')
  const { volumes, ahts, interval } = parameters
  const { minimum = 0 } = options
  checkPositive('interval', interval)
  checkNumber('minimum', minimum, { least: 0, whole: true })
  if (typeof ahts !== 'number' && ahts.length !== volumes.length) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${volumes.length} volumes and ${ahts.length} handle times`,
      where: { name: 'ahts' },
      how: 'give one handle time an interval, or one number for all',
    })
  }
  const { stateAt, patience, lines } = queueModelOf(parameters)
  const { within, definition } = (target.serviceLevel ?? DEFAULT_TARGET.serviceLevel) as ServiceLevelTarget
  const ahtAt = (index: number) => (typeof ahts === 'number' ? ahts : ahts[index])
  const agents = new Float64Array(volumes.length)
  const [serviceLevel, connectRate, meanWait, occupancy, abandonment] = Array.from({ length: 5 }, () =>
    new Float64Array(volumes.length).fill(Number.NaN),
  )
  let load = 0
  let aht = 0
  const stateOf = (n: number) => stateAt(load, aht, n)
  for (let index = 0; index < volumes.length; index++) {
    const volume = volumes[index]
    if (Number.isNaN(volume)) continue
    aht = ahtAt(index)
    // the name is only built where it is needed
    if (!(volume >= 0 && volume < Infinity)) checkNotNegative(`volumes[${index}]`, volume)
    if (volume > 0 && !(aht > 0 && aht < Infinity)) checkPositive(`ahts[${index}]`, aht)
    load = volume === 0 ? 0 : (volume * aht) / interval
    const guess = guessAgents(load, aht, patience, target)
    const found = searchAgents(stateOf, load, target, minimum, lines, guess)
    const { state } = found
    agents[index] = found.agents
    serviceLevel[index] = state.serviceLevel(within, definition)
    connectRate[index] = state.connectRate
    meanWait[index] = state.meanWait
    occupancy[index] = state.occupancy
    abandonment[index] = state.abandonment
  }
  return {
    agents,
    serviceLevel,
    connectRate,
    meanWait,
    occupancy,
    abandonment,
    state(index) {
      const volume = volumes[index]
      if (Number.isNaN(volume) || volume === undefined) return undefined
      return stateAt(volume === 0 ? 0 : (volume * ahtAt(index)) / interval, ahtAt(index), agents[index])
    },
  }
}
