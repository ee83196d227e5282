import { bookAbandonedSpan, bookAfterCall, bookBusy, bookSpan, bookWaiting, countLeft } from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { clockOf } from '../../model/clock.ts'
import * as columns from '../../model/tally.ts'
import { waitBin } from '../../model/tally.ts'
import * as outcomes from '../../model/trace.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } = agentLevelColumns
const { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, WAIT_BINS } = columns
const { OUTCOME } = outcomes
const { AFTER_CALL, BUSY, CHAT_WRAP_UP, DIALLING, RUNG, WAITING } = state

function queueRow({ model }: Centre, { interval, queue }: Contact): number {
  return (interval * model.queues + queue) * QUEUE_COLUMNS
}

/** Where the columns of a customer's first attempt are. */
function customerRow({ model }: Centre, { firstInterval, origin }: Contact): number {
  return (firstInterval * model.queues + origin) * AGENT_LEVEL_QUEUE_COLUMNS
}

/** Somebody asks for the first time. */
export function bookCustomer(centre: Centre, contact: Contact): void {
  centre.tally.agentLevelQueue[customerRow(centre, contact) + AGENT_LEVEL_QUEUE.customers]++
}

/** A contact holds its line no longer. */
export function bookLine(centre: Centre, { interval, queue, lineSince }: Contact, until: number): void {
  const row = (interval * centre.model.queues + queue) * AGENT_LEVEL_QUEUE_COLUMNS
  centre.tally.agentLevelQueue[row + AGENT_LEVEL_QUEUE.lineSeconds] += until - lineSince
}

/** A contact has been given to an agent: the end of its time in the queue. */
export function bookAssigned(centre: Centre, contact: Contact): void {
  if (centre.now > contact.arrived) bookQueued(centre, contact, centre.now)
}

/** The end of a stay in the queue. Who is called back was counted when that was agreed. */
function bookQueued(centre: Centre, contact: Contact, until: number): void {
  bookWaiting(centre.workspace, contact.queue, contact.joined, until)
  if (!contact.callback && contact.counts) centre.tally.queue[queueRow(centre, contact) + QUEUE.queued]++
}

/** How long a contact has waited by what its callers count. */
function waitOf(
  { model, agentLevel }: Centre,
  { answered, assigned, arrived, callback }: Contact,
  group: number,
): number {
  const until = agentLevel.ringCounts[group] ? answered : assigned
  // Who is called back waits through the night; nobody does on the line.
  return callback ? clockOf(model, until) - clockOf(model, arrived) : until - arrived
}

/** One more whom an agent has answered, or whose deferred work is finished, and its wait. */
export function countAnswered({ model, tally }: Centre, contact: Contact, wait: number, inTime: boolean): void {
  const { queue, interval, route, counts } = contact
  if (!counts) return
  const row = (interval * model.routes + route) * ROUTE_COLUMNS
  tally.route[row + ROUTE.answered]++
  if (inTime) tally.route[row + ROUTE.answeredWithin]++
  tally.route[row + ROUTE.answeredWait] += wait
  if (wait > 0 && interval >= model.warmUpIntervals) tally.answeredWaits[queue * WAIT_BINS + waitBin(wait)]++
}

export function bookAnswered(centre: Centre, contact: Contact, agent: Agent): void {
  const wait = waitOf(centre, contact, agent.group)
  const inTime = wait <= centre.model.threshold[contact.queue]
  countAnswered(centre, contact, wait, inTime)
  if (contact.callback) {
    centre.countOf(contact, AGENT_LEVEL_QUEUE.callbacksReached)
    centre.countOf(contact, AGENT_LEVEL_QUEUE.callbackWait, wait)
  }
  bookServed(centre, contact, inTime)
}

/** Somebody has what it came for; counted once, whatever follows. */
export function bookServed(centre: Centre, contact: Contact, inTime: boolean): void {
  if (contact.served) return
  contact.served = true
  const { agentLevelQueue } = centre.tally
  const customer = customerRow(centre, contact)
  agentLevelQueue[customer + AGENT_LEVEL_QUEUE.customersServed]++
  if (contact.visit > 1) return
  agentLevelQueue[customer + AGENT_LEVEL_QUEUE.customersServedAtFirst]++
  if (inTime) agentLevelQueue[customer + AGENT_LEVEL_QUEUE.customersServedInTime]++
}

/** The conversation has ended: its after-call work counts as handle time of the contact. */
export function bookAfterwards({ tally, model }: Centre, { interval, route, afterCall }: Contact): void {
  const row = (interval * model.routes + route) * ROUTE_COLUMNS
  tally.route[row + ROUTE.handleSeconds] += afterCall
  tally.route[row + ROUTE.afterCallSeconds] += afterCall
}

/** A contact has hung up, waiting or while the agent's telephone rang. */
export function bookAbandoned(centre: Centre, contact: Contact): void {
  const { workspace, now } = centre
  const { queue, interval, arrived } = contact
  if (contact.state === WAITING) bookQueued(centre, contact, now)
  workspace.span[0] = arrived
  workspace.span[1] = now
  if (contact.counts) bookAbandonedSpan(workspace, queue, interval)
  centre.tellUnanswered(contact, OUTCOME.abandoned, now)
}

/** A contact still waits when the run ends. */
export function bookLeft(centre: Centre, contact: Contact, end: number): void {
  if (contact.counts) countLeft(centre.workspace, contact.queue, contact.interval, end - contact.arrived)
  bookQueued(centre, contact, end)
  centre.tellUnanswered(contact, OUTCOME.left, end)
}

/** A contact waits when its queue closes. */
export function bookSentAway(centre: Centre, contact: Contact): void {
  centre.countOf(contact, AGENT_LEVEL_QUEUE.sentAway)
  bookQueued(centre, contact, centre.now)
  centre.tellUnanswered(contact, OUTCOME.sentAway, centre.now)
}

/** As `bookSpan`, of a span that ends now: most begin in the interval of now. */
export function bookSpanToNow(
  centre: Centre,
  rows: Float64Array,
  column: number,
  stride: number,
  steps: Float64Array,
  step: number,
  stepStride: number,
  from: number,
): void {
  const { workspace, current, model, now } = centre
  if (from >= current * model.interval) rows[column + current * stride] += now - from
  else bookSpan(workspace, rows, column, stride, steps, step, stepStride, from, now)
}

export function bookBusyToNow(centre: Centre, group: number, from: number): void {
  const { workspace, tally, current, model, now } = centre
  if (from >= current * model.interval)
    tally.group[(current * model.groups + group) * GROUP_COLUMNS + GROUP.busy] += now - from
  else bookBusy(workspace, group, from, now)
}

function bookAfterCallToNow(centre: Centre, group: number, from: number): void {
  const { workspace, tally, current, model, now } = centre
  if (from >= current * model.interval)
    tally.group[(current * model.groups + group) * GROUP_COLUMNS + GROUP.afterCall] += now - from
  else bookAfterCall(workspace, group, from, now)
}

/** What an agent has done until now with a contact: ringing, talking or after-call work since `agent.since`. */
export function bookAgentTime(centre: Centre, agent: Agent): void {
  const { tally, model, now } = centre
  const { group, since, state } = agent
  if (state === AFTER_CALL || state === CHAT_WRAP_UP) bookAfterCallToNow(centre, group, since)
  else bookBusyToNow(centre, group, since)
  if (state === RUNG || state === DIALLING) bookAgentLevelSpan(centre, group, AGENT_LEVEL_GROUP.ringing, since, now)
  if (state === BUSY) {
    const contact = agent.contact as Contact
    const row = (contact.interval * model.routes + contact.route) * ROUTE_COLUMNS
    tally.route[row + ROUTE.handleSeconds] += now - since
  }
  agent.worked += now - since
  agent.since = now
}

/** A break or absence ends now; after the end of the run nobody counts as on duty who does not work. */
export function bookPause(centre: Centre, agent: Agent): void {
  const until = Math.min(centre.now, centre.model.intervals * centre.model.interval)
  if (agent.since < until) bookAgentLevelSpan(centre, agent.group, AGENT_LEVEL_GROUP.away, agent.since, until)
}

/** A break or absence begins now that was due at `due`. */
export function bookPauseBegun(centre: Centre, group: number, due: number): void {
  const row = (centre.current * centre.model.groups + group) * AGENT_LEVEL_GROUP_COLUMNS
  const { agentLevelGroup } = centre.tally
  agentLevelGroup[row + AGENT_LEVEL_GROUP.pauses]++
  if (centre.now === due) return
  agentLevelGroup[row + AGENT_LEVEL_GROUP.pausesMoved]++
  agentLevelGroup[row + AGENT_LEVEL_GROUP.pauseDelay] += centre.now - due
}

function bookAgentLevelSpan(centre: Centre, group: number, column: number, from: number, to: number): void {
  const { groups } = centre.model
  const first = group * AGENT_LEVEL_GROUP_COLUMNS + column
  const steps = column === AGENT_LEVEL_GROUP.away ? centre.awaySteps : centre.ringSteps
  bookSpan(
    centre.workspace,
    centre.tally.agentLevelGroup,
    first,
    groups * AGENT_LEVEL_GROUP_COLUMNS,
    steps,
    group,
    groups,
    from,
    to,
  )
}

/** An agent with a shift goes: books its time on duty, and the part after the end of the shift as overtime. Time after the last interval is booked at the end of the run. */
export function bookPresence(centre: Centre, agent: Agent): void {
  const { model, tally, workspace } = centre
  const { groups } = model
  const horizon = model.intervals * model.interval
  const until = Math.min(centre.now, horizon)
  const staffed = agent.group * GROUP_COLUMNS + GROUP.staffed
  const stride = groups * GROUP_COLUMNS
  if (agent.cameAt < until)
    bookSpan(workspace, tally.group, staffed, stride, centre.staffedSteps, agent.group, groups, agent.cameAt, until)
  const overtime = agent.group * GROUP_COLUMNS + GROUP.overtime
  if (agent.goesAt < until)
    bookSpan(workspace, tally.group, overtime, stride, centre.overtimeSteps, agent.group, groups, agent.goesAt, until)
}
