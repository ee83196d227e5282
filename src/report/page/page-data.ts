import { dayOf, type History, intervalsPerDay, type QueueHistory, STATE, weekdayOf } from '../../domain/index.ts'
import type { GroupPlan, Plan, QueueForecast, RollUp } from '../../plan/index.ts'
import { longDay, shortDate, shortDay, shortWeekday } from '../dates.ts'
import { describePool } from '../describe-savings.ts'
import { describeTime } from '../describe-target.ts'
import { figures } from '../format.ts'
import { commonFacts, groupFacts } from '../plan-facts.ts'
import { todayOf, todaySentences } from '../today-changes.ts'
import { type Staffing, wholePlan } from '../whole-plan.ts'
import type { Language, Words } from '../words.ts'
import { columnCodec } from './codec.ts'

/** What a view shows of a day, a week or the whole plan, one column each; the number is the scale that it is rounded at. */
export const ROLL_UP_SCALES = {
  volume: 1000,
  aht: 100,
  peakAgents: 1,
  peakAt: 1,
  agentHours: 100,
  paidHours: 100,
  fte: 100,
  serviceLevel: 10_000,
  connectRate: 10_000,
  asa: 100,
  occupancy: 10_000,
  abandonment: 10_000,
  targetMet: 1000,
}
/** What a view shows of each interval. */
export const INTERVAL_SCALES = {
  volume: 10,
  agents: 1,
  serviceLevel: 1000,
  scheduled: 1,
  low: 10,
  high: 10,
  aht: 1,
  asa: 10,
  occupancy: 1000,
}
/** The first day by interval, before today's figures came. */
export const TODAY_SCALES = { volume: 10, agents: 1 }
/** By day and interval: what was, and what is forecast. */
export const FORECAST_SCALES = { past: 1, incomplete: 1, dayVolume: 1, dayLow: 1, dayHigh: 1, typical: 10 }

/** A group, a queue of a shared group, or the whole plan. Columns are written by {@link columnCodec}. */
export interface PageView {
  name: string
  kind: 'all' | 'group' | 'queue'
  /** The view of the group that serves a queue. */
  servedBy?: number
  /** `FORECAST_SCALES`, joined by spaces. */
  forecast: string
  /** `INTERVAL_SCALES`; the last ones are left out of very large pages. A queue has only volume, low and high. */
  intervals: string
  /** `ROLL_UP_SCALES`; a queue has none. */
  total: string
  days: string
  weeks: string
  /** Shares that the service level must reach. */
  targets: number[]
  /** Name, value, name, value, ...: places in `PageData.texts`, because most groups say the same. */
  facts: number[]
  queues: string[]
  verdict?: PageVerdict
  /** Where something of today is known: what is to be said of it, and `TODAY_SCALES`. */
  today?: { sentences: string[]; morning: string }
}

export interface PageVerdict {
  before: string
  headings: string[]
  rows: string[][]
  after: string
}

export interface PageData {
  interval: number
  perDay: number
  dayCount: number
  /** Intervals of the first day that have come, where today's figures were given. */
  known?: number
  /** Of the plan's days. */
  days: { short: string; long: string; weekday: string; date: string }[]
  pastDays: string[]
  /** Weekday of the first planned day, Monday 0. */
  weekday: number
  dailyTicks: { at: number; text: string }[]
  weeks: { name: string; days: number }[]
  views: PageView[]
  texts: string[]
}

const PAST_WEEKS = 8
/** Pooled groups whose savings are listed for the whole plan. */
const MOST_POOLS = 5
/** Groups whose verdicts are listed for the whole plan. */
const MOST_VERDICTS = 20
/** A day counts as incomplete when a larger share of its open intervals than this has no record. */
const INCOMPLETE_SHARE = 0.05
/** Beyond this many numbers a column, a page keeps of each interval only contacts, agents and service level. */
const MANY_PLACES = 150_000

/** Everything that a page shows, as compact as its script can read. */
export function pageData(plan: Plan, history: History, words: Words, language: Language): PageData {
  const perDay = intervalsPerDay(plan.interval)
  const firstDay = dayOf(plan.start)
  const pastCount = PAST_WEEKS * 7
  const histories = new Map(history.queues.map((queue) => [queue.queue, queue]))
  const forecasts = new Map(plan.queues.map((queue) => [queue.queue, queue]))
  const brief = plan.groups.length * plan.length > MANY_PLACES
  const whole = wholePlan(plan)
  const texts = new Map<string, number>()
  const noted = (facts: readonly [string, string][]) =>
    facts.flat().map((text) => {
      const place = texts.get(text) ?? texts.size
      texts.set(text, place)
      return place
    })
  const own = new Set([words.aht, words.queues, words.pool, words.period])
  const weekNames = whole.weeks.map((week) => week.monday)

  const view = (
    name: string,
    kind: PageView['kind'],
    queueNames: readonly string[],
    staffing: Staffing | undefined,
    rest: Pick<PageView, 'targets' | 'facts'> & Partial<PageView>,
  ): PageView => {
    const queues = queueNames.flatMap((queue) => forecasts.get(queue) ?? [])
    const past = pastOf(
      queueNames.flatMap((queue) => histories.get(queue) ?? []),
      firstDay,
      pastCount,
      plan.interval,
    )
    const volume = added(queues, 'volume', plan.length)
    const low = added(queues, 'low', plan.length)
    const high = added(queues, 'high', plan.length)
    const intervals = {
      ...(staffing ? whileOpen(staffing) : NO_STAFFING),
      volume,
      low: brief && kind !== 'all' ? [] : low,
      high: brief && kind !== 'all' ? [] : high,
    }
    const details = brief && kind !== 'all' ? { scheduled: [], aht: [], asa: [], occupancy: [] } : {}
    const rollUps = (rows: readonly (RollUp & { targetMet?: number })[]) =>
      staffing
        ? packed(
            Object.fromEntries(
              Object.keys(ROLL_UP_SCALES).map((column) => [
                column,
                rows.map((row) =>
                  column === 'peakAt'
                    ? Math.round((row.peakAt - plan.start) / plan.interval)
                    : column === 'targetMet' && !(row.volume > 0)
                      ? Number.NaN
                      : (row[column as keyof typeof row] ?? Number.NaN),
                ),
              ]),
            ) as Record<keyof typeof ROLL_UP_SCALES, number[]>,
            ROLL_UP_SCALES,
          )
        : ''
    return {
      name,
      kind,
      queues: kind === 'all' ? [] : [...queueNames],
      forecast: packed(
        {
          past: past.daily,
          incomplete: past.incomplete,
          ...dayForecast(queues, volume, low, high, perDay),
          typical: past.typical,
        },
        FORECAST_SCALES,
      ),
      intervals: packed({ ...intervals, ...details }, INTERVAL_SCALES),
      total: staffing ? rollUps([staffing.total]) : '',
      days: rollUps(staffing?.days ?? []),
      weeks: rollUps(staffing?.weeks ?? []),
      ...rest,
    }
  }

  // The service level of a group is measured by the first of its targets.
  const shares = (group: GroupPlan) =>
    group.targets.slice(0, 1).flatMap(({ serviceLevel }) => serviceLevel?.share ?? [])
  const bySize = [...plan.groups].sort((a, b) => b.total.agentHours - a.total.agentHours)
  const views: PageView[] = []
  const today = (groups: readonly GroupPlan[]): Pick<PageView, 'today'> => {
    const found = plan.known === undefined ? undefined : todayOf(groups, plan)
    if (!found) return {}
    const morning = packed({ volume: found.morningVolume, agents: found.morningAgents }, TODAY_SCALES)
    return { today: { sentences: todaySentences(found, plan, words), morning } }
  }
  if (plan.groups.length > 1) {
    const targets = [...new Set(plan.groups.flatMap(shares))]
    views.push(
      view(
        words.allGroups,
        'all',
        plan.queues.map((queue) => queue.queue),
        whole,
        {
          targets: targets.length === 1 ? targets : [],
          facts: noted([
            ...commonFacts(
              bySize.map((group) => groupFacts(group, forecasts, words).filter(([name]) => !own.has(name))),
              words,
            ),
            ...savings(bySize, words),
          ]),
          ...verdictOfAll(bySize, words),
          ...today(plan.groups),
        },
      ),
    )
  }
  for (const group of bySize) {
    const servedBy = views.length
    views.push(
      view(group.group, 'group', group.queues, group, {
        targets: shares(group),
        facts: noted(groupFacts(group, forecasts, words)),
        ...(group.verdict ? { verdict: verdictOf(group.verdict, words, language) } : {}),
        ...today([group]),
      }),
    )
    if (group.queues.length < 2) continue
    for (const queue of group.queues) {
      views.push(view(queue, 'queue', [queue], undefined, { servedBy, targets: [], facts: [] }))
    }
  }

  const planDays = Array.from({ length: plan.dayCount }, (_, i) => firstDay + i)
  const pastDays = Array.from({ length: pastCount }, (_, i) => firstDay - pastCount + i)
  return {
    interval: plan.interval,
    perDay,
    dayCount: plan.dayCount,
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
    weeks: whole.weeks.map((week, i) => ({
      name: figures.fill(words.weekOf, { day: shortDate(weekNames[i], language) }),
      days: week.days,
    })),
    views,
    texts: [...texts.keys()],
  }
}

/** Closed intervals have no agents and no service: NaN, not 0. */
function whileOpen(staffing: Staffing) {
  const { open, agents, serviceLevel, scheduled, aht, asa, occupancy } = staffing
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

const NO_STAFFING = { agents: [], serviceLevel: [], scheduled: [], aht: [], asa: [], occupancy: [] }

function packed<Scales extends Record<string, number>>(
  columns: { [Name in keyof Scales]: ArrayLike<number> },
  scales: Scales,
): string {
  const { encode } = columnCodec()
  return Object.keys(scales)
    .map((name) => encode(columns[name], scales[name]))
    .join(' ')
}

/** The sum of the queues that are open; NaN where none is. */
function added(queues: readonly QueueForecast[], name: 'volume' | 'low' | 'high', length: number): Float64Array {
  const sum = new Float64Array(length).fill(Number.NaN)
  for (const queue of queues) {
    for (let i = 0; i < length; i++) {
      const value = queue[name][i]
      if (!Number.isNaN(value)) sum[i] = (Number.isNaN(sum[i]) ? 0 : sum[i]) + value
    }
  }
  return sum
}

function byDay(values: Float64Array, perDay: number): number[] {
  const days: number[] = []
  for (let i = 0; i < values.length; i += perDay) {
    const known = values.subarray(i, i + perDay).filter((value) => !Number.isNaN(value))
    days.push(known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : Number.NaN)
  }
  return days
}

/**
 * Day totals, and their outer limits: those of the intervals added up. Where contacts are so few that most intervals have none, the sum of the limits can miss
 * the mean: then it says nothing and is left out.
 */
function dayForecast(
  queues: readonly QueueForecast[],
  volume: Float64Array,
  low: Float64Array,
  high: Float64Array,
  perDay: number,
) {
  const dayVolume = byDay(volume, perDay)
  if (queues.length === 1) {
    const [{ dayLow, dayHigh }] = queues
    return { dayVolume, dayLow: Array.from(dayLow), dayHigh: Array.from(dayHigh) }
  }
  const [lows, highs] = [byDay(low, perDay), byDay(high, perDay)]
  const around = dayVolume.map((value, i) => lows[i] <= value && value <= highs[i])
  const known = (values: number[]) => values.map((value, i) => (around[i] ? value : Number.NaN))
  return { dayVolume, dayLow: known(lows), dayHigh: known(highs) }
}

/** Day totals and the median week of the days before the plan, of queues taken together. */
function pastOf(queues: readonly QueueHistory[], firstDay: number, dayCount: number, interval: number) {
  const perDay = intervalsPerDay(interval)
  const from = (firstDay - dayCount) * 86_400
  const sums = new Float64Array(dayCount * perDay).fill(Number.NaN)
  const missing = new Float64Array(dayCount)
  const open = new Float64Array(dayCount)
  for (const { start, state, measures, interval: own } of queues) {
    for (let i = Math.max(0, Math.ceil((from - start) / own)); i < state.length; i++) {
      const place = Math.floor((start + i * own - from) / interval)
      if (place >= sums.length) break
      const day = Math.floor(place / perDay)
      if (state[i] !== STATE.closed) open[day]++
      if (state[i] === STATE.missing) missing[day]++
      if (state[i] !== STATE.observed || Number.isNaN(measures.offered[i])) continue
      sums[place] = (Number.isNaN(sums[place]) ? 0 : sums[place]) + measures.offered[i]
    }
  }
  const typical: number[] = []
  for (let slot = 0; slot < 7 * perDay; slot++) {
    const values: number[] = []
    for (let week = 0; week * 7 * perDay + slot < sums.length; week++) {
      const value = sums[week * 7 * perDay + slot]
      if (!Number.isNaN(value)) values.push(value)
    }
    typical.push(median(values))
  }
  return {
    daily: byDay(sums, perDay),
    incomplete: Array.from(missing.keys()).filter((day) => missing[day] > INCOMPLETE_SHARE * open[day]),
    /** From the weekday of the plan's first day on. */
    typical,
  }
}

function median(values: number[]): number {
  if (values.length === 0) return Number.NaN
  values.sort((a, b) => a - b)
  const half = values.length >> 1
  return values.length % 2 ? values[half] : (values[half - 1] + values[half]) / 2
}

/** What the largest pools save, a fact a group. */
function savings(groups: readonly GroupPlan[], words: Words): [string, string][] {
  return groups
    .flatMap((group): [string, string][] => {
      const pool = describePool(group, words)
      return pool === undefined ? [] : [[`${words.pool}: ${group.group}`, pool]]
    })
    .slice(0, MOST_POOLS)
}

/** The verdicts of the groups that have one, a row a group. */
function verdictOfAll(groups: readonly GroupPlan[], words: Words): { verdict?: PageVerdict } {
  const { percent, number } = figures
  const rows = groups.flatMap(({ group, verdict }) =>
    verdict
      ? [
          [
            group,
            percent(verdict.expected.serviceLevel),
            percent(verdict.actual.serviceLevel),
            number(verdict.serviceLevelError * 100, 1),
            number(verdict.agentsOnDuty, 1),
            number(verdict.agentsRequired, 1),
          ],
        ]
      : [],
  )
  if (rows.length === 0) return {}
  const headings = [words.group, words.expected, words.measured, words.error, words.agentsOnDuty, words.required]
  return { verdict: { before: words.verdictAll, headings, rows: rows.slice(0, MOST_VERDICTS), after: '' } }
}

function verdictOf(verdict: NonNullable<GroupPlan['verdict']>, words: Words, language: Language): PageVerdict {
  const { percent, duration, number, fill } = figures
  const { expected, actual } = verdict
  return {
    before: fill(words.verdictText, {
      from: shortDay(verdict.from, language),
      to: shortDay(verdict.to, language),
      intervals: number(verdict.intervals),
      error: fill(words.points, { points: number(verdict.serviceLevelError * 100, 1) }),
    }),
    after: fill(words.verdictDuty, {
      duty: number(verdict.agentsOnDuty, 1),
      required: number(verdict.agentsRequired, 1),
    }),
    headings: ['', words.expected, words.measured],
    rows: [
      [
        fill(words.withinThreshold, { time: describeTime(verdict.threshold, words) }),
        percent(expected.serviceLevel),
        percent(actual.serviceLevel),
      ],
      [words.abandonment, percent(expected.abandonment), percent(actual.abandonment)],
      [words.meanWait, duration(expected.meanWait), duration(actual.meanWait)],
    ],
  }
}
