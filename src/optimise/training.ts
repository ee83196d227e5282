import type { Scenario } from '../sim/index.ts'
import { type Candidate, type Problem, polished, simulated } from './search.ts'

/** A skill that a group does not have, and what it would do. */
export interface Training {
  group: string
  queue: string
  /** By target, in the order of `judged`: service gained with the agents of the answer, in shares. */
  gains: number[]
  /** Sum of the gains. */
  gain: number
  /** What could be saved with the skill, in what is minimised, on the days of the search. Null for skills that gain less: it is looked for of those that gain most. */
  saves: number | null
}

/** Skills of which it is looked for what they save. */
const MOST_LOOKED_INTO = 3

/**
 * The skills that gain most with the agents of an answer: each group in turn serves a queue that it does not serve, last in the order of that queue's groups.
 *
 * @param problemWith the same problem for another scenario
 */
export async function trainingsOf(
  scenario: Scenario,
  problem: Problem,
  best: Candidate,
  problemWith: (scenario: Scenario) => Problem,
): Promise<Training[]> {
  const { groupNames, fixed, blocks } = problem.space
  const found: (Training & { problem: Problem })[] = []
  for (const [queue, { groups }] of Object.entries(scenario.queues))
    for (const [g, group] of groupNames.entries()) {
      const serves = groups.some((each) => (typeof each === 'string' ? each : each.group) === group)
      const hasAgents = best.staffing.subarray(g * blocks, (g + 1) * blocks).some((agents) => agents > 0)
      if (serves || !hasAgents) continue
      const other = problemWith(withSkill(scenario, queue, group))
      const { standing } = await simulated(other, best.staffing)
      const gains = Array.from(standing, (value, c) => value - best.standing[c])
      found.push({ group, queue, gains, gain: gains.reduce((sum, gain) => sum + gain, 0), saves: null, problem: other })
    }
  found.sort((a, b) => b.gain - a.gain)
  const free = groupNames.some((_, g) => !fixed[g])
  for (const training of found.slice(0, free ? MOST_LOOKED_INTO : 0)) {
    const start = await simulated(training.problem, best.staffing)
    let looks = 0
    const { cost } = await polished(training.problem, start, async () => looks++ < 1)
    training.saves = best.cost - cost
  }
  return found.map(({ problem: _, ...training }) => training)
}

function withSkill(scenario: Scenario, queue: string, group: string): Scenario {
  const { groups, ...rest } = scenario.queues[queue]
  return { ...scenario, queues: { ...scenario.queues, [queue]: { ...rest, groups: [...groups, group] } } }
}
