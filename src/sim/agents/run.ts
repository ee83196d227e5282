import { KrarupError } from '../../domain/index.ts'
import type { Workspace } from '../kernel/index.ts'
import type { CentreModel } from '../model/agents-model.ts'
import type { HoursModel } from '../model/feature-models.ts'
import { LATEST } from '../model/grid.ts'
import { arrive, arriveAsLogged, planArrival, planLoggedCall } from './arrivals/index.ts'
import { countLists, dialAll, endDial, planCampaigns, retry, stopDialling } from './campaign/index.ts'
import { endChat } from './chat/index.ts'
import { finishWork, giveToSomebody, layInBacklog, stopWork, takeStock } from './deferred/index.ts'
import {
  awayDue,
  endDuty,
  endPause,
  learn,
  learnToday,
  newAgent,
  pauseDue,
  planDuty,
  startDuty,
  startInterval,
} from './duty/index.ts'
import { closeQueue, planClosing } from './journey/index.ts'
import { endInMenu, enterMenu, exitMenu, planCall } from './menu/index.ts'
import {
  announce,
  callAgain,
  callBack,
  endAfterCall,
  endTalk,
  hangUp,
  leaveAll,
  pickUp,
  routeOpens,
  SERVICE,
  visit,
} from './service/index.ts'
import { settleCentre } from './settle.ts'
import {
  type Backlog,
  type Campaigns,
  Centre,
  type ChatRooms,
  EVENT,
  type Failures,
  type MenuCalls,
  OFF_DUTY,
} from './state/index.ts'
import { endTrouble, planTroubles, startTrouble } from './trouble/index.ts'

/** A centre whose scenario is compiled, empty. */
export function newCentre(work: Workspace, detail: CentreModel): Centre {
  return new Centre(work, detail, SERVICE)
}

/**
 * The loop of persons: an event list in which every agent and every contact stands for itself, for all that a scenario can say. Scenarios that do without it run on
 * the general event loop, which is several times faster; what both can do gives the same figures to the bit.
 */
export function runCentre(centre: Centre): void {
  const { model, agenda } = centre
  const horizon = model.intervals * model.interval
  if (centre.detail.learning) learn(centre, centre.detail.learning, 0)
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
    centre.menus.reset(centre.seed, centre.replication, centre.work.commonBusyness, centre.tally)
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
      if (subject === centre.model.intervals && !centre.model.finish) leaveAll(centre)
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
