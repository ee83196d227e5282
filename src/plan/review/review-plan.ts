import {
  checkKeys,
  checkNumber,
  checkTarget,
  type DayNumber,
  dayOf,
  firstOfMonth,
  formatDay,
  type History,
  type Keys,
  KrarupError,
  mondayOf,
  type Target,
} from '../../domain/index.ts'
import { englishOf, type Message, planSays } from '../../domain/messages/index.ts'
import { accuracyOf, adviceOf, verdictOf } from './findings.ts'
import { type LaidOut, layOut, queuesOf } from './lay-out.ts'
import { type PlanModel, planModel } from './plan-model.ts'
import type { GroupReview, PlannedFigures, PlannedIntervals, Review, ReviewedStretch, ReviewOptions } from './review.ts'
import { type ReviewedIntervals, reviewIntervals, stretch } from './stretches.ts'

const REVIEW_KEYS = { target: 1, patience: 1, from: 1, to: 1, staffing: 1 } as const satisfies Keys<ReviewOptions>

/** Mean error by interval above which the plan's service is not that of its queueing model. */
const MODEL_DIFFERS = 0.01

/**
 * Holds a plan against what happened: by group, month, week, day and interval what was planned and what came, and what made the difference in service.
 *
 * The queueing model of the plan ({@link planModel}) is asked for every choice of causes that came while the others stayed as planned; each cause has the mean of what it changes over all orders in which
 * they can come (Shapley). What is left is the rest: what the model does not know, and chance.
 * A cause stands out where it moves service by a point (the rest: two) and by more than days differ by chance.
 *
 * @param planned from the plan's file, or {@link plannedFigures} of a plan
 * @param actuals an export of the days that were planned, by intervals as long as the plan's or shorter
 * @throws {KrarupError} MISSING where no queue of the plan is in the actuals or they tell no service, CONFLICT where no day is in both, OUT_OF_RANGE, UNREADABLE
 * @example
 * ```ts
 * import { reviewPlan } from 'krarup/plan'
 * const column = (value: number) => new Float64Array(24 * 28).fill(value)
 * const start = column(0).map((_, i) => 3600 * i)
 * const planned = {
 *   interval: 3600,
 *   groups: [{ group: 'sales', queues: ['sales'], start, volume: column(100), aht: column(240), agents: column(10),
 *     scheduled: column(15), serviceLevel: column(0.938), connectRate: column(0.97), occupancy: column(0.65), abandonment: column(0.03) }],
 * }
 * const actuals = {
 *   interval: 3600, threshold: 20,
 *   queues: [{ queue: 'sales', start: 0, interval: 3600, state: new Uint8Array(24 * 28),
 *     measures: { offered: column(120), answered: column(112), answeredWithin: column(100), handleTotal: column(112 * 240) } }],
 * }
 * const { groups } = reviewPlan(planned, actuals)
 * groups[0].verdict.kind //=> 'worse'
 * groups[0].verdict.causes[0].cause //=> 'level'
 * ```
 */
export function reviewPlan(planned: PlannedFigures, actuals: History, options: ReviewOptions = {}): Review {
  checkKeys('reviewPlan', options, REVIEW_KEYS)
  const { target, patience, staffing = [] } = options
  if (target) checkMeasured(checkTarget(target))
  if (typeof patience === 'number') checkNumber('patience', patience, { above: 0 })
  const days = commonDays(planned, actuals, options)
  const remarks: Message[] = []
  const groups = planned.groups.flatMap((group) => {
    const queues = queuesOf(group, planned, actuals)
    if (!queues) {
      remarks.push(planSays('notInActuals', { group: group.group }))
      return []
    }
    if (group.queues.length > 0 && !queues.every((name) => group.queues.includes(name)))
      remarks.push(planSays('takenForQueue', { group: group.group, queues: { list: queues } }))
    const laid = layOut(group, planned.interval, queues, actuals, days, staffing)
    if (laid.places.length > 0) return [reviewGroup(laid, planned.interval, actuals, { target, patience }, remarks)]
    remarks.push(planSays('noCommonInterval', { group: group.group }))
    return []
  })
  if (groups.length > 0)
    return {
      interval: planned.interval,
      ...days,
      ...(target ? { target } : {}),
      groups,
      remarks: englishOf(remarks),
      messages: remarks,
    }
  const isFound = planned.groups.some((group) => queuesOf(group, planned, actuals))
  if (isFound)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'no interval is in plan and actuals, with contacts and how many of them were in time',
      how: 'the days are the same: look at the times of the day, and at empty cells',
    })
  throw new KrarupError({
    code: 'MISSING',
    what: 'no queue of the plan is in the actuals',
    how: `the plan has ${listed(planned.groups.flatMap(({ group, queues }) => (queues.length > 0 ? queues : [group])))}; the actuals have ${listed(actuals.queues.map(({ queue }) => queue))}: say --rename old=new`,
  })
}

function listed(names: readonly string[]): string {
  return names.length > 10 ? `${names.slice(0, 10).join(', ')} and ${names.length - 10} more` : names.join(', ')
}

/** What actuals tell of a service level: answered in time, over offered. */
function checkMeasured({ serviceLevel }: Target): void {
  const { definition = 'answered/offered' } = serviceLevel ?? {}
  if (definition === 'answered/offered') return
  throw new KrarupError({
    code: 'UNSUPPORTED',
    what: 'a review counts those answered in time over all who were offered',
    where: { name: 'target' },
    how: 'leave the definition out: an export does not tell by interval who hung up within the time',
  })
}

/** Days that plan and actuals have in common, within those that are asked for. */
function commonDays(
  planned: PlannedFigures,
  actuals: History,
  { from = -Infinity, to = Infinity }: ReviewOptions,
): { from: DayNumber; to: DayNumber } {
  const span = (starts: readonly number[], ends: readonly number[]) =>
    ({ from: dayOf(Math.min(...starts)), to: dayOf(Math.max(...ends) - 1) }) as const
  const some = planned.groups.filter(({ start }) => start.length > 0)
  const ofPlan = span(
    some.map(({ start }) => start[0]),
    some.map(({ start }) => start[start.length - 1] + planned.interval),
  )
  const came = span(
    actuals.queues.map(({ start }) => start),
    actuals.queues.map(({ start, interval, state }) => start + state.length * interval),
  )
  const days = { from: Math.max(ofPlan.from, came.from, from), to: Math.min(ofPlan.to, came.to, to) }
  if (days.from <= days.to) return days
  const text = (one: { from: number; to: number }) => `${formatDay(one.from)} to ${formatDay(one.to)}`
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'no day is in the plan, in the actuals and among the days asked for',
    how: `the plan has ${text(ofPlan)}, the actuals ${text(came)}`,
  })
}

function reviewGroup(
  laid: LaidOut,
  interval: number,
  actuals: History,
  given: { target: Target | undefined; patience: number | 'infinite' | undefined },
  remarks: Message[],
): GroupReview {
  const { group: name } = laid.planned
  const { threshold } = actuals
  const measure = laid.came.within.some((count) => count >= 0) ? 'serviceLevel' : 'connectRate'
  if (measure === 'connectRate' && !laid.came.answered.some((count) => count >= 0))
    throw new KrarupError({
      code: 'MISSING',
      what: `the actuals of ${name} tell no service: no contacts answered in time, answered or abandoned`,
      how: 'export one of these columns beside the contacts; --map measure=heading says which column is which',
    })
  const model = planModel(laid.planned, interval, {
    ...(given.target ? { target: given.target } : {}),
    ...(given.patience === undefined ? {} : { patience: given.patience }),
    ...(threshold === undefined ? {} : { alsoTry: threshold }),
  })
  const within = measure === 'serviceLevel' ? (threshold ?? model.within) : model.within
  const reviewed = reviewIntervals(laid, interval, model, { measure, within })
  const all = laid.places.map((_, k) => k)
  const total = stretch(reviewed, all)
  const days = stretchesBy(reviewed, (day) => day)
  const verdict = verdictOf(total, days)
  const met = given.target && isMet(total, given.target, within)
  remarks.push(...remarksOf(name, laid, model, within, measure))
  return {
    name,
    queues: laid.queues,
    measure,
    within,
    model: model.model,
    modelError: model.error,
    staffing: reviewed.causes.includes('staffing') ? 'known' : 'unknown',
    total,
    months: stretchesBy(reviewed, firstOfMonth),
    weeks: stretchesBy(reviewed, mondayOf),
    days,
    intervals: all.map((k) => stretch(reviewed, [k])),
    worst: days
      .map((_, k) => k)
      .filter((k) => Number.isFinite(days[k].difference))
      .sort((a, b) => cost(days[b]) - cost(days[a])),
    verdict,
    advice: adviceOf({ total, days, verdict }, laid, model),
    accuracy: accuracyOf(laid, days),
    ...(met === undefined ? {} : { met }),
  }
}

/** Contacts that were served well less than planned. */
function cost({ came, difference }: ReviewedStretch): number {
  return -difference * came.volume
}

function stretchesBy(reviewed: ReviewedIntervals, period: (day: DayNumber) => DayNumber): ReviewedStretch[] {
  const { planned, places }: { planned: PlannedIntervals; places: number[] } = reviewed.laid
  const members = new Map<DayNumber, number[]>()
  places.forEach((i, k) => {
    const key = period(dayOf(planned.start[i]))
    const own = members.get(key)
    if (own) own.push(k)
    else members.set(key, [k])
  })
  return [...members.values()].map((own) => stretch(reviewed, own))
}

/** Whether the stretch reached what the target asks of it; what the actuals do not tell is not judged. */
function isMet({ came }: ReviewedStretch, target: Target, within: number): boolean | undefined {
  const { serviceLevel: level, connectRate, abandonment, occupancy } = target
  const parts = [
    level && level.within === within ? came.serviceLevel - level.share : Number.NaN,
    came.connectRate - (connectRate ?? Number.NaN),
    (abandonment ?? Number.NaN) - came.abandonment,
    (occupancy ?? Number.NaN) - came.occupancy,
  ].filter((room) => !Number.isNaN(room))
  return parts.length > 0 ? parts.every((room) => room >= 0) : undefined
}

function remarksOf(
  name: string,
  { missing, outside, places }: LaidOut,
  { within: planned, error }: PlanModel,
  within: number,
  measure: GroupReview['measure'],
): Message[] {
  return [
    ...(missing > 0 ? [planSays('missingIntervals', { group: name, missing, all: missing + places.length })] : []),
    ...(outside > 0 ? [planSays('outsideContacts', { group: name, contacts: Math.round(outside) })] : []),
    ...(within !== planned
      ? [planSays('otherThreshold', { group: name, actual: { count: within }, planned: { count: planned } })]
      : []),
    ...(error > MODEL_DIFFERS
      ? [planSays('modelDiffers', { group: name, points: { number: error * 100, decimals: 1 } })]
      : []),
    ...(measure === 'connectRate' ? [planSays('connectRateReviewed', { group: name })] : []),
  ]
}
