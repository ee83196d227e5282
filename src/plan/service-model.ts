import { DEFAULT_TARGET, type Target } from '../domain/index.ts'
import { priorityAgents, priorityQueue } from '../erlang/general/index.ts'
import { erlangA, erlangC, type SteadyState } from '../erlang/index.ts'

/** The queueing model that a group is sized with. `patience` is Infinity under Erlang C. */
export interface ServiceModel {
  model: 'erlangA' | 'erlangC'
  patience: number
}

/** The patience as the formulas take it: left out where nobody hangs up. */
export function patienceOf({ patience }: ServiceModel): { patience?: number } {
  return patience === Infinity ? {} : { patience }
}

/** The steady state of a queue with these figures. `rate` in contacts a second. */
export function steadyState(model: ServiceModel, rate: number, aht: number, agents: number): SteadyState {
  return model.model === 'erlangA'
    ? erlangA({ rate, aht, agents, patience: model.patience })
    : erlangC({ rate, aht, agents })
}

/** The service level as the target defines it; as 90/10 does where the target has none. */
export function serviceLevel(state: SteadyState, target: Target): number {
  const { within, definition } = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
  return state.serviceLevel(within, definition)
}

/** The same of each tier of a queue, the highest first; `rates` in contacts a second. */
export function tierStates(model: ServiceModel, rates: readonly number[], aht: number, agents: number): SteadyState[] {
  return priorityQueue({ rates, aht, agents, ...patienceOf(model) })
}

/** The fewest agents with whom each tier meets its own targets. */
export function tierAgents(
  model: ServiceModel,
  rates: readonly number[],
  aht: number,
  targets: readonly (readonly Target[])[],
  minimum: number,
): number {
  return priorityAgents({ rates, aht, ...patienceOf(model) }, targets, { minimum }).agents
}
