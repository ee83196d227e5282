import { KrarupError } from '../../domain/index.ts'
import { sumSteps } from '../kernel/settle.ts'
import { CENTRE_GROUP, CENTRE_GROUP_COLUMNS } from '../model/agents-columns.ts'
import type { HoursModel } from '../model/feature-models.ts'
import { LATEST } from '../model/grid.ts'
import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS } from '../model/tally.ts'
import { AWAY, OFF_DUTY } from './agent.ts'
import { arrive, arriveAsLogged, planArrival, planLoggedCall } from './arrive.ts'
import type { Backlog } from './backlog.ts'
import { bookLeft, bookPause, bookPresence } from './book.ts'
import type { Campaigns } from './campaigns.ts'
import { type Centre, EVENT } from './centre.ts'
import { endChat, settleChats } from './chat.ts'
import type { ChatRooms } from './chat-rooms.ts'
import { finishWork, settleBacklog, stopWork, takeStock } from './deferred.ts'
import { countLists, dialAll } from './dial.ts'
import { awayDue, endDuty, endPause, newAgent, pauseDue, planDuty, startDuty, startInterval } from './duty.ts'
import type { Failures } from './failures.ts'
import { closeQueue, planClosing } from './hours.ts'
import { learnToday } from './learning.ts'
import { releaseLine } from './line.ts'
import type { MenuCalls } from './menu-calls.ts'
import { endInMenu, enterMenu, exitMenu, planCall } from './menu-events.ts'
import { endDial, planCampaigns, retry, stopDialling } from './outbound.ts'
import { announce, callAgain, callBack, endAfterCall, endTalk, hangUp, pickUp, routeOpens, visit } from './serve.ts'
import { isCounted } from './staff.ts'
import { endTrouble, planTroubles, startTrouble } from './trouble.ts'
import { giveToSomebody, layInBacklog } from './work.ts'

/**
 * The loop of persons: an event list in which every agent and every contact stands for itself, for all that a scenario can say. Scenarios that do without it run on
 * the general event loop, which is several times faster; what both can do gives the same figures to the bit.
 */
export function runCentre(centre: Centre): void {
  const { model, agenda } = centre
  const horizon = model.intervals * model.interval
  if (centre.campaigns) planCampaigns(centre, centre.campaigns)
  // Before anybody comes: then who comes first takes what is due first.
  if (centre.backlog) layInBacklog(centre, centre.backlog)
  planDuty(centre)
  if (centre.detail.hours) planClosing(centre, centre.detail.hours)
  for (let i = 1; i <= model.intervals; i++) agenda.plan(i * model.interval, EVENT.interval, i)
  for (let q = 0; q < model.queues; q++) {
    planArrival(centre, q)
    const { arrivals } = centre.detail
    if (arrivals) planLoggedCall(centre, q, arrivals.callStart[q])
  }
  if (centre.menus) {
    centre.menus.reset(centre)
    for (let m = 0; m < centre.menus.inMenu.length; m++) planCall(centre, centre.menus, m)
  }
  if (centre.trouble) planTroubles(centre, centre.trouble)
  while (agenda.next()) {
    // After the end agents go on until nobody waits whom they serve, and finish what they have begun.
    if (agenda.time >= horizon && agenda.kind !== EVENT.interval && isOver(centre)) break
    if (agenda.time > LATEST) throw runAway()
    centre.now = agenda.time
    happen(centre, agenda.kind, agenda.subject, agenda.stamp)
  }
  settleCentre(centre)
}

function runAway(): KrarupError {
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'waits and handle times have run away, beyond 68 years',
    how: 'where handle times grow with the wait let callers hang up: give the queue a patience, or a smaller ahtPerWait',
  })
}

function isOver(centre: Centre): boolean {
  if (centre.agentsBusy > 0 || centre.underWay > 0) return false
  const toCome = centre.contactsWaiting + (centre.menus?.inMenus ?? 0)
  return toCome === 0 || !centre.model.finish
}

function happen(centre: Centre, kind: number, subject: number, stamp: number): void {
  const { agents, contacts } = centre
  const menus = centre.menus as MenuCalls
  switch (kind) {
    case EVENT.interval:
      if (centre.backlog) takeStock(centre, centre.backlog, centre.current)
      if (centre.campaigns) countLists(centre, centre.campaigns, centre.current)
      centre.current = subject
      if (centre.detail.learning) learnToday(centre, centre.detail.learning)
      startInterval(centre)
      if (centre.backlog && subject === centre.model.intervals) stopWork(centre, centre.backlog)
      if (centre.campaigns) {
        if (subject === centre.model.intervals) stopDialling(centre, centre.campaigns)
        else dialAll(centre, centre.campaigns)
      }
      return
    case EVENT.talkEnd:
      if (contacts[subject].stamp === stamp) endTalk(centre, contacts[subject])
      return
    case EVENT.afterCallEnd:
      if (agents[subject].stamp === stamp) endAfterCall(centre, agents[subject])
      return
    case EVENT.pauseEnd:
      if (agents[subject].stamp === stamp) endPause(centre, agents[subject])
      return
    case EVENT.newAgent:
      newAgent(centre, subject)
      return
    case EVENT.dutyStart:
      startDuty(centre, agents[subject])
      return
    case EVENT.dutyEnd:
      endDuty(centre, agents[subject])
      return
    case EVENT.pauseDue:
      pauseDue(centre, subject)
      return
    case EVENT.awayDue:
      if (agents[subject].dutyStamp === stamp && agents[subject].state !== OFF_DUTY) awayDue(centre, agents[subject])
      return
    case EVENT.arrival:
      arrive(centre, subject)
      return
    case EVENT.answer:
      if (contacts[subject].stamp === stamp) pickUp(centre, contacts[subject])
      return
    case EVENT.routeOpens:
      if (contacts[subject].stamp === stamp) routeOpens(centre, contacts[subject])
      return
    case EVENT.hangUp:
      // An announcement may have lengthened the patience since.
      if (contacts[subject].stamp === stamp && contacts[subject].deadline <= centre.now)
        hangUp(centre, contacts[subject])
      return
    case EVENT.nextAttempt:
      if (contacts[subject].stamp === stamp) callAgain(centre, contacts[subject])
      return
    case EVENT.menuEnd:
      endInMenu(centre, menus, subject)
      return
    case EVENT.menuEntry:
      enterMenu(centre, menus, subject)
      return
    case EVENT.menuExit:
      exitMenu(centre, menus, contacts[subject])
      return
    case EVENT.visit:
      visit(centre, contacts[subject])
      return
    case EVENT.announcement:
      if (contacts[subject].stamp === stamp) announce(centre, contacts[subject])
      return
    case EVENT.callbackDue:
      callBack(centre, contacts[subject])
      return
    case EVENT.loggedCall:
      arriveAsLogged(centre, subject, stamp)
      return
    case EVENT.troubleStart:
      startTrouble(centre, centre.trouble as Failures, subject)
      return
    case EVENT.troubleEnd:
      endTrouble(centre, centre.trouble as Failures, subject)
      return
    case EVENT.queueCloses:
      closeQueue(centre, subject, centre.detail.hours as HoursModel)
      return
    case EVENT.workEnd:
      if (contacts[subject].stamp === stamp) finishWork(centre, centre.backlog as Backlog, contacts[subject])
      return
    case EVENT.dialled:
      if (contacts[subject].stamp === stamp) endDial(centre, centre.campaigns as Campaigns, contacts[subject])
      return
    case EVENT.retry:
      if (contacts[subject].stamp === stamp) retry(centre, centre.campaigns as Campaigns, contacts[subject])
      return
    case EVENT.campaignStart:
      dialAll(centre, centre.campaigns as Campaigns)
      return
    case EVENT.chatEnd:
      if (agents[subject].chatStamp === stamp) endChat(centre, centre.chat as ChatRooms, agents[subject])
      return
    case EVENT.workOpens:
      if (contacts[subject].stamp === stamp) giveToSomebody(centre, centre.backlog as Backlog, contacts[subject])
  }
}

/** When all events are done: sees to those who still wait and to agents on duty, and turns what was booked as changes into sums by interval. */
function settleCentre(centre: Centre): void {
  const { model, tally, work, counts, countedOvertime } = centre
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
  if (centre.backlog) settleBacklog(centre, centre.backlog, horizon)
  centre.now = horizon
  for (const agent of centre.agents) {
    if (agent.state === OFF_DUTY) continue
    if (agent.state === AWAY) bookPause(centre, agent)
    if (!isCounted(centre, agent)) bookPresence(centre, agent)
  }
  const sum = (steps: Float64Array, rows: Float64Array, column: number, count: number, columns: number) =>
    sumSteps(steps, rows, column, count, columns, intervals, interval)
  sum(work.busySteps, tally.group, GROUP.busy, groups, GROUP_COLUMNS)
  sum(work.afterCallSteps, tally.group, GROUP.afterCall, groups, GROUP_COLUMNS)
  sum(work.waitingSteps, tally.queue, QUEUE.queueSeconds, queues, QUEUE_COLUMNS)
  sum(centre.staffedSteps, tally.group, GROUP.staffed, groups, GROUP_COLUMNS)
  sum(centre.overtimeSteps, tally.group, GROUP.overtime, groups, GROUP_COLUMNS)
  sum(centre.ringSteps, tally.centreGroup, CENTRE_GROUP.ringing, groups, CENTRE_GROUP_COLUMNS)
  sum(centre.awaySteps, tally.centreGroup, CENTRE_GROUP.away, groups, CENTRE_GROUP_COLUMNS)
  if (centre.campaigns) countLists(centre, centre.campaigns, intervals)
  if (centre.chat) settleChats(centre, centre.chat, sum)
  if (centre.backlog) sum(centre.backlog.steps, tally.centreGroup, CENTRE_GROUP.deferred, groups, CENTRE_GROUP_COLUMNS)
  for (let i = 0; i <= intervals; i++) {
    for (let g = 0; g < groups; g++) {
      const row = (i * groups + g) * GROUP_COLUMNS
      if (i < intervals) {
        tally.group[row + GROUP.staffed] += counts[i * groups + g] * interval + countedOvertime[i * groups + g]
      } else {
        const worked = tally.group[row + GROUP.busy] + tally.group[row + GROUP.afterCall]
        tally.group[row + GROUP.staffed] = worked
        tally.group[row + GROUP.overtime] = worked
      }
    }
  }
  if (!model.longestQueue) tally.longestQueue.fill(Number.NaN)
}
