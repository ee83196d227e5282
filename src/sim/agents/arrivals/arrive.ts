import { uniform } from '../../../numeric/random/stream.ts'
import * as kernel from '../../kernel/index.ts'
import { drawContact, nextArrival } from '../../kernel/index.ts'
import type { ArrivalModel } from '../../model/feature-models.ts'
import { bookCustomer, contactStream } from '../contact/index.ts'
import { ask, serveAtOnce, takeDraws } from '../service/index.ts'
import type { Centre } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { PURPOSE } = kernel
const { EVENT } = state

/** The next of a queue's own arrivals. */
export function arrive(centre: Centre, q: number): void {
  const row = drawContact(centre.workspace, 2 * q)
  planArrival(centre, q)
  if (centre.plain[q] === 0 || !serveAtOnce(centre, q, row)) come(centre, q, row)
}

/** Calls that may have to wait, or of which several come at once. */
function come(centre: Centre, q: number, row: number): void {
  const contact = centre.newContact(q)
  bookCustomer(centre, contact)
  takeDraws(centre, contact, row)
  const { arrivals } = centre.agentLevel
  // The first of a batch draws its size.
  const others = arrivals
    ? batchSize(arrivals, q, () => uniform(contactStream(centre, contact, PURPOSE.batch), 0)) - 1
    : 0
  ask(centre, contact)
  for (let k = 0; k < others; k++) {
    const other = centre.newContact(q)
    bookCustomer(centre, other)
    takeDraws(centre, other, drawContact(centre.workspace, 2 * q))
    ask(centre, other)
  }
}

/** Contacts that come at once to queue (or menu) `q`. */
export function batchSize({ batchStart, batchSize, batchUpTo }: ArrivalModel, q: number, draw: () => number): number {
  const end = batchStart[q + 1]
  if (batchStart[q] === end) return 1
  const u = draw()
  let k = batchStart[q]
  while (k < end - 1 && u >= batchUpTo[k]) k++
  return batchSize[k]
}

/** The event of a queue's next arrival. */
export function planArrival(centre: Centre, q: number): void {
  centre.agenda.planArrival(nextArrival(centre.workspace, q), q)
}

/** The event of a queue's logged call with this index, if it has one within the run. */
export function planLoggedCall(centre: Centre, q: number, call: number): void {
  const { model, agentLevel, agenda } = centre
  const { callStart, callAt } = agentLevel.arrivals as ArrivalModel
  if (call < callStart[q + 1] && callAt[call] < model.intervals * model.interval)
    agenda.plan(callAt[call], EVENT.loggedCall, q, call)
}

/** A call of the log: what it does not say is drawn. */
export function arriveAsLogged(centre: Centre, q: number, call: number): void {
  planLoggedCall(centre, q, call + 1)
  const { agentLevel, now } = centre
  const { callHandle, callAfter, callPatience } = agentLevel.arrivals as ArrivalModel
  const contact = centre.newContact(q)
  bookCustomer(centre, contact)
  takeDraws(centre, contact, drawContact(centre.workspace, 2 * q))
  contact.handle = callHandle[call]
  if (callAfter[call] >= 0) {
    contact.afterCall = callAfter[call]
    contact.usualAfterCall = callAfter[call]
  }
  if (callPatience[call] >= 0) contact.deadline = now + callPatience[call]
  ask(centre, contact)
}
