import type { Simulation } from '../../sim/index.ts'
import type { SimulatedScenario } from './simulated-scenario.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
export const SIMULATION_JSON_VERSION = 1

/** A simulation as JSON can carry it, in the shape of `docs/scenarios/results.md`. No time that it took is in it: the same run gives the same text. */
export function simulationJson(
  { scenario, opens = 0 }: SimulatedScenario,
  simulation: Simulation,
  detail: Detail = 'interval',
): object {
  const answer = { version: SIMULATION_JSON_VERSION, name: scenario.name ?? null, opens, ...simulation }
  return detail === 'interval' ? answer : { ...answer, estimates: inDetail(simulation.estimates, detail) }
}

/** Stretches of time whose figures are told: of the whole run alone, of its days besides, or of its intervals too. */
export const DETAILS = ['whole', 'day', 'interval'] as const
export type Detail = (typeof DETAILS)[number]

/** Whether figures of this name, of days or of intervals, are told. */
export function isTold(stretch: string, detail: Detail): boolean {
  return stretch === 'intervals' ? detail === 'interval' : stretch !== 'days' || detail !== 'whole'
}

/** Estimates without what is not told; intervals are not even read. */
function inDetail<T>(estimates: T, detail: Detail): T {
  if (Array.isArray(estimates)) return estimates.map((each) => inDetail(each, detail)) as T
  if (typeof estimates !== 'object' || estimates === null || 'halfWidth' in estimates) return estimates
  const told = Object.keys(estimates).filter((key) => isTold(key, detail)) as (keyof T)[]
  return Object.fromEntries(told.map((key) => [key, inDetail(estimates[key], detail)])) as T
}
