import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS } from '../model/tally.ts'
import { bookAbandoned, bookLeft } from './booking.ts'
import { NOTED } from './events.ts'
import { DEADLINE, LINK_FIELDS, NEXT, type Workspace } from './workspace.ts'

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
      else bookLeft(work, q, c, horizon)
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
  settleEnd(work)
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
