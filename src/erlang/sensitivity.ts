import { checkKeys, checkNotNegative } from '../domain/index.ts'
import { queueModelOf } from './queue-model.ts'
import { STAFFED_QUEUE_KEYS, type StaffedQueueParameters } from './staffed-queue.ts'
import { type SteadyState, trafficOf } from './steady-state.ts'

/** What a small change does to a staffed queue. */
export interface Sensitivity {
  now: SteadyState
  oneAgentMore: SteadyState
  /** With 1 % longer handle times. */
  ahtUp: SteadyState
  /** With 1 % more contacts. */
  volumeUp: SteadyState
}

const ONE_PERCENT = 1.01

/**
 * A queue beside what it would be with one agent more, 1 % longer handle times, or 1 % more contacts.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { sensitivity } from 'krarup/erlang'
 * const { now, oneAgentMore, ahtUp } = sensitivity({ volumePerInterval: 100, interval: 1800, aht: 300, agents: 23 })
 * const percent = [now, oneAgentMore, ahtUp].map((state) => Math.round(state.serviceLevel(10) * 1000) / 10)
 * percent //=> [91.9, 95, 91.1]
 * ```
 */
export function sensitivity(parameters: StaffedQueueParameters): Sensitivity {
  checkKeys('sensitivity', parameters, STAFFED_QUEUE_KEYS)
  const { load, aht } = trafficOf(parameters)
  const agents = checkNotNegative('agents', parameters.agents)
  const { stateAt } = queueModelOf(parameters)
  return {
    now: stateAt(load, aht, agents),
    oneAgentMore: stateAt(load, aht, agents + 1),
    ahtUp: stateAt(load * ONE_PERCENT, aht * ONE_PERCENT, agents),
    volumeUp: stateAt(load * ONE_PERCENT, aht, agents),
  }
}
