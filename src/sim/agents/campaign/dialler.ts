import { uniform } from '../../../numeric/random/stream.ts'
import { CAMPAIGN_MODES } from '../../../scenario/index.ts'
import * as kernel from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { afterDelay, contactStream, ownTime, takeOwnDraws } from '../contact/index.ts'
import { fetchIdle } from '../deferred/index.ts'
import type { Agent, Campaigns, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { countReached, isNearCap } from './cap.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { DIALLED, DIALLING, ELSEWHERE, EVENT } = state

const PREVIEW = CAMPAIGN_MODES.indexOf('preview')
const POWER = CAMPAIGN_MODES.indexOf('power')
const PREDICTIVE = CAMPAIGN_MODES.indexOf('predictive')
/** The pace aims at this share of the cap. */
const AIM = 0.8
/** By how much the pace changes when somebody is dropped; upwards it changes so that both balance at the aim. */
const GAIN = 0.2
const MOST_PACE = 3

export function isCampaign(campaigns: Campaigns, queue: number): boolean {
  return campaigns.model.list[queue] >= 0
}

/**
 * Agents with nothing else to do, beyond the reserve, call whom the campaigns want called.
 *
 * @param afterService an agent has just finished a contact: the moment at which some campaigns dial, and these alone
 */
export function dialAll(centre: Centre, campaigns: Campaigns, afterService = false): void {
  const { model, now } = centre
  const queues = afterService ? campaigns.afterService : campaigns.always
  if (centre.current === model.intervals) return
  const day = model.intervalsPerDay * model.interval
  const time = now - Math.floor(now / day) * day
  const { from, to } = campaigns.model
  for (let k = 0; k < queues.length; k++) {
    const q = queues[k]
    if (time < from[q] || time >= to[q] || !areEnoughFree(centre, campaigns, q)) continue
    if (dialsAhead(campaigns, q)) dialAhead(centre, campaigns, q)
    else dialWithAgents(centre, campaigns, q)
  }
}

function dialsAhead({ model }: Campaigns, q: number): boolean {
  return model.mode[q] === PREDICTIVE || model.mode[q] === POWER
}

/** Agents with nothing to do who are there. */
function free({ idle, deferred, troubles }: Centre, group: number): number {
  if (troubles && troubles.out[group] > 0) return 0
  return idle[group].count - (deferred ? deferred.idleOnDeferred[group] : 0)
}

/** Of these, those beyond the reserve. */
function spare(centre: Centre, group: number): number {
  return Math.max(0, free(centre, group) - (centre.campaigns?.model.reserve[group] ?? 0))
}

function areEnoughFree(centre: Centre, { model }: Campaigns, q: number): boolean {
  const { groups } = centre.model
  let left = model.leastFree[q]
  for (let g = 0; g < groups && left > 0; g++) if (model.freeIn[q * groups + g]) left -= free(centre, g)
  return left <= 0
}

/** Somebody of the list, whose turn it is: those who are to be called again first. */
function nextOfList(centre: Centre, campaigns: Campaigns, q: number): Contact | undefined {
  const again = campaigns.ready[q].first
  if (again) {
    campaigns.ready[q].leave(again)
    return again
  }
  if (campaigns.fresh[q] === 0) return undefined
  campaigns.fresh[q]--
  const contact = centre.newContact(q)
  // Has not asked for anything: nobody counts whether it got it.
  contact.served = true
  return contact
}

/** @param most agents who may dial, because others wait for what was dialled ahead */
function dialWithAgents(centre: Centre, campaigns: Campaigns, q: number, most = Number.POSITIVE_INFINITY): void {
  const { routeStart, routeGroup } = centre.model
  let dials = 0
  for (let r = routeStart[q]; r < routeStart[q + 1]; r++)
    for (; spare(centre, routeGroup[r]) > 0 && dials < most; dials++) {
      const contact = nextOfList(centre, campaigns, q)
      if (!contact) return
      let agent = centre.idle[routeGroup[r]].first as Agent
      while (agent.task) agent = agent.after as Agent
      fetchIdle(centre, agent)
      contact.route = r
      contact.agent = agent
      agent.contact = contact
      agent.state = DIALLING
      agent.stamp++
      agent.since = centre.now
      centre.agentsBusy++
      campaigns.talking[q]++
      dial(centre, campaigns, contact)
    }
}

/** Dials for more agents than are free, as the mode says, and while the share of those who find none is under the cap. */
function dialAhead(centre: Centre, campaigns: Campaigns, q: number): void {
  const { model, waiting } = centre
  const { dialling } = campaigns
  let agents = 0
  for (let r = model.routeStart[q]; r < model.routeStart[q + 1]; r++) agents += spare(centre, model.routeGroup[r])
  if (isNearCap(centre, campaigns, q)) {
    dialWithAgents(centre, campaigns, q, agents - dialling[q] - waiting[q].count)
    return
  }
  const wanted = wantedUnderWay(centre, campaigns, q, agents)
  while (dialling[q] + waiting[q].count < wanted) {
    const contact = nextOfList(centre, campaigns, q)
    if (!contact) return
    dialling[q]++
    contact.agent = undefined
    dial(centre, campaigns, contact)
  }
}

/** Calls that are to be under way, or waiting for an agent, where so many agents are free. */
function wantedUnderWay(centre: Centre, campaigns: Campaigns, q: number, agents: number): number {
  const { talking, pace } = campaigns
  const { mode, callsPerAgent, answered, answeredSeconds, talkSeconds } = campaigns.model
  if (mode[q] === POWER) return Math.floor(callsPerAgent[q] * agents)
  const share = answered[centre.current * centre.model.queues + q]
  // Agents who are free, or will be by the time a call that is dialled now is answered.
  const soon = agents + (talking[q] * answeredSeconds[q]) / Math.max(talkSeconds[q], answeredSeconds[q], 1)
  return share === 0 ? agents : Math.max(agents, Math.floor((pace[q] * soon) / share))
}

function dial(centre: Centre, { model }: Campaigns, contact: Contact): void {
  const { queue } = contact
  const answers = willAnswer(centre, contact, model.answered[centre.current * centre.model.queues + queue])
  contact.answers = answers
  // What is drawn about a conversation has streams of its own: who does not answer draws nothing.
  if (answers) takeOwnDraws(centre, contact)
  contact.usualAfterCall = Number.NaN
  const preview = model.mode[queue] === PREVIEW ? ownTime(centre, contact, model.preview[queue], PURPOSE.preview, 0) : 0
  const line = ownTime(centre, contact, model.dial[queue], PURPOSE.dial, 0)
  const rings = answers
    ? ownTime(centre, contact, model.ring[queue], PURPOSE.ring, 0)
    : ownTime(centre, contact, model.noAnswer[queue], PURPOSE.noAnswer, 0)
  contact.stamp++
  contact.state = DIALLED
  centre.agenda.plan(centre.now + preview + line + rings, EVENT.dialled, contact.place, contact.stamp)
}

function willAnswer(centre: Centre, contact: Contact, share: number): boolean {
  return uniform(contactStream(centre, contact, PURPOSE.answers), 0) < share
}

/** Somebody talks to an agent: who has dialled, or to whom a call that was dialled ahead is given. */
export function connect(centre: Centre, campaigns: Campaigns, q: number, hasDialled: boolean): void {
  if (!isCampaign(campaigns, q) || !dialsAhead(campaigns, q)) return
  countReached(centre, campaigns, q, false)
  if (hasDialled) return
  campaigns.talking[q]++
  adaptPace(campaigns, q, false)
}

/** Somebody who was reached is not connected: no agent was there in time, or no line. */
export function drop(centre: Centre, campaigns: Campaigns, contact: Contact, isAbandoned: boolean): void {
  const { queue } = contact
  if (isAbandoned) {
    centre.count(AGENT_LEVEL_QUEUE.abandonedByUs, centre.current, queue)
    countReached(centre, campaigns, queue, true)
    adaptPace(campaigns, queue, true)
  }
  afterCallOfList(centre, campaigns, contact, false)
}

/** How fast is dialled ahead follows from who is connected and who is dropped. */
function adaptPace({ pace, model }: Campaigns, q: number, isDropped: boolean): void {
  const aim = AIM * model.cap[q]
  pace[q] = Math.min(MOST_PACE, Math.max(0, pace[q] + GAIN * (isDropped ? aim - 1 : aim)))
}

/** After a call: off the list, or to be called again. */
export function afterCallOfList(centre: Centre, campaigns: Campaigns, contact: Contact, isFinished: boolean): void {
  const { model, current } = centre
  const { queue } = contact
  const { attempts, retry } = campaigns.model
  if (isFinished || contact.attempt >= attempts[queue]) {
    centre.count(isFinished ? AGENT_LEVEL_QUEUE.listFinished : AGENT_LEVEL_QUEUE.listExhausted, current, queue)
    campaigns.done[queue]++
    centre.endContact(contact)
    return
  }
  contact.attempt++
  contact.visit++
  const time = afterDelay(centre, queue, ownTime(centre, contact, retry[queue], PURPOSE.retry, 0))
  contact.stamp++
  contact.state = ELSEWHERE
  contact.agent = undefined
  if (time < model.intervals * model.interval) centre.agenda.plan(time, EVENT.retry, contact.place, contact.stamp)
  else centre.endContact(contact)
}

/** What is left of the lists at the end of interval `i`. */
export function countLists(centre: Centre, { model, done }: Campaigns, i: number): void {
  for (let q = 0; q < done.length; q++)
    if (model.list[q] >= 0) centre.count(AGENT_LEVEL_QUEUE.listLeft, i, q, model.list[q] - done[q])
}
