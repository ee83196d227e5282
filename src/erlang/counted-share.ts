import type { ServiceLevelDefinition } from '../domain/index.ts'
import type { SteadyState } from './steady-state.ts'

/** What a definition of service level divides by, as a share of the offered. */
export function countedShare(state: SteadyState, definition?: ServiceLevelDefinition): number {
  if (definition === 'answered/answered') return state.connectRate
  if (typeof definition !== 'object') return 1
  const { excludingAbandonsWithin } = definition
  const gone =
    state.serviceLevel(excludingAbandonsWithin, 'answered+abandoned/offered') -
    state.serviceLevel(excludingAbandonsWithin)
  return 1 - gone
}
