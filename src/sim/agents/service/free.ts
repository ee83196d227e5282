import { dialAll } from '../campaign/index.ts'
import { advanceChats, goOnChatting, looksForMore } from '../chat/index.ts'
import { leaveQueue } from '../contact/index.ts'
import { fetchIdle, startDeferred } from '../deferred/index.ts'
import { bookOvertime, goOffDuty, isCounted, startPause } from '../duty/index.ts'
import type { Agent, Centre, Chats, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { assign } from './assign.ts'
import { chooseContact } from './choose.ts'
import { isAllOver } from './leave.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AFTER_CALL, BUSY, CHAT_WRAP_UP, CHATTING, IDLE, ON_DEFERRED } = state

/** With a contact, or the work after it. */
const SERVING: readonly number[] = [BUSY, AFTER_CALL, ON_DEFERRED, CHATTING, CHAT_WRAP_UP]

/** A free agent takes a waiting contact. */
export function giveContact(centre: Centre, contact: Contact, agent: Agent): void {
  leaveQueue(centre, contact)
  assign(centre, contact, agent)
  if (centre.chat && agent.chats > 0 && !agent.contact) takeMore(centre, centre.chat, agent)
}

export function takeMore(centre: Centre, chat: Chats, agent: Agent): void {
  if (centre.contactsWaiting === 0 || isAllOver(centre) || !looksForMore(centre, chat, agent)) return
  const { group, chats } = agent
  const { isChat, callsBeside } = chat.model
  const contact = chooseContact(centre, group, chats <= callsBeside[group] ? undefined : isChat)
  if (contact) giveContact(centre, contact, agent)
}

/** An agent has nothing to do: see `goOn`. Where a contact is done, campaigns may dial that do so at this moment alone. */
export function becomeFree(centre: Centre, agent: Agent): void {
  const { campaigns } = centre
  if (!campaigns || campaigns.afterService.length === 0) {
    goOn(centre, agent)
    return
  }
  const hasServed = SERVING.includes(agent.state)
  goOn(centre, agent)
  if (hasServed) dialAll(centre, campaigns, true)
}

/** Goes off duty, takes the break that is due, takes a contact, or waits for one. */
function goOn(centre: Centre, agent: Agent): void {
  const { group } = agent
  const { agentLevel, deficit, now, chat } = centre
  if (chat && agent.chats > 0) {
    advanceChats(centre, chat, agent)
    goOnChatting(centre, chat, agent)
    return
  }
  const closed = isAllOver(centre)
  if (now >= agent.goesAt) {
    const contact = agentLevel.staysForQueue[group] && !closed ? chooseContact(centre, group) : undefined
    if (contact) giveContact(centre, contact, agent)
    else goOffDuty(centre, agent)
    return
  }
  if (deficit[group] > 0 && isCounted(centre, agent)) {
    bookOvertime(centre, group, centre.current)
    deficit[group]--
    goOffDuty(centre, agent)
    return
  }
  if (agent.dueLengths.length > 0) {
    startPause(centre, agent)
    return
  }
  const contact = centre.contactsWaiting > 0 && !closed ? chooseContact(centre, group) : undefined
  if (contact) giveContact(centre, contact, agent)
  else {
    agent.state = IDLE
    agent.stamp++
    agent.since = now
    centre.idle[group].join(agent)
    if (centre.deferred) startDeferred(centre, centre.deferred, group)
    if (centre.campaigns) dialAll(centre, centre.campaigns)
  }
}

/** An agent is done with a contact. */
export function release(centre: Centre, agent: Agent): void {
  agent.contact = undefined
  centre.agentsBusy--
  becomeFree(centre, agent)
}

/** After an outage: idle agents take those who wait, then those who hold chats and may have more, the fewest first. */
export function wakeIdle(centre: Centre): void {
  centre.idle.forEach((list, group) => {
    while (list.first) {
      const contact = centre.contactsWaiting > 0 ? chooseContact(centre, group) : undefined
      if (!contact) {
        if (centre.deferred) startDeferred(centre, centre.deferred, group)
        return
      }
      const agent = list.first
      fetchIdle(centre, agent)
      giveContact(centre, contact, agent)
    }
  })
  const { chat } = centre
  if (!chat) return
  const holding = centre.agents.filter(({ takesChats }) => takesChats)
  for (const agent of holding.sort((a, b) => a.chats - b.chats || a.since - b.since)) takeMore(centre, chat, agent)
}
