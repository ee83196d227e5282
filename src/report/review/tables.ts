import { dayOf } from '../../domain/index.ts'
import type { GroupReview, ReviewedStretch } from '../../plan/index.ts'
import { monthName, shortDate, shortDay } from '../dates.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import type { TableContent } from '../table.ts'
import { causeNames, change, mainCause, points } from './sentences.ts'
import type { ReviewWords } from './words.ts'

const { percent, number, volume, duration, fill } = figures

/** Planned beside what came, a figure a row. */
export function figureTable({ total, name }: GroupReview, words: ReviewWords): TableContent {
  const { planned, came } = total
  const rows: string[][] = [
    [words.contacts, volume(planned.volume), volume(came.volume), change(came.volume, planned.volume)],
    [words.aht, duration(planned.aht), duration(came.aht), change(came.aht, planned.aht)],
    [
      words.agentHours,
      number(planned.agentHours),
      number(came.agentHours),
      change(came.agentHours, planned.agentHours),
    ],
    ...(['serviceLevel', 'connectRate', 'abandonment', 'occupancy'] as const).map((figure) => [
      words[figure],
      percent(planned[figure]),
      percent(came[figure]),
      points(came[figure] - planned[figure]),
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
    rows: causeNames(review, words).map(([cause, name]) => [name, points(total.effects[cause])]),
    foot: [[words.together, points(total.difference)]],
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
        change(came.volume, planned.volume),
        change(came.aht, planned.aht),
        ...(staffing === 'known' ? [change(came.agentHours, planned.agentHours)] : []),
        percent(planned[measure]),
        percent(came[measure]),
        points(difference),
        mainCause(review, one, words),
      ]
    }),
    foot: [],
  }
}
