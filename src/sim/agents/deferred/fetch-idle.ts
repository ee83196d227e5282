import type { Agent, Centre } from '../state/index.ts'
import * as state from '../state/index.ts'
import { interruptDeferred } from './handling.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { IDLE } = state

/** An idle agent is wanted for something else: it leaves the idle of its group, and lays aside what it did meanwhile. */
export function fetchIdle(centre: Centre, agent: Agent): void {
  // Whoever holds chats is not idle, and leaves its room when it gets the contact.
  if (agent.state !== IDLE) return
  centre.idle[agent.group].leave(agent)
  if (agent.task && centre.deferred) interruptDeferred(centre, centre.deferred, agent)
}
