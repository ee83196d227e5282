import { checkNumber } from '../domain/index.ts'
import type { GroupPlan, Plan, Service } from './plan.ts'
import { tierCurves } from './plan-tiers.ts'
import { type ServiceCurve, serviceCurve } from './service-curve.ts'

/**
 * The service of a group with so many agents more (or, below 0, fewer) than planned in every interval, each interval by itself: a column an interval, NaN where closed or where that would be fewer than no agents.
 * `undefined` where the plan's service is the transient solution and `more` is not 0: there the service of an interval depends on the agents of those before.
 *
 * @example
 * ```ts
 * import { makePlan, serviceByAgents } from 'krarup/plan'
 * const state = new Uint8Array(8 * 7 * 24)
 * const queue = { queue: 'sales', start: 0, interval: 3600, state, measures: { offered: new Float64Array(state.length).fill(100) } }
 * const plan = await makePlan({ interval: 3600, queues: [queue] }, { days: 7, settings: { aht: 240, patience: 120 } })
 * const [group] = plan.groups
 * serviceByAgents(plan, group, 0).serviceLevel[0] === group.serviceLevel[0] //=> true
 * serviceByAgents(plan, group, -1).serviceLevel[0] < 0.9 //=> true
 * ```
 */
export function serviceByAgents({ interval }: Plan, group: GroupPlan, more: number): ServiceCurve | undefined {
  checkNumber('more', more, { whole: true })
  if (more === 0) return group
  if (group.solution === 'transient' || group.model === 'deferred') return undefined
  const known = Uint8Array.from(group.open, (open, i) => (open && group.agents[i] + more >= 0 ? 1 : 0))
  const { model, patience, volume, aht, targets, tiers } = group
  const load = { volume, aht, open: known }
  const agents = group.agents.map((n) => n + more)
  return tiers
    ? tierCurves(tiers, load, agents, { model, patience }, interval).curve
    : serviceCurve(load, agents, { model, patience }, targets[0], interval, 'steady state')
}

/** The figures of a service, in the order in which reports show them. */
export const SERVICE_FIGURES = [
  'serviceLevel',
  'connectRate',
  'asa',
  'occupancy',
  'abandonment',
] as const satisfies readonly (keyof Service)[]
