import { checkRequirement, isEven, type StaffRequirement } from '../domain/index.ts'
import type { Plan } from './plan.ts'

/**
 * What a plan asks for, in the shape that schedules and capacity plans take: agents on duty and scheduled, by group and interval. Shares memory with the plan.
 *
 * @example
 * ```ts
 * import { requiredHours } from 'krarup/domain'
 * import { makePlan, requirementOf } from 'krarup/plan'
 * const state = new Uint8Array(8 * 7 * 24)
 * const queue = { queue: 'sales', start: 0, interval: 3600, state, measures: { offered: new Float64Array(state.length).fill(100) } }
 * const plan = await makePlan({ interval: 3600, queues: [queue] }, { days: 7, settings: { aht: 240, patience: 120 } })
 * const requirement = requirementOf(plan)
 * requirement.groups[0].name //=> 'sales'
 * requiredHours(requirement).onDuty === plan.groups[0].total.agentHours //=> true
 * ```
 */
export function requirementOf(plan: Plan): StaffRequirement {
  const { start, interval, timezone, groups } = plan
  return checkRequirement({
    start,
    interval,
    ...(timezone === undefined ? {} : { timezone }),
    ...(isEven(plan) ? {} : { horizon: plan }),
    groups: groups.map(({ name, queues, agents, scheduled }) => ({ name, queues, agents, scheduled })),
  })
}
