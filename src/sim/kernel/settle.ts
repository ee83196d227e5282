import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../model/agent-level-columns.ts'
import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS } from '../model/tally.ts'
import { bookAbandoned, bookLeft } from './booking.ts'
import { NOTED } from './events.ts'
import { ARRIVED, DEADLINE, LINK_FIELDS, NEXT, type Workspace } from './workspace.ts'

/** When all events are done: sees to those who still stand in a list, and turns what was booked as changes into sums by interval. */
export function settle(work: Workspace): void {
  const { model, tally } = work
  const { queues, groups, intervals, interval } = model
  const horizon = intervals * interval
  for (let q = 0; q < queues; q++) {
    for (let c = work.head[q]; c >= 0; c = work.link[c * LINK_FIELDS + NEXT]) {
      const deadline = work.contact[c * work.contactFields + DEADLINE]
      if (deadline === NOTED) continue
      if (deadline < (model.finish ? Number.POSITIVE_INFINITY : horizon)) bookAbandoned(work, q, c)
      // Who came out of a menu after the end and whom nobody serves is left at that moment.
      else bookLeft(work, q, c, Math.max(horizon, work.contact[c * work.contactFields + ARRIVED]))
    }
  }
  sumSteps(work.busySteps, tally.group, GROUP.busy, groups, GROUP_COLUMNS, intervals, interval)
  sumSteps(work.afterCallSteps, tally.group, GROUP.afterCall, groups, GROUP_COLUMNS, intervals, interval)
  sumSteps(work.waitingSteps, tally.queue, QUEUE.queueSeconds, queues, QUEUE_COLUMNS, intervals, interval)
  for (let i = 0; i < intervals; i++)
    for (let g = 0; g < groups; g++) {
      const row = (i * groups + g) * GROUP_COLUMNS
      tally.group[row + GROUP.staffed] = model.agents[i * groups + g] * interval + tally.group[row + GROUP.overtime]
    }
  if (tally.agentLevelQueue.length > 0) settleCustomers(work)
  settleEnd(work)
}

/** What is counted of customers and lines where only redials bring them again: it follows from what has been counted of contacts. Sums are exact, so it is the same as if each had been booked. */
function settleCustomers({ model, tally, keepsCallers }: Workspace): void {
  const { queues, routes, routeStart, intervals } = model
  for (let i = 0; i <= intervals; i++)
    for (let q = 0; q < queues; q++) {
      const row = (i * queues + q) * QUEUE_COLUMNS
      const to = (i * queues + q) * AGENT_LEVEL_QUEUE_COLUMNS
      const rows = tally.agentLevelQueue
      rows[to + AGENT_LEVEL_QUEUE.customers] = tally.queue[row + QUEUE.offered] - tally.queue[row + QUEUE.redials]
      // A line is held from the beginning of the wait to the end of the conversation.
      rows[to + AGENT_LEVEL_QUEUE.lineSeconds] =
        tally.queue[row + QUEUE.abandonedWait] + tally.queue[row + QUEUE.leftWait]
      for (let r = routeStart[q]; r < routeStart[q + 1]; r++) {
        const route = (i * routes + r) * ROUTE_COLUMNS
        const held = tally.route[route + ROUTE.answeredWait] + tally.route[route + ROUTE.handleSeconds]
        rows[to + AGENT_LEVEL_QUEUE.lineSeconds] += held - tally.route[route + ROUTE.afterCallSeconds]
        if (keepsCallers) continue
        const answered = tally.route[route + ROUTE.answered]
        rows[to + AGENT_LEVEL_QUEUE.customersServed] += answered
        rows[to + AGENT_LEVEL_QUEUE.customersServedAtFirst] += answered
        rows[to + AGENT_LEVEL_QUEUE.customersServedInTime] += tally.route[route + ROUTE.answeredWithin]
      }
    }
}

/** After the last interval only work is counted, and all of it is overtime. A longest queue that was not asked for is not known. */
export function settleEnd({ model, tally }: Workspace): void {
  const { groups, intervals } = model
  for (let g = 0; g < groups; g++) {
    const row = (intervals * groups + g) * GROUP_COLUMNS
    const worked = tally.group[row + GROUP.busy] + tally.group[row + GROUP.afterCall]
    tally.group[row + GROUP.staffed] = worked
    tally.group[row + GROUP.overtime] = worked
  }
  if (!model.longestQueue) tally.longestQueue.fill(Number.NaN)
}

/** Adds `interval` seconds for each that covers an interval whole, as told by `steps`: how many more do so than the interval before. */
export function sumSteps(
  steps: Float64Array,
  rows: Float64Array,
  column: number,
  count: number,
  columns: number,
  intervals: number,
  interval: number,
): void {
  for (let k = 0; k < count; k++) {
    let whole = 0
    for (let i = 0; i < intervals; i++) {
      whole += steps[i * count + k]
      rows[(i * count + k) * columns + column] += whole * interval
    }
  }
}
