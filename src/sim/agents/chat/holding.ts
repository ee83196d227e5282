import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { onGrid } from '../../model/grid.ts'
import * as columns from '../../model/tally.ts'
import {
  bookAgentTime,
  bookAnswered,
  bookAssigned,
  bookSpanToNow,
  handleTime,
  settleAfterCall,
} from '../contact/index.ts'
import { isCounted } from '../duty/index.ts'
import { makeOffer } from '../journey/index.ts'
import type { Agent, Centre, ChatPlace, Chats, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } = agentLevelColumns
const { ROUTE, ROUTE_COLUMNS } = columns
const { CHAT_COUNTS, CHAT_WRAP_UP, CHATTING, EVENT, TALKING } = state

/** An agent with chats may have another. */
function mayHaveMore(centre: Centre, agent: Agent): boolean {
  return !agent.leaves && agent.dueLengths.length === 0 && centre.now < agent.goesAt
}

/** Of the agents of a group who hold at most so many chats and may have something else beside them, the one with the fewest; among equals who has held them longest. */
export function fewestChats(centre: Centre, { open }: Chats, group: number, most: number): Agent | undefined {
  for (let held = 1; held <= most && held < open[group].length; held++)
    for (let agent = open[group][held].first; agent; agent = agent.after) if (mayHaveMore(centre, agent)) return agent
  return undefined
}

/** The agent who gets a chat: of the first group with one who may have it, or of all open groups, who holds the fewest, and among equals has been so longest. */
export function chooseForChat(
  centre: Centre,
  chat: Chats,
  contact: Contact,
  wait: number,
  ofAll: boolean,
): Agent | undefined {
  const { model, idle, troubles } = centre
  const { routeStart, routeAfter, routeGroup } = model
  let best: Agent | undefined
  for (let r = routeStart[contact.queue]; r < routeStart[contact.queue + 1] && routeAfter[r] <= wait; r++) {
    const group = routeGroup[r]
    if (troubles && troubles.out[group] > 0) continue
    const agent = idle[group].first ?? fewestChats(centre, chat, group, chat.model.most[group] - 1)
    if (!agent || (best && (agent.chats > best.chats || (agent.chats === best.chats && agent.since >= best.since))))
      continue
    best = agent
    contact.route = r
    if (!ofAll) return best
  }
  return best
}

/** A chat begins. */
export function beginChat(centre: Centre, chat: Chats, contact: Contact, agent: Agent): void {
  const { now, model } = centre
  bookAssigned(centre, contact)
  advanceChats(centre, chat, agent)
  contact.agent = agent
  contact.assigned = now
  contact.answered = now
  contact.state = TALKING
  contact.stamp++
  centre.agentsBusy++
  bookAnswered(centre, contact, agent)
  const place = agent.chatPlaces[agent.chats] ?? { contact, rest: 0, afterwards: 0, since: 0, row: 0 }
  agent.chatPlaces[agent.chats++] = place
  place.contact = contact
  const { sales } = centre.agentLevel
  place.rest = handleTime(centre, contact, agent) + (sales ? makeOffer(centre, contact, sales) : 0)
  const { afterCalls } = centre.agentLevel
  if (afterCalls) settleAfterCall(centre, contact, agent, afterCalls)
  place.afterwards = contact.afterCall
  place.since = now
  place.row = (contact.interval * model.routes + contact.route) * ROUTE_COLUMNS
  planChats(centre, chat, agent)
}

/** Brings an agent's chats up to now, at the pace at which they have gone since the last change, and books that time. Leaves the room in which it has been. */
export function advanceChats(centre: Centre, chat: Chats, agent: Agent): void {
  const { now, tally, model } = centre
  const { group, chats, chatsSince } = agent
  leaveOpen(chat, agent)
  agent.chatsSince = now
  if (chats === 0) return
  const done = (now - chatsSince) / agent.slowness
  for (let k = 0; k < chats; k++) agent.chatPlaces[k].rest -= done
  const held = Math.min(chats, CHAT_COUNTS) - 1
  const column = group * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.chatting1 + held
  const stride = model.groups * AGENT_LEVEL_GROUP_COLUMNS
  if (now > chatsSince)
    bookSpanToNow(
      centre,
      tally.agentLevelGroup,
      column,
      stride,
      chat.holdingSteps[held],
      group,
      model.groups,
      chatsSince,
    )
  if (agent.state === CHATTING || agent.state === CHAT_WRAP_UP) bookAgentTime(centre, agent)
}

export function leaveOpen({ open }: Chats, agent: Agent): void {
  if (!agent.takesChats) return
  open[agent.group][agent.chats].leave(agent)
  agent.takesChats = false
}

/** After a change: how fast an agent's chats go on, when the next of them ends, and whether it may have more. */
export function planChats(centre: Centre, { model, open }: Chats, agent: Agent): void {
  const { group, chats, chatPlaces } = agent
  agent.chatStamp++
  if (chats === 0) return
  const onPhone = agent.contact !== undefined
  const together = Math.min(model.most[group], chats + (onPhone ? 1 : 0))
  agent.slowness = model.slowness[model.slownessStart[group] + together - 1]
  let next = chatPlaces[0].rest
  let talks = false
  for (let k = 0; k < chats; k++) {
    next = Math.min(next, chatPlaces[k].rest)
    talks ||= chatPlaces[k].contact !== undefined
  }
  const time = centre.now + Math.max(0, onGrid(next * agent.slowness))
  centre.agenda.plan(time, EVENT.chatEnd, agent.place, agent.chatStamp)
  if (onPhone) return
  agent.state = talks ? CHATTING : CHAT_WRAP_UP
  agent.stamp++
  agent.since = centre.now
  if (chats === model.most[group]) return
  open[group][chats].join(agent)
  agent.takesChats = true
}

/** The chat that ends now: the one of which least is left. */
export function nextChatEnd({ chats, chatPlaces }: Agent): number {
  let next = 0
  for (let k = 1; k < chats; k++) if (chatPlaces[k].rest < chatPlaces[next].rest) next = k
  return next
}

/** Books the time of a conversation, or of the work after it, that ends now. */
export function bookChat(centre: Centre, chat: Chats, agent: Agent, place: ChatPlace): void {
  const { now, tally, model } = centre
  const { since, contact } = place
  const { groups, queues } = model
  tally.route[place.row + ROUTE.handleSeconds] += now - since
  if (!contact) tally.route[place.row + ROUTE.afterCallSeconds] += now - since
  if (now === since) return
  const ofGroup = agent.group * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.chatSeconds
  const groupStride = groups * AGENT_LEVEL_GROUP_COLUMNS
  bookSpanToNow(centre, tally.agentLevelGroup, ofGroup, groupStride, chat.chatSteps, agent.group, groups, since)
  if (!contact) return
  const ofQueue = contact.queue * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.chatSeconds
  const queueStride = queues * AGENT_LEVEL_QUEUE_COLUMNS
  bookSpanToNow(centre, tally.agentLevelQueue, ofQueue, queueStride, chat.queueSteps, contact.queue, queues, since)
}

/** Where a group's numbers were cut and nobody else is to go, whoever has finished a chat takes no more. */
export function mayLeave(centre: Centre, { leaving }: Chats, agent: Agent): void {
  const { group } = agent
  if (agent.leaves || centre.deficit[group] <= leaving[group] || !isCounted(centre, agent)) return
  agent.leaves = true
  leaving[group]++
}

/** Whether an agent who holds chats looks for another contact. */
export function looksForMore(centre: Centre, { model }: Chats, agent: Agent): boolean {
  return agent.chats < model.most[agent.group] && mayHaveMore(centre, agent)
}
