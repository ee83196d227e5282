import { dayOf, intervalsPerDay } from '../domain/index.ts'
import type { GroupPlan, Plan } from '../plan/index.ts'
import { shortDay } from './dates.ts'
import { wrapped } from './display-width.ts'
import { figures } from './format.ts'
import { BOLD, style, type TableOptions, table } from './table.ts'
import type { Language, Words } from './words.ts'

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
  const perDay = intervalsPerDay(plan.interval)
  const changed = plan.groups
    .filter(({ morning }) => morning)
    .sort((a, b) => moved(b, known, perDay) - moved(a, known, perDay))
  const shown = changed.slice(0, MOST_GROUPS)
  const place = { day: shortDay(dayOf(plan.start), language), time: figures.clock(known * plan.interval) }
  const rest = changed.length - shown.length
  return [
    '',
    ...wrapped(figures.fill(words.today, place), options.width).map((line) =>
      style(line, BOLD, options.colour ?? false),
    ),
    ...shown.flatMap((group, i) => [
      ...(plan.groups.length > 1 ? [...(i > 0 ? [''] : []), style(group.group, BOLD, options.colour ?? false)] : []),
      ...groupLines(group, plan, words, options, place.time),
    ]),
    ...(rest > 0 ? [figures.fill(words.moreGroups, { count: figures.number(rest) })] : []),
  ]
}

function groupLines(
  group: GroupPlan,
  plan: Plan,
  words: Words,
  options: TableOptions & { width: number },
  time: string,
): string[] {
  const { volume, number, percent, clock, fill } = figures
  const { morning } = group
  const known = plan.known!
  const perDay = intervalsPerDay(plan.interval)
  const open = Array.from({ length: perDay }, (_, i) => i).filter((i) => group.open[i])
  const rest = open.filter((i) => i >= known)
  const total = (values: Float64Array, of: readonly number[]) => of.reduce((sum, i) => sum + (values[i] || 0), 0)
  const change = (now: number, before: number) => (before > 0 ? signed(percent(now / before - 1)) : '')
  const past = open.filter((i) => i < known)
  const [came, expected] = [group.volume, morning!.volume].map((values) => total(values, past))
  const [now, before] = [group.volume, morning!.volume].map((values) => total(values, rest))
  const [agents, planned] = [group.agents, morning!.agents].map(
    (values) => (total(values, rest) * plan.interval) / 3600,
  )
  return [
    ...wrapped(
      fill(words.todayCame, {
        time,
        came: volume(came),
        expected: volume(expected),
        change: change(came, expected),
        rest: volume(now),
        morning: volume(before),
        restChange: change(now, before),
      }),
      options.width,
    ),
    ...(rest.length === 0
      ? []
      : [
          ...wrapped(
            fill(words.todayHours, {
              time,
              now: number(agents, 1),
              morning: number(planned, 1),
              change: signed(number(agents - planned, 1)),
            }),
            options.width,
          ),
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
              clock(i * plan.interval),
              volume(morning!.volume[i]),
              volume(group.volume[i]),
              number(morning!.agents[i]),
              number(group.agents[i]),
              signed(number(group.agents[i] - morning!.agents[i])),
              percent(group.serviceLevel[i]),
            ]),
            options,
          ),
        ]),
  ]
}

/** Agents moved over the rest of the day, added and released alike. */
function moved({ agents, morning }: GroupPlan, known: number, perDay: number): number {
  let sum = 0
  for (let i = known; i < perDay; i++) sum += Math.abs(agents[i] - morning!.agents[i]) || 0
  return sum
}

/** `+3`, `-2`, `0`. */
function signed(text: string): string {
  return /^[-–∞]/.test(text) || /^0(\.0+)?%?$/.test(text) ? text : `+${text}`
}
