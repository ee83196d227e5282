import type { GroupPlan } from '../../plan/index.ts'
import { figures } from '../format.ts'
import type { Words } from '../plan-words.ts'

/** What serving several queues as one pool saves; nothing where the group has one queue. */
export function describePool({ queues, total, separateAgentHours }: GroupPlan, words: Words): string | undefined {
  if (separateAgentHours === undefined) return undefined
  return figures.fill(words.pooled, {
    queues: queues.length,
    hours: figures.number(total.agentHours),
    separate: figures.number(separateAgentHours),
  })
}

/** What the tiers of a group save beside one line for all its queues. */
export function describeOneLine({ total, oneLineAgentHours = 0 }: GroupPlan, words: Words): string {
  return figures.fill(words.oneLine, {
    hours: figures.number(oneLineAgentHours),
    own: figures.number(total.agentHours),
  })
}

/** What a target over a day, a week or a month saves beside the same target in every interval. */
export function describePeriod({ total, intervalAgentHours }: GroupPlan, words: Words): string | undefined {
  if (intervalAgentHours === undefined) return undefined
  return figures.fill(words.periodHours, {
    hours: figures.number(total.agentHours),
    interval: figures.number(intervalAgentHours),
  })
}

/** How much of the plan is rostered already. */
export function describeRostered({ total, rostered }: GroupPlan, words: Words): string | undefined {
  if (rostered === undefined) return undefined
  return figures.fill(words.rosteredHours, {
    hours: figures.number(total.agentHours, 1),
    rostered: figures.number(rostered.agentHours, 1),
    added: figures.number(rostered.addedAgentHours, 1),
  })
}
