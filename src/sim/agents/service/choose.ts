import { AGENT_SELECTIONS, CALL_SELECTIONS } from '../../../scenario/index.ts'
import { chooseForChat, fewestChats } from '../chat/index.ts'
import type { Agent, Centre, Chats, Contact } from '../state/index.ts'

const MOST_IDLE = AGENT_SELECTIONS.indexOf('most-idle')
const LEAST_OCCUPIED = AGENT_SELECTIONS.indexOf('least-occupied')
const BEST_SKILL = AGENT_SELECTIONS.indexOf('best-skill')
const RANDOM = AGENT_SELECTIONS.indexOf('random')
const PRIORITY = CALL_SELECTIONS.indexOf('priority')
const BEYOND_TARGET = CALL_SELECTIONS.indexOf('furthest-beyond-target')

/** The idle agent who gets a contact that has waited so long, by the rule of its queue; its route is left in `contact.route`. */
export function chooseAgent(centre: Centre, contact: Contact, wait: number): Agent | undefined {
  const { model, agentLevel, idle, troubles } = centre
  const { routeStart, routeAfter, routeGroup } = model
  const q = contact.queue
  if (troubles && troubles.held[q] > 0) return undefined
  const rule = agentLevel.agentSelection[q]
  if (centre.chat?.model.isChat[q]) return chooseForChat(centre, centre.chat, contact, wait, rule === MOST_IDLE)
  const end = routeStart[q + 1]
  let best: Agent | undefined
  let bestScore = Number.POSITIVE_INFINITY
  let candidates = 0
  for (let r = routeStart[q]; r < end && routeAfter[r] <= wait; r++) {
    const list = idle[routeGroup[r]]
    if (!list.first || (troubles && troubles.out[routeGroup[r]] > 0)) continue
    if (rule === RANDOM) candidates += list.count
    else if (rule === LEAST_OCCUPIED || rule === BEST_SKILL) {
      for (let agent: Agent | undefined = list.first; agent; agent = agent.after) {
        const score = rule === LEAST_OCCUPIED ? occupied(centre, agent) : model.routeMean[r] * agent.pace
        if (score >= bestScore) continue
        best = agent
        bestScore = score
        contact.route = r
      }
    } else if (rule !== MOST_IDLE || list.first.since < bestScore) {
      best = list.first
      bestScore = list.first.since
      contact.route = r
      if (rule !== MOST_IDLE) return best
    }
  }
  if (candidates > 0) return randomAgent(centre, contact, wait, candidates)
  return best ?? (centre.chat && chooseBesideChats(centre, centre.chat, contact, wait))
}

/** Nobody is idle: of the first group with one who takes calls beside the chats it holds, who holds the fewest. */
function chooseBesideChats(centre: Centre, chat: Chats, contact: Contact, wait: number): Agent | undefined {
  const { routeStart, routeAfter, routeGroup } = centre.model
  for (let r = routeStart[contact.queue]; r < routeStart[contact.queue + 1] && routeAfter[r] <= wait; r++) {
    const group = routeGroup[r]
    if (centre.troubles && centre.troubles.out[group] > 0) continue
    const agent = fewestChats(centre, chat, group, chat.model.callsBeside[group])
    if (!agent) continue
    contact.route = r
    return agent
  }
  return undefined
}

/** Share of the time since it came that an agent has worked. */
function occupied({ now }: Centre, { worked, cameAt }: Agent): number {
  return now > cameAt ? worked / (now - cameAt) : 0
}

function randomAgent(centre: Centre, contact: Contact, wait: number, candidates: number): Agent | undefined {
  const { routeStart, routeAfter, routeGroup } = centre.model
  const q = contact.queue
  let left = Math.floor(centre.choiceChances.of(contact) * candidates)
  for (let r = routeStart[q]; r < routeStart[q + 1] && routeAfter[r] <= wait; r++) {
    const list = centre.idle[routeGroup[r]]
    if (centre.troubles && centre.troubles.out[routeGroup[r]] > 0) continue
    if (left >= list.count) left -= list.count
    else {
      let agent = list.first
      for (; agent && left > 0; left--) agent = agent.after
      contact.route = r
      return agent
    }
  }
  return undefined
}

/** The waiting contact that a free agent of a group takes: of its queues with the highest priority the one with the best score, by the group's rule. @param only queues that count, 1 for each */
export function chooseContact(centre: Centre, group: number, only?: Uint8Array): Contact | undefined {
  const { agentLevel, troubles } = centre
  if (troubles && troubles.out[group] > 0) return undefined
  const contact = agentLevel.priorities ? chooseByPriority(centre, group, only) : chooseInTurn(centre, group, only)
  return contact || only || !agentLevel.offers ? contact : chooseForLater(centre, group)
}

function chooseInTurn(centre: Centre, group: number, only?: Uint8Array): Contact | undefined {
  const { model, agentLevel, now, troubles } = centre
  const { lookStart, lookRoute, lookPriority, routeQueue, routeAfter, weight, threshold } = model
  const beyondTarget = agentLevel.callSelection[group] === BEYOND_TARGET
  let best: Contact | undefined
  let bestScore = 0
  let priority = 0
  for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
    if (best && lookPriority[k] !== priority) break
    const route = lookRoute[k]
    const q = routeQueue[route]
    if ((troubles && troubles.held[q] > 0) || (only && !only[q])) continue
    let contact = centre.waiting[q].first
    // Who hangs up at this very moment is not taken any more.
    while (contact && contact.deadline <= now) contact = contact.after
    if (!contact) continue
    const wait = now - contact.arrived
    if (wait < routeAfter[route]) continue
    const score = beyondTarget ? wait - threshold[q] : wait * weight[q]
    if (best && score <= bestScore) continue
    best = contact
    bestScore = score
    priority = lookPriority[k]
    contact.route = route
  }
  return best
}

/** The same where priorities differ within a queue, or grow. The first of a queue has the highest of those to whom the route is open. */
function chooseByPriority(centre: Centre, group: number, only?: Uint8Array): Contact | undefined {
  const { model, agentLevel, now, troubles } = centre
  const { lookStart, lookRoute, lookPriority, routeQueue, routeAfter, weight, threshold } = model
  const rule = agentLevel.callSelection[group]
  const growth = agentLevel.priorities?.growth as Float64Array
  let best: Contact | undefined
  let bestPriority = 0
  let bestScore = 0
  for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
    const route = lookRoute[k]
    const q = routeQueue[route]
    if ((troubles && troubles.held[q] > 0) || (only && !only[q])) continue
    let contact = centre.waiting[q].first
    while (contact && (contact.deadline <= now || now - contact.arrived < routeAfter[route])) contact = contact.after
    if (!contact) continue
    const wait = now - contact.arrived
    const priority = rule === PRIORITY ? lookPriority[k] + contact.priority + growth[q] * wait : 0
    const score = rule === BEYOND_TARGET ? wait - threshold[q] : wait * weight[q]
    if (best && (priority < bestPriority || (priority === bestPriority && score <= bestScore))) continue
    best = contact
    bestPriority = priority
    bestScore = score
    contact.route = route
  }
  return best
}

/** Nobody else waits: somebody who is to be called back in a quiet time. */
function chooseForLater(centre: Centre, group: number): Contact | undefined {
  const { model, now, troubles } = centre
  const { lookStart, lookRoute, routeQueue, routeAfter } = model
  for (let k = lookStart[group]; k < lookStart[group + 1]; k++) {
    const route = lookRoute[k]
    const q = routeQueue[route]
    const contact = centre.waitingLater[q].first
    if (!contact || now - contact.arrived < routeAfter[route] || (troubles && troubles.held[q] > 0)) continue
    contact.route = route
    return contact
  }
  return undefined
}
