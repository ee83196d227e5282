import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import type { Agent, Centre, Chats, Contact } from '../state/index.ts'
import { advanceChats, bookChat, mayLeave, nextChatEnd, planChats } from './holding.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } = agentLevelColumns

/** A chat of an agent ends, or the work after it. */
export function endChat(centre: Centre, chat: Chats, agent: Agent): void {
  const { now } = centre
  advanceChats(centre, chat, agent)
  const index = nextChatEnd(agent)
  const place = agent.chatPlaces[index]
  bookChat(centre, chat, agent, place)
  const { contact, afterwards } = place
  if (contact) {
    // When its agent is free of it hangs on the others that it holds: that is known only of those who hold one at a time.
    const alone = afterwards === 0 || chat.model.most[agent.group] === 1
    centre.service.endConversation(centre, contact, agent, alone ? now + afterwards : Number.NaN)
    place.contact = undefined
    if (afterwards > 0) {
      place.rest = afterwards
      place.since = now
      planChats(centre, chat, agent)
      return
    }
  }
  clearPlace(chat, agent, index)
  centre.agentsBusy--
  goOn(centre, chat, agent)
}

/** Chats of an agent, of some queues, are cut off by an outage: there is no work after them. What is left to do after those that are over is done. */
export function cutChats(centre: Centre, chat: Chats, agent: Agent, isCut: (queue: number) => boolean): void {
  const places = agent.chatPlaces.slice(0, agent.chats).filter(({ contact }) => contact && isCut(contact.queue))
  if (places.length === 0) return
  advanceChats(centre, chat, agent)
  for (const place of places) {
    const contact = place.contact as Contact
    bookChat(centre, chat, agent, place)
    centre.countOf(contact, AGENT_LEVEL_QUEUE.cutOff)
    centre.service.endConversation(centre, contact, agent, centre.now, true)
    place.contact = undefined
    clearPlace(chat, agent, agent.chatPlaces.indexOf(place))
    centre.agentsBusy--
  }
  goOn(centre, chat, agent)
}

function clearPlace({ leaving }: Chats, agent: Agent, index: number): void {
  const last = --agent.chats
  const place = agent.chatPlaces[index]
  agent.chatPlaces[index] = agent.chatPlaces[last]
  agent.chatPlaces[last] = place
  agent.chatStamp++
  if (agent.chats === 0 && agent.leaves) {
    agent.leaves = false
    leaving[agent.group]--
  }
}

/** With what an agent still has, or with something else. */
function goOn(centre: Centre, chat: Chats, agent: Agent): void {
  if (agent.chats === 0 && !agent.contact) centre.service.becomeFree(centre, agent)
  else if (agent.contact) planChats(centre, chat, agent)
  else goOnChatting(centre, chat, agent)
}

/** An agent who holds chats, and has nothing else to do beside them, looks for more. */
export function goOnChatting(centre: Centre, chat: Chats, agent: Agent): void {
  mayLeave(centre, chat, agent)
  planChats(centre, chat, agent)
  centre.service.takeMore(centre, chat, agent)
}

/** Turns what was booked as changes into sums by interval. @param sum as in `settleCentre` */
export function settleChats(
  { tally, model }: Centre,
  chat: Chats,
  sum: (steps: Float64Array, rows: Float64Array, column: number, count: number, columns: number) => void,
): void {
  const { groups, queues } = model
  chat.holdingSteps.forEach((steps, held) => {
    sum(steps, tally.agentLevelGroup, AGENT_LEVEL_GROUP.chatting1 + held, groups, AGENT_LEVEL_GROUP_COLUMNS)
  })
  sum(chat.chatSteps, tally.agentLevelGroup, AGENT_LEVEL_GROUP.chatSeconds, groups, AGENT_LEVEL_GROUP_COLUMNS)
  sum(chat.queueSteps, tally.agentLevelQueue, AGENT_LEVEL_QUEUE.chatSeconds, queues, AGENT_LEVEL_QUEUE_COLUMNS)
}
