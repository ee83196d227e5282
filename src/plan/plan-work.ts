import type { Horizon } from '../domain/index.ts'
import { agentHours, morningOf, sumPaths } from './group-parts.ts'
import { type DrawnStaffing, drawnStaffing, periodRanges } from './period-ranges.ts'
import type { GroupPlan, WorkDeadline } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'
import { type Curve, rollUp, rollUpDays, rollUpMonths, rollUpWeeks, workingDays } from './roll-up.ts'
import { rosteredPart, withRostered } from './roster.ts'
import { scheduledAgents } from './scheduled-agents.ts'
import { serviceOfWork, staffWork } from './staff-work.ts'

export interface WorkGroupOptions {
  horizon: Horizon
  fteHours: number
  deadline: Required<WorkDeadline>
  /** Agents of the group who are rostered, by interval. */
  rostered: Float64Array | undefined
}

/** Sizes a group whose queues' contacts are work that can wait: mails, tickets, call backs. Several queues are one backlog, done in the order in which it comes. */
export function planWork(
  group: string,
  members: readonly PlannedQueue[],
  { horizon, fteHours, deadline, rostered }: WorkGroupOptions,
): { plan: GroupPlan; drawn: DrawnStaffing } {
  const settings = members.map((member) => member.settings)
  const shrinkage = Math.max(...settings.map((each) => each.shrinkage))
  const leastAgents = Math.max(...settings.map((each) => each.leastAgents))
  const options = { horizon, leastAgents, deadline }
  const { curve: work, agents: needed, load, service: sized } = staffWork(members, options)
  const { duty: _, ...comes } = work
  const agents = withRostered(needed, rostered, comes.open)
  const morning = morningOf(members, (_curve, then) =>
    withRostered(staffWork(then, options).agents, rostered, comes.open),
  )
  // What has passed cannot be staffed again.
  if (morning) agents.set(morning.agents.subarray(0, Math.max(...members.map(({ known }) => known))))
  const service = morning || rostered ? serviceOfWork(work, agents, options) : sized
  const curve: Curve = { ...comes, agents, ...service, shrinkage }
  const drawn = { ...drawnStaffing({ ...curve, leastAgents, horizon, paths: sumPaths(members) }), load }
  const grid = { horizon, fteHours, targetMet: () => Number.NaN, ranges: periodRanges([drawn]) }
  const separate = () =>
    members.reduce((sum, member) => sum + agentHours(staffWork([member], options).agents, horizon.interval), 0)
  const plan: GroupPlan = {
    name: group,
    queues: members.map((member) => member.history.queue),
    targets: [members[0].forecast.target],
    shrinkage,
    model: 'deferred',
    patience: Number.POSITIVE_INFINITY,
    patienceSource: 'none',
    ...comes,
    agents,
    scheduled: agents.map((n) => scheduledAgents(n, shrinkage)),
    solution: 'transient',
    ...(morning ? { morning } : {}),
    ...service,
    days: rollUpDays(curve, grid),
    weeks: rollUpWeeks(curve, grid),
    months: rollUpMonths(curve, grid),
    total: rollUp(curve, grid, 0, horizon.dayCount, workingDays(horizon.dayCount)),
    ...(members.length > 1 ? { separateAgentHours: separate() } : {}),
    ...(rostered ? { rostered: rosteredPart(rostered, { ...comes, agents }, horizon.interval) } : {}),
    deadline,
  }
  return { plan, drawn }
}
