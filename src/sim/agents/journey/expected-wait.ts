import { ESTIMATORS } from '../../../scenario/index.ts'
import type { OffersModel } from '../../model/feature-models.ts'
import type { Centre } from '../state/index.ts'

const LAST_WAIT = ESTIMATORS.indexOf('last-wait')

/** How long somebody who comes to a queue now may expect to wait; Infinity where nobody is on duty for it. */
export function expectedWait(centre: Centre, queue: number, offers: OffersModel): number {
  if (offers.estimator[queue] === LAST_WAIT) return centre.lastWait[queue]
  const ahead = centre.waiting[queue].count + 1
  if (offers.groupHandleTime) return ahead / contactsPerSecond(centre, queue, offers.groupHandleTime)
  return (ahead * offers.meanHandleTime[queue]) / agentsFor(centre, queue)
}

/** What the agents on duty for a queue finish of it in a second, where handle times differ from group to group. */
function contactsPerSecond({ model, present }: Centre, queue: number, handleTime: Float64Array): number {
  let rate = 0
  for (let r = model.routeStart[queue]; r < model.routeStart[queue + 1]; r++) {
    const group = model.routeGroup[r]
    rate += present[group] / handleTime[queue * model.groups + group]
  }
  return rate
}

/** Agents on duty, not away, in all groups that serve a queue. */
export function agentsFor({ model, present }: Centre, queue: number): number {
  let agents = 0
  for (let r = model.routeStart[queue]; r < model.routeStart[queue + 1]; r++) agents += present[model.routeGroup[r]]
  return agents
}
