import { dayOf } from '../../domain/index.ts'
import type { GroupPlan, Plan } from '../../plan/index.ts'
import { clockAt, shortDay } from '../dates.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn, signed } from '../format.ts'
import type { Language } from '../language.ts'
import type { Words } from '../plan-words.ts'
import { BOLD, style, type TableOptions, table } from '../table.ts'
import { knownUntil, todayOf, todaySentences } from './today-changes.ts'

/** Groups whose rest of the day is shown, the largest changes first; the others are in plan.csv. */
const MOST_GROUPS = 6

/**
 * The rest of the first day, sized again with what has come: by interval the agents of the morning's plan, those needed now, and how many to add or to release.
 * Nothing without today's figures.
 */
export function todayTable(
  plan: Plan,
  words: Words,
  language: Language,
  options: TableOptions & { width: number },
): string[] {
  const { known } = plan
  if (known === undefined) return []
  const end = plan.dayFrom[1]
  const changed = plan.groups
    .filter(({ morning }) => morning)
    .sort((a, b) => moved(b, known, end) - moved(a, known, end))
  const shown = changed.slice(0, MOST_GROUPS)
  const place = { day: shortDay(dayOf(plan.start), language), time: knownUntil(plan, known) }
  const rest = changed.length - shown.length
  return [
    '',
    ...wrapped(figures.fill(words.today, place), options.width).map((line) =>
      style(line, BOLD, options.colour ?? false),
    ),
    ...shown.flatMap((group, i) => [
      ...(plan.groups.length > 1 ? [...(i > 0 ? [''] : []), style(group.name, BOLD, options.colour ?? false)] : []),
      ...groupLines(group, plan, words, options),
    ]),
    ...(rest > 0 ? [figures.fill(words.moreGroups, { count: figuresIn(language).number(rest) })] : []),
  ]
}

function groupLines(group: GroupPlan, plan: Plan, words: Words, options: TableOptions & { width: number }): string[] {
  const { volume, number, percent } = figuresIn(words.language)
  const today = todayOf([group], plan)!
  const known = plan.known!
  const rest = Array.from(today.volume.keys()).filter((i) => i >= known && !Number.isNaN(today.volume[i]))
  return [
    ...todaySentences(today, plan, words).flatMap((sentence) => wrapped(sentence, options.width)),
    ...(rest.length === 0
      ? []
      : [
          ...table(
            [
              { heading: words.time },
              { heading: words.morningContacts, optional: true },
              { heading: words.nowContacts },
              { heading: words.morningAgents },
              { heading: words.nowAgents },
              { heading: words.addOrRelease },
              { heading: words.serviceLevel, optional: true },
            ],
            rest.map((i) => [
              clockAt(plan, i, words.secondTime),
              volume(today.morningVolume[i]),
              volume(today.volume[i]),
              number(today.morningAgents[i]),
              number(today.agents[i]),
              signed(number(today.agents[i] - today.morningAgents[i])),
              percent(group.serviceLevel[i]),
            ]),
            options,
          ),
        ]),
  ]
}

/** Agents moved over the rest of the day, added and released alike. */
function moved({ agents, morning }: GroupPlan, known: number, end: number): number {
  let sum = 0
  for (let i = known; i < end; i++) sum += Math.abs(agents[i] - morning!.agents[i]) || 0
  return sum
}
