import {
  DEFAULT_TARGET,
  formatTarget,
  type Keys,
  KrarupError,
  parseTarget,
  type Target,
  unknownName,
} from '../domain/index.ts'
import type { CompiledModel, Scenario } from '../sim/index.ts'
import type { Figure, PointFigures } from './figures.ts'

/** What a queue is to reach. */
export interface Goal {
  queue: string
  target: Target
}

export const GOAL_KEYS = { queue: 1, target: 1 } as const satisfies Keys<Goal>

/** One condition of a goal at a point. */
export interface GoalPart {
  queue: string
  figure: string
  /** At least so much where `atLeast`, else at most. */
  wanted: number
  atLeast: boolean
  value: number | null
  halfWidth: number | null
}

/** Whether a point meets its goals: surely, surely not, or it cannot be told because an interval holds what is wanted. */
export type GoalVerdict = 'met' | 'missed' | 'undecided'

/**
 * Reads `hotline=90/10`: the name of a queue and a target.
 *
 * @throws {KrarupError} MISSING, UNREADABLE
 */
export function readGoal(text: string, { queues }: Scenario): Goal {
  const names = Object.keys(queues)
  const written = text.split('=')
  // A name may have an equals sign in it, and so may a target.
  for (let count = 1; count < written.length; count++) {
    const queue = written.slice(0, count).join('=').trim()
    if (!names.includes(queue)) continue
    const target = parseTarget(written.slice(count).join('='))
    return { queue, target }
  }
  if (names.includes(text.trim()))
    throw new KrarupError({
      code: 'MISSING',
      what: 'a goal is a queue and a target',
      how: `write ${text.trim()}=90/10`,
      value: text,
    })
  throw unknownName({
    code: 'MISSING',
    what: 'no queue has this name',
    name: written[0].trim(),
    known: names,
    list: `write ${names[0]}=90/10; the queues are`,
  })
}

/** The goals that a scenario sets itself: the targets of its queues. */
export function ownGoals({ queues }: Scenario, names: readonly string[]): Goal[] {
  return names.map((queue) => ({ queue, target: queues[queue].target ?? DEFAULT_TARGET }))
}

/** A goal as it is written. */
export function formatGoal({ queue, target }: Goal): string {
  return `${queue} ${formatTarget(target)}`
}

/** The scenario with the goals as targets, so that its service levels count what the goals ask for. */
export function withGoals(scenario: Scenario, goals: readonly Goal[]): Scenario {
  const changed = goals.map(({ queue, target }) => [queue, { ...scenario.queues[queue], target }])
  return { ...scenario, queues: { ...scenario.queues, ...Object.fromEntries(changed) } }
}

const AT_MOST = ['asa', 'meanWait', 'abandonment'] as const

/** What the goals ask of a point, and what it gives. `model` is that of the point's scenario. */
export function goalParts({ entities }: PointFigures, goals: readonly Goal[], model: ServingGroups): GoalPart[] {
  return goals.flatMap(({ queue, target }) => {
    const figures = entities.find(({ kind, name }) => kind === 'queues' && name === queue)?.figures ?? {}
    const part = (
      figure: string,
      wanted: number | undefined,
      atLeast: boolean,
      found = figures[figure],
    ): GoalPart[] => {
      if (wanted === undefined) return []
      const { value = null, halfWidth = null } = found ?? {}
      return [{ queue, figure, wanted, atLeast, value, halfWidth }]
    }
    return [
      ...part('serviceLevel', target.serviceLevel?.share, true),
      ...part('connectRate', target.connectRate, true),
      ...AT_MOST.flatMap((figure) => part(figure, target[figure], false)),
      ...part('occupancy', target.occupancy, false, occupancyOf(entities, groupsOf(queue, model))),
    ]
  })
}

/** What says which groups serve a queue, overflow from queue to queue included. */
type ServingGroups = Pick<CompiledModel, 'parentNames' | 'parentOf' | 'groupNames' | 'routeQueue' | 'routeGroup'>

function groupsOf(
  queue: string,
  { parentNames, parentOf, groupNames, routeQueue, routeGroup }: ServingGroups,
): Set<string> {
  const parent = parentNames.indexOf(queue)
  const own = [...routeGroup].filter((_, r) => parentOf[routeQueue[r]] === parent)
  return new Set(own.map((g) => groupNames[g]))
}

/**
 * Of several groups together. They are busy and quiet together or not, which their figures do not say: the half-width is their mean, weighted by their agents, which it is where they are, and less
 * where they are not.
 */
function occupancyOf(entities: PointFigures['entities'], names: Set<string>): Pick<Figure, 'value' | 'halfWidth'> {
  const groups = entities.flatMap(({ kind, name, figures: { agents, busyAgents, occupancy } }) =>
    kind === 'groups' && names.has(name) && agents.value
      ? [
          {
            agents: agents.value,
            busy: busyAgents.value ?? 0,
            halfWidth: occupancy.halfWidth ?? Number.POSITIVE_INFINITY,
          },
        ]
      : [],
  )
  const agents = groups.reduce((total, group) => total + group.agents, 0)
  if (agents === 0) return { value: null, halfWidth: null }
  const halfWidth = groups.reduce((total, group) => total + group.agents * group.halfWidth, 0) / agents
  return {
    value: groups.reduce((total, { busy }) => total + busy, 0) / agents,
    halfWidth: Number.isFinite(halfWidth) ? halfWidth : null,
  }
}

/** All parts must hold; one that surely does not is enough for a no. */
export function judgeGoals(parts: readonly GoalPart[]): GoalVerdict {
  const verdicts = parts.map(({ wanted, atLeast, value, halfWidth }): GoalVerdict => {
    // A ratio of nothing: nobody called, nobody was kept waiting.
    if (value === null) return 'met'
    const room = atLeast ? value - wanted : wanted - value
    if (room >= (halfWidth ?? Number.POSITIVE_INFINITY)) return 'met'
    return room < -(halfWidth ?? Number.POSITIVE_INFINITY) ? 'missed' : 'undecided'
  })
  if (verdicts.includes('missed')) return 'missed'
  return verdicts.includes('undecided') ? 'undecided' : 'met'
}
