import { checkKeys, unknownName } from '../domain/index.ts'
import type { GroupPreference, Scenario } from '../sim/index.ts'
import { ownGoals } from './goal.ts'
import { MINIMISING_KEYS, type Search, type SearchOptions, type SearchSpace, searchCheapest } from './search.ts'
import { groupsServing, withShareOfAgents } from './staffing-scale.ts'

/**
 * Two queues, each served by its own groups first and then by the other's, which are open to it as soon as they are to the other queue.
 *
 * @throws {KrarupError} MISSING
 */
export function mergedQueues(scenario: Scenario, [first, second]: readonly [string, string]): Scenario {
  const { queues } = scenario
  const names = Object.keys(queues)
  for (const name of [first, second]) {
    if (names.includes(name)) continue
    throw unknownName({ code: 'MISSING', what: 'no queue has this name', name, known: names, list: 'the queues are' })
  }
  const withOthers = (own: string, other: string): GroupPreference[] => {
    const theirs = queues[other].groups.map(preference)
    const mine = queues[own].groups.map(preference)
    const opened = mine.map(({ group, after = 0 }) => {
      const there = theirs.find((each) => each.group === group)?.after ?? 0
      return theirs.some((each) => each.group === group) ? { group, after: Math.min(after, there) } : { group, after }
    })
    return [...opened, ...theirs.filter(({ group }) => !mine.some((each) => each.group === group))]
  }
  return {
    ...scenario,
    queues: {
      ...queues,
      [first]: { ...queues[first], groups: withOthers(first, second) },
      [second]: { ...queues[second], groups: withOthers(second, first) },
    },
  }
}

function preference(entry: string | GroupPreference): GroupPreference {
  return typeof entry === 'string' ? { group: entry } : entry
}

/** Shares of today's agents that are tried: a step of 1 %. */
const SHARES = Array.from({ length: 151 }, (_, k) => `${50 + k}%`)

/** What two queues need to meet their own targets, apart and together. */
export interface PoolingGain {
  apart: Search
  together: Search
}

/**
 * The fewest agents that keep both queues' targets, as they are and merged. As they are, each queue's groups are sized by themselves, where the two share none; merged, all of
 * them alike.
 */
export async function poolingGain(
  scenario: Scenario,
  names: readonly [string, string],
  options: Omit<SearchOptions, 'minimise'> = {},
): Promise<PoolingGain> {
  checkKeys('poolingGain', options, MINIMISING_KEYS)
  const goals = ownGoals(scenario, names)
  const [own, others] = names.map((name) => groupsServing(scenario, [name]))
  const search = (space: SearchSpace) => searchCheapest(space, goals, { ...options, minimise: 'agents' })
  const share = (text: string) => Number.parseFloat(text) / 100
  const shared = own.some((group) => others.includes(group))
  const apart = await search(
    shared
      ? {
          factors: [{ name: 'agents', values: SHARES }],
          scenarioAt: ([all]) => withShareOfAgents(scenario, [...own, ...others], share(all)),
        }
      : {
          factors: names.map((name) => ({ name, values: SHARES })),
          scenarioAt: ([first, second]) =>
            withShareOfAgents(withShareOfAgents(scenario, own, share(first)), others, share(second)),
        },
  )
  const merged = mergedQueues(scenario, names)
  const together = await search({
    factors: [{ name: 'agents', values: SHARES }],
    scenarioAt: ([all]) => withShareOfAgents(merged, [...own, ...others], share(all)),
  })
  return { apart, together }
}
