import type { TierTotals } from '../../plan/index.ts'
import { figures } from '../format.ts'
import { tierName, tierTargets } from '../plan/index.ts'
import { rangeOf } from './address.ts'
import { constant, figure, type PlanSheets } from './plan-sheets.ts'
import type { Cell, CellLook, Sheet } from './workbook.ts'

const SECONDS_PER_DAY = 86_400

/** A row for each day of each tier on which it has contacts, and one for all of them, as planned; nothing where no group has tiers. */
export function tiersSheet({ plan, words, texts, firstDate }: PlanSheets): Sheet[] {
  const groups = plan.groups.filter(({ tiers }) => tiers)
  if (groups.length === 0) return []
  const heading = (text: string) => constant(text, undefined, 'heading')
  const measures = [words.contacts, words.serviceLevel, words.connectRate, words.asa, words.abandonment]
  const columns = [words.group, words.tier, texts.priority, words.target, texts.date, ...measures]
  const cells = (total: TierTotals, look?: CellLook): Cell[] => [
    constant(figure(total.volume), 'tenth', look),
    constant(figure(total.serviceLevel), 'share', look),
    constant(figure(total.connectRate), 'share', look),
    constant(figure(total.asa, SECONDS_PER_DAY), 'wait', look),
    constant(figure(total.abandonment), 'share', look),
  ]
  const rows = groups.flatMap(({ name, tiers }) =>
    tiers!.flatMap((tier) => {
      const about = (group: string, date: Cell, look?: CellLook) => [
        constant(group, undefined, look),
        constant(tierName(tier), undefined, look),
        constant(tier.priority, 'whole', look),
        constant(tierTargets(tier), undefined, look),
        date,
      ]
      const days = tier.days.flatMap((total, day) =>
        total.volume > 0 ? [[...about(name, constant(firstDate + day, 'date')), ...cells(total)]] : [],
      )
      const all = figures.fill(texts.totalOf, { name })
      return [...days, [...about(all, constant(null, undefined, 'sum'), 'sum'), ...cells(tier.total, 'sum')]]
    }),
  )
  return [
    {
      name: texts.tiers,
      columns: [
        { width: 24 },
        { width: 30 },
        { width: 10 },
        { width: 14 },
        { width: 18 },
        ...measures.map(() => ({ width: 13 })),
      ],
      rows: [columns.map(heading), ...rows, [], [constant(texts.tiersNote, undefined, 'note')]],
      frozen: { rows: 1, columns: 2 },
      filter: rangeOf({ row: 0, column: 0 }, { row: rows.length, column: columns.length - 1 }),
    },
  ]
}
