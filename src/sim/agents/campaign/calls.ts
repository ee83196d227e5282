import { uniform } from '../../../numeric/random/stream.ts'
import * as kernel from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import * as columns from '../../model/tally.ts'
import { bookAgentTime, contactStream, ownTime, takeLine } from '../contact/index.ts'
import type { Agent, Campaigns, Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { afterCallOfList, dialAll, isCampaign } from './dialler.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { QUEUE, QUEUE_COLUMNS } = columns
const { DIALLED, EVENT } = state

/** When the hours of campaigns begin is known before the run. */
export function planCampaigns(centre: Centre, { model }: Campaigns): void {
  const { queues, intervals, intervalsPerDay, interval } = centre.model
  for (let q = 0; q < queues; q++)
    for (let i = 0; i < intervals && model.list[q] >= 0; i += intervalsPerDay)
      centre.agenda.plan(i * interval + model.from[q], EVENT.campaignStart, q)
}

/** A dialled call is answered, or given up. */
export function endDial(centre: Centre, campaigns: Campaigns, contact: Contact): void {
  const { current } = centre
  const { queue, agent } = contact
  centre.count(AGENT_LEVEL_QUEUE.dialled, current, queue)
  if (!agent) campaigns.dialling[queue]--
  if (!contact.answers) {
    afterCallOfList(centre, campaigns, contact, false)
    if (agent) freeFromDial(centre, campaigns, queue, agent)
    dialAll(centre, campaigns)
    return
  }
  centre.count(AGENT_LEVEL_QUEUE.reached, current, queue)
  contact.arrived = centre.now
  contact.interval = current
  contact.isRightParty =
    uniform(contactStream(centre, contact, PURPOSE.rightParty), 0) < campaigns.model.rightParty[queue]
  contact.handle = Number.NaN
  if (contact.isRightParty) centre.count(AGENT_LEVEL_QUEUE.rightParty, current, queue)
  else {
    contact.handle = ownTime(centre, contact, campaigns.model.wrongParty[queue], PURPOSE.wrongParty, 0)
    contact.afterCall = 0
    contact.usualAfterCall = 0
  }
  if (agent) {
    centre.tally.queue[(current * centre.model.queues + queue) * QUEUE_COLUMNS + QUEUE.offered]++
    takeLine(centre, contact)
    contact.assigned = centre.now
    centre.service.answer(centre, contact)
  } else {
    contact.deadline = centre.now + campaigns.model.connect[queue]
    centre.service.ask(centre, contact)
  }
  dialAll(centre, campaigns)
}

function freeFromDial(centre: Centre, campaigns: Campaigns, queue: number, agent: Agent): void {
  campaigns.talking[queue]--
  bookAgentTime(centre, agent)
  centre.service.release(centre, agent)
}

/** Somebody is to be called again. */
export function retry(centre: Centre, campaigns: Campaigns, contact: Contact): void {
  campaigns.ready[contact.queue].join(contact)
  dialAll(centre, campaigns)
}

/** The last interval has ended: what rings is given up, and its customers stay on the list. */
export function stopDialling(centre: Centre, campaigns: Campaigns): void {
  for (const contact of centre.contacts) {
    if (contact.state !== DIALLED || !isCampaign(campaigns, contact.queue)) continue
    const { agent, queue } = contact
    centre.endContact(contact)
    if (agent) freeFromDial(centre, campaigns, queue, agent)
    else campaigns.dialling[queue]--
  }
}
