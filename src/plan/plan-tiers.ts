import { type Horizon, KrarupError, type Target } from '../domain/index.ts'
import { type LoadCurve, loadCurve } from './load-curve.ts'
import type { TierPlan, TierTotals } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'
import type { ServiceCurve } from './service-curve.ts'
import { type ServiceModel, serviceLevel, steadyState, tierAgents, tierStates } from './service-model.ts'
import type { StaffingOptions } from './staff-load.ts'

/** Queues of a group that have one priority. */
export interface Tier {
  priority: number
  members: readonly PlannedQueue[]
  targets: Target[]
}

/** The tiers of a group, the highest first; `undefined` where all its queues have one priority. */
export function tiersOf(
  members: readonly PlannedQueue[],
  distinct: (of: readonly PlannedQueue[]) => Target[],
): Tier[] | undefined {
  const priorities = [...new Set(members.map(priorityOf))].sort((a, b) => b - a)
  if (priorities.length === 1) return undefined
  return priorities.map((priority) => {
    const own = members.filter((member) => priorityOf(member) === priority)
    return { priority, members: own, targets: distinct(own) }
  })
}

function priorityOf({ settings }: PlannedQueue): number {
  return settings.priority ?? 0
}

/** The same tiers with the forecasts of other members: those of the morning. */
export function tiersWith(tiers: readonly Tier[], members: readonly PlannedQueue[]): Tier[] {
  const named = new Map(members.map((member) => [member.history.queue, member]))
  return tiers.map((tier) => ({ ...tier, members: tier.members.map(({ history }) => named.get(history.queue)!) }))
}

/** The share of each tier in the pool's contacts, by interval; of a quiet interval all tiers have the same. */
function tierShares(tiers: readonly Tier[], pool: LoadCurve): Float64Array[] {
  return sharesOfVolumes(
    tiers.map(({ members }) => loadCurve(members).volume),
    pool,
  )
}

function sharesOfVolumes(volumes: readonly Float64Array[], pool: LoadCurve): Float64Array[] {
  return volumes.map((volume) => pool.volume.map((all, i) => (all > 0 ? (volume[i] || 0) / all : 1 / volumes.length)))
}

/** The targets of each tier with its share. */
export function sharesOf(tiers: readonly Tier[], pool: LoadCurve): { targets: Target[]; share: Float64Array }[] {
  const shares = tierShares(tiers, pool)
  return tiers.map(({ targets }, k) => ({ targets, share: shares[k] }))
}

/** Agents on duty in each interval, so that each tier meets its own targets; 0 where closed. */
export function staffTiers(
  tiers: readonly Tier[],
  pool: LoadCurve,
  model: ServiceModel,
  { horizon: { interval }, leastAgents, targetOver, dayMethod }: StaffingOptions,
): Float64Array {
  if (targetOver !== 'interval' || dayMethod !== undefined)
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'a group with priorities is sized interval by interval, each in its steady state',
      where: { name: 'priority' },
      how: 'leave out --target-over and --day, or the priorities',
    })
  const shares = tierShares(tiers, pool)
  const targets = tiers.map((tier) => tier.targets)
  return pool.volume.map((volume, i) =>
    pool.open[i]
      ? tierAgents(
          model,
          shares.map((share) => (volume * share[i]) / interval),
          pool.aht[i],
          targets,
          leastAgents,
        )
      : 0,
  )
}

/** What a staffing curve does for each tier, and for the pool: there a contact is served in time if it is by its own tier's target. */
export function tierService(
  tiers: readonly Tier[],
  pool: LoadCurve,
  agents: Float64Array,
  model: ServiceModel,
  { interval, dayCount, dayFrom }: Horizon,
): { curve: ServiceCurve; tiers: TierPlan[] } {
  const planned = tiers.map(({ priority, members, targets }) => ({
    priority,
    queues: members.map(({ history }) => history.queue),
    targets,
    volume: loadCurve(members).volume,
  }))
  const { curve, tiers: plans } = tierCurves(planned, pool, agents, model, interval)
  return {
    curve,
    tiers: plans.map((plan) => ({
      ...plan,
      days: Array.from({ length: dayCount }, (_, day) => totals(plan, dayFrom[day], dayFrom[day + 1])),
      total: totals(plan, 0, agents.length),
    })),
  }
}

type PlannedTier = Pick<TierPlan, 'priority' | 'queues' | 'targets' | 'volume'>

/** The same by interval, of tiers whose contacts are known. */
export function tierCurves(
  tiers: readonly PlannedTier[],
  pool: LoadCurve,
  agents: Float64Array,
  model: ServiceModel,
  interval: number,
): { curve: ServiceCurve; tiers: Omit<TierPlan, 'days' | 'total'>[] } {
  const none = () => new Float64Array(agents.length).fill(Number.NaN)
  const curve = { serviceLevel: none(), connectRate: none(), asa: none(), occupancy: none(), abandonment: none() }
  const shares = sharesOfVolumes(
    tiers.map(({ volume }) => volume),
    pool,
  )
  const plans = tiers.map(({ priority, queues, targets, volume }) => ({
    priority,
    queues,
    targets,
    volume,
    serviceLevel: none(),
    connectRate: none(),
    asa: none(),
    abandonment: none(),
  }))
  for (let i = 0; i < agents.length; i++) {
    if (!pool.open[i]) continue
    const rate = pool.volume[i] / interval
    const states = tierStates(
      model,
      shares.map((share) => rate * share[i]),
      pool.aht[i],
      agents[i],
    )
    const all = steadyState(model, rate, pool.aht[i], agents[i])
    curve.serviceLevel[i] = 0
    curve.asa[i] = 0
    for (const [k, state] of states.entries()) {
      const plan = plans[k]
      const level = serviceLevel(state, plan.targets[0])
      curve.serviceLevel[i] += shares[k][i] * level
      const answered = shares[k][i] * state.connectRate
      if (answered > 0) curve.asa[i] += (answered * state.asa) / all.connectRate
      if (Number.isNaN(plan.volume[i])) continue
      plan.serviceLevel[i] = level
      plan.connectRate[i] = state.connectRate
      plan.asa[i] = state.asa
      plan.abandonment[i] = state.abandonment
    }
    curve.connectRate[i] = all.connectRate
    curve.occupancy[i] = all.occupancy
    curve.abandonment[i] = all.abandonment
  }
  return { curve, tiers: plans }
}

/** A tier over the intervals from (inclusive) to (exclusive). */
function totals(tier: Omit<TierPlan, 'days' | 'total'>, from: number, to: number): TierTotals {
  let [volume, within, answered, waited, abandoned] = [0, 0, 0, 0, 0]
  for (let i = from; i < to; i++) {
    const contacts = tier.volume[i]
    if (!(contacts > 0)) continue
    const answeredHere = contacts * tier.connectRate[i]
    volume += contacts
    within += contacts * tier.serviceLevel[i]
    answered += answeredHere
    if (answeredHere > 0) waited += answeredHere * tier.asa[i]
    abandoned += contacts * tier.abandonment[i]
  }
  return {
    volume,
    serviceLevel: within / volume,
    connectRate: answered / volume,
    asa: waited / answered,
    abandonment: abandoned / volume,
  }
}
