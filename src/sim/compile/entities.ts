import {
  checkChannels,
  findName,
  type GroupScenario,
  keyOf,
  missing,
  pointer,
  type QueueScenario,
  type Scenario,
  type SplitQueue,
} from '../../scenario/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { checkQueue } from './check-entities.ts'

/** The queues and groups of a model, in the order of the scenario; a queue with tiers is one queue for each. */
export interface Entities {
  queueNames: readonly string[]
  queues: readonly QueueScenario[]
  groupNames: readonly string[]
  groups: readonly GroupScenario[]
  /** By queue, where queues were split by tier. */
  splits: readonly SplitQueue[] | undefined
  /** The scenario before that. */
  given: Scenario
}

/**
 * @param given what `scenario` was before its queues were split into `splits` by tier
 * @throws {KrarupError} MISSING, CONFLICT, UNREADABLE, OUT_OF_RANGE
 */
export function entitiesOf(scenario: Scenario, given: Scenario, splits?: readonly SplitQueue[]): Entities {
  const queueNames = Object.keys(scenario.queues ?? {})
  const groupNames = Object.keys(scenario.groups ?? {})
  if (queueNames.length === 0)
    throw missing('/queues', 'the scenario has no queue', 'name at least one, with its volume, aht and groups')
  if (groupNames.length === 0)
    throw missing('/groups', 'the scenario has no group of agents', 'name at least one, with its agents')
  checkChannels(scenario)
  for (const name of queueNames) checkQueue(scenario.queues[name], `/queues/${pointer(name)}`)
  return {
    queueNames,
    queues: queueNames.map((name) => scenario.queues[name]),
    groupNames,
    groups: groupNames.map((name) => scenario.groups[name]),
    splits,
    given,
  }
}

/** The JSON pointer of what a queue says under a key. */
export function placeOf({ queueNames }: Entities, q: number, key: string): string {
  return `/queues/${pointer(queueNames[q])}/${key}`
}

/** What the scenario calls a queue of the model. */
export function parentName({ splits, queueNames }: Entities, q: number): string {
  return splits?.[q].parent ?? queueNames[q]
}

/** The queue of this name that a contact of queue `from` goes to: where it has tiers its part for the same tier, or its first. @throws {KrarupError} MISSING */
export function findQueue({ queueNames, splits }: Entities, name: string, from: number, place: string): number {
  if (!splits) return findName(name, queueNames, place, 'queue')
  const parents = [...new Set(splits.map(({ parent }) => parent))]
  findName(name, parents, place, 'queue')
  const { tier } = splits[from]
  const same = splits.findIndex((split) => split.parent === name && split.tier === tier)
  return same >= 0 ? same : splits.findIndex((split) => split.parent === name)
}

/** What queues and groups belong to, and their keys for random streams. */
export type EntityColumns = Pick<
  CompiledModel,
  | 'queueNames'
  | 'groupNames'
  | 'parentNames'
  | 'parentOf'
  | 'tierNames'
  | 'tierOf'
  | 'clientNames'
  | 'clientOf'
  | 'siteNames'
  | 'siteOf'
  | 'queueKey'
  | 'busynessKey'
>

export function entityColumns({ queueNames, queues, groupNames, groups, splits, given }: Entities): EntityColumns {
  const parentNames = Object.keys(given.queues)
  const tierNames = Object.keys(given.tiers ?? {})
  const clientNames = [...new Set(queues.flatMap(({ client }) => client ?? []))]
  const siteNames = [...new Set(groups.flatMap(({ site }) => site ?? []))]
  const parentOf = Int32Array.from(queueNames, (name, q) => parentNames.indexOf(splits?.[q].parent ?? name))
  return {
    queueNames: [...queueNames],
    groupNames: [...groupNames],
    parentNames,
    parentOf,
    tierNames,
    tierOf: Int32Array.from(queueNames, (_, q) => tierNames.indexOf(splits?.[q].tier ?? '')),
    clientNames,
    clientOf: Int32Array.from(queues, ({ client }) => clientNames.indexOf(client ?? '')),
    siteNames,
    siteOf: Int32Array.from(groups, ({ site }) => siteNames.indexOf(site ?? '')),
    queueKey: Float64Array.from(queueNames, keyOf),
    busynessKey: Float64Array.from(parentOf, (parent) => keyOf(parentNames[parent])),
  }
}
