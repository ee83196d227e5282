import { KrarupError } from '../../domain/index.ts'
import type { Workspace } from '../kernel/index.ts'
import type { AgentLevelModel } from '../model/agent-level-model.ts'
import type { HoursModel, TrainingsModel } from '../model/feature-models.ts'
import * as grid from '../model/grid.ts'
import { arrive, arriveAsLogged, planArrival, planLoggedCall } from './arrivals/index.ts'
import { countLists, dialAll, endDial, planCampaigns, retry, stopDialling } from './campaign/index.ts'
import { clockRunsOut } from './cases/index.ts'
import { endChat } from './chat/index.ts'
import { carryIn, offerDeferred, reachEnd, stopDeferred, takeStock } from './deferred/index.ts'
import {
  awayDue,
  endDuty,
  endPause,
  learn,
  learnToday,
  newAgent,
  pauseDue,
  planDuty,
  planTrainings,
  startDuty,
  startInterval,
  train,
} from './duty/index.ts'
import { planClosing } from './journey/index.ts'
import { endInMenu, enterMenu, exitMenu, planCall } from './menu/index.ts'
import {
  announce,
  callAgain,
  callBack,
  closeQueue,
  endAfterCall,
  endTalk,
  foreseenRoutes,
  hangUp,
  leaveAll,
  pickUp,
  plainQueues,
  release,
  routeOpens,
  SERVICE,
  visit,
} from './service/index.ts'
import { settleCentre } from './settle.ts'
import * as state from './state/index.ts'
import {
  type Campaigns,
  type Cases,
  Centre,
  type Chats,
  type Deferred,
  type MenuCalls,
  type Troubles,
} from './state/index.ts'
import { endTrouble, planTroubles, startTrouble } from './trouble/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { LATEST } = grid
const { EVENT, OFF_DUTY } = state

/** A centre whose scenario is compiled, empty. */
export function newCentre(workspace: Workspace, agentLevel: AgentLevelModel): Centre {
  const { model } = workspace
  return new Centre(workspace, agentLevel, SERVICE, foreseenRoutes(model, agentLevel), plainQueues(model, agentLevel))
}

/**
 * Agent-level simulation: an event list in which every agent and every contact stands for itself. It runs everything that a scenario can say. The general event loop runs less, and is several
 * times faster. What both can run gives the same figures to the bit.
 */
export function runCentre(centre: Centre): void {
  const { model, agenda } = centre
  const horizon = model.intervals * model.interval
  if (centre.agentLevel.learning) learn(centre, centre.agentLevel.learning, 0)
  if (centre.campaigns) planCampaigns(centre, centre.campaigns)
  // Before anybody comes: then who comes first takes what is due first.
  if (centre.deferred) carryIn(centre, centre.deferred)
  planDuty(centre)
  if (centre.agentLevel.trainings) planTrainings(centre, centre.agentLevel.trainings)
  if (centre.agentLevel.hours) planClosing(centre, centre.agentLevel.hours)
  for (let i = 1; i <= model.intervals; i++) agenda.plan(i * model.interval, EVENT.interval, i)
  for (let q = 0; q < model.queues; q++) {
    planArrival(centre, q)
    const { arrivals } = centre.agentLevel
    if (arrivals) planLoggedCall(centre, q, arrivals.callStart[q])
  }
  if (centre.menus) {
    centre.menus.reset(centre.seed, centre.replication, centre.workspace.commonBusyness, centre.tally)
    for (let m = 0; m < centre.menus.inMenu.length; m++) planCall(centre, centre.menus, m)
  }
  if (centre.troubles) planTroubles(centre, centre.troubles)
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
    // The frequent come first: V8 compares one after the other.
    case EVENT.arrival:
      arrive(centre, subject)
      return
    case EVENT.afterCallEnd:
      if (agents[subject].stamp === stamp) endAfterCall(centre, agents[subject])
      return
    case EVENT.served:
      if (agents[subject].stamp === stamp) release(centre, agents[subject])
      return
    case EVENT.hangUp:
      // An announcement may have lengthened the patience since.
      if (contacts[subject].stamp === stamp && contacts[subject].deadline <= centre.now)
        hangUp(centre, contacts[subject])
      return
    case EVENT.routeOpens:
      if (contacts[subject].stamp === stamp) routeOpens(centre, contacts[subject])
      return
    case EVENT.talkEnd:
      if (contacts[subject].stamp === stamp) endTalk(centre, contacts[subject])
      return
    case EVENT.deferredEnd:
      if (contacts[subject].endStamp === stamp) reachEnd(centre, centre.deferred as Deferred, contacts[subject])
      return
    case EVENT.chatEnd:
      if (agents[subject].chatStamp === stamp) endChat(centre, centre.chat as Chats, agents[subject])
      return
    case EVENT.dialled:
      if (contacts[subject].stamp === stamp) endDial(centre, centre.campaigns as Campaigns, contacts[subject])
      return
    case EVENT.retry:
      if (contacts[subject].stamp === stamp) retry(centre, centre.campaigns as Campaigns, contacts[subject])
      return
    case EVENT.visit:
      visit(centre, contacts[subject])
      return
    case EVENT.nextAttempt:
      if (contacts[subject].stamp === stamp) callAgain(centre, contacts[subject])
      return
    case EVENT.menuEntry:
      enterMenu(centre, menus, subject)
      return
    case EVENT.menuExit:
      exitMenu(centre, menus, contacts[subject])
      return
    case EVENT.answer:
      if (contacts[subject].stamp === stamp) pickUp(centre, contacts[subject])
      return
    case EVENT.interval:
      if (centre.deferred) takeStock(centre, centre.deferred, centre.current)
      if (centre.campaigns) countLists(centre, centre.campaigns, centre.current)
      centre.current = subject
      if (centre.agentLevel.learning) learnToday(centre, centre.agentLevel.learning)
      startInterval(centre)
      if (subject === centre.model.intervals && !centre.model.finish) leaveAll(centre)
      if (centre.deferred && subject === centre.model.intervals) stopDeferred(centre, centre.deferred)
      if (centre.campaigns) {
        if (subject === centre.model.intervals) stopDialling(centre, centre.campaigns)
        else dialAll(centre, centre.campaigns)
      }
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
    case EVENT.menuEnd:
      endInMenu(centre, menus, subject)
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
      startTrouble(centre, centre.troubles as Troubles, subject)
      return
    case EVENT.troubleEnd:
      endTrouble(centre, centre.troubles as Troubles, subject)
      return
    case EVENT.queueCloses:
      closeQueue(centre, subject, centre.agentLevel.hours as HoursModel)
      return
    case EVENT.campaignStart:
      dialAll(centre, centre.campaigns as Campaigns)
      return
    case EVENT.clockRunsOut:
      clockRunsOut(centre, centre.cases as Cases, subject)
      return
    case EVENT.training:
      train(centre, centre.agentLevel.trainings as TrainingsModel, subject)
      return
    case EVENT.deferredOpens:
      if (contacts[subject].stamp === stamp) offerDeferred(centre, centre.deferred as Deferred, contacts[subject])
  }
}
