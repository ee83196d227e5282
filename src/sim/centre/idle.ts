import type { Agent } from './agent.ts'
import type { Centre } from './centre.ts'
import { interruptWork } from './work.ts'

/** An idle agent is wanted for something else: it leaves the idle of its group, and lays aside what it did meanwhile. */
export function fetchIdle(centre: Centre, agent: Agent): void {
  centre.idle[agent.group].leave(agent)
  if (agent.task && centre.backlog) interruptWork(centre, centre.backlog, agent)
}
