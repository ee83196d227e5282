import { dayOf } from '../../domain/index.ts'
import type { GroupReview, ReviewedStretch } from '../../plan/index.ts'
import { monthName, shortDate, shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import type { TableContent } from '../table.ts'
import { causeNames, change, mainCause, points } from './sentences.ts'
import type { ReviewWords } from './words.ts'

const { fill } = figures

/** Planned beside what came, a figure a row. */
export function figureTable({ total, name }: GroupReview, words: ReviewWords): TableContent {
  const { volume, duration, number, percent } = figuresIn(words.language)
  const { planned, came } = total
  const rows: string[][] = [
    [words.contacts, volume(planned.volume), volume(came.volume), change(came.volume, planned.volume, words)],
    [words.aht, duration(planned.aht), duration(came.aht), change(came.aht, planned.aht, words)],
    [
      words.agentHours,
      number(planned.agentHours),
      number(came.agentHours),
      change(came.agentHours, planned.agentHours, words),
    ],
    ...(['serviceLevel', 'connectRate', 'abandonment', 'occupancy'] as const).map((figure) => [
      words[figure],
      percent(planned[figure]),
      percent(came[figure]),
      points(came[figure] - planned[figure], words),
    ]),
  ]
  return {
    columns: [{ heading: name }, { heading: words.planned }, { heading: words.came }, { heading: words.difference }],
    rows,
    foot: [],
  }
}

/** What each cause did. */
export function causeTable(review: GroupReview, words: ReviewWords): TableContent {
  const { total } = review
  return {
    columns: [{ heading: words.cause }, { heading: words.points }],
    rows: causeNames(review, words).map(([cause, name]) => [name, points(total.effects[cause], words)]),
    foot: [[words.together, points(total.difference, words)]],
  }
}

/** Days, weeks or months: what differed, and what did it. */
export function stretchTable(
  review: GroupReview,
  stretches: readonly ReviewedStretch[],
  period: 'day' | 'week' | 'month',
  words: ReviewWords,
  language: Language,
): TableContent {
  const { percent } = figuresIn(language)
  const { measure, staffing } = review
  const named = { day: shortDay, week: shortDate, month: monthName }[period]
  const of = (text: string) => fill(text, { percent: '%' })
  return {
    columns: [
      { heading: words[period] },
      { heading: of(words.contactsMore) },
      { heading: of(words.ahtMore) },
      ...(staffing === 'known' ? [{ heading: of(words.agentsMore) }] : []),
      { heading: words.planned },
      { heading: words.came },
      { heading: words.points },
      { heading: words.mainCause, align: 'left' },
    ],
    rows: stretches.map((one) => {
      const { start, planned, came, difference } = one
      return [
        named(dayOf(start), language),
        change(came.volume, planned.volume, words),
        change(came.aht, planned.aht, words),
        ...(staffing === 'known' ? [change(came.agentHours, planned.agentHours, words)] : []),
        percent(planned[measure]),
        percent(came[measure]),
        points(difference, words),
        mainCause(review, one, words),
      ]
    }),
    foot: [],
  }
}
