import type { Centre, Contact, LinkedList } from '../state/index.ts'
import * as state from '../state/index.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { CALL_LATER, EVENT, WAITING, WITHOUT_LINE } = state

function listOf({ waiting, waitingLater }: Centre, { queue, callback }: Contact): LinkedList<Contact> {
  return callback === CALL_LATER ? waitingLater[queue] : waiting[queue]
}

/** A contact begins to wait in its queue, or goes on where it was. */
export function joinQueue(centre: Centre, contact: Contact): void {
  const { model, tally } = centre
  const q = contact.queue
  contact.stamp++
  contact.state = WAITING
  contact.joined = centre.now
  join(centre, contact)
  takePlace(centre, contact, 1)
  centre.contactsWaiting++
  const longest = centre.current * model.queues + q
  if (model.longestQueue) tally.longestQueue[longest] = Math.max(tally.longestQueue[longest], centre.waiting[q].count)
  contact.nextRoute = model.routeStart[q]
  planNextRoute(centre, contact)
}

/**
 * Behind all who came earlier or have a higher priority: as both grow alike while they wait, the order stays as it is. Most stand last, and who is put through with a priority stands in front of thousands
 * where thousands wait: so the place is looked for from both ends in turn.
 */
function join(centre: Centre, contact: Contact): void {
  const list = listOf(centre, contact)
  const growth = centre.agentLevel.priorities?.growth[contact.queue] ?? 0
  const rank = rankOf(contact, growth)
  let before = list.last
  let after = list.first
  while (before && isBehind(before, rankOf(before, growth), contact, rank)) {
    const first = after as Contact
    if (isBehind(first, rankOf(first, growth), contact, rank)) {
      before = first.before
      break
    }
    after = first.after
    before = before.before
  }
  list.joinAfter(contact, before)
}

/** Priority that a contact would have had at time 0. */
function rankOf({ priority, arrived }: Contact, growth: number): number {
  return priority - growth * arrived
}

function isBehind(other: Contact, otherRank: number, contact: Contact, rank: number): boolean {
  return otherRank < rank || (otherRank === rank && other.arrived > contact.arrived)
}

export function leaveQueue(centre: Centre, contact: Contact): void {
  listOf(centre, contact).leave(contact)
  takePlace(centre, contact, -1)
  centre.contactsWaiting--
}

/** Who is to be called back, or has left a message, takes none of the places to wait. */
function takePlace(centre: Centre, { line, queue }: Contact, change: 1 | -1): void {
  if (line === WITHOUT_LINE) return
  centre.waitingOfParent[centre.model.parentOf[queue]] += change
  centre.placesTaken += change
}

/** An event for the next of a contact's routes that opens only after a wait. */
export function planNextRoute(centre: Centre, contact: Contact): void {
  const { routeStart, routeAfter } = centre.model
  const end = routeStart[contact.queue + 1]
  const waited = centre.now - contact.arrived
  while (contact.nextRoute < end && routeAfter[contact.nextRoute] <= waited) contact.nextRoute++
  if (contact.nextRoute < end) {
    const opens = contact.arrived + routeAfter[contact.nextRoute]
    centre.agenda.plan(opens, EVENT.routeOpens, contact.place, contact.stamp)
  }
}
