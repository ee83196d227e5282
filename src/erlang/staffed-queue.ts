import { checkKeys, checkNotNegative, type Keys } from '../domain/index.ts'
import { QUEUE_MODEL_KEYS, type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { QUEUE_KEYS, type QueueParameters, type SteadyState, trafficOf } from './steady-state.ts'

/** A queue with its agents, under any of the models. */
export interface StaffedQueueParameters extends QueueParameters, QueueModelParameters {}

export const STAFFED_QUEUE_KEYS = {
  ...QUEUE_KEYS,
  ...QUEUE_MODEL_KEYS,
} as const satisfies Keys<StaffedQueueParameters>

/**
 * A queue with its agents under the model that its parameters describe: Erlang C, Erlang A where there is a patience, with a limit of lines and redials where they are given.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { staffedQueue } from 'krarup/erlang'
 * const queue = staffedQueue({ volumePerInterval: 300, interval: 1800, aht: 240, agents: 44, patience: 120, redial: 0.5 })
 * Math.round(queue.serviceLevel(10) * 1e3) / 1e3 //=> 0.812
 * ```
 */
export function staffedQueue(parameters: StaffedQueueParameters): SteadyState {
  checkKeys('staffedQueue', parameters, STAFFED_QUEUE_KEYS)
  const { load, aht } = trafficOf(parameters)
  const agents = checkNotNegative('agents', parameters.agents)
  return queueModelOf(parameters).stateAt(load, aht, agents)
}
