import { onGrid } from '../grid.ts'
import type { Agent } from './agent.ts'
import type { Centre } from './centre.ts'
import type { Contact } from './contact.ts'

/** How long a contact takes this agent, without after-call work: as logged or drawn, times the agent's pace and whatever makes contacts slow now. */
export function handleTime({ model, trouble }: Centre, contact: Contact, agent: Agent): number {
  const { route, queue, handle } = contact
  const slow = trouble ? trouble.slowQueue[queue] * trouble.slowGroup[agent.group] : 1
  const time = handle >= 0 ? handle : contact.service[model.routeShape[route]] * model.routeMean[route]
  return onGrid(time * agent.pace * slow)
}
