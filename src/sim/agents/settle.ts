import { settleEnd, sumSteps } from '../kernel/index.ts'
import { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } from '../model/agent-level-columns.ts'
import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS } from '../model/tally.ts'
import { countLists } from './campaign/index.ts'
import { settleChats } from './chat/index.ts'
import { bookLeft, bookPause, bookPresence, releaseLine } from './contact/index.ts'
import { settleDeferred } from './deferred/index.ts'
import { isCounted } from './duty/index.ts'
import { AWAY, type Centre, OFF_DUTY } from './state/index.ts'

/** When all events are done: sees to those who still wait and to agents on duty, and turns what was booked as changes into sums by interval. */
export function settleCentre(centre: Centre): void {
  const { model, tally, workspace, counts, countedOvertime } = centre
  const { queues, groups, intervals, interval } = model
  const horizon = intervals * interval
  for (let q = 0; q < queues; q++)
    for (const line of [centre.waiting[q], centre.waitingLater[q]])
      for (let contact = line.first; contact; contact = contact.after) {
        // Who was put through after the end and whom nobody serves is left at that moment.
        const end = Math.max(horizon, contact.joined)
        bookLeft(centre, contact, end)
        releaseLine(centre, contact, end)
      }
  if (centre.deferred) settleDeferred(centre, centre.deferred, horizon)
  centre.now = horizon
  for (const agent of centre.agents) {
    if (agent.state === OFF_DUTY) continue
    if (agent.state === AWAY) bookPause(centre, agent)
    if (!isCounted(centre, agent)) bookPresence(centre, agent)
  }
  const sum = (steps: Float64Array, rows: Float64Array, column: number, count: number, columns: number) =>
    sumSteps(steps, rows, column, count, columns, intervals, interval)
  sum(workspace.busySteps, tally.group, GROUP.busy, groups, GROUP_COLUMNS)
  sum(workspace.afterCallSteps, tally.group, GROUP.afterCall, groups, GROUP_COLUMNS)
  sum(workspace.waitingSteps, tally.queue, QUEUE.queueSeconds, queues, QUEUE_COLUMNS)
  sum(centre.staffedSteps, tally.group, GROUP.staffed, groups, GROUP_COLUMNS)
  sum(centre.overtimeSteps, tally.group, GROUP.overtime, groups, GROUP_COLUMNS)
  sum(centre.ringSteps, tally.agentLevelGroup, AGENT_LEVEL_GROUP.ringing, groups, AGENT_LEVEL_GROUP_COLUMNS)
  sum(centre.awaySteps, tally.agentLevelGroup, AGENT_LEVEL_GROUP.away, groups, AGENT_LEVEL_GROUP_COLUMNS)
  if (centre.campaigns) countLists(centre, centre.campaigns, intervals)
  if (centre.chat) settleChats(centre, centre.chat, sum)
  if (centre.deferred)
    sum(centre.deferred.steps, tally.agentLevelGroup, AGENT_LEVEL_GROUP.deferred, groups, AGENT_LEVEL_GROUP_COLUMNS)
  for (let i = 0; i < intervals; i++)
    for (let g = 0; g < groups; g++)
      tally.group[(i * groups + g) * GROUP_COLUMNS + GROUP.staffed] +=
        counts[i * groups + g] * interval + countedOvertime[i * groups + g]
  settleEnd(workspace)
}
