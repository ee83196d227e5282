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

/** What a queue is to reach, or a tier of customers in all its queues, or, where both are named, the tier's customers in that queue. */
export interface Goal {
  queue?: string
  tier?: string
  target: Target
}

export const GOAL_KEYS = { queue: 1, tier: 1, target: 1 } as const satisfies Keys<Goal>

/** One condition of a goal at a point. */
export interface GoalPart {
  /** Whose it is: a queue, a tier, or `queue / tier`. */
  of: string
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
 * Reads `hotline=90/10`: the name of a queue, of a tier, or of both (`hotline / vip`), and a target. A name that a queue and a tier share is the queue's.
 *
 * @throws {KrarupError} MISSING, UNREADABLE
 */
export function readGoal(text: string, scenario: Scenario): Goal {
  const all = goalsOf(scenario)
  const names = all.map(nameOf)
  const written = text.split('=')
  // A name may have an equals sign in it, and so may a target.
  for (let count = 1; count < written.length; count++) {
    const found = all[names.indexOf(written.slice(0, count).join('=').trim())]
    if (found) return { ...found, target: parseTarget(written.slice(count).join('=')) }
  }
  if (names.includes(text.trim()))
    throw new KrarupError({
      code: 'MISSING',
      what: 'a goal is a queue or a tier, and a target',
      how: `write ${text.trim()}=90/10`,
      value: text,
    })
  const hasTiers = all.some(({ tier }) => tier !== undefined)
  throw unknownName({
    code: 'MISSING',
    what: hasTiers ? 'no queue and no tier has this name' : 'no queue has this name',
    name: written[0].trim(),
    known: names,
    list: `write ${names[0]}=90/10; ${hasTiers ? 'queues and tiers' : 'the queues'} are`,
  })
}

/** All that a goal can be of; queues first. */
function goalsOf({ queues }: Scenario): Omit<Goal, 'target'>[] {
  const parts = Object.entries(queues).flatMap(([queue, { tiers = {} }]) =>
    Object.keys(tiers).map((tier) => ({ queue, tier })),
  )
  const tiers = [...new Set(parts.map(({ tier }) => tier))]
  return [...Object.keys(queues).map((queue) => ({ queue })), ...tiers.map((tier) => ({ tier })), ...parts]
}

/** As the simulator's estimates call it. */
function nameOf({ queue, tier }: Omit<Goal, 'target'>): string {
  return [queue, tier].filter((name) => name !== undefined).join(' / ')
}

function kindOf({ queue, tier }: Goal): string {
  return tier === undefined ? 'queues' : queue === undefined ? 'tiers' : 'parts'
}

/** The goals that a scenario sets itself: the targets of its queues. */
export function ownGoals({ queues }: Scenario, names: readonly string[]): Goal[] {
  return names.map((queue) => ({ queue, target: queues[queue].target ?? DEFAULT_TARGET }))
}

/** A goal as it is written. */
export function formatGoal(goal: Goal): string {
  return `${nameOf(goal)} ${formatTarget(goal.target)}`
}

/**
 * The scenario with the goals as targets, so that its service levels count what the goals ask for.
 *
 * @throws {KrarupError} CONFLICT where goals of one tier count its service by different times
 */
export function withGoals(scenario: Scenario, goals: readonly Goal[]): Scenario {
  checkTiersAgree(goals)
  const { queues, tiers } = scenario
  const ofQueues = goals.flatMap(({ queue, tier, target }) =>
    tier === undefined && queue !== undefined ? [[queue, { ...queues[queue], target }]] : [],
  )
  const ofTiers = goals.flatMap(({ tier, target }) =>
    tier === undefined ? [] : [[tier, { ...tiers?.[tier], target }]],
  )
  return {
    ...scenario,
    queues: { ...queues, ...Object.fromEntries(ofQueues) },
    ...(ofTiers.length > 0 ? { tiers: { ...tiers, ...Object.fromEntries(ofTiers) } } : {}),
  }
}

/** A tier has one target for all its queues. */
function checkTiersAgree(goals: readonly Goal[]): void {
  for (const one of goals) {
    const other = goals.find(
      ({ tier, target }) =>
        tier !== undefined && tier === one.tier && target.serviceLevel?.within !== one.target.serviceLevel?.within,
    )
    if (other)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${nameOf(one)} and ${nameOf(other)} are of one tier, whose service is counted by one time`,
        how: 'give both the same seconds',
      })
  }
}

const AT_MOST = ['asa', 'meanWait', 'abandonment'] as const

/** What the goals ask of a point, and what it gives. `model` is that of the point's scenario. */
export function goalParts({ entities }: PointFigures, goals: readonly Goal[], model: ServingGroups): GoalPart[] {
  return goals.flatMap((goal) => {
    const { target } = goal
    const of = nameOf(goal)
    const figures = entities.find(({ kind, name }) => kind === kindOf(goal) && name === of)?.figures ?? {}
    const part = (
      figure: string,
      wanted: number | undefined,
      atLeast: boolean,
      found = figures[figure],
    ): GoalPart[] => {
      if (wanted === undefined) return []
      const { value = null, halfWidth = null } = found ?? {}
      return [{ of, figure, wanted, atLeast, value, halfWidth }]
    }
    return [
      ...part('serviceLevel', target.serviceLevel?.share, true),
      ...part('connectRate', target.connectRate, true),
      ...AT_MOST.flatMap((figure) => part(figure, target[figure], false)),
      ...part('occupancy', target.occupancy, false, occupancyOf(entities, groupsOf(goal, model))),
    ]
  })
}

/** What says which groups serve whom, overflow from queue to queue included. */
type ServingGroups = Pick<
  CompiledModel,
  'parentNames' | 'parentOf' | 'tierNames' | 'tierOf' | 'groupNames' | 'routeQueue' | 'routeGroup'
>

function groupsOf({ queue, tier }: Goal, model: ServingGroups): Set<string> {
  const { parentNames, parentOf, tierNames, tierOf, groupNames, routeQueue, routeGroup } = model
  const isOf = (q: number) =>
    (queue === undefined || parentNames[parentOf[q]] === queue) && (tier === undefined || tierNames[tierOf[q]] === tier)
  return new Set([...routeGroup].flatMap((g, r) => (isOf(routeQueue[r]) ? [groupNames[g]] : [])))
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
