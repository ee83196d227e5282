import type { CapacityPlan, PlannedGroup } from '../../capacity/index.ts'
import { checkKeys } from '../../domain/index.ts'
import { numericDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PointsChart, type SweepPage, sweepPage } from '../page/index.ts'
import {
  amountHeading,
  classRows,
  costRows,
  coverOf,
  followerRows,
  sentencesOf,
  shownRows,
  titleOf,
  weekHeadings,
  withoutOf,
} from './answer.ts'
import { type CapacityWords, capacityWords } from './words.ts'

const { fill } = figures

/** A plan of hiring as one HTML page that needs nothing else: needs and agents by week, classes with what each is worth, costs, what lacks. */
export function capacityReport(plan: CapacityPlan, options: { language?: Language } = {}): string {
  checkKeys('capacityReport', options, { language: 1 })
  const { language = 'en' } = options
  const { number } = figuresIn(language)
  const words = capacityWords(language)
  const classes = classRows(plan, words)
  const lost = withoutOf(plan, words)
  const hires = plan.classes.reduce((sum, { people }) => sum + people, 0)
  const beside = followerRows(plan, words)
  return sweepPage({
    language,
    title: titleOf(plan, words),
    subtitle: coverOf(plan, words),
    figures: [
      { label: words.people, value: number(hires), note: fill(words.hiredAll, { count: plan.classes.length }) },
      { label: amountHeading(plan, words), value: number(plan.costs.total), note: words.totalCost },
      { label: words.lacking, value: number(plan.shortWeeks, 1), note: words.lackingAll },
    ],
    sections: [
      {
        heading: words.classes,
        notes: [...(classes.rows.length === 0 ? [words.noClasses] : []), ...sentencesOf(plan, words)],
        charts: [],
        ...(classes.rows.length === 0 ? {} : { table: classes }),
      },
      ...(lost
        ? [
            {
              heading: lost.title,
              notes: [lost.classes],
              charts: [],
              table: { headings: lost.headings, rows: shownRows(lost, words) },
            },
          ]
        : []),
      ...plan.groups.map((group) => groupSection(plan, group, words)),
      {
        heading: amountHeading(plan, words),
        charts: [],
        table: {
          headings: [words.figure, words.whole],
          rows: [
            ...costRows(plan, words).map(([name, cost]) => [name, number(cost)]),
            [words.total, number(plan.costs.total)],
          ],
        },
      },
      ...(beside.length > 0
        ? [
            {
              heading: words.beside,
              charts: [],
              table: {
                headings: [words.figure, words.mostAtOnce],
                rows: beside.map(([name, , most]) => [name, number(most)]),
              },
            },
          ]
        : []),
    ],
  })
}

function groupSection(
  { question: { start } }: CapacityPlan,
  { name, weeks }: PlannedGroup,
  words: CapacityWords,
): SweepPage['sections'][number] {
  const { number, percent } = figuresIn(words.language)
  const dates = weeks.map((_, week) => numericDay(start + 7 * week, words.language))
  const write = (value: number) => number(value, 1)
  const available = weeks.map(({ agents, overtime, borrowed, lent }) => agents + overtime + borrowed - lent)
  const series = (
    title: string,
    values: readonly { low: number; mean: number; high: number }[],
  ): PointsChart['series'][number] => ({
    name: title,
    points: values.map(({ low, mean, high }, at) => ({
      at,
      value: mean,
      low,
      high,
      tip: `${title} ${dates[at]}: ${write(mean)}${low < high ? ` (${fill(words.range, { low: write(low), high: write(high) })})` : ''}`,
    })),
  })
  return {
    heading: name,
    notes: [words.unit],
    charts: [
      {
        title: words.byWeek,
        across: words.week,
        write: (value) => number(value),
        share: false,
        places: dates.map((text, at) => ({ at, text })),
        series: [
          series(
            words.need,
            weeks.map(({ need }) => need),
          ),
          series(
            words.available,
            available.map((value) => ({ low: value, mean: value, high: value })),
          ),
        ],
      },
    ],
    table: {
      headings: weekHeadings(words),
      rows: weeks.map((one, week) => [
        dates[week],
        write(one.need.mean),
        write(one.need.low),
        write(one.need.high),
        percent(one.occupancy),
        ...[one.heads, one.inTraining, one.agents, one.overtime, one.borrowed, one.lent].map(write),
        ...[one.over.mean, one.over.low, one.over.high].map(write),
      ]),
    },
  }
}
