import { checkKeys, unknownName } from '../domain/index.ts'
import { compile, type GroupPreference, type Scenario } from '../sim/index.ts'
import { agentHours } from './figures.ts'
import { ownGoals } from './goal.ts'
import { MINIMISING_KEYS, type Search, type SearchOptions, type SearchSpace, searchCheapest } from './search.ts'
import { groupsServing, withShareOfAgents } from './staffing-scale.ts'

/**
 * Queues, each served by its own groups first and then by the others', which are open to it as soon as they are to any of the other queues.
 *
 * @throws {KrarupError} MISSING
 */
export function mergedQueues(scenario: Scenario, names: readonly string[]): Scenario {
  const { queues } = scenario
  const known = Object.keys(queues)
  for (const name of names) {
    if (known.includes(name)) continue
    throw unknownName({ code: 'MISSING', what: 'no queue has this name', name, known, list: 'the queues are' })
  }
  const groupsOf = new Map(names.map((name) => [name, queues[name].groups.map(preference)]))
  const merged = names.map((name) => {
    const mine = groupsOf.get(name)!
    const theirs = new Map<string, GroupPreference>()
    for (const preference of names.filter((other) => other !== name).flatMap((other) => groupsOf.get(other)!)) {
      const before = theirs.get(preference.group)
      if (!before || (preference.after ?? 0) < (before.after ?? 0)) theirs.set(preference.group, preference)
    }
    const opened = mine.map(({ group, after = 0 }) => ({
      group,
      after: Math.min(after, theirs.get(group)?.after ?? (theirs.has(group) ? 0 : after)),
    }))
    const others = [...theirs.values()].filter(({ group }) => !mine.some((each) => each.group === group))
    return [name, { ...queues[name], groups: [...opened, ...others] }]
  })
  return { ...scenario, queues: { ...queues, ...Object.fromEntries(merged) } }
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

/** What some queues need with their own groups alone. */
export interface QueuesAlone {
  /** One queue; several where they share groups, which then cannot be sized apart. */
  queues: string[]
  groups: string[]
  search: Search
  /** Of their groups; absent where the targets are not reached. */
  agentHours?: number
}

/** What any number of queues need to meet their own targets, each with its own groups and merged. */
export interface PoolingOfMany {
  alone: QueuesAlone[]
  together: Search
  /** Of all their groups; absent where a target is not reached. */
  apartHours?: number
  togetherHours?: number
}

/**
 * The fewest agents that keep the targets of any number of queues: each queue with its own groups, the others as they are, added up; and merged, with all groups alike. One search a queue, so that the work grows with their number and not with its power.
 *
 * @throws {KrarupError} MISSING
 */
export async function poolingOfMany(
  scenario: Scenario,
  names: readonly string[],
  options: Omit<SearchOptions, 'minimise'> = {},
): Promise<PoolingOfMany> {
  checkKeys('poolingOfMany', options, MINIMISING_KEYS)
  const merged = mergedQueues(scenario, names)
  const groups = groupsServing(scenario, names)
  const search = (of: Scenario, queues: readonly string[], own: readonly string[]) =>
    searchCheapest(
      {
        factors: [{ name: 'agents', values: SHARES }],
        scenarioAt: ([share]) => withShareOfAgents(of, own, Number.parseFloat(share) / 100),
      },
      ownGoals(scenario, queues),
      { ...options, minimise: 'agents' },
    )
  const hoursOf = ({ answer }: Search, own: readonly string[]) => {
    if (!answer) return {}
    const without = withShareOfAgents(scenario, own, 0)
    return { agentHours: answer.agentHours - agentHours(without, compile(without)) }
  }
  const alone: QueuesAlone[] = []
  for (const queues of sharingGroups(scenario, names)) {
    const own = groupsServing(scenario, queues)
    const found = await search(scenario, queues, own)
    alone.push({ queues, groups: own, search: found, ...hoursOf(found, own) })
  }
  const together = await search(merged, names, groups)
  const { agentHours: togetherHours } = hoursOf(together, groups)
  return {
    alone,
    together,
    ...(alone.every((each) => each.agentHours !== undefined)
      ? { apartHours: alone.reduce((sum, each) => sum + each.agentHours!, 0) }
      : {}),
    ...(togetherHours === undefined ? {} : { togetherHours }),
  }
}

/** Queues by the groups that they share, directly or through others, in their order. */
function sharingGroups(scenario: Scenario, names: readonly string[]): string[][] {
  let sets: string[][] = []
  for (const name of names) {
    const own = groupsServing(scenario, [name])
    const isNear = (set: string[]) => groupsServing(scenario, set).some((group) => own.includes(group))
    sets = [...sets.filter((set) => !isNear(set)), [...sets.filter(isNear).flat(), name]]
  }
  return sets.sort((a, b) => names.indexOf(a[0]) - names.indexOf(b[0]))
}
