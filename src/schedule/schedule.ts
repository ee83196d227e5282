import {
  checkKeys,
  checkNumber,
  checkShare,
  DAY_SECONDS,
  dayOf,
  type Keys,
  KrarupError,
  type PlainDateTime,
} from '../domain/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import type { Demand } from './demand.ts'
import { checkBreaks, type Frame, framesOf, type PlacedShift, payOf } from './frames.ts'
import { type Goal, goalOf, inTime, type Objective } from './goal.ts'
import type { ShiftTask } from './master.ts'
import { peopleOf } from './round-up.ts'
import type { ShiftRules, TourKind } from './rules.ts'
import { type Shortfall, shortfallsOf } from './shortfalls.ts'
import { momentOfSlot, type Slots, slotsOf } from './slots.ts'
import { type ShiftStep, type SolvedShifts, solveShifts } from './solve-shifts.ts'
import { tourLinks } from './tour-links.ts'
import { type PlacedTour, placedTours } from './tours.ts'

export interface ScheduleOptions {
  /** Default `'service'` where contacts, handle times and a target with a service level are known, else `'cover'`. */
  objective?: Objective
  /** With `'service'`: least service level of every interval. Default 20 points below that of the day. */
  floor?: number
  /** With `'service'`: the queue is carried over from interval to interval when the service of the day is judged (`transientDay` of `krarup/erlang/day`), and shifts are added until the target holds so. Default false: steady states. */
  transient?: boolean
  /** With `'weighted'`: cost of an hour of a person short, and of one over, in hours of pay. Default 10 and 1. */
  under?: number
  over?: number
  /** With `'fewest'`: share by which shifts may cost more than the bound for the sake of fewer forms. Default 0.02. */
  slack?: number
  /** Share by which shifts may cost more than the least that is possible. Default 0.005. */
  gap?: number
  /** So often a part of an answer is opened again to come within the gap. Default 12. The same number gives the same answer. */
  iterations?: number
  /** Default 1. */
  seed?: number
  /** Awaited, so that it can let others run. */
  onProgress?: (step: ScheduleStep) => void | Promise<void>
}

export interface ScheduleStep extends ShiftStep {
  queue: string
  /** Days of this part, counted from the first of the demand. */
  days: readonly number[]
}

const KEYS = {
  objective: 1,
  floor: 1,
  transient: 1,
  under: 1,
  over: 1,
  slack: 1,
  gap: 1,
  iterations: 1,
  seed: 1,
  onProgress: 1,
} as const satisfies Keys<ScheduleOptions>

/** A break, or a meeting, of a shift that was chosen. */
export interface ScheduledBreak {
  start: PlainDateTime
  end: PlainDateTime
  paid: boolean
  /** Of a meeting. */
  meeting?: string
}

/** Shifts of one form on one day. */
export interface ScheduledShift {
  /** Name of its kind. */
  kind: string
  start: PlainDateTime
  end: PlainDateTime
  breaks: readonly ScheduledBreak[]
  /** Of one of them. */
  paidHours: number
  /** Of one of them, in ordinary hours. */
  cost: number
  /** How many people have it. */
  agents: number
}

/** Shifts of one queue. Arrays have a place for each interval of its demand. */
export interface QueueSchedule {
  queue: string
  objective: Objective
  interval: number
  start: Float64Array
  shifts: readonly ScheduledShift[]
  /** Agents asked for, free for contacts. */
  required: Float64Array
  /** Agents free for contacts, in the mean over the interval: people in their shift, less breaks, meetings and shrinkage. */
  agents: Float64Array
  /** Service level of the interval with them, NaN where it is not known. */
  serviceLevel: Float64Array
  /** The same with the agents asked for. */
  requiredServiceLevel: Float64Array
  totals: ScheduleTotals
  /** By day. */
  days: readonly (ScheduleTotals & { day: PlainDateTime })[]
  shortfalls: readonly Shortfall[]
  /** People's weeks, where the rules have tours. */
  tours: readonly ScheduledTour[]
  /** Meetings that found no place, by name: people. */
  unplaced: readonly { meeting: string; agents: number }[]
}

/** The weeks of people who work alike. */
export interface ScheduledTour {
  /** Name of its kind. */
  kind: string
  people: number
  /** Paid hours of the week of one of them. */
  paidHours: number
  /** First day of the week, at midnight, and the shift of each of its seven days; null: a day off. */
  start: PlainDateTime
  days: readonly (ScheduledShift | null)[]
}

export interface ScheduleTotals {
  shifts: number
  paidHours: number
  /** In ordinary hours: premiums and factors counted. */
  cost: number
  /** Hours of agents asked for, and of those who are there. */
  requiredHours: number
  agentHours: number
  /** Hours short of, and over, what is asked for. */
  underHours: number
  overHours: number
  /** Weighted by contacts; NaN where it is not known. */
  serviceLevel: number
}

export interface Schedule {
  queues: readonly QueueSchedule[]
  /** Of all queues: what the shifts cost, what no shifts that the rules allow cost less than, and by how much they may be above it. */
  cost: number
  bound: number
  gap: number
}

/**
 * Makes shifts with their breaks for a demand by interval, at least cost: so that the service level of each day is met and no interval falls below its floor, or so that nobody is short. Days that no shift ties together are solved by themselves.
 * Where the rules do not allow what is asked for, the answer is the nearest that they allow, with the intervals that are short and why.
 *
 * @param demands one a queue
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { schedule } from 'krarup/schedule'
 * const hour = 3600
 * const demand = { queue: 'sales', interval: hour, start: [8, 9, 10, 11, 12, 13, 14, 15].map((h) => h * hour), agents: [2, 3, 3, 3, 2, 2, 2, 2] }
 * const day = { name: 'day', earliest: 8 * hour, latest: 12 * hour, step: hour, lengths: [4 * hour, 8 * hour], breaks: [] }
 * const { queues } = await schedule([demand], { kinds: [day] })
 * queues[0].shifts.map(({ agents, paidHours }) => agents * paidHours).reduce((a, b) => a + b) //=> 20
 * ```
 */
export async function schedule(
  demands: readonly Demand[],
  rules: ShiftRules,
  options: ScheduleOptions = {},
): Promise<Schedule> {
  checkKeys('schedule', options, KEYS)
  const { slack = 0.02, gap = 0.005, iterations = 12, seed = 1, onProgress } = options
  checkNumber('slack', slack, { least: 0 })
  checkNumber('gap', gap, { least: 0 })
  checkNumber('iterations', iterations, { least: 0, whole: true })
  const queues: QueueSchedule[] = []
  let cost = 0
  let bound = 0
  for (const [q, demand] of demands.entries()) {
    const laid = layOut(demand, rules, options)
    const solved: { part: Part; answer: SolvedShifts }[] = []
    for (const part of partsOf(laid)) {
      const answer = await solveShifts(part.task, {
        gap,
        slack,
        iterations,
        random: randomStream(seed, q, part.days[0]),
        onStep: onProgress && ((step) => onProgress({ ...step, queue: demand.queue, days: part.days })),
      })
      solved.push({ part, answer })
      cost += answer.cost
      bound += answer.bound
    }
    queues.push(assembled(laid, solved))
  }
  return { queues, cost, bound, gap: bound > 0 ? cost / bound - 1 : 0 }
}

interface LaidOut {
  demand: Demand
  rules: ShiftRules
  slots: Slots
  goal: Goal
  frames: readonly Frame[]
  options: ScheduleOptions
}

function layOut(demand: Demand, rules: ShiftRules, options: ScheduleOptions): LaidOut {
  checkDemand(demand)
  const shrinkage = checkNumber('shrinkage', rules.shrinkage ?? 0, { least: 0, most: 0.99 })
  const share = demand.target?.serviceLevel?.share
  const knowsService = demand.volume !== undefined && demand.aht !== undefined && share !== undefined
  const objective = options.objective ?? (knowsService ? 'service' : 'cover')
  const floor = checkShare('floor', options.floor ?? Math.max(0, (share ?? 0) - 0.2))
  if (share !== undefined && floor > share)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the floor of an interval is above the target of the day',
      where: { name: 'floor' },
      how: 'take a floor below the target, or the objective cover',
      value: floor,
    })
  const slots = slotsOf(demand, rules)
  checkWeeks(rules, demand, slots)
  checkBreaks(rules, slots)
  if (objective === 'fewest' && rules.tours)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'few forms of shift are looked for day by day, and tours tie the days',
      where: { name: 'objective' },
      how: 'leave the tours out, or take another objective',
    })
  const goal = goalOf(demand, slots, { objective, floor, shrinkage, isTransient: options.transient ?? false })
  return { demand, rules, slots, goal, frames: framesOf(rules, demand.queue, slots, goal.isOpen), options }
}

/**
 * People's weeks are whole ones. Intervals that are closed are not there, so that the week of a centre that is closed on Sundays ends on Saturday: days that its last week lacks are taken as closed where they are in the weeks before,
 * or, of a single week, where enough days for the tours are left.
 */
function checkWeeks({ tours }: ShiftRules, demand: Demand, { firstDay, days }: Slots): void {
  const known = demand.days ?? days
  if (!tours || known % WEEK === 0) return
  const open = new Set(Array.from(demand.start, (start) => dayOf(start) - firstDay))
  const lacking = Array.from({ length: WEEK - (days % WEEK) }, (_, k) => days + k)
  const isClosed =
    days > WEEK
      ? lacking.every((day) => !Array.from(open).some((other) => other % WEEK === day % WEEK))
      : open.size >= Math.max(...tours.map(mostWorkDays))
  if (demand.days === undefined && isClosed) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `tours are weeks of people, and the requirement has ${known} days`,
    where: { name: 'tours' },
    how: 'give a requirement of one week or several (krarup plan --weeks 1), with a row of 0 agents for a last day that is closed, or leave the tours out',
    value: known,
  })
}

function mostWorkDays({ workDays, weeks }: TourKind): number {
  return weeks ? Math.max(...weeks.map((week) => week.filter((name) => name !== null).length)) : workDays
}

function checkDemand({ queue, start, agents, interval, volume, aht }: Demand): void {
  checkNumber('interval', interval, { above: 0 })
  if (start.length === 0)
    throw new KrarupError({ code: 'MISSING', what: `there is no interval of ${queue}`, where: { name: 'start' } })
  for (const [name, column] of Object.entries({ agents, volume, aht })) {
    if (column === undefined) continue
    if (column.length !== start.length)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${name} of ${queue} has ${column.length} places, and there are ${start.length} intervals`,
        where: { name },
      })
    for (let i = 0; i < column.length; i++) checkNumber(`${name} of ${queue}`, column[i], { least: 0 })
  }
}

/** Days that are solved together. */
interface Part {
  days: readonly number[]
  task: ShiftTask
}

/** Days are tied where a shift of one works on the other, or a rule is about all of them. */
function partsOf({ rules, slots, goal, frames, options }: LaidOut): Part[] {
  const root = Array.from({ length: slots.days + 1 }, (_, d) => d)
  const find = (d: number): number => (root[d] === d ? d : find(root[d]))
  const tie = (a: number, b: number) => {
    root[Math.max(find(a), find(b))] = Math.min(find(a), find(b))
  }
  const isTogether = (rules.meetings ?? []).some(({ each }) => each === 'week' || each === 'month')
  const isUsed = new Set<number>()
  for (let slot = 0; slot < slots.count; slot++) if (goal.isOpen[slot]) isUsed.add(momentOfSlot(slots, slot).day)
  for (const { day, from, to } of frames)
    for (let slot = from; slot < to; slot++) {
      const other = momentOfSlot(slots, slot).day
      if (goal.isOpen[slot] && other !== day) tie(day + 1, other + 1)
    }
  const used = [...isUsed].sort((a, b) => a - b)
  for (const day of rules.tours ? used : []) tie(day - (day % WEEK) + 1, day + 1)
  if (isTogether) for (const day of used) tie(used[0] + 1, day + 1)
  const groups = new Map<number, number[]>()
  for (const day of used) groups.set(find(day + 1), [...(groups.get(find(day + 1)) ?? []), day])
  const pay = payOf(rules, slots)
  return [...groups].map(([own, days]) => {
    const among = new Set(days)
    const ownFrames = frames.filter(({ day }) => find(day + 1) === own)
    const open: number[] = []
    for (let slot = 0; slot < slots.count; slot++)
      if (goal.isOpen[slot] && among.has(momentOfSlot(slots, slot).day)) open.push(slot)
    return {
      days,
      task: {
        rules,
        slots,
        goal,
        open,
        pay,
        frames: ownFrames,
        links: rules.tours && tourLinks(rules, slots, ownFrames, weekOf(days)),
        under: options.under ?? 10,
        over: options.over ?? 1,
      },
    }
  })
}

const WEEK = 7

/** The days of the week that these are of. */
function weekOf(days: readonly number[]): number[] {
  const first = days[0] - (days[0] % WEEK)
  if (days[days.length - 1] >= first + WEEK)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'shifts over midnight tie the weeks of people to one another',
      where: { name: 'tours' },
      how: 'give the requirement week by week',
    })
  return Array.from({ length: WEEK }, (_, d) => first + d)
}

function assembled(
  { demand, rules, slots, goal, frames }: LaidOut,
  solved: readonly { part: Part; answer: SolvedShifts }[],
): QueueSchedule {
  const shrinkage = rules.shrinkage ?? 0
  const all = solved.flatMap(({ answer }) => answer.shifts)
  const people = peopleOf(
    goal.onDuty,
    all,
    all.map(({ count }) => count),
  )
  const count = demand.start.length
  const column = () => new Float64Array(count).fill(Number.NaN)
  const agents = new Float64Array(count)
  const [serviceLevel, requiredServiceLevel] = [column(), column()]
  const per = demand.interval / slots.length
  const inTimeOf = new Float64Array(count)
  for (let slot = 0; slot < slots.count; slot++) {
    const i = goal.intervalOf[slot]
    if (i < 0) continue
    agents[i] += (people[slot] * (1 - shrinkage)) / per
    if (goal.service && goal.service.volume[slot] > 0) inTimeOf[i] += inTime(goal, [slot], people)
  }
  if (goal.service)
    for (let i = 0; i < count; i++) {
      if (demand.volume![i] > 0) serviceLevel[i] = inTimeOf[i] / demand.volume![i]
      if (demand.volume![i] > 0) requiredServiceLevel[i] = goal.service.curves[i].at(demand.agents[i] / (1 - shrinkage))
    }
  const shifts = scheduledShifts(all, rules, slots)
  const days = [...new Set(Array.from(demand.start, (start) => Math.floor(start / DAY_SECONDS)))]
  const table = { demand, shifts, agents, serviceLevel }
  return {
    queue: demand.queue,
    objective: goal.objective,
    interval: demand.interval,
    start: Float64Array.from(demand.start),
    shifts,
    required: Float64Array.from(demand.agents),
    agents,
    serviceLevel,
    requiredServiceLevel,
    totals: totalsOf(table, () => true),
    days: days.map((day) => ({
      day: day * DAY_SECONDS,
      ...totalsOf(table, (time) => Math.floor(time / DAY_SECONDS) === day),
    })),
    shortfalls: goal.objective === 'weighted' ? [] : shortfallsOf({ rules, slots, goal, frames }, people, all),
    tours: solved.flatMap(({ part, answer }) => scheduledTours(part, answer, rules, slots)),
    unplaced: unplacedOf(rules, solved),
  }
}

/** Meetings that found no place. */
function unplacedOf({ meetings = [] }: ShiftRules, solved: readonly { answer: SolvedShifts }[]) {
  return meetings.flatMap(({ name }, m) => {
    const agents = solved.reduce((sum, { answer }) => sum + (answer.lacking.get(m) ?? 0), 0)
    return agents > 1e-6 ? [{ meeting: name, agents: Math.ceil(agents - 1e-6) }] : []
  })
}

/** Shifts of one form together, in the order of time. */
function scheduledShifts(
  all: readonly { placed: PlacedShift; count: number }[],
  rules: ShiftRules,
  slots: Slots,
): ScheduledShift[] {
  const byForm = new Map<string, ScheduledShift>()
  for (const { placed, count } of all) {
    const { frame, at } = placed
    const key = [frame.kind, frame.from, frame.to, ...at, frame.meeting].join()
    const before = byForm.get(key)
    byForm.set(key, shiftOf(placed, count + (before?.agents ?? 0), rules, slots))
  }
  const firstBreak = ({ breaks }: ScheduledShift) => breaks[0]?.start ?? 0
  return [...byForm.values()].sort(
    (a, b) => a.start - b.start || a.end - b.end || firstBreak(a) - firstBreak(b) || a.kind.localeCompare(b.kind),
  )
}

function shiftOf(
  { frame, at, cost }: PlacedShift,
  agents: number,
  { kinds, meetings = [] }: ShiftRules,
  slots: Slots,
): ScheduledShift {
  const timeOf = (slot: number) => (slots.firstDay - 1) * DAY_SECONDS + slot * slots.length
  const breaks = frame.breaks.map(
    ({ length, paid, rule }, b): ScheduledBreak => ({
      start: timeOf(at[b]),
      end: timeOf(at[b] + length),
      paid,
      ...(rule < 0 ? { meeting: meetings[frame.meeting].name } : {}),
    }),
  )
  const unpaid = breaks.reduce((sum, each) => sum + (each.paid ? 0 : each.end - each.start), 0)
  const [start, end] = [timeOf(frame.from), timeOf(frame.to)]
  return { kind: kinds[frame.kind].name, start, end, breaks, paidHours: (end - start - unpaid) / 3600, cost, agents }
}

function scheduledTours({ days, task: { links } }: Part, answer: SolvedShifts, rules: ShiftRules, slots: Slots) {
  if (!links) return []
  const start = (slots.firstDay + weekOf(days)[0]) * DAY_SECONDS
  return placedTours(links, answer).map(({ tour, people, days: placed }: PlacedTour): ScheduledTour => {
    const shifts = placed.map((one) => (one ? shiftOf(one, people, rules, slots) : null))
    return {
      kind: rules.tours![tour].name,
      people,
      paidHours: shifts.reduce((sum, shift) => sum + (shift?.paidHours ?? 0), 0),
      start,
      days: shifts,
    }
  })
}

function totalsOf(
  {
    demand,
    shifts,
    agents,
    serviceLevel,
  }: { demand: Demand; shifts: readonly ScheduledShift[]; agents: Float64Array; serviceLevel: Float64Array },
  isOf: (time: PlainDateTime) => boolean,
): ScheduleTotals {
  const own = shifts.filter(({ start }) => isOf(start))
  const hours = demand.interval / 3600
  const totals = {
    shifts: own.reduce((sum, each) => sum + each.agents, 0),
    paidHours: own.reduce((sum, each) => sum + each.agents * each.paidHours, 0),
    cost: own.reduce((sum, each) => sum + each.agents * each.cost, 0),
    requiredHours: 0,
    agentHours: 0,
    underHours: 0,
    overHours: 0,
    serviceLevel: Number.NaN,
  }
  let volume = 0
  let inTimeSum = 0
  for (let i = 0; i < agents.length; i++) {
    if (!isOf(demand.start[i])) continue
    const asked = demand.agents[i]
    totals.requiredHours += asked * hours
    totals.agentHours += agents[i] * hours
    totals.underHours += Math.max(0, asked - agents[i]) * hours
    totals.overHours += Math.max(0, agents[i] - asked) * hours
    if (Number.isNaN(serviceLevel[i])) continue
    volume += demand.volume![i]
    inTimeSum += demand.volume![i] * serviceLevel[i]
  }
  if (volume > 0) totals.serviceLevel = inTimeSum / volume
  return totals
}
