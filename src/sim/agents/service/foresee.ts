import { bookAfterCallSpan, bookBusySpan } from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import type { AgentLevelModel } from '../../model/agent-level-model.ts'
import type { CompiledModel } from '../../model/model.ts'
import { hasSharedTimes } from '../../model/shared-times.ts'
import * as columns from '../../model/tally.ts'
import { waitBin } from '../../model/tally.ts'
import { bookServed, handleTime, releaseLine, settleAfterCall } from '../contact/index.ts'
import { goesOn, makeOffer } from '../journey/index.ts'
import type { Agent, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } = agentLevelColumns
const { GROUP, GROUP_COLUMNS, ROUTE, ROUTE_COLUMNS, WAIT_BINS } = columns
const { AFTER_CALL, BUSY, EVENT } = state

/** By route, 1: nothing comes between a contact and its agent once they have found each other, so that what becomes of both is known at that moment. */
export function foreseenRoutes(model: CompiledModel, agentLevel: AgentLevelModel): Uint8Array {
  const { chat, campaigns, followUps, troubles, cases, parentLines } = agentLevel
  const { routeQueue, routeGroup, totalLines } = model
  // Others may get a line only when the conversation ends. Who was put through holds one of another queue.
  const areLinesFew = Math.min(totalLines, ...parentLines) < Number.POSITIVE_INFINITY
  const chatsIn = new Set(routeGroup.filter((_, r) => chat?.isChat[routeQueue[r]]))
  return Uint8Array.from(routeQueue, (q, r) => {
    const isOther = chatsIn.has(routeGroup[r]) || (campaigns && campaigns.list[q] >= 0)
    const isFollowed = followUps && followUps.start[q] < followUps.start[q + 1]
    return troubles || cases || areLinesFew || isOther || isFollowed || hasSharedTimes(model, q) ? 0 : 1
  })
}

/**
 * Serves a contact that has found an agent to the end, if it can be told what will happen: it is answered in this interval, does not hang up before, and goes nowhere afterwards. Then only the end of the agent's work is
 * an event, as in the event loop, and no ends of ringing and of the conversation are. False: it cannot be told.
 *
 * @param ring seconds until the agent answers
 */
export function serveToTheEnd(centre: Centre, contact: Contact, agent: Agent, ring: number): boolean {
  contact.answered = centre.now + ring
  if (
    centre.foreseen[contact.route] === 0 ||
    centre.trace !== undefined ||
    contact.handle >= 0 ||
    !canBeTold(centre, contact, agent)
  )
    return false
  serve(centre, contact, agent)
  releaseLine(centre, contact, contact.ended)
  centre.endContact(contact)
  return true
}

/** A contact that is answered at `contact.answered` is so in this interval, does not hang up before, and goes nowhere afterwards. */
export function canBeTold(centre: Centre, contact: Contact, agent: Agent): boolean {
  const { now, model, current, agentLevel } = centre
  const { answered } = contact
  if (contact.deadline < answered) return false
  if (answered > now && current < model.intervals && answered >= (current + 1) * model.interval) return false
  return agentLevel.onward === undefined || !goesOn(centre, contact, agentLevel.onward, agent.group)
}

/**
 * Books all that becomes of a contact and its agent, who have found each other now, and the agent for as long; `contact.ended` is then when the conversation ends. Written out, and not by the functions of `contact` that
 * book one thing each: most contacts come through here, and after every call V8 looks anew at what every array is.
 */
export function serve(centre: Centre, contact: Contact, agent: Agent): void {
  const { now, agenda, agentLevel, model, workspace, tally, current } = centre
  const { group } = agent
  const { answered, interval, queue, route } = contact
  const { groups } = model
  const { span } = workspace
  const rows = tally.route
  const row = (interval * model.routes + route) * ROUTE_COLUMNS
  const wait = (agentLevel.ringCounts[group] ? answered : now) - contact.arrived
  const inTime = wait <= model.threshold[queue]
  if (contact.counts) {
    rows[row + ROUTE.answered]++
    if (inTime) rows[row + ROUTE.answeredWithin]++
    if (wait > 0) {
      rows[row + ROUTE.answeredWait] += wait
      if (interval >= model.warmUpIntervals) tally.answeredWaits[queue * WAIT_BINS + waitBin(wait)]++
    }
  }
  if (!contact.served) bookServed(centre, contact, inTime)
  const { sales, afterCalls } = agentLevel
  if (afterCalls) settleAfterCall(centre, contact, agent, afterCalls)
  const offer = sales ? makeOffer(centre, contact, sales) : 0
  const ended = answered + handleTime(centre, contact, agent) + offer
  const { afterCall } = contact
  const free = ended + afterCall
  rows[row + ROUTE.handleSeconds] += free - answered
  const boundary = current < model.intervals ? (current + 1) * model.interval : Number.POSITIVE_INFINITY
  const cell = current * groups + group
  // Before the interval ends, see canBeTold.
  if (answered > now)
    tally.agentLevelGroup[cell * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.ringing] += answered - now
  if (ended < boundary) tally.group[cell * GROUP_COLUMNS + GROUP.busy] += ended - now
  else {
    span[0] = now
    span[1] = ended
    bookBusySpan(workspace, group)
  }
  agent.worked += free - now
  agent.contact = undefined
  agent.since = free
  if (afterCall > 0) {
    rows[row + ROUTE.afterCallSeconds] += afterCall
    if (free < boundary) tally.group[cell * GROUP_COLUMNS + GROUP.afterCall] += afterCall
    else {
      span[0] = ended
      span[1] = free
      bookAfterCallSpan(workspace, group)
    }
    agent.state = AFTER_CALL
    agenda.plan(free, EVENT.afterCallEnd, agent.place, agent.stamp)
  } else {
    agent.state = BUSY
    agenda.plan(free, EVENT.served, agent.place, agent.stamp)
  }
  contact.ended = ended
}
