import { formatTarget } from '../../domain/index.ts'
import type { GroupReview, Review } from '../../plan/index.ts'
import { longDay } from '../dates.ts'
import { joined, wrapped } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { BOLD, plain, style, type TableContent, table } from '../table.ts'
import { accuracyText, adviceText, verdictText } from './sentences.ts'
import { causeTable, figureTable, stretchTable } from './tables.ts'
import { type ReviewWords, reviewWords } from './words.ts'

const { fill } = figures

/** Days that are listed in a terminal; the page and `--csv` have all. */
const WORST_DAYS = 7

/** A plan's review for the terminal: for each group the verdict, what was planned and what came, what made the difference, the days that cost most, and what to change. */
export function reviewTable(review: Review, options: PrintOptions = {}): string[] {
  const { style: drawn, language } = printWith('reviewTable', options)
  const { width, colour, unicode } = drawn
  const words = reviewWords(language)
  const bold = (text: string) => wrapped(text, width).map((line) => style(line, BOLD, colour))
  const lines = [
    ...bold(titleOf(review, language)),
    ...review.groups.flatMap((group) => [
      '',
      ...(review.groups.length > 1 ? bold(group.name) : []),
      ...bold(verdictText(group, words)),
      ...joined(basisOf(group, review, words), width).flatMap((line) => wrapped(line, width)),
      '',
      ...groupLines(group, words, language),
    ]),
  ]
  return unicode ? lines : lines.map(plain)

  function groupLines(group: GroupReview, { ...texts }: ReviewWords, of: Language): string[] {
    const titled = (title: string, content: TableContent) =>
      content.rows.length === 0
        ? []
        : ['', ...bold(title), ...table(content.columns, content.rows, { ...drawn, foot: content.foot })]
    const worst = group.worst.slice(0, WORST_DAYS).map((k) => group.days[k])
    const figureRows = figureTable(group, texts)
    return [
      ...table(figureRows.columns, figureRows.rows, drawn),
      ...titled(texts.causes, causeTable(group, texts)),
      ...titled(
        texts.worstDays,
        stretchTable(
          group,
          group.days.length > 1 ? worst.filter(({ difference }) => difference < 0) : [],
          'day',
          texts,
          of,
        ),
      ),
      ...titled(texts.byWeek, stretchTable(group, group.weeks.length > 1 ? group.weeks : [], 'week', texts, of)),
      ...titled(texts.byMonth, stretchTable(group, group.months.length > 1 ? group.months : [], 'month', texts, of)),
      '',
      ...bold(texts.accuracy),
      ...wrapped(accuracyText(group, texts), width),
      '',
      ...bold(texts.nextPlan),
      ...adviceLines(group, texts, of).flatMap((text) => wrapped(text, width)),
    ]
  }
}

/** `Plan and what happened: Monday 1 June 2026 to Sunday 28 June 2026, 28 days, intervals of 30 min`. */
export function titleOf({ from, to, interval }: Review, language: Language): string {
  const { number } = figuresIn(language)
  const words = reviewWords(language)
  const span = fill(words.title, { first: longDay(from, language), last: longDay(to, language) })
  const days = fill(words.days, { days: number(to - from + 1), interval: spokenDuration(interval, language) })
  return `${span}${language === 'zh' ? '，' : ', '}${days}`
}

/** What is reviewed, by what model, and whether a target was met. */
export function basisOf(group: GroupReview, { target }: Review, words: ReviewWords): string[] {
  const { duration } = figuresIn(words.language)
  const { measure, within, model, met } = group
  const how =
    measure === 'serviceLevel' ? fill(words.inTime, { time: spokenDuration(within, words.language) }) : words.anyTime
  const queue = model.model === 'erlangA' ? fill(words.erlangA, { patience: duration(model.patience) }) : words.erlangC
  return [
    fill(words.basis, { measure: words[measure], how, model: queue }),
    ...(target && met !== undefined
      ? [fill(met ? words.targetMet : words.targetMissed, { target: formatTarget(target) })]
      : []),
  ]
}

export function adviceLines({ advice }: GroupReview, words: ReviewWords, language: Language): string[] {
  return advice.length === 0 ? [words.nothingToChange] : advice.map((one) => adviceText(one, words, language))
}
