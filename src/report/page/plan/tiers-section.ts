import type { Plan } from '../../../plan/index.ts'
import { figures } from '../../format.ts'
import { describeOneLine, tierCells, tierHeadings, type Words } from '../../plan/index.ts'
import { section } from '../document.ts'
import { heading, note, table } from '../html.ts'

const { safe } = figures

/** What is expected of the tiers of each group that has them; nothing where none has. */
export function tiersSection({ groups }: Plan, words: Words): string {
  const tiered = groups.filter(({ tiers }) => tiers)
  if (tiered.length === 0) return ''
  return section(
    words.tiers,
    ...tiered.map(
      (group) =>
        (groups.length > 1 ? heading(group.name, 3) : '') +
        table(
          tierHeadings(words).map(safe),
          group.tiers!.map((tier) => tierCells(tier, words).map(safe)),
        ) +
        note(describeOneLine(group, words)),
    ),
  )
}
