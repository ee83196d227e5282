import type { DayNumber } from '../domain/index.ts'
import type { Accounts, GroupWeek } from './accounts.ts'
import type { Prepared } from './prepare.ts'

/** Weeks in a row in which a group has too few agents, why, and what would do. */
export interface Shortage {
  group: string
  /** Mondays of the first and the last week. */
  from: DayNumber
  to: DayNumber
  weeks: number
  /** Full-time agents lacking in the worst week. */
  most: number
  /** Agents lacking, in weeks of a full-time agent. */
  agentWeeks: number
  /**
   * `too soon`: a class that is decided now takes contacts only afterwards. `no classes`: nobody can be hired. `full`: every class that would help is full, or has no room.
   * `cheaper`: a class would help, and costs more than the lacking hours do.
   */
  why: 'too soon' | 'no classes' | 'full' | 'cheaper'
  /** With a class: by when it would have had to be decided to help in the first of these weeks. */
  decideBy: DayNumber
  /** Hours a week of overtime of each trained agent that would do, in the worst week, those of the plan among them; Infinity where nobody is trained. */
  overtimeHours: number
}

/** Less is told by nobody. */
const TOLD = 0.05

/** Where the plan has too few agents. */
export function shortagesOf({ groups, classes }: Accounts, prepared: Prepared): Shortage[] {
  return groups.flatMap(({ name, weeks }, g) => {
    const stretches: [from: number, to: number][] = []
    weeks.forEach(({ short }, week) => {
      if (short < TOLD) return
      const last = stretches.at(-1)
      if (last?.[1] === week - 1) last[1] = week
      else stretches.push([week, week])
    })
    return stretches.map(([from, to]) => shortage(name, g, from, to, weeks, classes, prepared))
  })
}

function shortage(
  group: string,
  g: number,
  from: number,
  to: number,
  weeks: readonly GroupWeek[],
  planned: Accounts['classes'],
  { question, careers, groups, present }: Prepared,
): Shortage {
  const { start, hoursAWeek } = question
  const { classes } = groups[g].group
  const own = weeks.slice(from, to + 1)
  const overtimeHours = own.map(({ short, overtime, heads, inTraining }, k) => {
    const trained = heads - inTraining
    return trained > 0 ? ((short + overtime) * present[from + k] * hoursAWeek) / trained : Number.POSITIVE_INFINITY
  })
  return {
    group,
    from: start + 7 * from,
    to: start + 7 * to,
    weeks: own.length,
    most: Math.max(...own.map(({ short }) => short)),
    agentWeeks: own.reduce((sum, { short }) => sum + short, 0),
    why: why(),
    decideBy: start + 7 * (from - careers.trained - classes.lead),
    overtimeHours: Math.max(...overtimeHours),
  }

  function why(): Shortage['why'] {
    if (classes.most === 0) return 'no classes'
    const begins = Array.from({ length: Math.max(0, to - careers.trained + 1) }, (_, week) => week).filter(
      (week) => week >= classes.lead && !classes.closed.includes(week),
    )
    if (begins.length === 0) return 'too soon'
    const held = planned.filter((each) => each.group === group)
    const isOpen = (week: number) => {
      const together = held.filter((each) => Math.abs((each.start - start) / 7 - week) < Math.max(1, careers.trained))
      const places = together.filter((each) => (each.start - start) / 7 === week)
      const room = places.some(({ people }) => people % classes.most !== 0)
      return room || together.length < classes.atOnce
    }
    return begins.some(isOpen) ? 'cheaper' : 'full'
  }
}
