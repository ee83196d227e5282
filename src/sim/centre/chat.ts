import type { Agent } from './agent.ts'
import type { Centre } from './centre.ts'
import { advanceChats, bookChat, nextChatEnd, planChats } from './chat-holding.ts'
import type { ChatRooms } from './chat-rooms.ts'
import { CENTRE_GROUP, CENTRE_GROUP_COLUMNS, CENTRE_QUEUE, CENTRE_QUEUE_COLUMNS } from './columns.ts'
import { endConversation, goOnChatting, release } from './serve.ts'

/** A chat of an agent ends, or the work after it. */
export function endChat(centre: Centre, chat: ChatRooms, agent: Agent): void {
  const { now } = centre
  advanceChats(centre, chat, agent)
  const index = nextChatEnd(agent)
  const place = agent.chatPlaces[index]
  bookChat(centre, chat, agent, place)
  const { contact, afterwards } = place
  if (contact) {
    // When its agent is free of it hangs on the others that it holds: that is known only of those who hold one at a time.
    const alone = afterwards === 0 || chat.model.most[agent.group] === 1
    endConversation(centre, contact, agent, alone ? now + afterwards : Number.NaN)
    place.contact = undefined
    if (afterwards > 0) {
      place.rest = afterwards
      place.since = now
      planChats(centre, chat, agent)
      return
    }
  }
  const last = --agent.chats
  agent.chatPlaces[index] = agent.chatPlaces[last]
  agent.chatPlaces[last] = place
  agent.chatStamp++
  if (agent.chats === 0 && agent.leaves) {
    agent.leaves = false
    chat.leaving[agent.group]--
  }
  if (agent.chats === 0 && !agent.contact) {
    release(centre, agent)
    return
  }
  centre.agentsBusy--
  if (agent.contact) planChats(centre, chat, agent)
  else goOnChatting(centre, chat, agent)
}

/** Turns what was booked as changes into sums by interval. @param sum as in `settleCentre` */
export function settleChats(
  { tally, model }: Centre,
  chat: ChatRooms,
  sum: (steps: Float64Array, rows: Float64Array, column: number, count: number, columns: number) => void,
): void {
  const { groups, queues } = model
  chat.loadSteps.forEach((steps, load) => {
    sum(steps, tally.centreGroup, CENTRE_GROUP.chatting1 + load, groups, CENTRE_GROUP_COLUMNS)
  })
  sum(chat.chatSteps, tally.centreGroup, CENTRE_GROUP.chatSeconds, groups, CENTRE_GROUP_COLUMNS)
  sum(chat.queueSteps, tally.centreQueue, CENTRE_QUEUE.chatSeconds, queues, CENTRE_QUEUE_COLUMNS)
}
