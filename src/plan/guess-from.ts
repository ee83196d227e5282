import type { Requirement } from '../erlang/index.ts'

/**
 * Agents to start a search from, by what another load needs under the same target, as that of the interval before: the margin beyond the load grows with its square root,
 * and what rounding up added to it is a half in the mean. `undefined` where there is nothing to go by.
 */
export function guessFrom(other: Requirement | undefined, load: number): number | undefined {
  if (!(other && other.state.load > 0)) return undefined
  return load + (other.agents - 0.5 - other.state.load) * Math.sqrt(load / other.state.load)
}
