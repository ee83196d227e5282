import { intervalsPerDay, KrarupError, type PlainDateTime, type QueueHistory, type Target } from '../domain/index.ts'
import { requiredAgents, type SteadyState } from '../erlang/index.ts'
import { estimatePatience } from './patience.ts'
import type { GroupPlan } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'
import { poolHistories } from './pool-histories.ts'
import { type Curve, rollUp, rollUpDays, rollUpWeeks, workingDays } from './roll-up.ts'
import { scheduledAgents } from './scheduled-agents.ts'
import { type ServiceModel, serviceLevel } from './service-model.ts'
import { targetMet } from './target-met.ts'
import { verdict } from './verdict.ts'

export interface GroupOptions {
  start: PlainDateTime
  interval: number
  length: number
  fteHours: number
  /** Seconds within which the history counts `answeredWithin`, where it says so. */
  threshold: number | undefined
}

/**
 * Sizes one group of agents for the queues it serves. Several queues are one pool: their contacts are added, every queue's target holds for the pool,
 * shrinkage and least agents are the largest of theirs, and patience is estimated from their waits together.
 */
export function planGroup(group: string, members: readonly PlannedQueue[], options: GroupOptions): GroupPlan {
  const { start, interval, length, fteHours, threshold } = options
  const settings = members.map((member) => member.settings)
  const history = poolHistories(
    group,
    members.map((member) => member.history),
  )
  const { model, patienceSource } = groupModel(members, history)
  const shrinkage = Math.max(...settings.map((each) => each.shrinkage))
  const leastAgents = Math.max(...settings.map((each) => each.leastAgents))
  const distinct = [...new Map(settings.map(({ target }) => [JSON.stringify(target), target])).values()]
  const { curve, targets } = sizeCurve(members, model, distinct, { interval, length, leastAgents, shrinkage })
  const paths = sumPaths(members)
  const met = paths.length > 0 && targetMet({ ...curve, model, targets, interval, paths })
  const check = verdict(history, model, targets[0], threshold)
  const grid = { start, interval, fteHours }
  return {
    group,
    queues: members.map((member) => member.history.queue),
    targets,
    model: model.model,
    patience: model.patience,
    patienceSource,
    ...curve,
    days: rollUpDays(curve, grid, (day) => (met ? met[day] : Number.NaN)),
    weeks: rollUpWeeks(curve, grid),
    total: rollUp(curve, grid, 0, length, workingDays(length / intervalsPerDay(interval))),
    ...(members.length > 1 ? { separateAgentHours: separateAgentHours(members, options) } : {}),
    ...(check ? { verdict: check } : {}),
  }
}

/** What the same queues would need with a group each. */
function separateAgentHours(members: readonly PlannedQueue[], { interval, length }: GroupOptions): number {
  let agentIntervals = 0
  for (const member of members) {
    const { target, leastAgents, shrinkage } = member.settings
    const { model } = groupModel([member], member.history)
    const { curve } = sizeCurve([member], model, [target], { interval, length, leastAgents, shrinkage })
    for (const agents of curve.agents) agentIntervals += agents
  }
  return (agentIntervals * interval) / 3600
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

interface Sizing {
  interval: number
  length: number
  leastAgents: number
  shrinkage: number
}

/** The staffing curve, and the targets with the one that asks for most agents first: its service level is the one shown. */
function sizeCurve(
  members: readonly PlannedQueue[],
  model: ServiceModel,
  distinct: readonly Target[],
  { interval, length, leastAgents, shrinkage }: Sizing,
): { curve: Curve & Pick<GroupPlan, 'open' | 'scheduled'>; targets: Target[] } {
  const figures = () => new Float64Array(length).fill(Number.NaN)
  const curve = {
    volume: figures(),
    aht: figures(),
    open: new Uint8Array(length),
    agents: new Float64Array(length),
    scheduled: new Float64Array(length),
    serviceLevel: figures(),
    connectRate: figures(),
    asa: figures(),
    occupancy: figures(),
    abandonment: figures(),
    shrinkage,
  }
  const patience = model.model === 'erlangA' ? { patience: model.patience } : {}
  const states: (SteadyState | undefined)[] = new Array(length).fill(undefined)
  const asked = distinct.map((target) => ({ target, agents: 0 }))
  for (let i = 0; i < length; i++) {
    let volume = 0
    let handle = 0
    for (const { forecast } of members) {
      if (Number.isNaN(forecast.volume[i])) continue
      curve.open[i] = 1
      volume += forecast.volume[i]
      handle += forecast.volume[i] * forecast.aht[i]
    }
    if (!curve.open[i]) continue
    const aht = volume > 0 ? handle / volume : members.map(({ forecast }) => forecast.aht[i]).find((each) => each > 0)!
    const rate = volume / interval
    let state: SteadyState | undefined
    for (const each of asked) {
      const required = requiredAgents({ rate, aht, ...patience }, each.target, { minimum: leastAgents })
      each.agents += required.agents
      if (!state || required.agents > state.agents) state = required.state
    }
    states[i] = state
    curve.volume[i] = volume
    curve.aht[i] = aht
    curve.agents[i] = state!.agents
    curve.scheduled[i] = scheduledAgents(state!.agents, shrinkage)
  }
  const targets = asked.sort((a, b) => b.agents - a.agents).map(({ target }) => target)
  for (const [i, state] of states.entries()) {
    if (!state) continue
    curve.serviceLevel[i] = serviceLevel(state, targets[0])
    curve.connectRate[i] = state.connectRate
    curve.asa[i] = state.asa
    curve.occupancy[i] = state.occupancy
    curve.abandonment[i] = state.abandonment
  }
  return { curve, targets }
}

/** The pool's paths: the members' courses added, closed intervals counting nothing. */
function sumPaths(members: readonly PlannedQueue[]): Float64Array[] {
  const [first, ...others] = members
  return first.paths.map((path, p) =>
    path.map((volume, i) => others.reduce((sum, other) => sum + (other.paths[p][i] || 0), volume || 0)),
  )
}
