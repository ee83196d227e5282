import { checkKeys, dayOf, type Keys, secondOfDay } from '../../domain/index.ts'
import type { GroupReview, Review, ReviewedStretch, Settlement } from '../../plan/index.ts'
import { contractContent, contractTitle, priceSentences } from '../contract/index.ts'
import { shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PointsChart, type SweepPage, sweepPage } from '../page/index.ts'
import { adviceLines, basisOf, titleOf } from './review-table.ts'
import { accuracyText, causeNames, points, verdictText } from './sentences.ts'
import { causeTable, figureTable, stretchTable } from './tables.ts'
import { type ReviewWords, reviewWords } from './words.ts'

export interface ReviewPageOptions {
  /** What the page is called, for example the plan's file. */
  title: string
  language?: Language
  /** What its months came to under a contract. */
  settled?: Settlement
}

const KEYS = { title: 1, language: 1, settled: 1 } as const satisfies Keys<ReviewPageOptions>
const { clock, fill } = figures

/** A plan's review as one HTML page that needs nothing else: for each group the verdict, what was planned and what came, causes, days, weeks and times of the day as charts and tables, and what to change. */
export function reviewPage(review: Review, options: ReviewPageOptions): string {
  checkKeys('reviewPage', options, KEYS)
  const { title, language = 'en', settled } = options
  const words = reviewWords(language)
  const [first] = review.groups
  return sweepPage({
    language,
    title,
    subtitle: titleOf(review, language),
    figures: review.groups.length === 1 ? cards(first, words) : [],
    sections: [
      ...(review.groups.length > 1 ? [overview(review, words)] : []),
      ...review.groups.flatMap((group) => sectionsOf(group, review, words, language)),
      ...(settled ? [contractSection(settled, language)] : []),
    ],
  })
}

type Section = SweepPage['sections'][number]

function cards({ total, measure }: GroupReview, words: ReviewWords) {
  const { percent, volume, duration, number } = figuresIn(words.language)
  const { planned, came, difference } = total
  const beside = (text: string) => `${words.planned} ${text}`
  return [
    {
      label: words[measure],
      value: percent(came[measure]),
      note: `${beside(percent(planned[measure]))} (${points(difference, words)})`,
    },
    { label: words.contacts, value: volume(came.volume), note: beside(volume(planned.volume)) },
    { label: words.aht, value: duration(came.aht), note: beside(duration(planned.aht)) },
    { label: words.agentHours, value: number(came.agentHours), note: beside(number(planned.agentHours)) },
    { label: words.abandonment, value: percent(came.abandonment), note: beside(percent(planned.abandonment)) },
  ]
}

function contractSection(settled: Settlement, language: Language): Section {
  const { columns, rows } = contractContent(settled, language)
  return {
    heading: contractTitle(settled, language),
    notes: priceSentences(settled, language),
    charts: [],
    table: { headings: columns.map(({ heading }) => heading), rows },
  }
}

/** A row for each group; its verdict, a sentence or two, heads its own part. */
function overview({ groups }: Review, words: ReviewWords): Section {
  const { volume, percent } = figuresIn(words.language)
  return {
    heading: words.groups,
    charts: [],
    table: {
      headings: [words.group, words.contacts, words.planned, words.came, words.points],
      rows: groups.map(({ name, total, measure }) => {
        const { planned, came, difference } = total
        return [name, volume(came.volume), percent(planned[measure]), percent(came[measure]), points(difference, words)]
      }),
    },
  }
}

function sectionsOf(group: GroupReview, review: Review, words: ReviewWords, language: Language): Section[] {
  const { groups } = review
  const named = (title: string) => (groups.length > 1 ? `${group.name}: ${title}` : title)
  const tableOf = ({ columns, rows, foot }: ReturnType<typeof figureTable>) => ({
    headings: columns.map(({ heading }) => heading),
    rows: [...rows, ...foot],
  })
  const { days, weeks, months, measure } = group
  const dayNames = days.map(({ start }) => shortDay(dayOf(start), language))
  const byDay = { across: words.day, names: dayNames, words }
  const both = (of: (figures: ReviewedStretch['came']) => number) => [
    { name: words.planned, values: days.map(({ planned }) => of(planned)) },
    { name: words.came, values: days.map(({ came }) => of(came)) },
  ]
  return [
    {
      heading: named(words.verdict),
      notes: [verdictText(group, words), ...basisOf(group, review, words)],
      charts: [],
      table: tableOf(figureTable(group, words)),
    },
    { heading: named(words.causes), notes: [words.causesNote], charts: [], table: tableOf(causeTable(group, words)) },
    {
      heading: named(words.byDay),
      charts:
        days.length > 1
          ? [
              chart(
                fill(words.serviceByDay, { measure: words[measure] }),
                byDay,
                true,
                both((one) => one[measure]),
              ),
              chart(
                words.causesByDay,
                byDay,
                false,
                causeNames(group, words).map(([cause, name]) => ({
                  name,
                  values: days.map(({ effects }) => 100 * effects[cause]),
                })),
              ),
              chart(
                words.contactsByDay,
                byDay,
                false,
                both((one) => one.volume),
              ),
            ]
          : [],
      table: tableOf(stretchTable(group, days, 'day', words, language)),
    },
    ...(
      [
        ['week', weeks, words.byWeek],
        ['month', months, words.byMonth],
      ] as const
    ).flatMap(([period, stretches, title]): Section[] =>
      stretches.length > 1
        ? [
            {
              heading: named(title),
              charts: [],
              table: tableOf(stretchTable(group, stretches, period, words, language)),
            },
          ]
        : [],
    ),
    timesSection(group, named(words.contactsByTime), words),
    {
      heading: named(words.nextPlan),
      notes: [accuracyText(group, words), ...adviceLines(group, words, language)],
      charts: [],
    },
  ]
}

/** Mean contacts by time of the day. */
function timesSection({ intervals }: GroupReview, heading: string, words: ReviewWords): Section {
  const { volume, number } = figuresIn(words.language)
  const sums = new Map<number, { planned: number; came: number; days: number }>()
  for (const { start, planned, came } of intervals) {
    const time = secondOfDay(start)
    const sum = sums.get(time) ?? { planned: 0, came: 0, days: 0 }
    sums.set(time, sum)
    sum.planned += planned.volume
    sum.came += came.volume
    sum.days++
  }
  const times = [...sums].sort(([a], [b]) => a - b)
  const names = times.map(([time]) => clock(time))
  const of = (which: 'planned' | 'came') => times.map(([, sum]) => sum[which] / sum.days)
  return {
    heading,
    charts: [
      chart(heading, { across: words.shape, names, words }, false, [
        { name: words.planned, values: of('planned') },
        { name: words.came, values: of('came') },
      ]),
    ],
    table: {
      headings: ['', words.planned, words.came, words.difference],
      rows: times.map(([time, { planned, came, days }]) => {
        const [expected, real] = [planned / days, came / days]
        return [clock(time), volume(expected), volume(real), number(real - expected, 1)]
      }),
    },
  }
}

/** Lines over days, or over times of the day. */
function chart(
  title: string,
  { across, names, words }: { across: string; names: readonly string[]; words: ReviewWords },
  share: boolean,
  series: readonly { name: string; values: readonly number[] }[],
): PointsChart {
  const { number, percent } = figuresIn(words.language)
  const write = share ? percent : (value: number) => number(value, Math.abs(value) < 10 ? 1 : 0)
  return {
    title,
    across,
    write,
    share,
    places: names.map((text, at) => ({ at, text })),
    series: series.map(({ name, values }) => ({
      name,
      points: values.map((value, at) => ({
        at,
        value,
        low: value,
        high: value,
        tip: `${names[at]}\n${name} ${write(value)}`,
      })),
    })),
  }
}
