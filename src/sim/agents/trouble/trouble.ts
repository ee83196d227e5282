import { uniform } from '../../../numeric/random/stream.ts'
import { EFFECTS } from '../../../scenario/index.ts'
import type { TroublesModel } from '../../model/feature-models.ts'
import { cutChats } from '../chat/index.ts'
import { layAside } from '../deferred/index.ts'
import { takePause } from '../duty/index.ts'
import { cutOff, loseWaiting, wakeIdle } from '../service/index.ts'
import { BUSY, type Centre, EVENT, LOST, OFF_DUTY, RUNG, TROUBLE_ABSENCE, type Troubles } from '../state/index.ts'

const ABSENT = EFFECTS.indexOf('absent')

export function planTroubles(centre: Centre, { model }: Troubles): void {
  model.from.forEach((from, index) => {
    centre.agenda.plan(from, EVENT.troubleStart, index)
    centre.agenda.plan(model.to[index], EVENT.troubleEnd, index)
  })
}

export function startTrouble(centre: Centre, troubles: Troubles, index: number): void {
  const { effect, amount, to } = troubles.model
  troubles.turn(index, true)
  if (effect[index] === LOST) {
    for (const q of troubles.queuesOf(index)) loseWaiting(centre, q)
    cutConversations(centre, troubles.model, index)
    stopWorkOf(centre, troubles.model, index)
  } else if (effect[index] === ABSENT) {
    for (const g of troubles.groupsOf(index)) sendAway(centre, g, amount[index], to[index])
  }
}

export function endTrouble(centre: Centre, troubles: Troubles, index: number): void {
  troubles.turn(index, false)
  wakeIdle(centre)
}

/** Who talks, or is being rung, with an agent or about a queue that fails is cut off. */
function cutConversations(centre: Centre, { ofQueue, ofGroup }: TroublesModel, index: number): void {
  const { agents, model } = centre
  for (const agent of agents) {
    if (agent.state !== BUSY && agent.state !== RUNG) continue
    const queue = agent.contact?.queue ?? 0
    if (ofQueue[index * model.queues + queue] || ofGroup[index * model.groups + agent.group]) cutOff(centre, agent)
  }
}

/** Chats with an agent or about a queue that fails are cut off; deferred work is not lost: it is laid aside. */
function stopWorkOf(centre: Centre, { ofQueue, ofGroup }: TroublesModel, index: number): void {
  const { agents, model, chat, deferred } = centre
  if (!chat && !deferred) return
  for (const agent of agents) {
    const fails = (queue: number) =>
      ofGroup[index * model.groups + agent.group] === 1 || ofQueue[index * model.queues + queue] === 1
    if (chat) cutChats(centre, chat, agent, fails)
    if (deferred && agent.task && fails(agent.task.queue)) layAside(centre, deferred, agent)
  }
}

/** Each agent of a group who is on duty goes with this probability, and comes back at `until`. */
function sendAway(centre: Centre, group: number, share: number, until: number): void {
  const stream = centre.streamOf(group, TROUBLE_ABSENCE)
  for (const agent of centre.agents) {
    if (agent.group !== group) continue
    // Everybody draws, on duty or not: so who comes and goes does not change what the others draw.
    const goes = uniform(centre.groupStreams, stream) < share
    if (goes && agent.state !== OFF_DUTY) takePause(centre, agent, until - centre.now)
  }
}
