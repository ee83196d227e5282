import { sample } from '../../numeric/random/sample.ts'
import { drawContact } from '../kernel/draws.ts'
import {
  BATCH,
  DRAWN_AFTER_CALL,
  DRAWN_PATIENCE,
  DRAWN_REDIAL_CHOICE,
  DRAWN_REDIAL_DELAY,
  DRAWN_SERVICE,
} from '../kernel/workspace.ts'
import { CENTRE_QUEUE } from '../model/agents-columns.ts'
import { onGrid } from '../model/grid.ts'
import { QUEUE, QUEUE_COLUMNS } from '../model/tally.ts'
import { OUTCOME } from '../model/trace.ts'
import { AFTER_CALL, type Agent, BUSY, DIALLING, IDLE, RUNG } from './agent.ts'
import { hearAnnouncement, planAnnouncement } from './announce.ts'
import { bookAbandoned, bookAfterwards, bookAnswered, bookAssigned, bookLeft, bookWork } from './book.ts'
import { callLater, dialTime, isReached, tryAgain } from './call-back.ts'
import { type Centre, EVENT, RING_TIMES } from './centre.ts'
import { advanceChats, beginChat, looksForMore, mayLeave, planChats } from './chat-holding.ts'
import type { ChatRooms } from './chat-rooms.ts'
import { chooseAgent, chooseContact } from './choose.ts'
import {
  CALL_LATER,
  type Contact,
  ELSEWHERE,
  NO_LINE,
  RINGING,
  TALKING,
  WAITING,
  WAY,
  WITHOUT_LINE,
} from './contact.ts'
import { afterCallOfList, connect, dialAll, drop, isCampaign } from './dial.ts'
import { agentsFor } from './expected-wait.ts'
import { handleTime } from './handle-time.ts'
import { isOpen, turnAway } from './hours.ts'
import { fetchIdle } from './idle.ts'
import { releaseLine, takeLine } from './line.ts'
import { offerInsteadOfWaiting } from './offers.ts'
import { goOn } from './onward.ts'
import { ABANDONED, BLOCKED, redialDelay, redialQueue, redialShare } from './redial.ts'
import { makeOffer } from './sales.ts'
import { bookOvertime, goOffDuty, isCounted, startPause } from './staff.ts'
import { bookVisit, goTo, takeOwnLuck } from './visit.ts'
import { joinQueue, leaveQueue, planNextRoute } from './waiting.ts'
import { joinBacklog, startWork } from './work.ts'

/** Somebody who was blocked or hung up calls again. */
export function callAgain(centre: Centre, contact: Contact): void {
  contact.startAnew(WAY.redial)
  contact.arrived = centre.now
  contact.interval = centre.current
  takeLuck(centre, contact, drawContact(centre.work, 2 * contact.queue + 1))
  ask(centre, contact)
}

/** All that chance decides about an attempt, drawn when it is made, whatever becomes of it: from its place in `work.drawn` on. */
export function takeLuck(centre: Centre, contact: Contact, row: number): void {
  const { work, model } = centre
  const { drawn } = work
  const q = contact.queue
  const shapes = model.shapeStart[q + 1] - model.shapeStart[q]
  for (let s = 0; s < shapes; s++) contact.service[s] = drawn[row + DRAWN_SERVICE + s * BATCH]
  contact.afterCall = drawn[row + DRAWN_AFTER_CALL]
  contact.deadline = centre.now + drawn[row + DRAWN_PATIENCE]
  contact.redialChoice = contact.attempt < model.attempts[q] ? drawn[row + DRAWN_REDIAL_CHOICE] : 1
  contact.redialDelay = drawn[row + DRAWN_REDIAL_DELAY]
}

/** A contact of somebody who has had others comes to its queue. */
export function visit(centre: Centre, contact: Contact): void {
  centre.underWay--
  contact.arrived = centre.now
  contact.interval = centre.current
  takeOwnLuck(centre, contact)
  ask(centre, contact)
}

function rowOf({ model }: Centre, { interval, queue }: Contact): number {
  return (interval * model.queues + queue) * QUEUE_COLUMNS
}

/** A contact asks for an agent. */
export function ask(centre: Centre, contact: Contact): void {
  const { model, detail, inHouse, waitingInHouse, tally } = centre
  if (detail.hours && !isOpen(centre, detail.hours, contact.queue)) {
    turnAway(centre, contact, detail.hours)
    return
  }
  tally.queue[rowOf(centre, contact) + QUEUE.offered]++
  bookVisit(centre, contact)
  contact.joined = centre.now
  if (centre.backlog && detail.deferred?.isDeferred[contact.queue]) {
    releaseLine(centre, contact)
    joinBacklog(centre, centre.backlog, contact)
    return
  }
  if (isAllOver(centre)) {
    leave(centre, contact)
    return
  }
  if (centre.trouble && centre.trouble.lost[contact.queue] > 0) {
    lose(centre, contact)
    return
  }
  if (detail.patienceFactors) {
    const factor = detail.patienceFactors[centre.current * model.queues + contact.queue]
    contact.deadline = centre.now + onGrid((contact.deadline - centre.now) * factor)
  }
  const house = detail.house[contact.queue]
  const isChat = detail.chat !== undefined && detail.chat.isChat[contact.queue] === 1
  if (isChat) releaseLine(centre, contact)
  const wantsLine = contact.line === NO_LINE && !isChat
  if (wantsLine && (inHouse[house] >= detail.houseLines[house] || centre.linesTaken >= model.totalLines)) {
    block(centre, contact)
    return
  }
  const agent = chooseAgent(centre, contact, 0)
  if (!agent && contact.line !== WITHOUT_LINE && waitingInHouse[house] >= placesOf(centre, contact)) {
    block(centre, contact)
    return
  }
  if (wantsLine) takeLine(centre, contact)
  if (agent) {
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else if (!detail.offers || offerInsteadOfWaiting(centre, contact, detail.offers)) wait(centre, contact)
}

/** Places to wait in the contact's queue now. */
function placesOf(centre: Centre, { queue }: Contact): number {
  const { house, housePlaces, placesPerAgent } = centre.detail
  const places = housePlaces[house[queue]]
  const perAgent = placesPerAgent?.[house[queue]] ?? Number.POSITIVE_INFINITY
  return perAgent === Number.POSITIVE_INFINITY
    ? places
    : Math.min(places, Math.floor(perAgent * agentsFor(centre, queue)))
}

/** A contact is lost to a failure: counts as blocked, and may call again as those do. */
function lose(centre: Centre, contact: Contact): void {
  centre.count(CENTRE_QUEUE.lost, contact.interval, contact.queue)
  block(centre, contact)
}

/** Those who wait in a queue are lost. */
export function loseWaiting(centre: Centre, q: number): void {
  for (let contact = centre.waiting[q].first; contact; ) {
    const next: Contact | undefined = contact.after
    // Who is to be called back is not on the line.
    if (!contact.callback) {
      leaveQueue(centre, contact)
      bookAssigned(centre, contact)
      releaseLine(centre, contact)
      lose(centre, contact)
    }
    contact = next
  }
}

/** A conversation, or a call that rings, is cut off. Who was not answered yet counts as lost, who was as cut off; both may call again as the blocked do. */
export function cutOff(centre: Centre, agent: Agent): void {
  const contact = agent.contact as Contact
  if (contact.state === RINGING) {
    contact.agent = undefined
    releaseLine(centre, contact)
    bookWork(centre, agent)
    lose(centre, contact)
    release(centre, agent)
    return
  }
  centre.count(CENTRE_QUEUE.cutOff, contact.interval, contact.queue)
  contact.afterCall = 0
  endTalk(centre, contact, true)
}

/** After a failure: idle agents take those who wait, then those who hold chats and may have more, the fewest first. */
export function wakeIdle(centre: Centre): void {
  centre.idle.forEach((list, group) => {
    while (list.first) {
      const contact = centre.contactsWaiting > 0 ? chooseContact(centre, group) : undefined
      if (!contact) {
        if (centre.backlog) startWork(centre, centre.backlog, group)
        return
      }
      const agent = list.first
      fetchIdle(centre, agent)
      giveContact(centre, contact, agent)
    }
  })
  const { chat } = centre
  if (!chat) return
  const holding = centre.agents.filter(({ inRoom }) => inRoom)
  for (const agent of holding.sort((a, b) => a.chats - b.chats || a.since - b.since)) takeMore(centre, chat, agent)
}

function block(centre: Centre, contact: Contact): void {
  centre.tally.queue[rowOf(centre, contact) + QUEUE.blocked]++
  centre.tellUnanswered(contact, OUTCOME.blocked, centre.now)
  releaseLine(centre, contact)
  leaveCentre(centre, contact, BLOCKED)
}

/** A contact was not served: calls again, or has gone. After the last interval nobody calls again. */
function leaveCentre(centre: Centre, contact: Contact, cause: number): void {
  const { model, detail, now } = centre
  const { redials } = detail
  const q = contact.queue
  if (centre.campaigns && isCampaign(centre.campaigns, q)) {
    drop(centre, centre.campaigns, contact, cause === ABANDONED)
    return
  }
  const usual = cause === BLOCKED ? model.redialBlocked[q] : model.redialAbandoned[q]
  const share = redials ? redialShare(redials, contact, cause) : usual
  const time = now + (redials ? redialDelay(centre, contact, redials, cause) : contact.redialDelay)
  if (contact.redialChoice >= share || time >= model.intervals * model.interval) {
    centre.endContact(contact)
    return
  }
  const queue = redials ? redialQueue(centre, contact, redials, cause) : q
  contact.attempt++
  if (queue !== q) {
    goTo(centre, contact, queue, WAY.redial, time)
    return
  }
  contact.stamp++
  contact.state = ELSEWHERE
  contact.visit++
  centre.agenda.plan(time, EVENT.nextAttempt, contact.place, contact.stamp)
}

function wait(centre: Centre, contact: Contact): void {
  const { detail, agenda } = centre
  const { offers, announcements } = detail
  if (offers && contact.callback === CALL_LATER) {
    callLater(centre, contact, offers)
    return
  }
  joinQueue(centre, contact)
  if (contact.deadline < Number.POSITIVE_INFINITY)
    agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  if (announcements) planAnnouncement(centre, contact, announcements)
}

/** An announcement is heard. */
export function announce(centre: Centre, contact: Contact): void {
  const { announcements } = centre.detail
  if (announcements && hearAnnouncement(centre, contact, announcements)) hangUp(centre, contact)
}

/** Somebody is to be called back: by whoever is free, or in turn. */
export function callBack(centre: Centre, contact: Contact): void {
  centre.underWay--
  contact.joined = centre.now
  if (isAllOver(centre)) {
    leave(centre, contact)
    return
  }
  const agent = chooseAgent(centre, contact, centre.now - contact.arrived)
  if (agent) {
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else joinQueue(centre, contact)
}

/** A contact whom nobody will serve any more. */
function leave(centre: Centre, contact: Contact): void {
  bookLeft(centre, contact, centre.now)
  releaseLine(centre, contact)
  centre.endContact(contact)
}

/** A route has opened for a contact that still waits. */
export function routeOpens(centre: Centre, contact: Contact): void {
  const agent = chooseAgent(centre, contact, centre.now - contact.arrived)
  if (agent) {
    leaveQueue(centre, contact)
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else planNextRoute(centre, contact)
}

/** The last interval has ended and nobody stays for those who wait. */
function isAllOver({ current, model }: Centre): boolean {
  return current === model.intervals && !model.finish
}

/** A contact hangs up, waiting or while the agent's telephone rings. */
export function hangUp(centre: Centre, contact: Contact): void {
  const { agent, state } = contact
  // Who calls again does so without the agent whose telephone rang.
  contact.agent = undefined
  if (state === WAITING) leaveQueue(centre, contact)
  bookAbandoned(centre, contact)
  releaseLine(centre, contact)
  leaveCentre(centre, contact, ABANDONED)
  if (agent) {
    bookWork(centre, agent)
    release(centre, agent)
  }
}

/** An agent is done with a contact. */
export function release(centre: Centre, agent: Agent): void {
  agent.contact = undefined
  centre.agentsBusy--
  becomeFree(centre, agent)
}

/** A free agent takes a waiting contact. */
export function giveContact(centre: Centre, contact: Contact, agent: Agent): void {
  leaveQueue(centre, contact)
  assign(centre, contact, agent)
  if (centre.chat && agent.chats > 0 && !agent.contact) takeMore(centre, centre.chat, agent)
}

/** An agent who holds chats, and has nothing else to do beside them, looks for more. */
export function goOnChatting(centre: Centre, chat: ChatRooms, agent: Agent): void {
  mayLeave(centre, chat, agent)
  planChats(centre, chat, agent)
  takeMore(centre, chat, agent)
}

function takeMore(centre: Centre, chat: ChatRooms, agent: Agent): void {
  if (centre.contactsWaiting === 0 || isAllOver(centre) || !looksForMore(centre, chat, agent)) return
  const { group, chats } = agent
  const { isChat, callsBeside } = chat.model
  const contact = chooseContact(centre, group, chats <= callsBeside[group] ? undefined : isChat)
  if (contact) giveContact(centre, contact, agent)
}

/** Contact and agent have found each other by `contact.route`. */
function assign(centre: Centre, contact: Contact, agent: Agent): void {
  const { detail, model, now, agenda, groupStreams, chat } = centre
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
  const ring = detail.ring[agent.group]
  if ((ring < 0 && !contact.callback) || (centre.campaigns && isCampaign(centre.campaigns, contact.queue))) {
    answer(centre, contact)
    return
  }
  const time = contact.callback
    ? dialTime(centre, contact)
    : onGrid(sample(model.distributions, ring, groupStreams, centre.streamOf(agent.group, RING_TIMES)))
  contact.state = RINGING
  agent.state = RUNG
  if (contact.deadline < now + time) agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  else agenda.plan(now + time, EVENT.answer, contact.place, contact.stamp)
}

/** The telephone has rung long enough: the agent's, or that of a customer who is called back and may not answer. */
export function pickUp(centre: Centre, contact: Contact): void {
  if (!contact.callback || isReached(centre, contact)) {
    answer(centre, contact)
    return
  }
  const agent = contact.agent as Agent
  contact.agent = undefined
  bookWork(centre, agent)
  tryAgain(centre, contact)
  release(centre, agent)
}

/** The conversation begins. */
export function answer(centre: Centre, contact: Contact): void {
  const { now, agenda } = centre
  const agent = contact.agent as Agent
  if (agent.state === RUNG || agent.state === DIALLING) bookWork(centre, agent)
  if (centre.campaigns) connect(centre.campaigns, contact.queue, agent.state === DIALLING)
  contact.answered = now
  contact.state = TALKING
  contact.stamp++
  agent.state = BUSY
  bookAnswered(centre, contact, agent)
  const { sales } = centre.detail
  const offer = sales ? makeOffer(centre, contact, sales) : 0
  agenda.plan(now + handleTime(centre, contact, agent) + offer, EVENT.talkEnd, contact.place, contact.stamp)
}

/** The conversation ends, or is cut off by a failure; after-call work begins if there is any. */
export function endTalk(centre: Centre, contact: Contact, isCut = false): void {
  const { now, agenda } = centre
  const agent = contact.agent as Agent
  bookWork(centre, agent)
  bookAfterwards(centre, contact)
  const { afterCall } = contact
  const free = now + afterCall
  endConversation(centre, contact, agent, free, isCut)
  if (afterCall > 0) {
    agent.state = AFTER_CALL
    agent.stamp++
    agent.since = now
    agenda.plan(free, EVENT.afterCallEnd, agent.place, agent.stamp)
  } else release(centre, agent)
}

/** The customer has been served, or is cut off: goes, goes on elsewhere, or will come again. */
export function endConversation(centre: Centre, contact: Contact, agent: Agent, free: number, isCut = false): void {
  const { now, trace, detail } = centre
  trace?.(
    contact.queue,
    contact.attempt,
    contact.arrived,
    OUTCOME.answered,
    agent.group,
    contact.answered,
    now,
    free,
    agent.place,
    contact.customer,
    contact.origin,
    contact.visit,
  )
  contact.agent = undefined
  if (centre.campaigns && isCampaign(centre.campaigns, contact.queue)) {
    releaseLine(centre, contact)
    centre.campaigns.talking[contact.queue]--
    afterCallOfList(centre, centre.campaigns, contact, contact.isRightParty && !isCut)
    return
  }
  if (isCut || !detail.onward || !goOn(centre, contact, detail.onward, agent.group)) {
    releaseLine(centre, contact)
    if (isCut) leaveCentre(centre, contact, BLOCKED)
    else centre.endContact(contact)
  }
}

export function endAfterCall(centre: Centre, agent: Agent): void {
  bookWork(centre, agent)
  release(centre, agent)
}

/** The last interval has ended and nobody is served any more: those who wait are left. */
export function leaveAll(centre: Centre): void {
  for (const line of [...centre.waiting, ...centre.waitingLater])
    for (let contact = line.first; contact; ) {
      const next: Contact | undefined = contact.after
      leaveQueue(centre, contact)
      leave(centre, contact)
      contact = next
    }
}

/** An agent has nothing to do: goes off duty, takes the break that is due, takes a contact, or waits for one. */
export function becomeFree(centre: Centre, agent: Agent): void {
  const { group } = agent
  const { detail, deficit, now, chat } = centre
  if (chat && agent.chats > 0) {
    advanceChats(centre, chat, agent)
    goOnChatting(centre, chat, agent)
    return
  }
  const closed = isAllOver(centre)
  if (now >= agent.goesAt) {
    const contact = detail.staysForQueue[group] && !closed ? chooseContact(centre, group) : undefined
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
    if (centre.backlog) startWork(centre, centre.backlog, group)
    if (centre.campaigns) dialAll(centre, centre.campaigns)
  }
}
