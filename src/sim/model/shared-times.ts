import { DISTRIBUTION_TYPES } from '../../domain/index.ts'
import type { CompiledModel } from './model.ts'

const SHARED = (['constant', 'empirical'] as const).map((type) => DISTRIBUTION_TYPES.indexOf(type))

/** Whether contacts of a queue may take times that are the same to the microsecond. Then several end at one moment, and who of them comes first is a matter of who began first. */
export function hasSharedTimes(
  { shapeStart, serviceShapes, distributions }: Pick<CompiledModel, 'shapeStart' | 'serviceShapes' | 'distributions'>,
  queue: number,
): boolean {
  return serviceShapes
    .subarray(shapeStart[queue], shapeStart[queue + 1])
    .some((shape) => SHARED.includes(distributions.kind[shape]))
}
