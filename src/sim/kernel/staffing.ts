import { uniform } from '../../numeric/random/stream.ts'
import { GROUP, GROUP_COLUMNS } from '../model/tally.ts'
import { customerStream, PURPOSE } from './customer-streams.ts'
import { KINDS, NEW_AGENT } from './events.ts'
import { IN_ORDER, MOST_IDLE, NOW, type Workspace } from './workspace.ts'

/** Interval `i` begins: `changeStaff`, and those who come look for work at once. */
export function startInterval(work: Workspace, i: number): void {
  changeStaff(work, i)
  for (let g = 0; g < work.model.groups; g++)
    if (work.newAgents[g] > 0) work.calendar.add(i * work.model.interval, NEW_AGENT + KINDS * g)
}

/**
 * Agents come and go as interval `i` begins. How many come, who look for work at once, stands in `newAgents`; of those who go the idle do so now, the others when they have finished what they do.
 * Who is to go and is wanted again stays. After the last interval nobody comes or goes.
 */
export function changeStaff(work: Workspace, i: number): void {
  const { model, idle, deficit, deficitSince } = work
  const { groups, agents, intervals } = model
  const now = i * model.interval
  for (let g = 0; g < groups; g++) {
    if (deficit[g] > 0) bookOvertime(work, g, i - 1, now)
    if (i === intervals) continue
    const change = agents[i * groups + g] - agents[(i - 1) * groups + g]
    if (change > 0) {
      const stay = Math.min(deficit[g], change)
      deficit[g] -= stay
      work.newAgents[g] = change - stay
    } else if (change < 0) {
      const leave = Math.min(idle[g], -change)
      idle[g] -= leave
      if (work.tracksIdle) for (let k = 0; k < leave; k++) shiftIdle(work, g)
      deficit[g] += -change - leave
      deficitSince[g] = now
    }
  }
}

/** Time that agents of a group have worked on after their end of duty, since it was last booked, in interval `i`. */
export function bookOvertime(work: Workspace, group: number, i: number, now: number): void {
  const row = (i * work.model.groups + group) * GROUP_COLUMNS
  work.tally.group[row + GROUP.overtime] += work.deficit[group] * (now - work.deficitSince[group])
  work.deficitSince[group] = now
}

/**
 * Of the routes of a queue before `end`, one into a group with an idle agent, by the rule of the queue: the first, that of the agent idle longest, or that of any agent alike; -1: nobody is idle.
 *
 * @param customer of whose chance it is, where that decides, in which of its attempts
 */
export function chooseRoute(work: Workspace, queue: number, end: number, customer: number, attempt: number): number {
  const { model, idle, selection } = work
  const { routeStart, routeGroup } = model
  const rule = selection[queue]
  let best = -1
  let candidates = 0
  for (let r = routeStart[queue]; r < end; r++) {
    const count = idle[routeGroup[r]]
    if (count === 0) continue
    if (rule === IN_ORDER) return r
    candidates += count
    if (best < 0 || (rule === MOST_IDLE && isIdleLonger(work, routeGroup[r], routeGroup[best]))) best = r
  }
  if (rule === MOST_IDLE || best < 0) return best
  let left = Math.floor(uniform(customerStream(work, PURPOSE.agentChoice, queue, customer, attempt), 0) * candidates)
  for (best = routeStart[queue]; left >= idle[routeGroup[best]]; best++) left -= idle[routeGroup[best]]
  return best
}

function isIdleLonger({ idleSince, idleBase, idleFirst }: Workspace, group: number, than: number): boolean {
  return idleSince[idleBase[group] + idleFirst[group]] < idleSince[idleBase[than] + idleFirst[than]]
}

/** An agent becomes idle now. */
export function pushIdle(work: Workspace, group: number): void {
  const place = work.idleFirst[group] + work.idleCount[group]++
  const size = work.idleSize[group]
  work.idleSince[work.idleBase[group] + (place < size ? place : place - size)] = work.clock[NOW]
}

/** The agent who has been idle longest takes a contact, or leaves. */
export function shiftIdle(work: Workspace, group: number): void {
  work.idleCount[group]--
  const next = work.idleFirst[group] + 1
  work.idleFirst[group] = next === work.idleSize[group] ? 0 : next
}

/** Fits the calendar to the interval that begins: every contact is two events, and while contacts wait, agents finish as fast as they can. */
export function tuneCalendar(work: Workspace, i: number): void {
  const { model, busyness } = work
  const { queues, rates, slotsPerInterval, routes, groups } = model
  if (i === model.intervals) return
  let arrivals = 0
  for (let q = 0; q < queues; q++) arrivals += rates[i * slotsPerInterval * queues + q] * busyness[i * queues + q]
  let rate = 2 * arrivals
  if (work.menus) {
    const calls = work.menus.rate(i)
    arrivals += calls
    // One more event: that a call comes to the menu.
    rate += 3 * calls
  }
  if (work.contactsWaiting > 0) {
    for (let r = 0; r < routes; r++) {
      const agents = model.agents[i * groups + model.routeGroup[r]]
      if (model.routeMean[r] > 0 && model.routeAfter[r] === 0)
        rate = Math.max(rate, arrivals + agents / model.routeMean[r])
    }
  }
  work.calendar.tune(Math.max(rate, 1 / model.interval))
}
