import { CLOCK, CLOCK_COLUMNS } from '../../model/case-columns.ts'
import { clockAtEnd, clockOf, isInRun, timeOf } from '../../model/clock.ts'
import { type Case, type Cases, type Centre, EVENT } from '../state/index.ts'
import { escalateLate } from './escalation.ts'

/** More clocks than a kind of cases has. */
const CLOCKS = 32

function count(centre: Centre, { model }: Cases, one: Case, clock: number, column: number, more = 1): void {
  centre.tally.clocks[(one.interval * model.clockNames.length + clock) * CLOCK_COLUMNS + column] += more
}

/** The first clock of a kind. */
function firstOf({ model }: Cases, kind: number): number {
  return model.clockStart[model.stepStart[kind]]
}

/** When a clock of a case runs out, in the time of the run. */
export function clockDue(centre: Centre, cases: Cases, one: Case, clock: number): number {
  const { model } = centre
  const { within } = cases.model
  return countsOpenHours(centre, cases, one, clock)
    ? one.created + within[clock]
    : timeOf(model, clockOf(model, one.created) + within[clock])
}

/** As the queue of its step counts them. */
function countsOpenHours(
  { model }: Centre,
  { model: { clockStep, stepQueue } }: Cases,
  one: Case,
  clock: number,
): boolean {
  return model.openHoursCount[stepQueue[clockStep[clock] * model.queues + one.queue]] === 1
}

/** The clock of a new case begins to run; what is due after the run is not judged. */
export function startClock(centre: Centre, cases: Cases, one: Case, clock: number): void {
  const due = clockDue(centre, cases, one, clock)
  if (isJudged(centre, cases, one, clock, due)) count(centre, cases, one, clock, CLOCK.due)
  if (cases.model.whenLate[one.kind] === 1 && due < centre.model.intervals * centre.model.interval)
    centre.agenda.plan(
      Math.max(centre.now, due),
      EVENT.clockRunsOut,
      one.place * CLOCKS + clock - firstOf(cases, one.kind),
    )
}

function isJudged(centre: Centre, cases: Cases, one: Case, clock: number, due: number): boolean {
  const byClock = countsOpenHours(centre, cases, one, clock)
    ? Number.NEGATIVE_INFINITY
    : clockOf(centre.model, one.created) + cases.model.within[clock]
  return isInRun(centre.model, due, byClock)
}

/** What a clock waits for has happened. */
export function stopClock(centre: Centre, cases: Cases, one: Case, clock: number): void {
  const { model, now } = centre
  one.stopped |= 1 << (clock - firstOf(cases, one.kind))
  count(centre, cases, one, clock, CLOCK.stopped)
  count(centre, cases, one, clock, CLOCK.seconds, clockAtEnd(model, now) - clockOf(model, one.created))
  const due = clockDue(centre, cases, one, clock)
  if (now <= due && isJudged(centre, cases, one, clock, due)) count(centre, cases, one, clock, CLOCK.inTime)
}

/** A clock has run out. @param subject the case and the clock */
export function clockRunsOut(centre: Centre, cases: Cases, subject: number): void {
  const one = cases.all[Math.floor(subject / CLOCKS)]
  if ((one.stopped & (1 << (subject % CLOCKS))) === 0) escalateLate(centre, cases, one)
}
