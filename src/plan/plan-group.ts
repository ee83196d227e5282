import { KrarupError, type QueueHistory, type Target } from '../domain/index.ts'
import { agentHours, morningOf, sumPaths, total } from './group-parts.ts'
import { type LoadCurve, loadCurve } from './load-curve.ts'
import { type ModelDoubt, modelDoubt } from './model-remarks.ts'
import { estimatePatience } from './patience.ts'
import { type DrawnStaffing, drawnStaffing, periodRanges } from './period-ranges.ts'
import type { GroupPlan } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'
import { sharesOf, staffTiers, type Tier, tierService, tiersOf, tiersWith } from './plan-tiers.ts'
import { planWork } from './plan-work.ts'
import { poolHistories } from './pool-histories.ts'
import { type Curve, rollUp, rollUpDays, rollUpMonths, rollUpWeeks, workingDays } from './roll-up.ts'
import { rosteredPart, withRostered } from './roster.ts'
import { scheduledAgents } from './scheduled-agents.ts'
import { serviceCurve } from './service-curve.ts'
import type { ServiceModel } from './service-model.ts'
import { type StaffingOptions, staffLoad } from './staff-load.ts'
import { groupDeadline } from './staff-work.ts'
import type { SureOptions, SurePlan } from './sure/sure-plan.ts'
import { sureStaffing } from './sure/sure-staffing.ts'
import { surplusesOf } from './sure/surplus.ts'
import { targetMet } from './target-met.ts'
import { verdict } from './verdict.ts'

export interface GroupOptions extends Omit<StaffingOptions, 'leastAgents'> {
  fteHours: number
  /** Seconds within which the history counts `answeredWithin`, where it says so. */
  threshold: number | undefined
  /** Of the days that are simulated. */
  seed: number
  sure?: SureOptions
  /** Agents of the group who are rostered, by interval. */
  rostered: Float64Array | undefined
  /** Whether the model is held against the past. */
  verdict: boolean
}

/**
 * Sizes one group of agents for the queues it serves. Several queues are one pool: their contacts are added, every queue's target holds for the pool,
 * shrinkage and least agents are the largest of theirs, and patience is estimated from their waits together. Where they have priorities, each tier meets its own targets.
 * Work that can wait is sized to its deadline.
 */
export function planGroup(
  group: string,
  members: readonly PlannedQueue[],
  options: GroupOptions,
): { plan: GroupPlan; drawn: DrawnStaffing; doubts: ModelDoubt[] } {
  const deadline = groupDeadline(group, members)
  if (deadline && options.sure) throw notSure(group, 'serves work that can wait', 'leave the deadline out, or --sure')
  if (deadline) return { ...planWork(group, members, { ...options, deadline }), doubts: [] }
  const { horizon, fteHours, threshold, seed, rostered } = options
  const { interval } = horizon
  const settings = members.map((member) => member.settings)
  const history = poolHistories(
    group,
    members.map((member) => member.history),
  )
  const { model, patienceSource } = groupModel(members, history)
  const shrinkage = Math.max(...settings.map((each) => each.shrinkage))
  const leastAgents = Math.max(...settings.map((each) => each.leastAgents))
  const load = loadCurve(members)
  const staffing = { ...options, leastAgents }
  const tiers = tiersOf(members, distinctTargets)
  const { targets, agents: needed } = tiers
    ? { targets: targetsOf(tiers), agents: staffTiers(tiers, load, model, staffing) }
    : staffTargets(load, model, distinctTargets(members), staffing)
  const byMean = withRostered(needed, rostered, load.open)
  const morning = morningOf(members, (curve, then) =>
    withRostered(
      tiers
        ? staffTiers(tiersWith(tiers, then), curve, model, staffing)
        : staffTargets(curve, model, targets, staffing).agents,
      rostered,
      curve.open,
    ),
  )
  // What has passed cannot be staffed again.
  if (morning)
    for (const agents of new Set([byMean, needed]))
      agents.set(morning.agents.subarray(0, Math.max(...members.map(({ known }) => known))))
  const surely =
    options.sure && sureGroup(group, members, load, model, targets, byMean, { ...staffing, sure: options.sure })
  const agents = surely?.agents ?? byMean
  const solution = options.dayMethod === undefined ? 'steady state' : 'transient'
  const tiered = tiers && tierService(tiers, load, agents, model, horizon)
  const service = tiered?.curve ?? serviceCurve(load, agents, model, targets[0], interval, solution)
  const curve: Curve = { ...load, agents, ...service, shrinkage }
  const paths = sumPaths(members)
  const check = options.verdict ? verdict(history, model, targets[0], threshold) : undefined
  const likelihood = targetMet({
    ...load,
    agents,
    model,
    targets,
    horizon,
    paths,
    tiers: tiers && sharesOf(tiers, load),
    seed,
  })
  // What a course would have asked for, had it been known, needs no certainty, and no roster.
  const drawn = drawnStaffing({ ...curve, agents: needed, leastAgents, horizon, paths })
  const grid = { horizon, fteHours, targetMet: likelihood, ranges: periodRanges([drawn]) }
  const plan: GroupPlan = {
    name: group,
    queues: members.map((member) => member.history.queue),
    targets,
    shrinkage,
    model: model.model,
    patience: model.patience,
    patienceSource,
    ...load,
    agents,
    scheduled: agents.map((n) => scheduledAgents(n, shrinkage)),
    solution,
    ...(morning ? { morning } : {}),
    ...service,
    days: rollUpDays(curve, grid),
    weeks: rollUpWeeks(curve, grid),
    months: rollUpMonths(curve, grid),
    total: rollUp(curve, grid, 0, horizon.dayCount, workingDays(horizon.dayCount)),
    ...(tiered
      ? {
          tiers: tiered.tiers,
          oneLineAgentHours: agentHours(
            withRostered(staffTargets(load, model, targets, staffing).agents, rostered, load.open),
            interval,
          ),
        }
      : {}),
    ...(members.length > 1 ? { separateAgentHours: separateAgentHours(members, options) } : {}),
    ...(options.targetOver === 'interval'
      ? {}
      : {
          intervalAgentHours: agentHours(
            withRostered(
              staffTargets(load, model, targets, { ...staffing, targetOver: 'interval' }).agents,
              rostered,
              load.open,
            ),
            interval,
          ),
        }),
    ...(check ? { verdict: check } : {}),
    ...(rostered ? { rostered: rosteredPart(rostered, { ...load, agents }, interval) } : {}),
    ...(surely ? { sure: surely.sure } : {}),
  }
  return { plan, drawn, doubts: modelDoubt(plan, members, history) }
}

/** The plan of a group with its verdict. Of work that can wait there is none. */
export function judgeGroup(
  plan: GroupPlan,
  members: readonly QueueHistory[],
  threshold: number | undefined,
): GroupPlan {
  const { name, model, patience, targets } = plan
  if (model === 'deferred') return plan
  const check = verdict(poolHistories(name, members), { model, patience }, targets[0], threshold)
  return check ? { ...plan, verdict: check } : plan
}

function notSure(group: string, why: string, how: string): KrarupError {
  return new KrarupError({
    code: 'UNSUPPORTED',
    what: `${group} ${why}: how sure a day is, is simulated for one line of contacts that wait for an agent`,
    where: { name: 'sure' },
    how,
  })
}

/** The staffing that is sure, beside the one that is sized to the mean. */
function sureGroup(
  group: string,
  members: readonly PlannedQueue[],
  load: LoadCurve,
  model: ServiceModel,
  targets: readonly Target[],
  agents: Float64Array,
  options: GroupOptions & { leastAgents: number; sure: SureOptions },
): { agents: Float64Array; sure: SurePlan } {
  const { sure, horizon, targetOver, floor, leastAgents, seed, rostered } = options
  if (new Set(members.map(({ settings: { priority = 0 } }) => priority)).size > 1) {
    throw notSure(group, 'has tiers (queues with different priorities)', 'leave the priorities out, or --sure')
  }
  // An occupancy is kept in every interval at the expected load: alone, it leaves nothing for which a day could be lucky.
  if (targets.every((target) => surplusesOf(target).length === 0)) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${group}: an occupancy is kept in every interval at the expected load, and this target has nothing else that could hold on a share of days`,
      where: { name: 'sure' },
      how: 'add a service level, a connect rate, an ASA or an abandonment to the target, or leave out --sure',
    })
  }
  return sureStaffing({
    ...sure,
    group,
    horizon,
    load,
    model,
    targets,
    over: targetOver === 'interval' ? 'day' : targetOver,
    floor,
    leastAgents,
    rostered,
    agents,
    known: Math.max(...members.map(({ known }) => known)),
    courses: sumPaths(members.map((member) => ({ ...member, paths: member.fresh }))),
    seed,
  })
}

/** Agents that meet every target, and the targets with the one that asks for most first: its service level is the one shown. */
function staffTargets(
  load: LoadCurve,
  model: ServiceModel,
  targets: readonly Target[],
  options: StaffingOptions,
): { targets: Target[]; agents: Float64Array } {
  const asked = targets
    .map((target) => ({ target, agents: staffLoad(load, model, target, options) }))
    .sort((a, b) => total(b.agents) - total(a.agents))
  return {
    targets: asked.map(({ target }) => target),
    agents: asked[0].agents.map((_, i) => Math.max(...asked.map(({ agents }) => agents[i]))),
  }
}

/** The distinct targets of all tiers, first those of the tier that has most contacts. */
function targetsOf(tiers: readonly Tier[]): Target[] {
  const contacts = ({ members }: Tier) => total(loadCurve(members).volume.map((volume) => volume || 0))
  return distinctTargets([...tiers].sort((a, b) => contacts(b) - contacts(a)).flatMap(({ members }) => members))
}

function distinctTargets(members: readonly PlannedQueue[]): Target[] {
  return [...new Map(members.map(({ settings: { target } }) => [JSON.stringify(target), target])).values()]
}

/** What the same queues would need with a group each. */
function separateAgentHours(members: readonly PlannedQueue[], options: GroupOptions): number {
  return members
    .map((member) => {
      const { target, leastAgents } = member.settings
      const { model } = groupModel([member], member.history)
      return agentHours(
        staffLoad(loadCurve([member]), model, target, { ...options, leastAgents }),
        options.horizon.interval,
      )
    })
    .reduce((sum, hours) => sum + hours, 0)
}

function groupModel(
  members: readonly PlannedQueue[],
  history: QueueHistory,
): { model: ServiceModel; patienceSource: GroupPlan['patienceSource'] } {
  const given = members.map(({ settings }) => settings.patience).find((patience) => patience !== 'estimate')
  const patience = given === 'infinite' ? Infinity : (given ?? estimatePatience(history) ?? Infinity)
  const wanted = members.map(({ settings }) => settings.model).find((model) => model !== 'auto')
  if (wanted === 'erlangA' && patience === Infinity) {
    throw new KrarupError({
      code: 'MISSING',
      what: `Erlang A needs a patience, and the history of ${history.queue} does not tell it (no waits, or nobody hung up)`,
      where: { name: 'patience' },
      how: 'give one, for example --patience 2m',
    })
  }
  return wanted === 'erlangC' || patience === Infinity
    ? { model: { model: 'erlangC', patience: Infinity }, patienceSource: 'none' }
    : { model: { model: 'erlangA', patience }, patienceSource: given === undefined ? 'history' : 'given' }
}
