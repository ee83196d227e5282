import { DAY_SECONDS } from '../../../domain/index.ts'
import { uniform } from '../../../numeric/random/stream.ts'
import { PURPOSE } from '../../kernel/index.ts'
import { AGENT_LEVEL_QUEUE } from '../../model/agent-level-columns.ts'
import type { HoursModel } from '../../model/feature-models.ts'
import { GRID } from '../../model/grid.ts'
import { OUTCOME } from '../../model/trace.ts'
import { contactStream, goTo, releaseLine } from '../contact/index.ts'
import { type Centre, type Contact, EVENT, WAY, WITHOUT_LINE } from '../state/index.ts'
import { followUp } from './follow-ups.ts'

/** Whether a queue takes contacts now. After the end of the run it is as it was at the end. */
export function isOpen({ model, now }: Centre, hours: HoursModel, queue: number): boolean {
  const end = hours.start[queue + 1]
  let k = hours.start[queue]
  if (k === end) return true
  const day = model.intervalsPerDay * model.interval
  const time = Math.min(now, model.intervals * model.interval - GRID) % day
  for (; k < end; k++) if ((time >= hours.from[k] && time < hours.to[k]) || time + day < hours.to[k]) return true
  return false
}

/** A contact comes to a closed queue: it ends, and may leave a message. */
export function turnAway(centre: Centre, contact: Contact, hours: HoursModel): void {
  const { now } = centre
  const { queue } = contact
  centre.countOf(contact, AGENT_LEVEL_QUEUE.closed)
  centre.tellUnanswered(contact, OUTCOME.closed, now)
  releaseLine(centre, contact)
  followUp(centre, contact, OUTCOME.closed)
  const share = hours.voicemailShare[queue]
  if (share === 0 || uniform(contactStream(centre, contact, PURPOSE.voicemail), 0) >= share) {
    centre.endContact(contact)
    return
  }
  centre.countOf(contact, AGENT_LEVEL_QUEUE.voicemails)
  goTo(centre, contact, hours.voicemailTo[queue], WAY.message, now)
  contact.line = WITHOUT_LINE
}

/** Whether now is the close of a day after which a night follows that the run leaves out. */
function isNight({ model, now }: Centre): boolean {
  const day = model.intervalsPerDay * model.interval
  return day < DAY_SECONDS && now % day === 0
}

/** The closing times of all days of queues that send away who waits. */
export function planClosing({ agenda, model }: Centre, hours: HoursModel): void {
  const day = model.intervalsPerDay * model.interval
  const horizon = model.intervals * model.interval
  for (let q = 0; q < model.queues; q++)
    for (let k = hours.start[q]; k < hours.start[q + 1] && hours.atClosing[q]; k++)
      for (let time = hours.to[k]; time <= horizon; time += day) agenda.plan(time, EVENT.queueCloses, q)
}

/** Whether a queue closes now: not where its next hours begin at once, without a night between. */
export function closes(centre: Centre, queue: number, hours: HoursModel): boolean {
  return centre.current === centre.model.intervals || isNight(centre) || !isOpen(centre, hours, queue)
}
