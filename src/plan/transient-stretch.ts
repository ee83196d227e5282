import { DEFAULT_TARGET, type Target } from '../domain/index.ts'
import { type DayService, transientDay } from '../erlang/day/index.ts'
import type { LoadCurve } from './load-curve.ts'
import { patienceOf, type ServiceModel } from './service-model.ts'

/** What a staffing curve truly does in a stretch [from, to): the queue starts empty and carries over from interval to interval. `agents` are those of the stretch. */
export function transientStretch(
  { volume, aht }: LoadCurve,
  agents: Float64Array,
  [from, to]: readonly [number, number],
  model: ServiceModel,
  target: Target,
  interval: number,
): DayService {
  const { within, definition } = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
  return transientDay({
    volumes: volume.subarray(from, to),
    aht: aht.subarray(from, to),
    interval,
    agents,
    within,
    definition,
    ...patienceOf(model),
  })
}
