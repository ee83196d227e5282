import { checkNumber, entryOf } from '../../domain/index.ts'
import { DEFAULTS, type GroupScenario, pointer, type QueueScenario } from '../../scenario/index.ts'
import type { AfterCallsModel, HandlingModel } from '../model/feature-models.ts'
import { type CompileContext, factorTable } from './context.ts'

/** @throws {KrarupError} OUT_OF_RANGE, CONFLICT */
export function compileHandling(
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  names: CompileContext,
): HandlingModel | undefined {
  if (!queues.some(({ ahtFactors, ahtPerWait }) => ahtFactors || ahtPerWait) && !groups.some(hasPaceFactors))
    return undefined
  const { place, groupNames } = names
  return {
    queueFactor: factorTable(
      queues.map(({ ahtFactors }) => ahtFactors),
      (q) => place(q, 'ahtFactors'),
      names,
    ),
    groupFactor: factorTable(
      groups.map(({ paceFactors }) => paceFactors),
      (g) => `/groups/${pointer(groupNames[g])}/paceFactors`,
      names,
    ),
    byArrival: Uint8Array.from(queues, ({ ahtFactorsBy }) => (ahtFactorsBy === 'arrival' ? 1 : 0)),
    perWait: Float64Array.from(queues, ({ ahtPerWait }, q) =>
      checkNumber(place(q, 'ahtPerWait'), ahtPerWait ?? DEFAULTS.queue.ahtPerWait, { least: 0 }),
    ),
  }
}

export function hasPaceFactors({ paceFactors }: GroupScenario): boolean {
  return paceFactors !== undefined
}

/** Whether a group's after-call work is not what its queues say. */
export function hasAfterCalls({ afterCall, paceCovers }: GroupScenario): boolean {
  return afterCall !== undefined || paceCovers === 'all'
}

/**
 * @param parentOf the name of the scenario's queue, by queue
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function compileAfterCalls(
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  parentOf: (queue: number) => string,
  { addTime, groupNames }: CompileContext,
): AfterCallsModel | undefined {
  if (!groups.some(hasAfterCalls)) return undefined
  return {
    own: Int32Array.from(
      groups.flatMap(({ afterCall }, g) =>
        queues.map((_, q) => {
          const name = parentOf(q)
          return addTime(entryOf(afterCall, name), `/groups/${pointer(groupNames[g])}/afterCall/${pointer(name)}`)
        }),
      ),
    ),
    pace: Float64Array.from(groups, ({ pace = DEFAULTS.group.pace, paceCovers }) => (paceCovers === 'all' ? pace : 1)),
    follows: Uint8Array.from(groups, ({ paceCovers }) => (paceCovers === 'all' ? 1 : 0)),
  }
}
