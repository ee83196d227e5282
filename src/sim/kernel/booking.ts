import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../model/agent-level-columns.ts'
import * as columns from '../model/tally.ts'
import { waitBin } from '../model/tally.ts'
import { OUTCOME } from '../model/trace.ts'
import { ARRIVAL_INTERVAL, ARRIVED, ATTEMPT, DEADLINE, LINK_FIELDS, type Workspace } from './workspace.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, WAIT_BINS } = columns

/**
 * Adds to a column the part of each interval that [from, to) covers. The first and the last interval are added to at once; those between, which are covered whole,
 * through `steps`, which `settle` sums up: so a long span costs no more than a short one.
 *
 * @param column index of the column in the first row; `stride` numbers further it stands in the next
 * @param step index of the first interval in `steps`, the next being `stepStride` further
 */
export function bookSpan(
  work: Workspace,
  rows: Float64Array,
  column: number,
  stride: number,
  steps: Float64Array,
  step: number,
  stepStride: number,
  from: number,
  to: number,
): void {
  work.span[0] = from
  work.span[1] = to
  bookWorkSpan(work, rows, column, stride, steps, step, stepStride)
}

/** The same for the span in `work.span`: a number handed to a function may be put on the heap, which the loops avoid. */
function bookWorkSpan(
  work: Workspace,
  rows: Float64Array,
  column: number,
  stride: number,
  steps: Float64Array,
  step: number,
  stepStride: number,
): void {
  const { interval, intervals } = work.model
  const from = work.span[0]
  const to = work.span[1]
  const first = Math.min(intervals, Math.floor(from / interval))
  const last = Math.min(intervals, Math.floor(to / interval))
  if (first === last) {
    rows[column + first * stride] += to - from
    return
  }
  rows[column + first * stride] += (first + 1) * interval - from
  rows[column + last * stride] += to - last * interval
  if (last > first + 1) {
    steps[step + (first + 1) * stepStride]++
    steps[step + last * stepStride]--
  }
}

export function bookBusy(work: Workspace, group: number, from: number, to: number): void {
  work.span[0] = from
  work.span[1] = to
  bookBusySpan(work, group)
}

export function bookWaiting(work: Workspace, queue: number, from: number, to: number): void {
  work.span[0] = from
  work.span[1] = to
  bookWaitingSpan(work, queue)
}

export function bookAfterCall(work: Workspace, group: number, from: number, to: number): void {
  work.span[0] = from
  work.span[1] = to
  bookAfterCallSpan(work, group)
}

export function bookBusySpan(work: Workspace, group: number): void {
  const { groups } = work.model
  const column = group * GROUP_COLUMNS + GROUP.busy
  bookWorkSpan(work, work.tally.group, column, groups * GROUP_COLUMNS, work.busySteps, group, groups)
}

export function bookAfterCallSpan(work: Workspace, group: number): void {
  const { groups } = work.model
  const column = group * GROUP_COLUMNS + GROUP.afterCall
  bookWorkSpan(work, work.tally.group, column, groups * GROUP_COLUMNS, work.afterCallSteps, group, groups)
}

export function bookWaitingSpan(work: Workspace, queue: number): void {
  const { queues } = work.model
  const column = queue * QUEUE_COLUMNS + QUEUE.queueSeconds
  bookWorkSpan(work, work.tally.queue, column, queues * QUEUE_COLUMNS, work.waitingSteps, queue, queues)
}

/** The end, in interval `current`, of the wait in `work.span` that led to an agent. */
export function bookQueued(work: Workspace, queue: number, arrivalInterval: number, current: number): void {
  const { model, tally, span } = work
  const wait = span[1] - span[0]
  const row = (arrivalInterval * model.queues + queue) * QUEUE_COLUMNS
  tally.queue[row + QUEUE.queued]++
  if (arrivalInterval === current) tally.queue[row + QUEUE.queueSeconds] += wait
  else bookWaitingSpan(work, queue)
  if (arrivalInterval >= model.warmUpIntervals) tally.answeredWaits[queue * WAIT_BINS + waitBin(wait)]++
}

/** What hanging up counts, in every loop but the one for one queue, whose speed needs its own: the wait is that in `work.span`, from arrival to hanging up. */
export function bookAbandonedSpan(work: Workspace, queue: number, arrivalInterval: number): void {
  const { model, tally, span } = work
  const wait = span[1] - span[0]
  const row = (arrivalInterval * model.queues + queue) * QUEUE_COLUMNS
  tally.queue[row + QUEUE.abandoned]++
  if (wait <= model.threshold[queue]) tally.queue[row + QUEUE.abandonedWithin]++
  if (wait <= model.earlyAbandonment[queue]) tally.queue[row + QUEUE.abandonedEarly]++
  tally.queue[row + QUEUE.abandonedWait] += wait
  if (arrivalInterval >= model.warmUpIntervals) tally.abandonedWaits[queue * WAIT_BINS + waitBin(wait)]++
}

/** A customer is served who may have tried before: where callers are told apart. What else is counted of customers follows from other counts, see settle.ts. */
export function bookServed(
  { model, tally }: Workspace,
  queue: number,
  firstInterval: number,
  attempt: number,
  inTime: boolean,
): void {
  const row = (firstInterval * model.queues + queue) * AGENT_LEVEL_QUEUE_COLUMNS
  tally.agentLevelQueue[row + AGENT_LEVEL_QUEUE.customersServed]++
  if (attempt > 1) return
  tally.agentLevelQueue[row + AGENT_LEVEL_QUEUE.customersServedAtFirst]++
  if (inTime) tally.agentLevelQueue[row + AGENT_LEVEL_QUEUE.customersServedInTime]++
}

/** A contact of a queue's list hangs up at its deadline. */
export function bookAbandoned(work: Workspace, queue: number, contact: number): void {
  work.span[0] = work.contact[contact * work.contactFields + ARRIVED]
  work.span[1] = work.contact[contact * work.contactFields + DEADLINE]
  const links = contact * LINK_FIELDS
  bookHangUp(work, queue, work.link[links + ARRIVAL_INTERVAL], work.link[links + ATTEMPT])
}

/** A contact hangs up: it has waited for the span in `work.span`. */
export function bookHangUp(work: Workspace, queue: number, arrivalInterval: number, attempt: number): void {
  const { model, tally, trace, span } = work
  tally.queue[(arrivalInterval * model.queues + queue) * QUEUE_COLUMNS + QUEUE.queued]++
  bookAbandonedSpan(work, queue, arrivalInterval)
  bookWaitingSpan(work, queue)
  if (trace !== undefined) trace(queue, attempt, span[0], OUTCOME.abandoned, -1, span[1], span[1], span[1])
}

/** One more whom nobody serves, and its wait. */
export function countLeft({ model, tally }: Workspace, queue: number, arrivalInterval: number, wait: number): void {
  const row = (arrivalInterval * model.queues + queue) * QUEUE_COLUMNS
  tally.queue[row + QUEUE.left]++
  tally.queue[row + QUEUE.leftWait] += wait
}

/** A contact of a queue's list still waits when the run ends. */
export function bookLeft(work: Workspace, queue: number, contact: number, time: number): void {
  work.span[0] = work.contact[contact * work.contactFields + ARRIVED]
  work.span[1] = time
  const links = contact * LINK_FIELDS
  bookLeftSpan(work, queue, work.link[links + ARRIVAL_INTERVAL], work.link[links + ATTEMPT])
}

/** A contact that still waits when the run ends has waited for the span in `work.span`. */
export function bookLeftSpan(work: Workspace, queue: number, arrivalInterval: number, attempt: number): void {
  const { model, tally, trace, span } = work
  tally.queue[(arrivalInterval * model.queues + queue) * QUEUE_COLUMNS + QUEUE.queued]++
  countLeft(work, queue, arrivalInterval, span[1] - span[0])
  bookWaitingSpan(work, queue)
  if (trace !== undefined) trace(queue, attempt, span[0], OUTCOME.left, -1, span[1], span[1], span[1])
}
