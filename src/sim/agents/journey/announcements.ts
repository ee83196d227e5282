import { uniform } from '../../../numeric/random/stream.ts'
import { PURPOSE } from '../../kernel/index.ts'
import { AGENT_LEVEL_QUEUE } from '../../model/agent-level-columns.ts'
import type { AnnouncementsModel } from '../../model/feature-models.ts'
import { onGrid } from '../../model/grid.ts'
import { contactStream } from '../contact/index.ts'
import { type Centre, type Contact, EVENT, WITHOUT_LINE } from '../state/index.ts'

/** The next announcement that somebody on the line will hear. */
export function planAnnouncement({ agenda }: Centre, contact: Contact, { start, at }: AnnouncementsModel): void {
  const k = start[contact.queue] + contact.announcements
  if (contact.line === WITHOUT_LINE || k === start[contact.queue + 1]) return
  agenda.plan(contact.arrived + at[k], EVENT.announcement, contact.place, contact.stamp)
}

/** Somebody who waits hears an announcement. True: hangs up. */
export function hearAnnouncement(centre: Centre, contact: Contact, announcements: AnnouncementsModel): boolean {
  const { start, leave, patience } = announcements
  const { now, agenda } = centre
  const k = start[contact.queue] + contact.announcements
  const question = PURPOSE.announcements + contact.announcements
  contact.announcements++
  if (leave[k] > 0 && uniform(contactStream(centre, contact, question), 0) < leave[k]) {
    centre.countOf(contact, AGENT_LEVEL_QUEUE.leftAtAnnouncement)
    return true
  }
  if (patience[k] !== 1 && contact.deadline < Number.POSITIVE_INFINITY) {
    // The event of the old deadline comes too early or too late, and is recognised by that.
    contact.deadline = now + onGrid((contact.deadline - now) * patience[k])
    agenda.plan(contact.deadline, EVENT.hangUp, contact.place, contact.stamp)
  }
  planAnnouncement(centre, contact, announcements)
  return false
}
