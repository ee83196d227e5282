import { checkNumber } from '../../domain/index.ts'
import { DEFAULTS, type GroupScenario, pointer, type QueueScenario } from '../../scenario/index.ts'
import type { HandlingModel } from '../model/feature-models.ts'
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
