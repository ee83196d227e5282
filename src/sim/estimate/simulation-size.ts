import type { CompiledModel } from '../model/model.ts'
import { layoutOf } from './layout.ts'

/** How large a simulation is, before it is begun. */
export interface SimulationSize {
  /** Contacts that are expected to come in a replication, redials and transfers not counted. */
  contacts: number
  /** The most agents at one time, all groups together. */
  agents: number
  /** Intervals of a replication. */
  intervals: number
  /** Whether agents and contacts are simulated one by one. */
  agentLevel: boolean
  /** Bytes of the figures that are kept of a replication. */
  figureBytes: number
}

/** Sizes a model. It takes no time, however large the model is. */
export function simulationSize(model: CompiledModel): SimulationSize {
  const { rates, slot, menus, agentLevel, groups, intervals, agents } = model
  let arrivals = 0
  for (const rate of rates) arrivals += rate
  for (const rate of menus?.rates ?? []) arrivals += rate
  let most = 0
  for (let i = 0; i < intervals; i++) {
    let now = 0
    for (let g = 0; g < groups; g++) now += agents[i * groups + g]
    if (now > most) most = now
  }
  return {
    contacts: arrivals * slot,
    agents: most,
    intervals,
    agentLevel: agentLevel !== undefined,
    figureBytes: 8 * layoutOf(model).size,
  }
}
