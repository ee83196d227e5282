import { ESTIMATORS } from '../../../scenario/index.ts'
import type { Centre } from '../state/index.ts'

const LAST_WAIT = ESTIMATORS.indexOf('last-wait')

/** How long somebody who comes to a queue now may expect to wait; Infinity where nobody is on duty for it. */
export function expectedWait(centre: Centre, queue: number, estimator: number, meanHandleTime: number): number {
  if (estimator === LAST_WAIT) return centre.lastWait[queue]
  return ((centre.waiting[queue].count + 1) * meanHandleTime) / agentsFor(centre, queue)
}

/** Agents on duty, not away, in all groups that serve a queue. */
export function agentsFor({ model, present }: Centre, queue: number): number {
  let agents = 0
  for (let r = model.routeStart[queue]; r < model.routeStart[queue + 1]; r++) agents += present[model.routeGroup[r]]
  return agents
}
