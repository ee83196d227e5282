import type { CapacityPlan } from '../../capacity/index.ts'
import { formatDay } from '../../domain/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { numericMonth } from '../dates.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn, signed } from '../format.ts'
import { type Language, textsOf } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { rounded } from '../rounded.ts'
import { BOLD, plain, style, table } from '../table.ts'
import {
  amountHeading,
  classRows,
  costRows,
  coverOf,
  followerRows,
  monthsOf,
  sentencesOf,
  shownRows,
  titleOf,
  withoutOf,
} from './answer.ts'
import { type CapacityWords, capacityColumns, capacityWords } from './words.ts'

const { fill } = figures

/** A plan of hiring for the terminal, a line an element: classes with what each is worth, months by group, costs, what lacks. */
export function capacityTable(plan: CapacityPlan, options: PrintOptions = {}): string[] {
  const { style: drawn, language } = printWith('capacityTable', options)
  const { number } = figuresIn(language)
  const words = capacityWords(language)
  const heading = (text: string) => style(text, BOLD, drawn.colour)
  const classes = classRows(plan, words)
  const followers = followerRows(plan, words)
  const lost = withoutOf(plan, words)
  const lines = [
    `${titleOf(plan, words)}${words.semicolon}${coverOf(plan, words)}`,
    '',
    heading(words.classes),
    ...(classes.rows.length === 0
      ? [words.noClasses]
      : table(
          classes.headings.map((text, k) => ({
            heading: text,
            ...(k === classes.headings.length - 1 ? { align: 'left' as const, optional: true } : {}),
            ...(k === 2 || k === classes.headings.length - 3 ? { optional: true } : {}),
          })),
          classes.rows,
          drawn,
        )),
    ...plan.groups.flatMap((group) => ['', heading(group.name), ...monthTable(plan, group.weeks, words, drawn)]),
    ...wrapped(words.unit, drawn.width),
    '',
    ...table(
      [{ heading: amountHeading(plan, words) }, { heading: words.whole }],
      costRows(plan, words).map(([name, cost]) => [name, number(cost)]),
      { ...drawn, foot: [[words.total, number(plan.costs.total)]] },
    ),
    ...(followers.length > 0
      ? [
          '',
          ...table(
            [{ heading: words.beside }, { heading: words.mostAtOnce }],
            followers.map(([name, , most]) => [name, number(most)]),
            drawn,
          ),
        ]
      : []),
    ...(lost
      ? [
          '',
          heading(lost.title),
          ...table(
            lost.headings.map((text) => ({ heading: text })),
            shownRows(lost, words),
            drawn,
          ),
          ...wrapped(lost.classes, drawn.width),
        ]
      : []),
    '',
    ...sentencesOf(plan, words).flatMap((text) => wrapped(text, drawn.width)),
  ]
  return drawn.unicode ? lines : lines.map(plain)
}

function monthTable(
  { question: { start } }: CapacityPlan,
  weeks: CapacityPlan['groups'][number]['weeks'],
  words: CapacityWords,
  drawn: ReturnType<typeof printWith>['style'],
): string[] {
  const { number } = figuresIn(words.language)
  const optional = { optional: true }
  const hasOvertime = weeks.some(({ overtime }) => overtime > 0)
  const hasLack = weeks.some(({ short }) => short > 0)
  const hasLending = weeks.some(({ borrowed, lent }) => borrowed > 0 || lent > 0)
  return table(
    [
      { heading: words.month, whole: true },
      { heading: words.need },
      { heading: fill(words.range, { low: words.needLow, high: words.needHigh }), ...optional },
      { heading: words.heads },
      { heading: words.inTraining, ...optional },
      { heading: words.agents },
      ...(hasOvertime ? [{ heading: words.overtime }] : []),
      ...(hasLending
        ? [
            { heading: words.borrowed, ...optional },
            { heading: words.lent, ...optional },
          ]
        : []),
      { heading: words.worst },
      ...(hasLack ? [{ heading: words.lacking }] : []),
      { heading: words.ifMore, ...optional },
    ],
    monthsOf(start, weeks).map(({ first, mean, worst, lacking }) => [
      numericMonth(start + 7 * first, words.language),
      number(mean.need, 1),
      fill(words.range, { low: number(mean.low, 1), high: number(mean.high, 1) }),
      number(mean.heads, 1),
      number(mean.inTraining, 1),
      number(mean.agents, 1),
      ...(hasOvertime ? [number(mean.overtime, 1)] : []),
      ...(hasLending ? [number(mean.borrowed, 1), number(mean.lent, 1)] : []),
      signed(number(worst.mean, 1)),
      ...(hasLack ? [number(lacking, 1)] : []),
      fill(words.range, { low: signed(number(worst.low, 1)), high: signed(number(worst.high, 1)) }),
    ]),
    drawn,
  )
}

/** Of the shape of {@link capacityJson}; it grows when a field changes its meaning or goes. */
export const CAPACITY_JSON_VERSION = 1

/** A plan of hiring as JSON can carry it, in the shape of `docs/capacity.md`: days as dates, agents as full-time agents. */
export function capacityJson(plan: CapacityPlan): object {
  const { question, classes, groups, followers, costs, costsByWeek, proof, shortages, worths, without } = plan
  const { start, name, weeks, currency, contracts, cover = 'mean' } = question
  const classesOf = (list: CapacityPlan['classes']) =>
    list.map(({ start: first, onContacts, decideBy, byContract, ...rest }) => ({
      ...rest,
      start: formatDay(first),
      onContacts: formatDay(onContacts),
      decideBy: formatDay(decideBy),
      byContract: Object.fromEntries(contracts.map((contract, c) => [contract.name, byContract[c]])),
    }))
  const shortagesOf = (list: CapacityPlan['shortages']) =>
    list.map(({ from, to, decideBy, overtimeHours, ...rest }) => ({
      ...rest,
      from: formatDay(from),
      to: formatDay(to),
      decideBy: formatDay(decideBy),
      overtimeHours: Number.isFinite(overtimeHours) ? overtimeHours : null,
    }))
  return {
    version: CAPACITY_JSON_VERSION,
    kind: 'capacity',
    name: name ?? null,
    start: formatDay(start),
    weeks,
    cover,
    currency: currency ?? null,
    amounts: plan.priced ? 'money' : 'paid hours',
    proof,
    classes: classesOf(classes).map((one, k) => {
      const { saved, shortWeeks, from, to, worth } = worths[k]
      const day = (value: number | null) => (value === null ? null : formatDay(value))
      return { ...one, dropped: { saved, agentWeeksLacking: shortWeeks, from: day(from), to: day(to), worth } }
    }),
    groups: groups.map((group) => ({
      name: group.name,
      weeks: group.weeks.map(({ short, occupancy, ...rest }, week) => ({
        week: formatDay(start + 7 * week),
        ...rest,
        occupancy: Number.isFinite(occupancy) ? occupancy : null,
        lacking: short,
      })),
    })),
    beside: followers.map((each, week) => ({ week: formatDay(start + 7 * week), ...each })),
    costs,
    costsByWeek: costsByWeek.map((each, week) => ({ week: formatDay(start + 7 * week), ...each })),
    agentWeeksLacking: plan.shortWeeks,
    shortages: shortagesOf(shortages),
    without: without && {
      starts: without.starts.map(formatDay),
      dropped: { costs: without.dropped.costs, agentWeeksLacking: without.dropped.shortWeeks },
      replanned: {
        classes: classesOf(without.replanned.classes),
        costs: without.replanned.costs,
        agentWeeksLacking: without.replanned.shortWeeks,
        shortages: shortagesOf(without.replanned.shortages),
        proof: without.replanned.proof,
      },
    },
  }
}

/** Decimals of agents. */
const DECIMALS = 3

/** A plan of hiring as CSV has it: a row for each week and group, and one for all groups together with who is there beside the agents and what the week costs. */
export function capacityCsvRows(plan: CapacityPlan, language: Language = 'en'): CsvRows {
  const columns = capacityColumns(language)
  const { question, groups, followers, costsByWeek, classes } = plan
  const { start } = question
  return {
    headings: textsOf(columns),
    rows: Array.from({ length: question.weeks }, (_, week) => week).flatMap((week) => {
      const monday = start + 7 * week
      const own = groups.map(({ name, weeks }) => {
        const one = weeks[week]
        const hired = classes.filter((each) => each.group === name && each.start === monday)
        const values = [
          one.need.mean,
          one.need.low,
          one.need.high,
          one.occupancy,
          one.heads,
          one.inTraining,
          one.agents,
          one.overtime,
          one.borrowed,
          one.lent,
          one.over.mean,
          one.over.low,
          one.over.high,
          one.short,
        ]
        return [
          formatDay(monday),
          name,
          ...values.map((value) => rounded(value, DECIMALS)),
          hired.reduce((sum, { people }) => sum + people, 0),
        ]
      })
      const { teamLeaders, trainers, inspectors } = followers[week]
      const blank = new Array<undefined>(15).fill(undefined)
      const together = [teamLeaders, trainers, inspectors, rounded(costsByWeek[week].total, 2)]
      return [...own, [formatDay(monday), capacityWords(language).all, ...blank, ...together]]
    }),
  }
}
