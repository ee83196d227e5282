import { bookWaiting, countLeft } from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { clockAtEnd, clockOf } from '../../model/clock.ts'
import * as columns from '../../model/tally.ts'
import * as outcomes from '../../model/trace.ts'
import { stepDone } from '../cases/index.ts'
import { bookServed, countAnswered } from '../contact/index.ts'
import { followUp, goOn } from '../journey/index.ts'
import type { Agent, Centre, Contact, Deferred } from '../state/index.ts'
import * as state from '../state/index.ts'
import { dueOf, endDeferred, interruptDeferred, isDueInRun, planEnd, startDeferred } from './handling.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } = columns
const { OUTCOME } = outcomes
const { ON_DEFERRED, TALKING } = state

/** The event of the end of deferred work: it is finished, or was interrupted since that was planned. */
export function reachEnd(centre: Centre, deferred: Deferred, contact: Contact): void {
  contact.plannedEnd = Number.POSITIVE_INFINITY
  if (contact.state !== TALKING) return
  if (contact.plannedRank === contact.endRank) finishDeferred(centre, deferred, contact)
  else planEnd(centre, contact)
}

function finishDeferred(centre: Centre, deferred: Deferred, contact: Contact): void {
  const agent = contact.agent as Agent
  const wasBusy = agent.state === ON_DEFERRED
  endDeferred(centre, deferred, agent)
  bookFinished(centre, deferred, contact, agent)
  if (centre.cases && contact.caseOf) stepDone(centre, centre.cases, contact)
  followUp(centre, contact, OUTCOME.answered)
  const { onward } = centre.agentLevel
  if (!onward || !goOn(centre, contact, onward, agent.group)) centre.endContact(contact)
  if (wasBusy) centre.service.becomeFree(centre, agent)
  else startDeferred(centre, deferred, agent.group)
}

function bookFinished(centre: Centre, deferred: Deferred, contact: Contact, agent: Agent): void {
  const { model, tally, now, trace } = centre
  const { queue, interval, arrived, begun } = contact
  const inTime = now <= contact.due
  const came = clockOf(model, arrived)
  const wait = clockOf(model, begun) - came
  countAnswered(centre, contact, wait, inTime)
  tally.route[(interval * model.routes + contact.route) * ROUTE_COLUMNS + ROUTE.afterCallSeconds] += contact.afterCall
  bookServed(centre, contact, inTime)
  centre.count(inTime ? AGENT_LEVEL_QUEUE.finishedInTime : AGENT_LEVEL_QUEUE.finishedLate, interval, queue)
  if (inTime) {
    const { dueInTime, notDue } = AGENT_LEVEL_QUEUE
    centre.count(isDueInRun(centre, deferred.model, contact) ? dueInTime : notDue, interval, queue)
  }
  centre.count(AGENT_LEVEL_QUEUE.finishSeconds, interval, queue, clockAtEnd(model, now) - came)
  trace?.(
    queue,
    contact.attempt,
    arrived,
    OUTCOME.answered,
    agent.group,
    begun,
    now,
    now,
    agent.place,
    contact.customer,
    contact.origin,
    contact.visit,
    contact.followUp,
  )
}

/** Takes stock at the end of interval `i`, of what lies there and of what is being done. */
export function takeStock(centre: Centre, { lists, model: { isDeferred } }: Deferred, i: number): void {
  for (let q = 0; q < lists.length; q++) {
    if (!isDeferred[q]) continue
    for (let contact = lists[q].first; contact; contact = contact.after) count(centre, contact, i)
  }
  for (const { task } of centre.agents) if (task) count(centre, task, i)
}

const HOUR = 3600
/** Ages above which the classes of the backlog end, those of the usual deadlines. */
const AGES = [HOUR, 2 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR]

function count(centre: Centre, { queue, due, arrived }: Contact, i: number): void {
  const { model, now } = centre
  const age = clockAtEnd(model, now) - clockOf(model, arrived)
  let older = 0
  while (older < AGES.length && age >= AGES[older]) older++
  centre.count(AGENT_LEVEL_QUEUE.backlog, i, queue)
  centre.count(AGENT_LEVEL_QUEUE.backlogTo1h + older, i, queue)
  if (due < now) centre.count(AGENT_LEVEL_QUEUE.backlogOverdue, i, queue)
}

/** The last interval has ended: deferred work is laid aside, and who did it is there for those who still wait on the line. */
export function stopDeferred(centre: Centre, deferred: Deferred): void {
  for (const agent of centre.agents) if (agent.task) layAside(centre, deferred, agent)
}

/** An agent does no more of its deferred work now, and is there for whatever else there is. */
export function layAside(centre: Centre, deferred: Deferred, agent: Agent): void {
  const wasBusy = agent.state === ON_DEFERRED
  interruptDeferred(centre, deferred, agent)
  if (wasBusy) centre.service.becomeFree(centre, agent)
}

/** Books what the end of the run finds undone. */
export function settleDeferred(centre: Centre, { lists, model: deferred }: Deferred, horizon: number): void {
  const { model, tally } = centre
  for (let q = 0; q < lists.length; q++)
    for (let contact = lists[q].first; contact; contact = contact.after) {
      const { interval, arrived } = contact
      const end = Math.max(horizon, arrived)
      countLeft(centre.workspace, q, interval, clockOf(model, end) - clockOf(model, arrived))
      if (Number.isNaN(contact.begun)) tally.queue[(interval * model.queues + q) * QUEUE_COLUMNS + QUEUE.queued]++
      const { overdue, notDue } = AGENT_LEVEL_QUEUE
      // Until it is begun the earlier of two clocks counts.
      if (contact.caseOf) contact.due = dueOf(centre, deferred, contact)
      centre.count(isDueInRun(centre, deferred, contact) ? overdue : notDue, interval, q)
      if (contact.laidAside < end) bookWaiting(centre.workspace, q, contact.laidAside, end)
      centre.tellUnanswered(contact, OUTCOME.left, end)
    }
}
