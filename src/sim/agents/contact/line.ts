import type { Centre, Contact } from '../state/index.ts'
import * as state from '../state/index.ts'
import { bookLine } from './booking.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { NO_LINE } = state

export function takeLine(centre: Centre, contact: Contact): void {
  contact.line = centre.model.parentOf[contact.queue]
  contact.lineSince = centre.now
  centre.linesOfParent[contact.line]++
  centre.linesTaken++
}

/** Whoever has no line has none to release. */
export function releaseLine(centre: Centre, contact: Contact, until: number = centre.now): void {
  if (contact.line < 0) return
  bookLine(centre, contact, until)
  centre.linesOfParent[contact.line]--
  centre.linesTaken--
  contact.line = NO_LINE
}

/** Who goes on to another queue does so on the line that is open: its time until now belongs to the queue in which the contact has been. */
export function keepLine(centre: Centre, contact: Contact): void {
  if (contact.line < 0) return
  bookLine(centre, contact, centre.now)
  contact.lineSince = centre.now
}
