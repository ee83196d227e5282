import { uniform } from '../../../numeric/random/stream.ts'
import { PURPOSE } from '../../kernel/index.ts'
import { CASE } from '../../model/case-columns.ts'
import { clockAtEnd, clockOf } from '../../model/clock.ts'
import { afterDelay, contactStream, ownTime, startFollowUp, WORK } from '../contact/index.ts'
import { Case, type Cases, type Centre, type Contact, customerKey, WAY } from '../state/index.ts'
import { clockDue, startClock, stopClock } from './clocks.ts'
import { countCase } from './escalation.ts'

/** A contact that comes to the queue of a first step creates a case, unless it is part of one already. */
export function openCase(centre: Centre, cases: Cases, contact: Contact): void {
  const { model } = cases
  const kind = contact.caseOf
    ? -1
    : model.names.findIndex((_, c) => model.stepOfQueue[contact.queue] === model.stepStart[c])
  if (kind < 0) return
  const one = new Case(cases.all.length)
  cases.all.push(one)
  contact.caseOf = one
  one.kind = kind
  one.queue = contact.queue
  one.origin = contact.origin
  one.customer = contact.customer
  one.branch = contact.branch
  one.visit = contact.visit
  one.firstInterval = contact.firstInterval
  one.created = contact.arrived
  one.interval = contact.interval
  countCase(centre, cases, one, CASE.opened)
  const key = customerKey(one)
  const others = cases.open.get(key)
  if (others) others.push(one)
  else cases.open.set(key, [one])
  const first = model.stepStart[kind]
  for (let step = first; step < model.stepStart[kind + 1]; step++) {
    if (
      model.share[step] < 1 &&
      uniform(contactStream(centre, contact, PURPOSE.caseSteps + step - first), 0) >= model.share[step]
    )
      continue
    one.steps |= 1 << (step - first)
    for (let clock = model.clockStart[step]; clock < model.clockStart[step + 1]; clock++)
      startClock(centre, cases, one, clock)
  }
}

/** The clock of a contact's step that waits for the beginning (1) or the end (0) of the work, or -1. */
function clockOfStep({ model }: Cases, { caseOf, queue }: Contact, untilBegun: number): number {
  const step = model.stepOfQueue[queue]
  if (!caseOf || step < 0) return -1
  for (let clock = model.clockStart[step]; clock < model.clockStart[step + 1]; clock++)
    if (model.untilBegun[clock] === untilBegun) return clock
  return -1
}

/** When the work is to be begun, in the time of the run; Infinity: there is no clock for that. */
export function beginBy(centre: Centre, cases: Cases, contact: Contact): number {
  const clock = clockOfStep(cases, contact, 1)
  return clock < 0 ? Number.POSITIVE_INFINITY : clockDue(centre, cases, contact.caseOf as Case, clock)
}

/** Seconds from the creation of the case in which the work is to be done; NaN: there is no clock for that. */
export function endWithin(cases: Cases, contact: Contact): number {
  const clock = clockOfStep(cases, contact, 0)
  return clock < 0 ? Number.NaN : cases.model.within[clock]
}

export function createdOf({ caseOf }: Contact): number {
  return (caseOf as Case).created
}

/** The work of a step is begun for the first time. */
export function stepBegun(centre: Centre, cases: Cases, contact: Contact): void {
  const clock = clockOfStep(cases, contact, 1)
  if (clock >= 0) stopClock(centre, cases, contact.caseOf as Case, clock)
}

/** The work of a step is done: the next comes, or the case is closed. Its customer does what customers do. */
export function stepDone(centre: Centre, cases: Cases, contact: Contact): void {
  const { model } = cases
  const one = contact.caseOf as Case
  const done = clockOfStep(cases, contact, 0)
  if (done >= 0) stopClock(centre, cases, one, done)
  const first = model.stepStart[one.kind]
  let step = model.stepOfQueue[contact.queue] + 1
  while (step < model.stepStart[one.kind + 1] && (one.steps & (1 << (step - first))) === 0) step++
  contact.caseOf = undefined
  if (step === model.stepStart[one.kind + 1]) {
    close(centre, cases, one)
    return
  }
  const after = ownTime(centre, contact, model.after[step], PURPOSE.caseDelays + step - first, 0)
  const time = afterDelay(centre, contact.queue, after)
  if (time >= centre.model.intervals * centre.model.interval) return
  const to = model.stepQueue[step * centre.model.queues + contact.queue]
  startFollowUp(centre, contact, WORK.steps + step, to, WAY.followUp, time).caseOf = one
}

function close(centre: Centre, cases: Cases, one: Case): void {
  const { model, now } = centre
  countCase(centre, cases, one, CASE.closed)
  countCase(centre, cases, one, CASE.closeSeconds, clockAtEnd(model, now) - clockOf(model, one.created))
  const key = customerKey(one)
  const open = (cases.open.get(key) as Case[]).filter((other) => other !== one)
  if (open.length > 0) cases.open.set(key, open)
  else cases.open.delete(key)
}
