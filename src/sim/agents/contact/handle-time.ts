import * as kernel from '../../kernel/index.ts'
import { dayFactor } from '../../kernel/index.ts'
import type { AfterCallsModel } from '../../model/feature-models.ts'
import { onGrid } from '../../model/grid.ts'
import type { DayFactorsModel } from '../../model/model.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'
import { ownTime } from './visit.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel

/**
 * How long a contact takes this agent, without after-call work: as logged or drawn, times the agent's pace and whatever makes contacts slow or quick now, and longer after a long wait.
 * For who has waited on a line `contact.answered` says when the conversation begins.
 */
export function handleTime(centre: Centre, contact: Contact, agent: Agent): number {
  const { model, agentLevel, troubles, current } = centre
  const { route, queue, handle } = contact
  const slow = troubles ? troubles.slowQueue[queue] * troubles.slowGroup[agent.group] : 1
  const time = handle >= 0 ? handle : contact.service[model.routeShape[route]] * model.routeMean[route]
  const usual = time * agent.pace * slow * (model.dayFactors ? factorOfDay(centre, model.dayFactors, queue) : 1)
  const { handling } = agentLevel
  if (!handling) return onGrid(usual)
  const { queueFactor, groupFactor, byArrival, perWait } = handling
  const ofQueue = byArrival[queue] ? contact.interval : current
  const factor = queueFactor[ofQueue * model.queues + queue] * groupFactor[current * model.groups + agent.group]
  const waited = contact.line < 0 ? 0 : contact.answered - contact.arrived
  return onGrid(usual * factor + waited * perWait[queue])
}

/** Where groups have after-call work of their own: how long that of a contact takes this agent, left in `contact.afterCall`. What is known of it, from a log, stays as it is but for the agent's pace. */
export function settleAfterCall(centre: Centre, contact: Contact, agent: Agent, afterCalls: AfterCallsModel): void {
  const { model, agentLevel, current } = centre
  const { handling } = agentLevel
  const { group } = agent
  const own = afterCalls.own[group * model.queues + contact.queue]
  if (Number.isNaN(contact.usualAfterCall))
    contact.usualAfterCall = own < 0 ? contact.afterCall : ownTime(centre, contact, own, PURPOSE.groupAfterCall, 0)
  const hour = handling ? handling.groupFactor[current * model.groups + group] : 1
  const pace = afterCalls.follows[group] ? afterCalls.pace[group] * agent.pace * hour : 1
  contact.afterCall = onGrid(contact.usualAfterCall * pace)
}

/** What today is like for the handle times of a queue; after the end of the run as on its last day. */
function factorOfDay({ model, workspace, current }: Centre, { aht }: DayFactorsModel, queue: number): number {
  const { intervals, intervalsPerDay, queues } = model
  const day = Math.floor(Math.min(current, intervals - 1) / intervalsPerDay)
  return dayFactor(workspace.dayDraws, intervals / intervalsPerDay, day, aht, queues, queue)
}
