import { DEFAULT_TARGET, type Target } from '../domain/index.ts'
import { erlangA, erlangC, type SteadyState } from '../erlang/index.ts'
import type { Service } from './plan.ts'

/** The queueing model that a group is sized with. `patience` is Infinity under Erlang C. */
export interface ServiceModel {
  model: 'erlangA' | 'erlangC'
  patience: number
}

/** The steady state of a queue with these figures. `rate` in contacts a second. */
export function steadyState(model: ServiceModel, rate: number, aht: number, agents: number): SteadyState {
  return model.model === 'erlangA'
    ? erlangA({ rate, aht, agents, patience: model.patience })
    : erlangC({ rate, aht, agents })
}

/** The figures of a steady state that a plan shows, the service level as the target (or 90/10) defines it. */
export function serviceFigures(state: SteadyState, target: Target): Service {
  const { within, definition } = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
  return {
    serviceLevel: state.serviceLevel(within, definition),
    connectRate: Math.min(1, state.connectRate),
    asa: state.asa,
    occupancy: state.occupancy,
    abandonment: state.abandonment,
  }
}
