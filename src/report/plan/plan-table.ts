import {
  checkKeys,
  type DayNumber,
  dateParts,
  dayOf,
  type Keys,
  secondOfDay,
  startAt,
  weekdayOf,
} from '../../domain/index.ts'
import type { DayRollUp, GroupPlan, MonthRollUp, Plan, RollUp, Verdict, WeekRollUp } from '../../plan/index.ts'
import { clockAt, longDay, monthName, shortDate, shortDay, shortWeekday } from '../dates.ts'
import { displayWidth, joined, wrapped } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, labelled } from '../language.ts'
import { type Words, words as wordsOf } from '../plan-words.ts'
import { BOLD, CYAN, DIM, plain, style, table } from '../table.ts'
import { describeOneLine, describePeriod, describePool, describeRostered } from './describe-savings.ts'
import { describeTime } from './describe-target.ts'
import { commonFacts, groupFacts } from './plan-facts.ts'
import { proofTable } from './proof-table.ts'
import { sureTable } from './sure-table.ts'
import { tierCells, tierHeadings } from './tier-rows.ts'
import { todayTable } from './today-table.ts'
import { type Staffing, showsMonths, wholePlan } from './whole-plan.ts'

export interface PlanTableOptions {
  /** Columns of the terminal. Default 80. */
  width?: number
  /** Default false. */
  colour?: boolean
  /** Block characters and rules; else ASCII. Default true. */
  unicode?: boolean
  language?: Language
  /** Groups shown by line; of more, the largest. Default 12. */
  groups?: number
}

const PLAN_TABLE_KEYS = {
  width: 1,
  colour: 1,
  unicode: 1,
  language: 1,
  groups: 1,
} as const satisfies Keys<PlanTableOptions>

const PEAKS = 5
const CHART_HEIGHT = 5
const BLOCKS = ' ▁▂▃▄▅▆▇█'

/**
 * A plan for the terminal: each week at a glance, a column a day; agents by interval on the busiest day; the peak intervals; the groups; the verdict against the past.
 * A line an element, none wider than `width` where the numbers allow it.
 */
export function planTable(plan: Plan, options: PlanTableOptions = {}): string[] {
  checkKeys('planTable', options, PLAN_TABLE_KEYS)
  const { width = 80, colour = false, unicode = true, language = 'en', groups: most = 12 } = options
  const words = wordsOf(language)
  const whole = wholePlan(plan)
  const months = showsMonths(plan) ? whole.months : []
  const firstDay = dayOf(plan.start)
  const title = figures.fill(plan.dayCount === 1 ? words.oneDaySpan : words.span, {
    days: plan.dayCount,
    first: longDay(firstDay, language),
    last: longDay(firstDay + plan.dayCount - 1, language),
    interval: describeTime(plan.interval, words),
  })
  const heading = (text: string) => ['', ...wrapped(text, width).map((line) => style(line, BOLD, colour))]
  const tableOptions = { width, colour, unicode, language }
  const weeks = whole.weeks.flatMap((week) => [
    ...heading(weekName(week, words, language)),
    ...weekTable(
      whole.days.filter((day) => day.day - weekdayOf(day.day) === week.monday),
      week,
      words,
      language,
      tableOptions,
    ),
  ])
  const forecasts = new Map(plan.queues.map((queue) => [queue.name, queue]))
  const basis = [words.target, words.shrinkage, words.model, words.patience, words.forecastModel]
  const facts = commonFacts(
    plan.groups.map((group) => groupFacts(group, forecasts, words)),
    words,
  ).filter(([name]) => basis.includes(name))
  const { number, percent, volume, duration } = figuresIn(language)
  const summary = [
    `${words.contacts} ${volume(whole.total.volume)}`,
    `${words.peakAgents} ${number(whole.total.peakAgents)}`,
    `${words.agentHours} ${number(whole.total.agentHours)}`,
    `${words.paidHours} ${number(whole.total.paidHours)}`,
    `${words.fte} ${number(whole.total.fte, 1)}`,
    `${words.serviceLevel} ${percent(whole.total.serviceLevel)}`,
    `${words.connectRate} ${percent(whole.total.connectRate)}`,
    `${words.asa} ${duration(whole.total.asa)}`,
    `${words.occupancy} ${percent(whole.total.occupancy)}`,
  ]
  const busiest = whole.days.reduce((best, day) => (day.peakAgents > best.peakAgents ? day : best), whole.days[0])
  const lines = [
    ...wrapped(title, width).map((line) => style(line, BOLD, colour)),
    ...joined(
      facts.map(([name, value]) => labelled(name, value, language)),
      width,
    ).flatMap((line) => wrapped(line, width)),
    ...ownFigures(plan, words, language).flatMap((line) => wrapped(line, width)),
    ...todayTable(plan, words, language, tableOptions),
    ...weeks,
    ...(months.length > 0 ? [...heading(words.byMonth), ...monthTable(months, words, language, tableOptions)] : []),
    ...heading(words.totals),
    ...joined(summary, width),
    ...sureTable(plan, words, { heading, most, ways: tableOptions }),
    ...proofTable(plan, words, { heading, most, ways: tableOptions }),
    ...(Number.isNaN(whole.total.fteLow)
      ? []
      : [...heading(words.ranges), ...rangeTable(whole, months, words, language, tableOptions)]),
    ...(busiest
      ? [
          ...heading(figures.fill(words.busiestDay, { day: shortDay(busiest.day, language) })),
          ...stripChart(whole, plan, busiest.day - firstDay, { width, colour, unicode }, language),
        ]
      : []),
    ...heading(words.peakIntervals),
    ...peakTable(whole, plan, words, language, tableOptions),
    ...(plan.groups.length > 1
      ? [...heading(words.groups), ...groupTable(plan.groups, most, words, tableOptions)]
      : []),
    ...plan.groups.flatMap((group) =>
      tierTable(group, plan.groups.length > 1, words, { heading, table: tableOptions }),
    ),
    ...savingLines(plan.groups, words)
      .slice(0, most)
      .flatMap((text, i) => [...(i === 0 ? [''] : []), ...wrapped(text, width)]),
    ...plan.groups
      .flatMap((group) =>
        group.verdict ? [verdictLine(group, group.verdict, plan.groups.length, words, language)] : [],
      )
      .slice(0, most)
      .flatMap((text) => ['', ...wrapped(text, width)]),
  ]
  return unicode ? lines : lines.map(plain)
}

/** Days on which the planner's own figures stand, with the model's beside. */
function ownFigures(plan: Plan, words: Words, language: Language): string[] {
  const ofDay = <T extends Float64Array | Uint8Array>(values: T, day: number) =>
    values.subarray(plan.dayFrom[day], plan.dayFrom[day + 1]) as T
  const list = plan.queues.flatMap(({ name: queue, volume, overridden, volumeBeforeOverride }) =>
    overridden && volumeBeforeOverride
      ? Array.from({ length: plan.dayCount }, (_, day) => day)
          .filter((day) => ofDay(overridden, day).includes(1))
          .map((day) => {
            const total = (values: Float64Array) => ofDay(values, day).reduce((sum, value) => sum + (value || 0), 0)
            return figures.fill(words.overriddenDay, {
              day: shortDay(dayOf(plan.start) + day, language),
              queue,
              own: figuresIn(language).volume(total(volume)),
              model: figuresIn(language).volume(total(volumeBeforeOverride)),
            })
          })
      : [],
  )
  return list.length > 0 ? [figures.fill(words.overriddenNote, { list: list.join('; ') })] : []
}

/** `Week of 6 Apr`, and how much of it is planned where that is not all. */
function weekName({ monday, days }: WeekRollUp, words: Words, language: Language): string {
  return partly(figures.fill(words.weekOf, { day: shortDate(monday, language) }), days, 7, words)
}

function monthOf({ month, days, daysOfMonth }: MonthRollUp, words: Words, language: Language): string {
  return partly(monthName(month, language), days, daysOfMonth, words)
}

/** A period's name, and how many of its days are planned where not all are. */
function partly(name: string, days: number, all: number, words: Words): string {
  return days < all ? `${name} (${figures.fill(words.planned, { days, all })})` : name
}

function monthTable(months: readonly MonthRollUp[], words: Words, language: Language, options: Ways): string[] {
  const { number, percent, volume, duration } = figuresIn(language)
  const agentHours = hours(
    months.map((one) => one.agentHours),
    words,
  )
  return table(
    [
      { heading: words.month, whole: true },
      { heading: words.contacts },
      { heading: words.aht, optional: true },
      { heading: words.peakAgents },
      { heading: words.agentHours },
      { heading: words.paidHours, optional: true },
      { heading: words.fte },
      { heading: words.serviceLevel },
    ],
    months.map((one) => [
      monthOf(one, words, language),
      volume(one.volume),
      duration(one.aht),
      number(one.peakAgents),
      agentHours(one.agentHours),
      agentHours(one.paidHours),
      number(one.fte, 1),
      percent(one.serviceLevel),
    ]),
    options,
  )
}

/** How sure contacts, peak agents and FTE are: of months where there are any, else of weeks, and of the whole plan. */
function rangeTable(
  whole: Staffing,
  months: readonly MonthRollUp[],
  words: Words,
  language: Language,
  options: Ways,
): string[] {
  const { number, volume, fill } = figuresIn(language)
  const periods: [string, RollUp][] = [
    ...(months.length > 0
      ? months.map((one): [string, RollUp] => [monthOf(one, words, language), one])
      : whole.weeks.map((one): [string, RollUp] => [weekName(one, words, language), one])),
    [words.totals, whole.total],
  ]
  return table(
    [{ heading: words.stretch }, { heading: words.contacts }, { heading: words.peakAgents }, { heading: words.fte }],
    periods.map(([name, { volumeLow, volumeHigh, peakAgentsLow, peakAgentsHigh, fteLow, fteHigh }]) => [
      name,
      fill(words.between, { low: volume(volumeLow), high: volume(volumeHigh) }),
      fill(words.between, { low: number(peakAgentsLow), high: number(peakAgentsHigh) }),
      fill(words.between, { low: number(fteLow, 1), high: number(fteHigh, 1) }),
    ]),
    options,
  )
}

type Ways = { width: number; colour: boolean; unicode: boolean }

/** Hours with a tenth where they are few. */
function hours(values: readonly number[], { language }: Words): (value: number) => string {
  const decimals = values.some((value) => value >= 1000) ? 0 : 1
  return (value) => figuresIn(language).number(value, decimals)
}

function weekTable(
  days: readonly DayRollUp[],
  week: WeekRollUp,
  words: Words,
  language: Language,
  options: Ways,
): string[] {
  const { number, percent, volume, duration, clock } = figuresIn(language)
  const all: RollUp[] = [...days, week]
  const agentHours = hours(
    all.map((one) => one.agentHours),
    words,
  )
  const paidHours = hours(
    all.map((one) => one.paidHours),
    words,
  )
  const known = days.some((day) => !Number.isNaN(day.targetMet))
  const peak = (one: RollUp, i: number) =>
    !(one.peakAgents > 0)
      ? '–'
      : i < days.length
        ? clock(one.peakAt - dayOf(one.peakAt) * 86_400)
        : shortWeekday(dayOf(one.peakAt), language)
  const lines: [string, (one: RollUp, i: number) => string][] = [
    [words.contacts, (one) => volume(one.volume)],
    [words.aht, (one) => duration(one.aht)],
    [words.peakAgents, (one) => number(one.peakAgents)],
    [`  ${words.peakAt}`, peak],
    [words.agentHours, (one) => agentHours(one.agentHours)],
    [words.paidHours, (one) => paidHours(one.paidHours)],
    [words.fte, (one) => number(one.fte, 1)],
    [words.serviceLevel, (one) => percent(one.serviceLevel)],
    [words.connectRate, (one) => percent(one.connectRate)],
    [words.occupancy, (one) => percent(one.occupancy)],
    ...(known
      ? [[words.meetsTarget, (one: RollUp) => percent(one.targetMet, 0)] as [string, (one: RollUp) => string]]
      : []),
  ]
  const ofWeek = week.days < 7 ? figures.fill(words.partOf, { days: week.days, all: 7 }) : words.week
  const headings = [...days.map((day) => dayHeading(day.day, language)), ofWeek]
  const rows = lines.map(([name, write]) => [name, ...all.map((one, i) => write(one, i))])
  const label = Math.max(...lines.map(([name]) => displayWidth(name)))
  const widths = headings.map((heading, i) =>
    Math.max(displayWidth(heading), ...rows.map((row) => displayWidth(row[i + 1]))),
  )
  const gap = label + widths.reduce((sum, one) => sum + one + 2, 0) <= options.width ? 2 : 1
  // Where a week does not fit, it goes on below: as many days in a block as there is room for.
  const blocks: number[][] = [[]]
  let room = options.width - label
  for (const [i, one] of widths.entries()) {
    if (room < one + gap && blocks[blocks.length - 1].length > 0) {
      blocks.push([])
      room = options.width - label
    }
    room -= one + gap
    blocks[blocks.length - 1].push(i)
  }
  return blocks.flatMap((block, k) => [
    ...(k > 0 ? [''] : []),
    ...table(
      [{ heading: '' }, ...block.map((i) => ({ heading: headings[i] }))],
      rows.map((row) => [row[0], ...block.map((i) => row[i + 1])]),
      { ...options, gap },
    ),
  ])
}

/** `Mon 6`, `周一 6`: the month stands above. */
function dayHeading(day: DayNumber, language: Language): string {
  return `${shortWeekday(day, language)} ${dateParts(day).day}`
}

/** Columns of agents by interval, from the first open one to the last. */
function stripChart(
  whole: Staffing,
  plan: Plan,
  day: number,
  { width, colour, unicode }: Ways,
  language: Language,
): string[] {
  const from = plan.dayFrom[day]
  const agents = Array.from(whole.agents.subarray(from, plan.dayFrom[day + 1]))
  const first = agents.findIndex((value) => value > 0)
  if (first < 0) return []
  const last = agents.findLastIndex((value) => value > 0)
  const most = Math.max(...agents.filter((value) => value > 0))
  const axis = figuresIn(language).number(most)
  // Several intervals share a column where there is no room for all; the column shows the one that needs most.
  const share = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, width - axis.length - 3)))
  const columns: number[] = []
  for (let i = first; i <= last; i += share)
    columns.push(Math.max(...agents.slice(i, Math.min(last + 1, i + share)).map((v) => v || 0)))
  const stretch = Math.max(1, Math.min(2, Math.floor((width - axis.length - 3) / columns.length)))
  const lines = Array.from({ length: CHART_HEIGHT }, (_, row) => {
    const floor = CHART_HEIGHT - 1 - row
    const bars = columns
      .map((value) => {
        const eighths = Math.round(Math.min(1, Math.max(0, (value / most) * CHART_HEIGHT - floor)) * 8)
        const sign = unicode ? BLOCKS[eighths] : eighths >= 4 ? '#' : ' '
        return sign.repeat(stretch)
      })
      .join('')
      .trimEnd()
    const label = row === 0 ? axis : ''
    const edge = unicode ? (row === 0 ? '┤' : '│') : '|'
    return `${label.padStart(axis.length)} ${style(edge, DIM, colour)}${style(bars, CYAN, colour)}`
  })
  const hour = Math.max(1, Math.round(3600 / plan.interval))
  let ticks = ''
  for (let i = first; i <= last; i++) {
    const at = Math.floor((i - first) / share) * stretch
    const second = secondOfDay(startAt(plan, from + i))
    const label = figures.clock(second)
    const room = Math.max(1, Math.floor((width - axis.length - 2 - at) / label.length))
    if (
      second % (2 * hour * plan.interval) === 0 &&
      !plan.again?.[from + i] &&
      at >= ticks.length + (ticks === '' ? 0 : 2) &&
      room >= 1 &&
      at + label.length <= columns.length * stretch + 2
    ) {
      ticks = ticks.padEnd(at) + label
    }
  }
  return [...lines, `${' '.repeat(axis.length + 2)}${ticks}`]
}

function peakTable(whole: Staffing, plan: Plan, words: Words, language: Language, options: Ways): string[] {
  const { number, percent, volume } = figuresIn(language)
  const order = Array.from(whole.agents.keys())
    .filter((i) => whole.agents[i] > 0)
    .sort((a, b) => whole.agents[b] - whole.agents[a] || whole.volume[b] - whole.volume[a] || a - b)
    .slice(0, PEAKS)
  return table(
    [
      { heading: words.start, whole: true },
      { heading: words.contacts },
      { heading: words.agents },
      { heading: words.scheduled, optional: true },
      { heading: words.serviceLevel },
      { heading: words.occupancy, optional: true },
    ],
    order.map((i) => [
      `${shortDay(dayOf(startAt(plan, i)), language)} ${clockAt(plan, i, words.secondTime)}`,
      volume(whole.volume[i]),
      number(whole.agents[i]),
      number(whole.scheduled[i]),
      percent(whole.serviceLevel[i]),
      percent(whole.occupancy[i]),
    ]),
    options,
  )
}

function groupTable(groups: readonly GroupPlan[], most: number, words: Words, options: Ways): string[] {
  const { number, percent, volume, duration } = figuresIn(words.language)
  const largest = [...groups].sort((a, b) => b.total.agentHours - a.total.agentHours).slice(0, most)
  const agentHours = hours(
    largest.map((group) => group.total.agentHours),
    words,
  )
  const lines = table(
    [
      { heading: words.group },
      { heading: words.contacts },
      { heading: words.peakAgents },
      { heading: words.agentHours, optional: true },
      { heading: words.fte },
      { heading: words.serviceLevel },
      { heading: words.asa, optional: true },
      { heading: words.occupancy, optional: true },
    ],
    largest.map(({ name: group, total }) => [
      group,
      volume(total.volume),
      number(total.peakAgents),
      agentHours(total.agentHours),
      number(total.fte, 1),
      percent(total.serviceLevel),
      duration(total.asa),
      percent(total.occupancy),
    ]),
    options,
  )
  const rest = groups.length - largest.length
  return rest > 0
    ? [...lines, figures.fill(words.moreGroups, { count: figuresIn(words.language).number(rest) })]
    : lines
}

/** What is expected of the tiers of a group, and what they save. */
function tierTable(
  group: GroupPlan,
  named: boolean,
  words: Words,
  { heading, table: options }: { heading: (text: string) => string[]; table: Ways },
): string[] {
  const { tiers, name } = group
  if (!tiers) return []
  const optional = [words.asa, words.abandonment]
  return [
    ...heading(named ? figures.fill(words.tiersOf, { group: name }) : words.tiers),
    ...table(
      tierHeadings(words).map((text) => ({ heading: text, optional: optional.includes(text) })),
      tiers.map((tier) => tierCells(tier, words)),
      options,
    ),
    ...wrapped(describeOneLine(group, words), options.width),
  ]
}

/** What pools, and targets over longer periods, save, and what is rostered; a sentence each. */
function savingLines(groups: readonly GroupPlan[], words: Words): string[] {
  const named = (group: GroupPlan, text: string | undefined) =>
    text === undefined ? [] : [groups.length > 1 ? labelled(group.name, text, words.language) : text]
  return groups.flatMap((group) => [
    ...named(group, describePool(group, words)),
    ...named(group, describePeriod(group, words)),
    ...named(group, describeRostered(group, words)),
  ])
}

function verdictLine(group: GroupPlan, verdict: Verdict, groupCount: number, words: Words, language: Language): string {
  const { percent, number, fill } = figuresIn(language)
  const text = fill(words.verdictLine, {
    from: shortDay(verdict.from, language),
    to: shortDay(verdict.to, language),
    expected: percent(verdict.expected.serviceLevel),
    actual: percent(verdict.actual.serviceLevel),
    threshold: describeTime(verdict.threshold, words),
    error: fill(words.points, { points: number(verdict.serviceLevelError * 100, 1) }),
    duty: number(verdict.agentsOnDuty, 1),
    required: number(verdict.agentsRequired, 1),
  })
  return groupCount > 1 ? labelled(group.name, text, words.language) : text
}
