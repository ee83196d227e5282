import { bookBusy, bookSpan, bookWaiting } from '../../kernel/index.ts'
import { CENTRE_GROUP, CENTRE_GROUP_COLUMNS, CENTRE_QUEUE } from '../../model/agents-columns.ts'
import type { DeferredModel } from '../../model/feature-models.ts'
import { onGrid } from '../../model/grid.ts'
import { QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } from '../../model/tally.ts'
import { bookCustomer, handleTime, LUCK, ownTime, takeOwnLuck } from '../contact/index.ts'
import {
  type Agent,
  AT_WORK,
  type Backlog,
  type Centre,
  type Contact,
  EVENT,
  TALKING,
  WAITING,
} from '../state/index.ts'
import { clockOf, dayOf, startOfDay, timeOf } from './clock.ts'

const DAY = 86_400

/** Everything that is there when the run begins. Its luck is its own, so that those who come later keep theirs. */
export function layInBacklog(centre: Centre, backlog: Backlog): void {
  const { model } = centre
  const { backlog: contacts, backlogAge } = backlog.model
  for (let q = 0; q < model.queues; q++) {
    for (let k = 0; k < contacts[q]; k++) {
      const contact = centre.newContact(q)
      bookCustomer(centre, contact)
      centre.customers[q]--
      contact.customer = -1 - k
      contact.arrived = -ownTime(centre, contact, backlogAge[q], LUCK.backlogAge, 0)
      takeOwnLuck(centre, contact)
      centre.count(CENTRE_QUEUE.carriedIn, 0, q)
      centre.tally.queue[q * QUEUE_COLUMNS + QUEUE.offered]++
      joinBacklog(centre, backlog, contact)
    }
  }
}

/** Deferred work has come. */
export function joinBacklog(centre: Centre, backlog: Backlog, contact: Contact): void {
  contact.due = dueOf(centre, backlog.model, contact)
  contact.begun = Number.NaN
  const list = backlog.lists[contact.queue]
  let before = list.last
  while (before && before.due > contact.due) before = before.before
  list.joinAfter(contact, before)
  lie(centre, contact)
  giveToSomebody(centre, backlog, contact)
}

function dueOf({ model }: Centre, { deadline, deadlineAt, deadlineDays }: DeferredModel, contact: Contact): number {
  const q = contact.queue
  const arrived = clockOf(model, contact.arrived)
  if (!Number.isNaN(deadline[q])) return timeOf(model, arrived + deadline[q])
  let due = startOfDay(dayOf(arrived) + deadlineDays[q]) + deadlineAt[q]
  while (due < arrived) due += DAY
  return timeOf(model, due)
}

function lie(centre: Centre, contact: Contact): void {
  const { routeStart, routeAfter } = centre.model
  contact.stamp++
  contact.state = WAITING
  contact.agent = undefined
  contact.laidAside = centre.now
  for (let r = routeStart[contact.queue]; r < routeStart[contact.queue + 1]; r++) {
    const opens = contact.arrived + routeAfter[r]
    if (opens > centre.now) centre.agenda.plan(opens, EVENT.workOpens, contact.place, contact.stamp)
  }
}

/** The groups that may do what lies there look whether they can. */
export function giveToSomebody(centre: Centre, backlog: Backlog, contact: Contact): void {
  const { routeStart, routeAfter, routeGroup } = centre.model
  const { queue } = contact
  const waited = centre.now - contact.arrived
  const end = routeStart[queue + 1]
  for (let r = routeStart[queue]; r < end && routeAfter[r] <= waited && contact.state === WAITING; r++)
    startWork(centre, backlog, routeGroup[r])
}

/** Agents of a group who have nothing else to do take deferred work, as long as there are some to spare. */
export function startWork(centre: Centre, backlog: Backlog, group: number): void {
  const { model, idle } = centre
  const { idleAtWork, model: deferred } = backlog
  if (centre.current === model.intervals || (centre.trouble && centre.trouble.out[group] > 0)) return
  while (idle[group].count - idleAtWork[group] > deferred.reserve[group]) {
    const contact = earliestDue(centre, backlog, group)
    if (!contact) return
    // Whoever has become free last goes on working; those idle for long are the first whom calls find.
    let agent = idle[group].last as Agent
    while (agent.task) agent = agent.before as Agent
    begin(centre, backlog, contact, agent)
  }
}

/** The work of a group's queues with the earliest deadline; among equals what came first. Its route is left in `contact.route`. */
function earliestDue(centre: Centre, { lists }: Backlog, group: number): Contact | undefined {
  const { trouble } = centre
  const { lookStart, lookRoute, routeQueue, routeAfter } = centre.model
  let best: Contact | undefined
  for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
    const route = lookRoute[k]
    const contact = lists[routeQueue[route]].first
    if (trouble && trouble.held[routeQueue[route]] + trouble.lost[routeQueue[route]] > 0) continue
    if (!contact || centre.now - contact.arrived < routeAfter[route]) continue
    if (best && (contact.due > best.due || (contact.due === best.due && contact.arrived >= best.arrived))) continue
    best = contact
    contact.route = route
  }
  return best
}

function begin(centre: Centre, backlog: Backlog, contact: Contact, agent: Agent): void {
  const { model, now, tally } = centre
  const { queue } = contact
  backlog.lists[queue].leave(contact)
  if (now > contact.laidAside) bookWaiting(centre.work, queue, contact.laidAside, now)
  const work = handleTime(centre, contact, agent) + contact.afterCall
  if (Number.isNaN(contact.begun)) {
    contact.begun = now
    contact.rest = work
    if (now > contact.arrived) tally.queue[(contact.interval * model.queues + queue) * QUEUE_COLUMNS + QUEUE.queued]++
  } else if (work !== contact.work) contact.rest = onGrid((contact.rest / contact.work) * work)
  contact.work = work
  contact.stamp++
  contact.state = TALKING
  contact.agent = agent
  contact.assigned = now
  agent.task = contact
  if (backlog.model.interruptible[queue]) backlog.idleAtWork[agent.group]++
  else {
    centre.idle[agent.group].leave(agent)
    agent.state = AT_WORK
    agent.stamp++
    agent.since = now
  }
  centre.agenda.plan(now + contact.rest, EVENT.workEnd, contact.place, contact.stamp)
}

/** What an agent has done until now of its deferred work is booked, and is its no longer. */
export function endWork(centre: Centre, backlog: Backlog, agent: Agent): Contact {
  const { work, tally, model, now } = centre
  const { group } = agent
  const contact = agent.task as Contact
  const { assigned } = contact
  bookBusy(work, group, assigned, now)
  const column = group * CENTRE_GROUP_COLUMNS + CENTRE_GROUP.deferred
  const stride = model.groups * CENTRE_GROUP_COLUMNS
  bookSpan(work, tally.centreGroup, column, stride, backlog.steps, group, model.groups, assigned, now)
  tally.route[(contact.interval * model.routes + contact.route) * ROUTE_COLUMNS + ROUTE.handleSeconds] += now - assigned
  contact.rest -= now - assigned
  agent.task = undefined
  if (agent.state === AT_WORK) agent.worked += now - assigned
  else backlog.idleAtWork[group]--
  return contact
}

/** An agent lays its work aside: somebody goes on with the rest, and nothing is lost. */
export function interruptWork(centre: Centre, backlog: Backlog, agent: Agent): void {
  const contact = endWork(centre, backlog, agent)
  const { groups } = centre.model
  centre.tally.centreGroup[
    (centre.current * groups + agent.group) * CENTRE_GROUP_COLUMNS + CENTRE_GROUP.interruptions
  ]++
  const list = backlog.lists[contact.queue]
  let after = list.first
  while (after && after.due < contact.due) after = after.after
  list.joinAfter(contact, after ? after.before : list.last)
  lie(centre, contact)
  giveToSomebody(centre, backlog, contact)
}
