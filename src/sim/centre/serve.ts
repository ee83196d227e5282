import { sample } from '../../numeric/random/sample.ts'
import { drawContact } from '../draws.ts'
import { onGrid } from '../grid.ts'
import { QUEUE, QUEUE_COLUMNS } from '../tally.ts'
import { OUTCOME } from '../trace.ts'
import {
  BATCH,
  DRAWN_AFTER_CALL,
  DRAWN_PATIENCE,
  DRAWN_REDIAL_CHOICE,
  DRAWN_REDIAL_DELAY,
  DRAWN_SERVICE,
} from '../workspace.ts'
import { AFTER_CALL, type Agent, BUSY, IDLE, RUNG } from './agent.ts'
import { bookAbandoned, bookAfterwards, bookAnswered, bookAssigned, bookLeft, bookWork } from './book.ts'
import { type Centre, EVENT, RING_TIMES } from './centre.ts'
import { chooseAgent, chooseContact } from './choose.ts'
import { CENTRE_QUEUE } from './columns.ts'
import { type Contact, ELSEWHERE, NO_LINE, RINGING, TALKING, WAITING, WAY, WITHOUT_LINE } from './contact.ts'
import { handleTime } from './handle-time.ts'
import { fetchIdle } from './idle.ts'
import { releaseLine, takeLine } from './line.ts'
import { goOn } from './onward.ts'
import { bookOvertime, goOffDuty, isCounted, startPause } from './staff.ts'
import { bookVisit, takeOwnLuck } from './visit.ts'
import { joinBacklog, startWork } from './work.ts'

/** Somebody who was blocked or hung up calls again. */
export function callAgain(centre: Centre, contact: Contact): void {
  contact.way = WAY.redial
  contact.arrived = centre.now
  contact.interval = centre.current
  centre.tally.queue[rowOf(centre, contact) + QUEUE.redials]++
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
  bookVisit(centre, contact)
  takeOwnLuck(centre, contact)
  ask(centre, contact)
}

function rowOf({ model }: Centre, { interval, queue }: Contact): number {
  return (interval * model.queues + queue) * QUEUE_COLUMNS
}

/** A contact asks for an agent. */
export function ask(centre: Centre, contact: Contact): void {
  const { model, detail, inHouse, waitingInHouse, tally } = centre
  const row = rowOf(centre, contact)
  tally.queue[row + QUEUE.offered]++
  if (centre.backlog && detail.deferred?.isDeferred[contact.queue]) {
    releaseLine(centre, contact)
    joinBacklog(centre, centre.backlog, contact)
    return
  }
  if (isAllOver(centre)) {
    bookLeft(centre, contact, centre.now)
    releaseLine(centre, contact)
    centre.endContact(contact)
    return
  }
  if (centre.trouble && centre.trouble.lost[contact.queue] > 0) {
    lose(centre, contact)
    return
  }
  const house = detail.house[contact.queue]
  const wantsLine = contact.line === NO_LINE
  if (wantsLine && (inHouse[house] >= detail.houseLines[house] || centre.linesTaken >= model.totalLines)) {
    block(centre, contact)
    return
  }
  const agent = chooseAgent(centre, contact, 0)
  if (!agent && waitingInHouse[house] >= detail.housePlaces[house]) {
    block(centre, contact)
    return
  }
  if (wantsLine) takeLine(centre, contact)
  if (agent) {
    fetchIdle(centre, agent)
    assign(centre, contact, agent)
  } else wait(centre, contact)
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
    leaveQueue(centre, contact)
    bookAssigned(centre, contact)
    releaseLine(centre, contact)
    lose(centre, contact)
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

/** After a failure: idle agents take those who wait. */
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
}

function block(centre: Centre, contact: Contact): void {
  const { tally, model, now } = centre
  tally.queue[rowOf(centre, contact) + QUEUE.blocked]++
  centre.tellUnanswered(contact, OUTCOME.blocked, now)
  releaseLine(centre, contact)
  leaveCentre(centre, contact, model.redialBlocked[contact.queue])
}

/** A contact was not served: calls again with this probability, or has gone. After the last interval nobody calls again. */
function leaveCentre(centre: Centre, contact: Contact, again: number): void {
  const { model, now } = centre
  const time = now + contact.redialDelay
  if (contact.redialChoice < again && time < model.intervals * model.interval) {
    contact.stamp++
    contact.state = ELSEWHERE
    contact.attempt++
    contact.visit++
    centre.agenda.plan(time, EVENT.nextAttempt, contact.place, contact.stamp)
  } else centre.endContact(contact)
}

function wait(centre: Centre, contact: Contact): void {
  const { model, detail, tally, agenda } = centre
  const q = contact.queue
  contact.stamp++
  contact.state = WAITING
  centre.waiting[q].join(contact)
  if (contact.line !== WITHOUT_LINE) centre.waitingInHouse[detail.house[q]]++
  centre.contactsWaiting++
  const longest = centre.current * model.queues + q
  if (model.longestQueue) tally.longestQueue[longest] = Math.max(tally.longestQueue[longest], centre.waiting[q].count)
  if (contact.deadline < Number.POSITIVE_INFINITY)
    agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  contact.nextRoute = model.routeStart[q]
  planNextRoute(centre, contact)
}

/** An event for the next of a contact's routes that opens only after a wait. */
function planNextRoute(centre: Centre, contact: Contact): void {
  const { routeStart, routeAfter } = centre.model
  const end = routeStart[contact.queue + 1]
  const waited = centre.now - contact.arrived
  while (contact.nextRoute < end && routeAfter[contact.nextRoute] <= waited) contact.nextRoute++
  if (contact.nextRoute < end) {
    const opens = contact.arrived + routeAfter[contact.nextRoute]
    centre.agenda.plan(opens, EVENT.routeOpens, contact.place, contact.stamp)
  }
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

function leaveQueue(centre: Centre, contact: Contact): void {
  centre.waiting[contact.queue].leave(contact)
  if (contact.line !== WITHOUT_LINE) centre.waitingInHouse[centre.detail.house[contact.queue]]--
  centre.contactsWaiting--
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
  leaveCentre(centre, contact, centre.model.redialAbandoned[contact.queue])
  if (agent) {
    bookWork(centre, agent)
    release(centre, agent)
  }
}

/** An agent is done with a contact. */
function release(centre: Centre, agent: Agent): void {
  agent.contact = undefined
  centre.agentsBusy--
  becomeFree(centre, agent)
}

/** A free agent takes a waiting contact. */
export function giveContact(centre: Centre, contact: Contact, agent: Agent): void {
  leaveQueue(centre, contact)
  assign(centre, contact, agent)
}

/** Contact and agent have found each other by `contact.route`. */
function assign(centre: Centre, contact: Contact, agent: Agent): void {
  const { detail, model, now, agenda, groupStreams } = centre
  bookAssigned(centre, contact)
  contact.agent = agent
  contact.assigned = now
  contact.stamp++
  agent.contact = contact
  agent.stamp++
  agent.since = now
  centre.agentsBusy++
  const ring = detail.ring[agent.group]
  if (ring < 0) {
    answer(centre, contact)
    return
  }
  const time = onGrid(sample(model.distributions, ring, groupStreams, centre.streamOf(agent.group, RING_TIMES)))
  contact.state = RINGING
  agent.state = RUNG
  if (contact.deadline < now + time) agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  else agenda.plan(now + time, EVENT.answer, contact.place, contact.stamp)
}

/** The conversation begins. */
export function answer(centre: Centre, contact: Contact): void {
  const { now, agenda } = centre
  const agent = contact.agent as Agent
  if (agent.state === RUNG) bookWork(centre, agent)
  contact.answered = now
  contact.state = TALKING
  contact.stamp++
  agent.state = BUSY
  bookAnswered(centre, contact, agent)
  agenda.plan(now + handleTime(centre, contact, agent), EVENT.talkEnd, contact.place, contact.stamp)
}

/** The conversation ends, or is cut off by a failure; after-call work begins if there is any. */
export function endTalk(centre: Centre, contact: Contact, isCut = false): void {
  const { now, agenda, trace, detail, model } = centre
  const agent = contact.agent as Agent
  bookWork(centre, agent)
  bookAfterwards(centre, contact)
  const free = now + contact.afterCall
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
  const { afterCall } = contact
  contact.agent = undefined
  if (isCut || !detail.onward || !goOn(centre, contact, detail.onward, agent.group)) {
    releaseLine(centre, contact)
    leaveCentre(centre, contact, isCut ? model.redialBlocked[contact.queue] : 0)
  }
  if (afterCall > 0) {
    agent.state = AFTER_CALL
    agent.stamp++
    agent.since = now
    agenda.plan(free, EVENT.afterCallEnd, agent.place, agent.stamp)
  } else release(centre, agent)
}

export function endAfterCall(centre: Centre, agent: Agent): void {
  bookWork(centre, agent)
  release(centre, agent)
}

/** The last interval has ended and nobody is served any more: those who wait are left. */
export function leaveAll(centre: Centre): void {
  for (const line of centre.waiting)
    for (let contact = line.first; contact; ) {
      const next: Contact | undefined = contact.after
      bookLeft(centre, contact, centre.now)
      leaveQueue(centre, contact)
      releaseLine(centre, contact)
      centre.endContact(contact)
      contact = next
    }
}

/** An agent has nothing to do: goes off duty, takes the break that is due, takes a contact, or waits for one. */
export function becomeFree(centre: Centre, agent: Agent): void {
  const { group } = agent
  const { detail, deficit, now } = centre
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
  }
}
