import { uniform } from '../../numeric/random/stream.ts'
import { BUSY, OFF_DUTY, RUNG } from './agent.ts'
import { type Centre, EVENT, TROUBLE_CHANCE } from './centre.ts'
import { EFFECTS, type TroubleModel } from './compile-trouble.ts'
import { takePause } from './duty.ts'
import { cutOff, loseWaiting, wakeIdle } from './serve.ts'

const LOST = EFFECTS.indexOf('lost')
const QUEUED = EFFECTS.indexOf('queued')
const SLOW = EFFECTS.indexOf('slow')

/** What is wrong now: how many troubles concern a queue or group, and how many times as long contacts take. Overlapping ones add up. */
export interface Trouble {
  readonly model: TroubleModel
  /** By queue: contacts are lost; are not answered. */
  readonly lost: Uint8Array
  readonly held: Uint8Array
  /** By group: its agents take no contact. */
  readonly out: Uint8Array
  readonly slowQueue: Float64Array
  readonly slowGroup: Float64Array
}

export function createTrouble(model: TroubleModel, queues: number, groups: number): Trouble {
  return {
    model,
    lost: new Uint8Array(queues),
    held: new Uint8Array(queues),
    out: new Uint8Array(groups),
    slowQueue: new Float64Array(queues),
    slowGroup: new Float64Array(groups),
  }
}

/** As it is before anything happens; its events are planned. */
export function resetTrouble(centre: Centre, trouble: Trouble): void {
  const { model, lost, held, out, slowQueue, slowGroup } = trouble
  lost.fill(0)
  held.fill(0)
  out.fill(0)
  slowQueue.fill(1)
  slowGroup.fill(1)
  model.from.forEach((from, index) => {
    centre.agenda.plan(from, EVENT.troubleStart, index)
    centre.agenda.plan(model.to[index], EVENT.troubleEnd, index)
  })
}

export function startTrouble(centre: Centre, trouble: Trouble, index: number): void {
  const { model, lost, held, out, slowQueue, slowGroup } = trouble
  const { effect, amount, to } = model
  for (const q of concerned(model.ofQueue, index, centre.model.queues)) {
    if (effect[index] === LOST) {
      lost[q]++
      loseWaiting(centre, q)
    } else if (effect[index] === QUEUED) held[q]++
    else if (effect[index] === SLOW) slowQueue[q] *= amount[index]
  }
  for (const g of concerned(model.ofGroup, index, centre.model.groups)) {
    if (effect[index] === SLOW) slowGroup[g] *= amount[index]
    else if (effect[index] === LOST || effect[index] === QUEUED) out[g]++
    else sendAway(centre, g, amount[index], to[index])
  }
  if (effect[index] === LOST) cutConversations(centre, model, index)
}

export function endTrouble(centre: Centre, trouble: Trouble, index: number): void {
  const { model, lost, held, out, slowQueue, slowGroup } = trouble
  const { effect, amount } = model
  for (const q of concerned(model.ofQueue, index, centre.model.queues)) {
    if (effect[index] === LOST) lost[q]--
    else if (effect[index] === QUEUED) held[q]--
    else if (effect[index] === SLOW) slowQueue[q] /= amount[index]
  }
  for (const g of concerned(model.ofGroup, index, centre.model.groups)) {
    if (effect[index] === SLOW) slowGroup[g] /= amount[index]
    else if (effect[index] === LOST || effect[index] === QUEUED) out[g]--
  }
  wakeIdle(centre)
}

/** The queues or groups that trouble `index` concerns. */
function concerned(of: Uint8Array, index: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => k).filter((k) => of[index * count + k] === 1)
}

/** Who talks, or is being rung, with an agent or about a queue that fails is cut off. */
function cutConversations(centre: Centre, { ofQueue, ofGroup }: TroubleModel, index: number): void {
  const { agents, model } = centre
  for (const agent of agents) {
    if (agent.state !== BUSY && agent.state !== RUNG) continue
    const queue = agent.contact?.queue ?? 0
    if (ofQueue[index * model.queues + queue] || ofGroup[index * model.groups + agent.group]) cutOff(centre, agent)
  }
}

/** Each agent of a group who is on duty goes with this probability, and comes back at `until`. */
function sendAway(centre: Centre, group: number, share: number, until: number): void {
  const stream = centre.streamOf(group, TROUBLE_CHANCE)
  for (const agent of centre.agents) {
    if (agent.group !== group) continue
    // Everybody draws, on duty or not: who comes and goes does not change the others' luck.
    const goes = uniform(centre.groupStreams, stream) < share
    if (goes && agent.state !== OFF_DUTY) takePause(centre, agent, until - centre.now)
  }
}
