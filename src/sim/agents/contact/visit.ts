import { isConstant, sample } from '../../../numeric/random/sample.ts'
import { uniform } from '../../../numeric/random/stream.ts'
import * as kernel from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import { onGrid } from '../../model/grid.ts'
import * as columns from '../../model/tally.ts'
import type { Centre, Contact, Origin } from '../state/index.ts'
import * as state from '../state/index.ts'
import { contactStream } from './streams.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { AGENT_LEVEL_QUEUE } = agentLevelColumns
const { QUEUE, QUEUE_COLUMNS } = columns
const { ELSEWHERE, EVENT, WAY } = state

/** A contact ends its stay in one queue and goes to another, or again to the same: there it is a new contact of the same customer, who draws anew what chance decides. */
export function goTo(centre: Centre, contact: Contact, queue: number, way: number, time: number): void {
  contact.stamp++
  contact.state = ELSEWHERE
  contact.queue = queue
  contact.visit++
  contact.startAnew(way)
  centre.underWay++
  centre.agenda.plan(time, EVENT.visit, contact.place, contact.stamp)
}

/** Numbers of the works that may follow from one contact, each with its own: see `Centre.newFollowUp`. Follow-ups and steps from here on, one each. */
export const WORK = { transfer: 0, escalation: 1, followUps: 100, steps: 1000 } as const

/** Work that follows from a contact is on its way to its queue. */
export function startFollowUp(
  centre: Centre,
  origin: Origin,
  work: number,
  queue: number,
  way: number,
  time: number,
): Contact {
  const contact = centre.newFollowUp(origin, work, queue, way)
  contact.state = ELSEWHERE
  centre.underWay++
  centre.agenda.plan(time, EVENT.visit, contact.place, contact.stamp)
  return contact
}

/** Counts a contact by the way it came. */
export function bookVisit(centre: Centre, { way, interval, queue }: Contact): void {
  if (way === WAY.redial) centre.tally.queue[(interval * centre.model.queues + queue) * QUEUE_COLUMNS + QUEUE.redials]++
  else if (way === WAY.transfer) centre.count(AGENT_LEVEL_QUEUE.transferredIn, interval, queue)
  else if (way === WAY.repeat) centre.count(AGENT_LEVEL_QUEUE.repeats, interval, queue)
  else if (way === WAY.deflection) centre.count(AGENT_LEVEL_QUEUE.deflectedIn, interval, queue)
  else if (way === WAY.followUp) centre.count(AGENT_LEVEL_QUEUE.followUps, interval, queue)
  else if (way === WAY.message) centre.count(AGENT_LEVEL_QUEUE.messages, interval, queue)
}

/** What `draws.ts` draws for calls in the order of their arrival, from a contact's own chance: others come in this way whose number depends on what becomes of the calls. */
export function takeOwnDraws(centre: Centre, contact: Contact): void {
  const { model, now } = centre
  const q = contact.queue
  const from = model.shapeStart[q]
  const service = contactStream(centre, contact, PURPOSE.service)
  for (let s = from; s < model.shapeStart[q + 1]; s++)
    contact.service[s - from] = sample(model.distributions, model.serviceShapes[s], service, 0)
  contact.afterCall = ownTime(centre, contact, model.afterCall[q], PURPOSE.afterCall, 0)
  contact.redialDelay = ownTime(centre, contact, model.redialDelay[q], PURPOSE.redialDelay, 0)
  const patience = ownTime(centre, contact, model.patience[q], PURPOSE.patience, Number.POSITIVE_INFINITY)
  // Where nothing hangs on them they need not be drawn: they have a stream of their own.
  const chooses = model.balking[q] > 0 || mayCallAgain(centre, q)
  const choices = chooses ? contactStream(centre, contact, PURPOSE.choices) : undefined
  const balks = choices !== undefined && uniform(choices, 0) < model.balking[q]
  const redialChoice = choices ? uniform(choices, 0) : 1
  // A message waits for ever.
  const message = contact.way === WAY.message
  contact.deadline = message ? Number.POSITIVE_INFINITY : balks ? now : now + patience
  contact.redialChoice = contact.attempt < model.attempts[q] && !message ? redialChoice : 1
}

/** Whether some of those who are not served call again. */
function mayCallAgain({ model, agentLevel }: Centre, queue: number): boolean {
  return agentLevel.redials !== undefined || model.redialAbandoned[queue] > 0 || model.redialBlocked[queue] > 0
}

/** A time that one contact draws for one purpose; `none` where there is no distribution. */
export function ownTime(
  centre: Centre,
  contact: Contact,
  distribution: number,
  question: number,
  none: number,
): number {
  if (distribution < 0) return none
  const { distributions } = centre.model
  // To seed a stream from which nothing is drawn would take most of the time.
  if (isConstant(distributions, distribution)) return onGrid(distributions.first[distribution])
  return onGrid(sample(distributions, distribution, contactStream(centre, contact, question), 0))
}
