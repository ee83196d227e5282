import * as kernel from '../../kernel/index.ts'
import { bookWaiting } from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { clockOf, dayOf, isInRun, startOfDay, timeOf } from '../../model/clock.ts'
import type { DeferredModel } from '../../model/feature-models.ts'
import { onGrid } from '../../model/grid.ts'
import * as columns from '../../model/tally.ts'
import { beginBy, createdOf, endWithin, openCase, stepBegun } from '../cases/index.ts'
import {
  bookBusyToNow,
  bookCustomer,
  bookSpanToNow,
  handleTime,
  ownTime,
  settleAfterCall,
  takeOwnDraws,
} from '../contact/index.ts'
import type { Agent, Centre, Contact, Deferred } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_QUEUE } = agentLevelColumns
const { QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } = columns
const { EVENT, ON_DEFERRED, TALKING, WAITING } = state

const DAY = 86_400

/** Brings in the backlog with which the run begins. It has random streams of its own, so that those who come later keep theirs. */
export function carryIn(centre: Centre, deferred: Deferred): void {
  const { model } = centre
  const { backlog: contacts, backlogAge } = deferred.model
  for (let q = 0; q < model.queues; q++) {
    for (let k = 0; k < contacts[q]; k++) {
      const contact = centre.newContact(q)
      bookCustomer(centre, contact)
      centre.customers[q]--
      contact.customer = -1 - k
      contact.arrived = -ownTime(centre, contact, backlogAge[q], PURPOSE.backlogAge, 0)
      takeOwnDraws(centre, contact)
      centre.count(AGENT_LEVEL_QUEUE.carriedIn, 0, q)
      centre.tally.queue[q * QUEUE_COLUMNS + QUEUE.offered]++
      joinDeferred(centre, deferred, contact)
    }
  }
}

/** Deferred work has come. */
export function joinDeferred(centre: Centre, deferred: Deferred, contact: Contact): void {
  const { cases } = centre
  if (cases) openCase(centre, cases, contact)
  contact.due = dueOf(centre, deferred.model, contact)
  if (cases && contact.caseOf) contact.due = Math.min(contact.due, beginBy(centre, cases, contact))
  contact.begun = Number.NaN
  contact.plannedEnd = Number.POSITIVE_INFINITY
  contact.endStamp++
  const list = deferred.lists[contact.queue]
  let before = list.last
  while (before && before.due > contact.due) before = before.before
  list.joinAfter(contact, before)
  lie(centre, deferred, contact)
  offerDeferred(centre, deferred, contact)
}

/** When work is due, in the time of the run: what is due in a night is so at the close of the day before. */
export function dueOf(centre: Centre, deferred: DeferredModel, contact: Contact): number {
  const { model } = centre
  const ofCase = withinOfCase(centre, contact)
  const seconds = Number.isNaN(ofCase) ? deferred.deadline[contact.queue] : ofCase
  const inOpenHours = model.openHoursCount[contact.queue] === 1 && !Number.isNaN(seconds)
  return inOpenHours
    ? (Number.isNaN(ofCase) ? contact.arrived : createdOf(contact)) + seconds
    : timeOf(model, dueByClock(centre, deferred, contact))
}

/** Seconds from the creation of a contact's case; NaN: no clock of a case says when its work is to be done. */
function withinOfCase({ cases }: Centre, contact: Contact): number {
  return cases && contact.caseOf ? endWithin(cases, contact) : Number.NaN
}

function dueByClock(centre: Centre, { deadline, deadlineAt, deadlineDays }: DeferredModel, contact: Contact): number {
  const { model } = centre
  const q = contact.queue
  const ofCase = withinOfCase(centre, contact)
  if (!Number.isNaN(ofCase)) return clockOf(model, createdOf(contact)) + ofCase
  const arrived = clockOf(model, contact.arrived)
  if (!Number.isNaN(deadline[q])) return arrived + deadline[q]
  let due = startOfDay(dayOf(arrived) + deadlineDays[q]) + deadlineAt[q]
  while (due < arrived) due += DAY
  return due
}

/** Whether work is due by the end of the run: what is not yet is not judged. */
export function isDueInRun(centre: Centre, deferred: DeferredModel, contact: Contact): boolean {
  const { model } = centre
  if (contact.due !== model.intervals * model.interval) return isInRun(model, contact.due, contact.due)
  const inOpenHours = model.openHoursCount[contact.queue] === 1
  return isInRun(model, contact.due, inOpenHours ? Number.NEGATIVE_INFINITY : dueByClock(centre, deferred, contact))
}

function lie(centre: Centre, deferred: Deferred, contact: Contact): void {
  const { routeStart, routeAfter } = centre.model
  deferred.lying++
  contact.stamp++
  contact.state = WAITING
  contact.agent = undefined
  contact.laidAside = centre.now
  if (deferred.opensLater[contact.queue] === 0) return
  for (let r = routeStart[contact.queue]; r < routeStart[contact.queue + 1]; r++) {
    const opens = contact.arrived + routeAfter[r]
    if (opens > centre.now) centre.agenda.plan(opens, EVENT.deferredOpens, contact.place, contact.stamp)
  }
}

/** The groups that may do what lies there look whether they can. */
export function offerDeferred(centre: Centre, deferred: Deferred, contact: Contact): void {
  const { routeStart, routeAfter, routeGroup } = centre.model
  const { queue } = contact
  const waited = centre.now - contact.arrived
  const end = routeStart[queue + 1]
  for (let r = routeStart[queue]; r < end && routeAfter[r] <= waited && contact.state === WAITING; r++)
    startDeferred(centre, deferred, routeGroup[r])
}

/** Agents of a group who have nothing else to do take deferred work, as long as there are some to spare. */
export function startDeferred(centre: Centre, deferred: Deferred, group: number): void {
  const { model, idle } = centre
  const {
    idleOnDeferred,
    routes,
    model: { reserve },
  } = deferred
  if (deferred.lying === 0 || routes[group].length === 0) return
  if (centre.current === model.intervals || (centre.troubles && centre.troubles.out[group] > 0)) return
  while (deferred.lying > 0 && idle[group].count - idleOnDeferred[group] > reserve[group]) {
    const contact = earliestDue(centre, deferred, group)
    if (!contact) return
    // Whoever has become free last goes on working; those idle for long are the first whom calls find.
    let agent = idle[group].last as Agent
    while (agent.task) agent = agent.before as Agent
    begin(centre, deferred, contact, agent)
  }
}

/** The work of a group's queues with the earliest deadline; among equals what came first. Its route is left in `contact.route`. */
function earliestDue(centre: Centre, { lists, routes }: Deferred, group: number): Contact | undefined {
  const { troubles } = centre
  const { routeQueue, routeAfter } = centre.model
  const ofGroup = routes[group]
  let best: Contact | undefined
  for (let k = 0; k < ofGroup.length; k++) {
    const route = ofGroup[k]
    const contact = lists[routeQueue[route]].first
    if (troubles && troubles.held[routeQueue[route]] + troubles.lost[routeQueue[route]] > 0) continue
    if (!contact || centre.now - contact.arrived < routeAfter[route]) continue
    if (best && (contact.due > best.due || (contact.due === best.due && contact.arrived >= best.arrived))) continue
    best = contact
    contact.route = route
  }
  return best
}

function begin(centre: Centre, deferred: Deferred, contact: Contact, agent: Agent): void {
  const { model, now, tally } = centre
  const { queue } = contact
  deferred.lists[queue].leave(contact)
  deferred.lying--
  if (now > contact.laidAside) bookWaiting(centre.workspace, queue, contact.laidAside, now)
  const { afterCalls } = centre.agentLevel
  if (afterCalls) settleAfterCall(centre, contact, agent, afterCalls)
  const total = handleTime(centre, contact, agent) + contact.afterCall
  if (Number.isNaN(contact.begun)) {
    contact.begun = now
    if (centre.cases && contact.caseOf) {
      stepBegun(centre, centre.cases, contact)
      contact.due = dueOf(centre, deferred.model, contact)
    }
    contact.rest = total
    if (now > contact.arrived) tally.queue[(contact.interval * model.queues + queue) * QUEUE_COLUMNS + QUEUE.queued]++
  } else if (total !== contact.total) contact.rest = onGrid((contact.rest / contact.total) * total)
  contact.total = total
  contact.stamp++
  contact.state = TALKING
  contact.agent = agent
  contact.assigned = now
  agent.task = contact
  if (deferred.model.interruptible[queue]) deferred.idleOnDeferred[agent.group]++
  else {
    centre.idle[agent.group].leave(agent)
    agent.state = ON_DEFERRED
    agent.stamp++
    agent.since = now
  }
  contact.ends = now + contact.rest
  contact.endRank = centre.agenda.rankOf(EVENT.deferredEnd)
  // Most work is interrupted before it ends: what was planned for its last end comes before the new one, and is moved on then.
  if (contact.plannedEnd > contact.ends) planEnd(centre, contact)
}

export function planEnd({ agenda }: Centre, contact: Contact): void {
  contact.plannedEnd = contact.ends
  contact.plannedRank = contact.endRank
  agenda.planAs(contact.endRank, contact.ends, EVENT.deferredEnd, contact.place, ++contact.endStamp)
}

/** What an agent has done until now of its deferred work is booked, and is its no longer. */
export function endDeferred(centre: Centre, deferred: Deferred, agent: Agent): Contact {
  const { tally, model, now } = centre
  const { group } = agent
  const contact = agent.task as Contact
  const { assigned } = contact
  bookBusyToNow(centre, group, assigned)
  const column = group * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.deferred
  const stride = model.groups * AGENT_LEVEL_GROUP_COLUMNS
  bookSpanToNow(centre, tally.agentLevelGroup, column, stride, deferred.steps, group, model.groups, assigned)
  tally.route[(contact.interval * model.routes + contact.route) * ROUTE_COLUMNS + ROUTE.handleSeconds] += now - assigned
  contact.rest -= now - assigned
  agent.task = undefined
  if (agent.state === ON_DEFERRED) agent.worked += now - assigned
  else deferred.idleOnDeferred[group]--
  return contact
}

/** An agent lays its work aside: somebody goes on with the rest, and nothing is lost. */
export function interruptDeferred(centre: Centre, deferred: Deferred, agent: Agent): void {
  const contact = endDeferred(centre, deferred, agent)
  const { groups } = centre.model
  centre.tally.agentLevelGroup[
    (centre.current * groups + agent.group) * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.interruptions
  ]++
  const list = deferred.lists[contact.queue]
  let after = list.first
  while (after && after.due < contact.due) after = after.after
  list.joinAfter(contact, after ? after.before : list.last)
  lie(centre, deferred, contact)
  offerDeferred(centre, deferred, contact)
}
