import { sample } from '../../../numeric/random/sample.ts'
import { onGrid } from '../../model/grid.ts'
import { connect, isCampaign } from '../campaign/index.ts'
import { advanceChats, beginChat, planChats } from '../chat/index.ts'
import { bookAgentTime, bookAnswered, bookAssigned, handleTime, settleAfterCall } from '../contact/index.ts'
import { dialTime, makeOffer } from '../journey/index.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { serveToTheEnd } from './foresee.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { BUSY, DIALLING, EVENT, RING_TIMES, RINGING, RUNG, TALKING } = state

/** Contact and agent have found each other by `contact.route`. */
export function assign(centre: Centre, contact: Contact, agent: Agent): void {
  const { agentLevel, model, now, agenda, groupStreams, chat } = centre
  if (!contact.callback) centre.lastWait[contact.queue] = now - contact.arrived
  if (chat?.model.isChat[contact.queue]) {
    beginChat(centre, chat, contact, agent)
    return
  }
  if (chat) advanceChats(centre, chat, agent)
  bookAssigned(centre, contact)
  contact.agent = agent
  contact.assigned = now
  contact.stamp++
  agent.contact = contact
  agent.stamp++
  agent.since = now
  centre.agentsBusy++
  if (chat) planChats(centre, chat, agent)
  const ring = agentLevel.ring[agent.group]
  if ((ring < 0 && !contact.callback) || (centre.campaigns && isCampaign(centre.campaigns, contact.queue))) {
    if (!serveToTheEnd(centre, contact, agent, 0)) answer(centre, contact)
    return
  }
  const time = contact.callback
    ? dialTime(centre, contact)
    : onGrid(sample(model.distributions, ring, groupStreams, centre.streamOf(agent.group, RING_TIMES)))
  if (!contact.callback && serveToTheEnd(centre, contact, agent, time)) return
  contact.state = RINGING
  agent.state = RUNG
  if (contact.deadline < now + time) agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  else agenda.plan(now + time, EVENT.answer, contact.place, contact.stamp)
}

/** The conversation begins. */
export function answer(centre: Centre, contact: Contact): void {
  const { now, agenda } = centre
  const agent = contact.agent as Agent
  if (agent.state === RUNG || agent.state === DIALLING) bookAgentTime(centre, agent)
  if (centre.campaigns) connect(centre, centre.campaigns, contact.queue, agent.state === DIALLING)
  contact.answered = now
  contact.state = TALKING
  contact.stamp++
  agent.state = BUSY
  bookAnswered(centre, contact, agent)
  const { sales, afterCalls } = centre.agentLevel
  if (afterCalls) settleAfterCall(centre, contact, agent, afterCalls)
  const offer = sales ? makeOffer(centre, contact, sales) : 0
  agenda.plan(now + handleTime(centre, contact, agent) + offer, EVENT.talkEnd, contact.place, contact.stamp)
}
