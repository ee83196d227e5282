import type { GroupPlan } from '../../plan/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Words } from '../plan-words.ts'

/** What serving several queues as one pool saves; nothing where the group has one queue. */
export function describePool({ queues, total, separateAgentHours }: GroupPlan, words: Words): string | undefined {
  if (separateAgentHours === undefined) return undefined
  return figures.fill(words.pooled, {
    queues: queues.length,
    hours: figuresIn(words.language).number(total.agentHours),
    separate: figuresIn(words.language).number(separateAgentHours),
  })
}

/** What the tiers of a group save beside one line for all its queues. */
export function describeOneLine({ total, oneLineAgentHours = 0 }: GroupPlan, words: Words): string {
  return figures.fill(words.oneLine, {
    hours: figuresIn(words.language).number(oneLineAgentHours),
    own: figuresIn(words.language).number(total.agentHours),
  })
}

/** What a target over a day, a week or a month saves beside the same target in every interval. */
export function describePeriod({ total, intervalAgentHours }: GroupPlan, words: Words): string | undefined {
  if (intervalAgentHours === undefined) return undefined
  return figures.fill(words.periodHours, {
    hours: figuresIn(words.language).number(total.agentHours),
    interval: figuresIn(words.language).number(intervalAgentHours),
  })
}

/** How much of the plan is rostered already. */
export function describeRostered({ total, rostered }: GroupPlan, words: Words): string | undefined {
  if (rostered === undefined) return undefined
  return figures.fill(words.rosteredHours, {
    hours: figuresIn(words.language).number(total.agentHours, 1),
    rostered: figuresIn(words.language).number(rostered.agentHours, 1),
    added: figuresIn(words.language).number(rostered.addedAgentHours, 1),
  })
}
