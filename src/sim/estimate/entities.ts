import type { Target } from '../../domain/index.ts'
import type { CompiledModel } from '../model/model.ts'

/** What figures are given for: the model's own queues or groups by their numbers, then sums of several of them, all together last. */
export interface Entities {
  own: number
  sums: readonly Sum[]
}

/** Several queues or groups taken together. */
export interface Sum {
  kind: 'queues' | 'tiers' | 'clients' | 'sites' | 'all'
  name: string
  /** Numbers of the own ones in it. */
  of: readonly number[]
  /** It met its target when the sums meet this; where there is none, when all of `judges` met theirs. */
  target?: Target
  /** Places of other entities, all before it. */
  judges: readonly number[]
}

/** Whether a queue of the scenario is more than one queue of the model, or one that stands for a single tier of it. */
export function hasParts({ queueNames, parentNames }: Pick<CompiledModel, 'queueNames' | 'parentNames'>): boolean {
  return queueNames.length !== parentNames.length || queueNames.some((name, q) => name !== parentNames[q])
}

/**
 * The sums of a model's queues: where there are tiers the scenario's queues and the tiers, where there are clients these.
 *
 * A queue with tiers is judged by its own target on its sums where all its tiers count the same as in time; where a tier has another threshold or definition of service level,
 * it met its target when all its tiers met theirs. Tiers are judged by their parts, clients and all together by the scenario's queues.
 */
export function queueEntities(model: CompiledModel): Entities {
  const { queues, parentNames, parentOf, tierNames, tierOf, clientNames, clientOf, targets, parentTargets } = model
  const numbers = Array.from({ length: queues }, (_, q) => q)
  const where = (key: Int32Array, value: number) => numbers.filter((q) => key[q] === value)
  const sums: Sum[] = []
  const placeOf = new Map<number, number>(numbers.map((q) => [parentOf[q], q]))
  const split = hasParts(model)
  if (split)
    parentNames.forEach((name, parent) => {
      const of = where(parentOf, parent)
      const target = parentTargets[parent]
      const agree = of.every((q) => countsAlike(targets[q], target))
      placeOf.set(parent, queues + sums.length)
      sums.push({ kind: 'queues', name, of, judges: of, ...(agree ? { target } : {}) })
    })
  if (split)
    tierNames.forEach((name, tier) => {
      const of = where(tierOf, tier)
      sums.push({ kind: 'tiers', name, of, judges: of })
    })
  const parentsOf = (of: readonly number[]) =>
    [...new Set(of.map((q) => parentOf[q]))].map((parent) => placeOf.get(parent) as number)
  clientNames.forEach((name, client) => {
    const of = where(clientOf, client)
    sums.push({ kind: 'clients', name, of, judges: parentsOf(of) })
  })
  sums.push({ kind: 'all', name: '', of: numbers, judges: parentsOf(numbers) })
  return { own: queues, sums }
}

/** Where figures of a queue of the scenario stand among the entities. */
export function placeOfQueue(model: CompiledModel, parent: number): number {
  return hasParts(model) ? model.queues + parent : parent
}

/** The sums of a model's groups: by site where there are any. */
export function groupEntities({ groups, siteNames, siteOf }: CompiledModel): Entities {
  const numbers = Array.from({ length: groups }, (_, g) => g)
  return {
    own: groups,
    sums: [
      ...siteNames.map((name, site): Sum => {
        return { kind: 'sites', name, of: numbers.filter((g) => siteOf[g] === site), judges: [] }
      }),
      { kind: 'all', name: '', of: numbers, judges: [] },
    ],
  }
}

/** Whether two targets count the same contacts as in time. */
function countsAlike({ serviceLevel: a }: Target, { serviceLevel: b }: Target): boolean {
  return a?.within === b?.within && JSON.stringify(a?.definition) === JSON.stringify(b?.definition)
}
