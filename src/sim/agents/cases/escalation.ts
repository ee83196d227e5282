import { CASE, CASE_COLUMNS } from '../../model/case-columns.ts'
import { startFollowUp, WORK } from '../contact/index.ts'
import { type Case, type Cases, type Centre, type Contact, customerKey, WAY } from '../state/index.ts'

export function countCase(centre: Centre, { model }: Cases, one: Case, column: number, more = 1): void {
  centre.tally.cases[(one.interval * model.names.length + one.kind) * CASE_COLUMNS + column] += more
}

export function escalateLate(centre: Centre, cases: Cases, one: Case): void {
  escalate(centre, cases, one, CASE.escalatedLate)
}

/** A customer comes again whose matter is not solved: those of its cases that are open are escalated. */
export function customerRepeats(centre: Centre, cases: Cases, contact: Contact): void {
  for (const one of cases.open.get(customerKey(contact)) ?? [])
    if (cases.model.whenRepeated[one.kind] === 1) escalate(centre, cases, one, CASE.escalatedByRepeat)
}

/** Once, for the first reason. */
function escalate(centre: Centre, cases: Cases, one: Case, reason: number): void {
  if (one.isEscalated) return
  one.isEscalated = true
  countCase(centre, cases, one, CASE.escalated)
  countCase(centre, cases, one, reason)
  const to = cases.model.escalateTo[one.kind * centre.model.queues + one.queue]
  startFollowUp(centre, one, WORK.escalation, to, WAY.followUp, centre.now)
}
