import { checkKeys, type Target } from '../domain/index.ts'
import type { Scenario } from '../sim/index.ts'
import { SEARCH_KEYS, type Search, type SearchOptions, searchCheapest } from './search.ts'
import { groupsServing, withShareOfAgents } from './staffing-scale.ts'

/** What one queue costs at one target. */
export interface CurvePoint {
  queue: string
  target: Target
  /** Groups that serve the queue, which were sized. */
  groups: string[]
  search: Search
}

/** Shares of today's agents that are tried. */
const SHARES = Array.from({ length: 91 }, (_, k) => `${20 + 2 * k}%`)

/**
 * The agents that each queue needs for each target, when the groups that serve it are given a share of their agents and the others are left as they are.
 */
export async function serviceCurve(
  scenario: Scenario,
  queues: readonly string[],
  targets: readonly Target[],
  options: SearchOptions = {},
): Promise<CurvePoint[]> {
  checkKeys('serviceCurve', options, SEARCH_KEYS)
  const points: CurvePoint[] = []
  for (const queue of queues) {
    const groups = groupsServing(scenario, [queue])
    for (const target of targets) {
      const search = await searchCheapest(
        {
          factors: [{ name: `agents for ${queue}`, values: SHARES }],
          scenarioAt: ([share]) => withShareOfAgents(scenario, groups, Number.parseFloat(share) / 100),
        },
        [{ queue, target }],
        options,
      )
      points.push({ queue, target, groups, search })
    }
  }
  return points
}
