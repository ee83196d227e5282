import {
  checkKeys,
  checkList,
  checkNumber,
  checkQueueHistory,
  clockChangeMessages,
  DAY_SECONDS,
  dayOf,
  EMPTY_CALENDAR,
  formatDay,
  type History,
  type Horizon,
  horizonOf,
  type Keys,
  KrarupError,
  listNames,
  type PlainDateTime,
  type QueueHistory,
  unknownName,
} from '../domain/index.ts'
import { englishOf, forecastSays, type Message, planSays } from '../domain/messages/index.ts'
import {
  doubtfulDayMessages,
  growthMessages,
  hasHandleTimes,
  todaysFigures,
  withoutEffectMessages,
} from '../forecast/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { forecastGroup } from './forecast-group.ts'
import { sumPaths } from './group-parts.ts'
import { type ModelDoubt, modelDoubtMessages } from './model-remarks.ts'
import { type DrawnStaffing, periodRanges } from './period-ranges.ts'
import type { GroupPlan, Plan, PlanOptions, QueueSettings, TargetPeriod } from './plan.ts'
import { judgeGroup, planGroup } from './plan-group.ts'
import { type PlannedQueue, planQueue } from './plan-queue.ts'
import type { Proof } from './prove/proof.ts'
import { proveGroup } from './prove/prove-group.ts'
import { checkProve } from './prove/prove-options.ts'
import { monthStretches, weekStretches, workingDays } from './roll-up.ts'
import { rosterOf, rosterTold } from './roster.ts'
import { resolveSettings } from './settings.ts'
import { checkSure, sureOptions } from './sure/sure-options.ts'
import { JUDGED_ON, SEARCHED_ON } from './sure/sure-staffing.ts'

const PLAN_KEYS = {
  days: 1,
  firstDay: 1,
  settings: 1,
  queues: 1,
  targetOver: 1,
  floor: 1,
  dayMethod: 1,
  calendar: 1,
  actuals: 1,
  actualsUntil: 1,
  overrides: 1,
  growth: 1,
  rulings: 1,
  clean: 1,
  forecastModel: 1,
  fteHours: 1,
  paths: 1,
  seed: 1,
  sure: 1,
  mostAgents: 1,
  mostChange: 1,
  rostered: 1,
  prove: 1,
  onProgress: 1,
  signal: 1,
  kept: 1,
} as const satisfies Keys<PlanOptions>

/** Key of the random numbers that a proof draws its days by. */
const PROOF = 1968

/** A queue that has no contacts in so many last days of the history is left out of the plan. */
const ENDED_DAYS = 28

/**
 * From a history to a staffing plan: forecasts every queue, sizes every interval of every group to its target, and says what service to expect.
 * The plan begins on the day after the last of the history, or on a later one. With a calendar of clock changes it has the intervals that come to pass: an hour twice, or not at all.
 *
 * @throws {KrarupError} MISSING where no handle time of any queue is known, UNSUPPORTED for daily totals and for clock changes that the intervals cannot show, TOO_SHORT for too little history, UNREACHABLE for a target that
 * no number of agents reaches; the signal's reason when it is aborted.
 */
export async function makePlan(history: History, options: PlanOptions = {}): Promise<Plan> {
  checkKeys('makePlan', options, PLAN_KEYS)
  const { groups, steps, planOne, assemble } = planInParts(history, options)
  let done = 0
  const step = async (count = 1) => {
    done += count
    await options.onProgress?.(done, steps)
    options.signal?.throwIfAborted()
  }
  const planned: PlannedGroup[] = []
  for (const group of groups) planned.push(await planOne(group, step))
  return assemble(planned)
}

/** A group with its queues, planned by itself: plain data, so that it can be planned on another machine. */
export interface PlannedGroup {
  plan: GroupPlan
  drawn: DrawnStaffing
  doubts: readonly ModelDoubt[]
  /** Why its queues and their total are not fitted to one another, where they are several and are not. */
  notTogether?: Message
  /** What is said of its queues, in the order of the history. */
  queues: Omit<PlannedQueue, 'history' | 'settings' | 'paths' | 'fresh' | 'proof'>[]
}

/** What of a group can come later. */
export interface GroupParts {
  /** Whether the plan's model is held against the past: of nothing else in the plan is it a part. Default true. */
  verdict?: boolean
}

/** A plan, cut into pieces that do not need one another. */
export interface PlanInParts {
  /** Names of groups, in the order of the plan. */
  groups: readonly string[]
  /** Queues and groups together; with a proof, the days of each group too. */
  steps: number
  /** Plans one group. `step` is called after each queue and after the group; with a proof after its days too, with how many, and with 0 in between. */
  planOne(group: string, step?: (steps?: number) => Promise<void>, parts?: GroupParts): Promise<PlannedGroup>
  /** A group with the verdict that `planOne` was told to leave out. */
  judge(planned: PlannedGroup): PlannedGroup
  /** The plan from all its groups, in their order. */
  assemble(planned: readonly PlannedGroup[]): Plan
}

/**
 * The plan that `makePlan` makes, group by group: groups can be planned in any order and anywhere, and the plan is the same to the bit.
 *
 * @throws {KrarupError} as `makePlan`
 */
export function planInParts(history: History, options: PlanOptions = {}): PlanInParts {
  checkKeys('planInParts', options, PLAN_KEYS)
  const { days = 14, fteHours = 8, paths = 200, seed = 1, calendar = EMPTY_CALENDAR, forecastModel } = options
  const {
    targetOver = 'interval',
    floor,
    dayMethod,
    actuals,
    actualsUntil,
    overrides = [],
    growth = [],
    rulings = [],
    clean = true,
    sure,
    mostAgents,
    mostChange,
    prove = 0,
  } = options
  checkNumber('days', days, { least: 1, whole: true })
  checkNumber('fteHours', fteHours, { above: 0, most: 24 })
  checkNumber('paths', paths, { least: 0, whole: true })
  checkSure(options)
  const { interval, timezone, threshold } = Object(history) as History
  if (interval >= DAY_SECONDS) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'these are daily totals: agents can only be sized within the day',
      how: 'export intervals of 60 min or less for a plan; krarup forecast works with daily totals',
    })
  }
  for (const queue of checkList(history?.queues, 'makePlan', 'queues (the history of a centre)'))
    checkQueueHistory(queue, 'makePlan')
  const settings = resolveSettings(
    history.queues.map(({ queue }) => queue),
    options,
  )
  const historyEnd = Math.max(...history.queues.map(endOf))
  const start = startOf(options, historyEnd)
  const horizon = horizonOf({
    start,
    interval,
    dayCount: days,
    calendar,
    ...(timezone === undefined ? {} : { timezone }),
  })
  const { current, ended, withoutTimes } = queuesToPlan(history, historyEnd, settings)
  const today = actuals && todaysFigures(actuals, history, start, actualsUntil)
  const byGroup = new Map<string, QueueHistory[]>()
  for (const queue of current) {
    const group = settings.get(queue.queue)!.group ?? queue.queue
    byGroup.set(group, [...(byGroup.get(group) ?? []), queue])
  }
  if (prove !== 0) checkProve(prove, byGroup, settings)
  const roster = rosterOf(options, [...byGroup.keys()], horizon)
  const forecasting = {
    horizon,
    calendar,
    forecastModel,
    today,
    believeZeros: actualsUntil !== undefined,
    overrides,
    growth,
    rulings,
    clean,
    centre: history.queues,
    ...(options.kept ? { kept: options.kept } : {}),
  }
  const drawing = {
    horizon,
    paths,
    freshPaths: sure === undefined ? 0 : SEARCHED_ON + JUDGED_ON,
    proofPaths: prove,
  }
  const sizing = {
    horizon,
    fteHours,
    threshold,
    targetOver,
    floor,
    dayMethod,
    seed,
    ...(sure === undefined ? {} : { sure: sureOptions(sure, mostAgents, mostChange) }),
  }
  const membersOf = (group: string): QueueHistory[] => {
    const members = byGroup.get(group)
    if (members) return members
    throw unknownName({ code: 'MISSING', what: 'no group of the plan', name: group, known: [...byGroup.keys()] })
  }
  const planOne: PlanInParts['planOne'] = async (group, step, { verdict = true } = {}) => {
    const members = membersOf(group)
    const forecasted = await forecastGroup(members, settings, forecasting, step)
    const queues = forecasted.queues.map(({ history, expected, lag }) =>
      planQueue(history, settings.get(history.queue)!, expected, {
        ...drawing,
        lag,
        // The same luck for all: courses of queues are of the same past dates, and busy days of theirs meet in a pool as they met then.
        random: randomStream(seed),
        proofRandom: randomStream(seed, PROOF),
      }),
    )
    const { plan, drawn, doubts } = planGroup(group, queues, {
      ...sizing,
      rostered: roster.byGroup.get(group),
      verdict,
    })
    await step?.()
    if (prove > 0) plan.proof = await proofOf(plan, queues, { horizon, targetOver, seed }, step)
    return {
      plan,
      drawn,
      doubts,
      ...(forecasted.notTogether === undefined ? {} : { notTogether: forecasted.notTogether }),
      queues: queues.map(({ history: _, settings: __, paths: ___, fresh: ____, proof: _____, ...said }) => said),
    }
  }
  const assemble = (planned: readonly PlannedGroup[]): Plan => {
    const byQueue = new Map(planned.flatMap(({ queues }) => queues.map((said) => [said.forecast.name, said])))
    const all = current.map(({ queue }) => byQueue.get(queue)!)
    const groups = planned.map(({ plan }) => plan)
    return {
      ...horizon,
      fteHours,
      ...(today ? { known: Math.max(0, ...all.map(({ known }) => known)) } : {}),
      queues: all.map(({ forecast }) => forecast),
      groups,
      ...(groups.length > 1
        ? {
            ranges: rangesOfAll(
              planned.map(({ drawn }) => drawn),
              horizon,
              fteHours,
            ),
          }
        : {}),
      ...told([
        ...emptyTold(groups),
        ...modelDoubtMessages(planned.flatMap(({ doubts }) => doubts)),
        ...growthMessages(growth, dayOf(start), days),
        ...endedTold(ended),
        ...withoutTimesTold(withoutTimes, settings, byGroup),
        ...current.flatMap(({ queue }) => {
          const { priority, group = queue } = settings.get(queue)!
          return priority === undefined || groups.find(({ name }) => name === group)?.tiers
            ? []
            : [planSays('idlePriority', { queue })]
        }),
        ...withoutEffectMessages(
          { overrides, rulings, ...(today ? { today } : {}) },
          all.map(({ forecast: { name: queue }, ...said }) => ({ ...said, queue })),
        ),
        ...doubtfulDayMessages(all.map(({ forecast: { name: queue }, doubtfulDays }) => ({ queue, doubtfulDays }))),
        ...all.flatMap(({ forecast: { name: queue }, borrowedFrom }) =>
          borrowedFrom === undefined ? [] : [forecastSays('young', { queue, from: borrowedFrom })],
        ),
        ...notTogetherTold(planned),
        ...rosterTold(roster, groups, horizon),
        ...clockChangeMessages(horizon, calendar),
      ]),
    }
  }
  return {
    groups: [...byGroup.keys()],
    steps: current.length + byGroup.size * (prove > 0 ? 1 + days : 1),
    planOne,
    judge: (planned) => ({ ...planned, plan: judgeGroup(planned.plan, membersOf(planned.plan.name), threshold) }),
    assemble,
  }
}

/** Serves a group's plan on courses that nothing of it was made from, with luck of their own. */
function proofOf(
  plan: GroupPlan,
  queues: readonly PlannedQueue[],
  { horizon, targetOver, seed }: { horizon: Horizon; targetOver: TargetPeriod; seed: number },
  step: ((steps?: number) => Promise<void>) | undefined,
): Promise<Proof> {
  const courses = sumPaths(queues.map((queue) => ({ ...queue, paths: queue.proof })))
  const options = {
    horizon,
    over: targetOver === 'interval' ? ('day' as const) : targetOver,
    seed: Math.floor(2 ** 31 * randomStream(seed, PROOF, 1).uniform()),
  }
  return proveGroup(plan, courses, options, step)
}

/** Remarks in English, and so that they can be said in other languages. */
function told(messages: Message[]): Pick<Plan, 'remarks' | 'messages'> {
  return { remarks: englishOf(messages), messages }
}

function endedTold(names: readonly string[]): Message[] {
  return names.length === 0 ? [] : [planSays('ended', { days: ENDED_DAYS, queues: { list: names, most: 10 } })]
}

/** The queues of a plan, and those that it leaves out. */
function queuesToPlan(
  { queues }: History,
  historyEnd: PlainDateTime,
  settings: ReadonlyMap<string, QueueSettings>,
): { current: QueueHistory[]; ended: string[]; withoutTimes: string[] } {
  const current: QueueHistory[] = []
  const ended: string[] = []
  const withoutTimes: string[] = []
  for (const history of queues) {
    if (historyEnd - endOf(history) > ENDED_DAYS * DAY_SECONDS) ended.push(history.queue)
    else if (settings.get(history.queue)!.aht === undefined && !hasHandleTimes(history))
      withoutTimes.push(history.queue)
    else current.push(history)
  }
  if (current.length === 0) throw noHandleTime(withoutTimes)
  return { current, ended, withoutTimes }
}

function noHandleTime(queues: readonly string[]): KrarupError {
  return new KrarupError({
    code: 'MISSING',
    what: `the history of ${listNames(queues)} has no handle time`,
    how: 'give the mean handle time, for example --aht 3m, or export it (talk + hold + after-call work)',
  })
}

/** Queues that cannot be sized. One that shares a group with others is missed there: the group's agents would look as if they were for all. */
function withoutTimesTold(
  names: readonly string[],
  settings: ReadonlyMap<string, QueueSettings>,
  planned: ReadonlyMap<string, unknown>,
): Message[] {
  if (names.length === 0) return []
  const pools = new Set(names.map((name) => settings.get(name)!.group ?? name).filter((group) => planned.has(group)))
  return [
    planSays('noHandleTime', {
      queues: { list: names, most: 10 },
      entry: `queues: { ${JSON.stringify(names[0])}: { aht: 4m } }`,
    }),
    ...(pools.size === 0 ? [] : [planSays('poolWithout', { groups: { list: [...pools], most: 10 } })]),
  ]
}

function notTogetherTold(planned: readonly PlannedGroup[]): Message[] {
  return planned.flatMap(({ plan: { name }, notTogether }) =>
    notTogether === undefined ? [] : [planSays('notTogether', { group: name, why: notTogether })],
  )
}

/** Groups of which nothing is planned: a plan of zeros looks as finished as any other. */
function emptyTold(groups: readonly GroupPlan[]): Message[] {
  const idle = groups.filter(({ total }) => !(total.volume > 0))
  return (['empty', 'openAndEmpty'] as const).flatMap((name) => {
    const names = idle.filter(({ open }) => open.includes(1) === (name === 'openAndEmpty')).map((group) => group.name)
    return names.length === 0 ? [] : [planSays(name, { groups: { list: names, most: 10 } })]
  })
}

/** When the plan begins. Today's figures are those of the day after the history, so no gap may lie before the plan where they are given. */
function startOf({ firstDay, actuals }: PlanOptions, historyEnd: PlainDateTime): PlainDateTime {
  if (firstDay === undefined) return historyEnd
  const afterHistory = dayOf(historyEnd)
  checkNumber('firstDay', firstDay, { least: afterHistory, whole: true })
  if (actuals && firstDay > afterHistory) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `figures of today are those of ${formatDay(afterHistory)}, the day after the history's last, and the plan begins on ${formatDay(firstDay)}`,
      where: { name: 'actuals' },
      how: 'leave the start of the plan out, or the figures of today; whole days belong into the history',
    })
  }
  return firstDay * DAY_SECONDS
}

/** Ranges of all groups together. */
function rangesOfAll(drawn: readonly DrawnStaffing[], horizon: Horizon, fteHours: number): NonNullable<Plan['ranges']> {
  const { dayCount: days } = horizon
  const first = dayOf(horizon.start)
  const ranges = periodRanges(drawn)
  const over = ({ from, to }: { from: number; to: number }) =>
    ranges(from - first, to - first, fteHours * workingDays(to - from))
  return {
    days: Array.from({ length: days }, (_, day) => ranges(day, day + 1, fteHours)),
    weeks: weekStretches(first, days).map(over),
    months: monthStretches(first, days).map(over),
    total: ranges(0, days, fteHours * workingDays(days)),
  }
}

function endOf(queue: QueueHistory): number {
  return queue.start + queue.state.length * queue.interval
}
