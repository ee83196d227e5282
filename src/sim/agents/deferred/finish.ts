import { bookWaiting } from '../../kernel/index.ts'
import { CENTRE_QUEUE } from '../../model/agents-columns.ts'
import { QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, WAIT_BINS, waitBin } from '../../model/tally.ts'
import { OUTCOME } from '../../model/trace.ts'
import { bookServed } from '../contact/index.ts'
import { goOn } from '../journey/index.ts'
import { type Agent, AT_WORK, type Backlog, type Centre, type Contact } from '../state/index.ts'
import { clockAtEnd, clockOf } from './clock.ts'
import { endWork, interruptWork, startWork } from './handling.ts'

/** Deferred work is finished. */
export function finishWork(centre: Centre, backlog: Backlog, contact: Contact): void {
  const agent = contact.agent as Agent
  const wasBusy = agent.state === AT_WORK
  endWork(centre, backlog, agent)
  bookFinished(centre, contact, agent)
  const { onward } = centre.detail
  if (!onward || !goOn(centre, contact, onward, agent.group)) centre.endContact(contact)
  if (wasBusy) centre.service.becomeFree(centre, agent)
  else startWork(centre, backlog, agent.group)
}

function bookFinished(centre: Centre, contact: Contact, agent: Agent): void {
  const { model, tally, now, trace } = centre
  const { queue, interval, arrived, begun } = contact
  const inTime = now <= contact.due
  const came = clockOf(model, arrived)
  const wait = clockOf(model, begun) - came
  const row = (interval * model.routes + contact.route) * ROUTE_COLUMNS
  tally.route[row + ROUTE.answered]++
  if (inTime) tally.route[row + ROUTE.answeredWithin]++
  tally.route[row + ROUTE.answeredWait] += wait
  tally.route[row + ROUTE.afterCallSeconds] += contact.afterCall
  if (wait > 0 && interval >= model.warmUpIntervals) tally.answeredWaits[queue * WAIT_BINS + waitBin(wait)]++
  bookServed(centre, contact, inTime)
  centre.count(inTime ? CENTRE_QUEUE.finishedInTime : CENTRE_QUEUE.finishedLate, interval, queue)
  centre.count(CENTRE_QUEUE.finishSeconds, interval, queue, clockAtEnd(model, now) - came)
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
  )
}

/** Takes stock at the end of interval `i`, of what lies there and of what is being done. */
export function takeStock(centre: Centre, { lists, model: deferred }: Backlog, i: number): void {
  for (let q = 0; q < lists.length; q++) {
    if (!deferred.isDeferred[q]) continue
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
  centre.count(CENTRE_QUEUE.backlog, i, queue)
  centre.count(CENTRE_QUEUE.backlogTo1h + older, i, queue)
  if (due < now) centre.count(CENTRE_QUEUE.backlogOverdue, i, queue)
}

/** The last interval has ended: deferred work is laid aside, and who did it is there for those who still wait on the line. */
export function stopWork(centre: Centre, backlog: Backlog): void {
  for (const agent of centre.agents) if (agent.task) layAside(centre, backlog, agent)
}

/** An agent does no more of its deferred work now, and is there for whatever else there is. */
export function layAside(centre: Centre, backlog: Backlog, agent: Agent): void {
  const wasBusy = agent.state === AT_WORK
  interruptWork(centre, backlog, agent)
  if (wasBusy) centre.service.becomeFree(centre, agent)
}

/** Books what the end of the run finds undone. */
export function settleBacklog(centre: Centre, { lists }: Backlog, horizon: number): void {
  const { model, tally } = centre
  for (let q = 0; q < lists.length; q++)
    for (let contact = lists[q].first; contact; contact = contact.after) {
      const { interval, arrived } = contact
      const row = (interval * model.queues + q) * QUEUE_COLUMNS
      const end = Math.max(horizon, arrived)
      tally.queue[row + QUEUE.left]++
      tally.queue[row + QUEUE.leftWait] += clockOf(model, end) - clockOf(model, arrived)
      if (Number.isNaN(contact.begun)) tally.queue[row + QUEUE.queued]++
      if (contact.due < end) centre.count(CENTRE_QUEUE.overdue, interval, q)
      if (contact.laidAside < end) bookWaiting(centre.work, q, contact.laidAside, end)
      centre.tellUnanswered(contact, OUTCOME.left, end)
    }
}
