import type { Simulation } from '../../sim/index.ts'
import type { SimulatedScenario } from './simulated-scenario.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
export const SIMULATION_JSON_VERSION = 1

/** A simulation as JSON can carry it, in the shape of `docs/scenarios.md`. No time that it took is in it: the same run gives the same text. */
export function simulationJson({ scenario, opens = 0 }: SimulatedScenario, simulation: Simulation): object {
  return { version: SIMULATION_JSON_VERSION, name: scenario.name ?? null, opens, ...simulation }
}
