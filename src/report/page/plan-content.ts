import {
  type DayNumber,
  dayOf,
  type History,
  intervalAt,
  intervalsPerDay,
  isEven,
  type QueueHistory,
  weekdayOf,
} from '../../domain/index.ts'
import type { GroupPlan, Plan, QueueForecast, RollUp } from '../../plan/index.ts'
import { longDay, monthName, shortDate, shortDay, shortWeekday } from '../dates.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import {
  commonFacts,
  groupFacts,
  type Staffing,
  showsMonths,
  todayOf,
  todaySentences,
  type Words,
  wholePlan,
} from '../plan/index.ts'
import { encodeColumn } from './codec.ts'
import {
  FORECAST_SCALES,
  INTERVAL_SCALES,
  type PlanContent,
  type PlanView,
  ROLL_UP_SCALES,
  TODAY_SCALES,
} from './plan/content.ts'
import { savings, verdictOf, verdictOfAll } from './verdicts.ts'
import { added, dayForecast, pastOf } from './volumes.ts'

const PAST_DAYS = 8 * 7
/** Beyond this many numbers a column, a page keeps of each interval only contacts, agents and service level. */
const MANY_PLACES = 150_000

/** Everything that a plan's page shows. */
export function planContent(plan: Plan, history: History, words: Words, language: Language): PlanContent {
  const firstDay = dayOf(plan.start)
  const whole = wholePlan(plan)
  const months = showsMonths(plan) ? whole.months : []
  const { views, texts } = viewsOf(plan, history, whole, words, language)
  const planDays = Array.from({ length: plan.dayCount }, (_, i) => firstDay + i)
  const pastDays = Array.from({ length: PAST_DAYS }, (_, i) => firstDay - PAST_DAYS + i)
  return {
    words,
    interval: plan.interval,
    perDay: intervalsPerDay(plan.interval),
    dayCount: plan.dayCount,
    ...(isEven(plan) ? {} : { uneven: unevenDays(plan) }),
    ...(plan.known === undefined ? {} : { known: plan.known }),
    days: planDays.map((day) => ({
      short: shortDay(day, language),
      long: longDay(day, language),
      weekday: shortWeekday(day, language),
      date: shortDate(day, language),
    })),
    pastDays: pastDays.map((day) => shortDay(day, language)),
    weekday: weekdayOf(firstDay),
    dailyTicks: [...pastDays, ...planDays].flatMap((day, at) =>
      weekdayOf(day) === 0 ? [{ at, text: shortDate(day, language) }] : [],
    ),
    weeks: whole.weeks.map(({ monday, days }) => ({
      name: figures.fill(words.weekOf, { day: shortDate(monday, language) }),
      days,
      all: 7,
    })),
    months: months.map(({ month, days, daysOfMonth }) => ({
      name: monthName(month, language),
      days,
      all: daysOfMonth,
    })),
    views,
    texts,
  }
}

/** Days on which clocks change, with the slots of their intervals. */
function unevenDays({ dayFrom, places, again, interval }: Plan): NonNullable<PlanContent['uneven']> {
  const perDay = intervalsPerDay(interval)
  const days = Array.from({ length: dayFrom.length - 1 }, (_, day) => {
    const own = Array.from({ length: dayFrom[day + 1] - dayFrom[day] }, (_, i) => dayFrom[day] + i)
    return { day, slots: own.map((i) => places[i] - day * perDay + (again?.[i] ? perDay : 0)) }
  })
  return days.filter(({ slots }) => slots.some((slot, i) => slot !== i) || slots.length !== perDay)
}

/** What the views are made of. */
interface Source {
  plan: Plan
  firstDay: DayNumber
  histories: ReadonlyMap<string, QueueHistory>
  forecasts: ReadonlyMap<string, QueueForecast>
  words: Words
  language: Language
  /** Places of facts in the page's list of texts. */
  noted: (facts: readonly [string, string][]) => number[]
}

/** The whole plan where there are several groups, then each group from the largest on with the queues of its pool. */
function viewsOf(plan: Plan, history: History, whole: Staffing, words: Words, language: Language) {
  const texts = new Map<string, number>()
  const noted = (facts: readonly [string, string][]) =>
    facts.flat().map((text) => {
      const place = texts.get(text) ?? texts.size
      texts.set(text, place)
      return place
    })
  const source = {
    plan,
    firstDay: dayOf(plan.start),
    histories: new Map(history.queues.map((queue) => [queue.queue, queue])),
    forecasts: new Map(plan.queues.map((queue) => [queue.name, queue])),
    words,
    language,
    noted,
  }
  const bySize = [...plan.groups].sort((a, b) => b.total.agentHours - a.total.agentHours)
  const views = plan.groups.length > 1 ? [wholeView(source, whole, bySize)] : []
  for (const group of bySize) {
    const servedBy = views.length
    views.push(groupView(source, group))
    if (group.queues.length > 1) views.push(...group.queues.map((queue) => queueView(source, queue, servedBy)))
  }
  return { views, texts: [...texts.keys()] }
}

function wholeView(source: Source, whole: Staffing, bySize: readonly GroupPlan[]): PlanView {
  const { plan, words, forecasts, noted } = source
  const targets = [...new Set(bySize.flatMap(shares))]
  // What each group says of itself alone says nothing of all.
  const own = new Set([words.aht, words.queues, words.pool, words.period])
  const facts = bySize.map((group) => groupFacts(group, forecasts, words).filter(([name]) => !own.has(name)))
  const queues = plan.queues.map(({ name }) => name)
  return {
    name: words.allGroups,
    kind: 'all',
    queues: [],
    ...volumesOf(source, queues, whole, true),
    ...rollUpsOf(plan, whole),
    targets: targets.length === 1 ? targets : [],
    facts: noted([...commonFacts(facts, words), ...savings(bySize, words)]),
    ...verdictOfAll(bySize, words),
    ...today(source, plan.groups),
  }
}

function groupView(source: Source, group: GroupPlan): PlanView {
  const { plan, words, language, forecasts, noted } = source
  return {
    name: group.name,
    kind: 'group',
    queues: [...group.queues],
    ...volumesOf(source, group.queues, group, !isBrief(plan)),
    ...rollUpsOf(plan, group),
    targets: shares(group),
    facts: noted(groupFacts(group, forecasts, words)),
    ...(group.verdict ? { verdict: verdictOf(group.verdict, words, language) } : {}),
    ...today(source, [group]),
  }
}

/** A queue of a pool: a forecast, and no agents of its own. */
function queueView(source: Source, queue: string, servedBy: number): PlanView {
  return {
    name: queue,
    kind: 'queue',
    queues: [queue],
    ...volumesOf(source, [queue], NO_STAFFING, !isBrief(source.plan)),
    total: '',
    days: '',
    weeks: '',
    months: '',
    servedBy,
    targets: [],
    facts: [],
  }
}

function isBrief({ groups, length }: Plan): boolean {
  return groups.length * length > MANY_PLACES
}

/** The service level of a group is measured by the first of its targets. */
function shares({ targets }: GroupPlan): number[] {
  return targets.slice(0, 1).flatMap(({ serviceLevel }) => serviceLevel?.share ?? [])
}

function today({ plan, words }: Source, groups: readonly GroupPlan[]): Pick<PlanView, 'today'> {
  const found = plan.known === undefined ? undefined : todayOf(groups, plan)
  if (!found) return {}
  const morning = packed({ volume: found.morningVolume, agents: found.morningAgents }, TODAY_SCALES)
  return { today: { sentences: todaySentences(found, plan, words), morning } }
}

type Open = Pick<Staffing, 'open' | 'agents' | 'serviceLevel' | 'scheduled' | 'aht' | 'asa' | 'occupancy'>
const NONE = new Float64Array()
const NO_STAFFING: Open = {
  open: new Uint8Array(),
  agents: NONE,
  serviceLevel: NONE,
  scheduled: NONE,
  aht: NONE,
  asa: NONE,
  occupancy: NONE,
}

/** By day and by interval: contacts of some queues taken together, and who serves them. In detail or, on very large pages, the essential. */
function volumesOf(
  { plan, firstDay, histories, forecasts }: Source,
  names: readonly string[],
  staffing: Open,
  detailed: boolean,
): Pick<PlanView, 'forecast' | 'intervals'> {
  const queues = names.flatMap((queue) => forecasts.get(queue) ?? [])
  const pastQueues = names.flatMap((queue) => histories.get(queue) ?? [])
  const past = pastOf(pastQueues, firstDay, PAST_DAYS, plan.interval)
  const volume = added(queues, 'volume', plan.length)
  const low = added(queues, 'low', plan.length)
  const high = added(queues, 'high', plan.length)
  const ahead = dayForecast(queues, volume, low, high, plan.dayFrom)
  const intervals = { ...whileOpen(staffing), volume, low, high }
  const left = detailed ? {} : { scheduled: [], aht: [], asa: [], occupancy: [], low: [], high: [] }
  return {
    forecast: packed(
      { past: past.daily, incomplete: past.incomplete, ...ahead, typical: past.typical },
      FORECAST_SCALES,
    ),
    intervals: packed({ ...intervals, ...left }, INTERVAL_SCALES),
  }
}

/** Closed intervals have no agents and no service: NaN, not 0. */
function whileOpen({ open, agents, serviceLevel, scheduled, aht, asa, occupancy }: Open) {
  const masked = (values: Float64Array) => values.map((value, i) => (open[i] ? value : Number.NaN))
  return {
    agents: masked(agents),
    serviceLevel: masked(serviceLevel),
    scheduled: masked(scheduled),
    aht: masked(aht),
    asa: masked(asa),
    occupancy: masked(occupancy),
  }
}

function rollUpsOf(
  plan: Plan,
  { total, days, weeks, months }: Staffing,
): Pick<PlanView, 'total' | 'days' | 'weeks' | 'months'> {
  const written = (rows: readonly (RollUp & { targetMet?: number })[]) => {
    const column = (name: keyof typeof ROLL_UP_SCALES) => rows.map((row) => rollUpValue(plan, row, name))
    const columns = Object.fromEntries(Object.keys(ROLL_UP_SCALES).map((name) => [name, column(name as 'volume')]))
    return packed(columns as Record<keyof typeof ROLL_UP_SCALES, number[]>, ROLL_UP_SCALES)
  }
  return {
    total: written([total]),
    days: written(days),
    weeks: written(weeks),
    months: showsMonths(plan) ? written(months) : '',
  }
}

function rollUpValue(plan: Plan, row: RollUp & { targetMet?: number }, name: keyof typeof ROLL_UP_SCALES): number {
  if (name === 'peakAt') return intervalAt(plan, row.peakAt)
  if (name === 'targetMet' && !(row.volume > 0)) return Number.NaN
  return row[name] ?? Number.NaN
}

function packed<Scales extends Record<string, number>>(
  columns: { [Name in keyof Scales]: ArrayLike<number> },
  scales: Scales,
): string {
  return Object.keys(scales)
    .map((name) => encodeColumn(columns[name], scales[name]))
    .join(' ')
}
