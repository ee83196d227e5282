import { bookBusy } from '../../kernel/index.ts'
import type { AgentLevelModel } from '../../model/agent-level-model.ts'
import type { CompiledModel } from '../../model/model.ts'
import { hasSharedTimes } from '../../model/shared-times.ts'
import * as columns from '../../model/tally.ts'
import {
  bookAfterwards,
  bookAnswered,
  bookRinging,
  handleTime,
  releaseLine,
  settleAfterCall,
} from '../contact/index.ts'
import { goesOn, makeOffer } from '../journey/index.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { ROUTE, ROUTE_COLUMNS } = columns
const { AFTER_CALL, BUSY, EVENT } = state

/** By route, 1: nothing comes between a contact and its agent once they have found each other, so that what becomes of both is known at that moment. */
export function foreseenRoutes(model: CompiledModel, agentLevel: AgentLevelModel): Uint8Array {
  const { chat, campaigns, followUps, troubles, cases, parentLines } = agentLevel
  const { routeQueue, routeGroup, totalLines } = model
  // Others may get a line only when the conversation ends. Who was put through holds one of another queue.
  const areLinesFew = Math.min(totalLines, ...parentLines) < Number.POSITIVE_INFINITY
  const chatsIn = new Set(routeGroup.filter((_, r) => chat?.isChat[routeQueue[r]]))
  return Uint8Array.from(routeQueue, (q, r) => {
    const isOther = chatsIn.has(routeGroup[r]) || (campaigns && campaigns.list[q] >= 0)
    const isFollowed = followUps && followUps.start[q] < followUps.start[q + 1]
    return troubles || cases || areLinesFew || isOther || isFollowed || hasSharedTimes(model, q) ? 0 : 1
  })
}

/**
 * Serves a contact that has found an agent to the end, if it can be told what will happen: it is answered in this interval, does not hang up before, and goes nowhere afterwards. Then only the end of the agent's work is
 * an event, as in the event loop, and no ends of ringing and of the conversation are. False: it cannot be told.
 *
 * @param ring seconds until the agent answers
 */
export function serveToTheEnd(centre: Centre, contact: Contact, agent: Agent, ring: number): boolean {
  const { now, agenda, agentLevel, model, workspace, tally } = centre
  const { group } = agent
  const answered = now + ring
  if (
    centre.foreseen[contact.route] === 0 ||
    centre.trace !== undefined ||
    contact.handle >= 0 ||
    contact.deadline < answered ||
    (ring > 0 && centre.current < model.intervals && answered >= (centre.current + 1) * model.interval) ||
    (agentLevel.onward !== undefined && goesOn(centre, contact, agentLevel.onward, group))
  )
    return false
  contact.answered = answered
  bookAnswered(centre, contact, agent)
  const { sales, afterCalls } = agentLevel
  if (afterCalls) settleAfterCall(centre, contact, agent, afterCalls)
  const offer = sales ? makeOffer(centre, contact, sales) : 0
  const ended = answered + handleTime(centre, contact, agent, answered) + offer
  bookBusy(workspace, group, now, ended)
  if (ring > 0) bookRinging(centre, group, now, answered)
  const row = (contact.interval * model.routes + contact.route) * ROUTE_COLUMNS
  tally.route[row + ROUTE.handleSeconds] += ended - answered
  agent.worked += ended - now
  agent.contact = undefined
  agent.since = ended
  const { afterCall } = contact
  bookAfterwards(centre, contact)
  agent.state = afterCall > 0 ? AFTER_CALL : BUSY
  agenda.plan(ended + afterCall, afterCall > 0 ? EVENT.afterCallEnd : EVENT.served, agent.place, agent.stamp)
  releaseLine(centre, contact, ended)
  centre.endContact(contact)
  return true
}
