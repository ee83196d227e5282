import { onGrid } from '../../model/grid.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'

/** How long a contact takes this agent, without after-call work: as logged or drawn, times the agent's pace and whatever makes contacts slow or quick now, and longer after a long wait. */
export function handleTime(centre: Centre, contact: Contact, agent: Agent): number {
  const { model, agentLevel, troubles, current, now } = centre
  const { route, queue, handle } = contact
  const slow = troubles ? troubles.slowQueue[queue] * troubles.slowGroup[agent.group] : 1
  const time = handle >= 0 ? handle : contact.service[model.routeShape[route]] * model.routeMean[route]
  const usual = time * agent.pace * slow
  const { handling } = agentLevel
  if (!handling) return onGrid(usual)
  const { queueFactor, groupFactor, byArrival, perWait } = handling
  const ofQueue = byArrival[queue] ? contact.interval : current
  const factor = queueFactor[ofQueue * model.queues + queue] * groupFactor[current * model.groups + agent.group]
  const waited = contact.line < 0 ? 0 : now - contact.arrived
  return onGrid(usual * factor + waited * perWait[queue])
}
