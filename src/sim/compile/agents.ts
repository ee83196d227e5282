import { checkNumber, checkShare } from '../../domain/index.ts'
import {
  AGENT_SELECTIONS,
  CALL_SELECTIONS,
  DEFAULTS,
  type GroupScenario,
  keyOf,
  needsAgentLevel,
  pointer,
  type QueueScenario,
  type RandomTime,
  type Scenario,
  shiftDays,
} from '../../scenario/index.ts'
import type { AgentLevelModel } from '../model/agent-level-model.ts'
import { onGrid } from '../model/grid.ts'
import { compileAnnouncements } from './announcements.ts'
import { checkCallTiers, compileArrivals, startsOf } from './batches-and-logs.ts'
import { compileCampaigns } from './campaigns.ts'
import { compileCases } from './cases.ts'
import { compileChat } from './chats.ts'
import { type CompileContext, factorTable } from './context.ts'
import { daysNeedAgentLevel } from './day-factors.ts'
import { compileDeferred } from './deferred.ts'
import { compileFollowUps } from './follow-ups.ts'
import { agentsOf, type CompiledAgent, MOST_PERSONS, tooMany } from './group-agents.ts'
import { compileAfterCalls, compileHandling, hasAfterCalls, hasPaceFactors } from './handle-times.ts'
import { compileHours } from './hours.ts'
import { meanOf } from './mean-of.ts'
import { compileLearning } from './newcomers.ts'
import { compileOffers } from './offers.ts'
import { compileOnward } from './onward.ts'
import { compileRedials, redialsNeedAgentLevel } from './redials.ts'
import { compileSales } from './sales.ts'
import { compileTrouble } from './troubles.ts'

/** Rules for which the general event loop has no place. */
const AGENT_LEVEL_SELECTIONS: readonly string[] = ['least-occupied', 'best-skill', 'random', 'furthest-beyond-target']

/**
 * What a scenario says that needs agent-level simulation; undefined where it says nothing of the kind.
 *
 * @param queues the model's: one a queue and tier
 * @param parentOf the scenario's queue of each
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, UNREADABLE, MISSING
 */
export function compileAgentLevel(
  scenario: Scenario,
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  parentOf: Int32Array,
  names: CompileContext,
): AgentLevelModel | undefined {
  const parentNames = Object.keys(scenario.queues)
  const places = Array.from(parentOf, (parent) => `/queues/${pointer(parentNames[parent])}`)
  queues.forEach((_, q) => {
    checkCallTiers(scenario.queues[parentNames[parentOf[q]]], places[q])
  })
  const arrivals = compileArrivals(queues, places)
  const troubles = compileTrouble(scenario, parentNames, parentOf)
  const deferred = compileDeferred(scenario, queues, groups, names)
  const campaigns = compileCampaigns(queues, groups, names)
  const sales = compileSales(queues, names)
  const chat = compileChat(scenario, queues, groups, names.groupNames)
  if (
    !arrivals &&
    !troubles &&
    !deferred &&
    !chat &&
    !sales &&
    !campaigns &&
    !needsAgentLevelSimulation(scenario, queues, groups)
  )
    return undefined
  const { groupNames, addTime } = names
  const place = (g: number, key: string) => `/groups/${pointer(groupNames[g])}/${key}`
  const parents = Object.values(scenario.queues)
  const days = names.intervals / names.intervalsPerDay
  let persons = 0
  const agentLists = groups.map((group, g) => {
    const list = agentsOf(group, place(g, ''), (shift, at) => shiftDays(scenario, shift, days, at))
    persons += list.length
    if (persons > MOST_PERSONS) throw tooMany(place(g, 'agents'), persons)
    return list
  })
  const all = agentLists.flat()
  const pauses = all.map(({ shift }) => shift?.pauses ?? [])
  return {
    // Known when the whole model is.
    needsPersons: true,
    parentLines: Float64Array.from(parents, ({ lines }) => lines ?? Number.POSITIVE_INFINITY),
    parentPlaces: Float64Array.from(parents, ({ places }) => places ?? Number.POSITIVE_INFINITY),
    agentSelection: Uint8Array.from(queues, ({ agentSelection }) =>
      AGENT_SELECTIONS.indexOf(agentSelection ?? DEFAULTS.queue.agentSelection),
    ),
    callSelection: Uint8Array.from(groups, ({ callSelection }) =>
      CALL_SELECTIONS.indexOf(callSelection ?? DEFAULTS.group.callSelection),
    ),
    groupKey: Float64Array.from(groupNames, keyOf),
    ring: Int32Array.from(groups, ({ ring }, g) => addTime(hasParts(ring) ? ring.time : ring, place(g, 'ring'))),
    ringCounts: Uint8Array.from(groups, ({ ring }) => (hasParts(ring) && ring.counts === false ? 0 : 1)),
    agentStart: startsOf(agentLists.map((list) => list.length)),
    countedAgents: Int32Array.from(agentLists, (list) => list.filter(({ shift }) => !shift).length),
    pace: Float64Array.from(all, ({ pace }) => pace),
    shiftFrom: Float64Array.from(all, ({ shift }) => shift?.from ?? Number.NaN),
    shiftTo: Float64Array.from(all, ({ shift }) => shift?.to ?? Number.NaN),
    ...given({ shiftOn: shiftTable(all, days) }),
    pauseStart: startsOf(pauses.map((list) => list.length)),
    pauseAt: Float64Array.from(pauses.flat(), ({ at }) => onGrid(at)),
    pauseLength: Float64Array.from(pauses.flat(), ({ length }) => onGrid(length)),
    absence: Float64Array.from(groups, ({ absence }, g) =>
      checkShare(place(g, 'absence'), absence ?? DEFAULTS.group.absence),
    ),
    lateShare: Float64Array.from(groups, ({ lateness }, g) =>
      checkShare(place(g, 'lateness/share'), lateness?.share ?? 0),
    ),
    lateBy: Int32Array.from(groups, ({ lateness }, g) => addTime(lateness?.by, place(g, 'lateness/by'))),
    awayEvery: Float64Array.from(groups, ({ away }, g) => {
      const share = checkNumber(place(g, 'away/share'), away?.share ?? 0, { least: 0, most: 0.99 })
      return share > 0 ? (meanOf(away!.for) * (1 - share)) / share : Number.POSITIVE_INFINITY
    }),
    awayFor: Int32Array.from(groups, ({ away }, g) => addTime(away?.for, place(g, 'away/for'))),
    ...(deferred && { deferred }),
    ...(chat && { chat }),
    ...(sales && { sales }),
    ...(campaigns && { campaigns }),
    staysForQueue: Uint8Array.from(groups, ({ overtime }, _g) => {
      return overtime === 'queue' ? 1 : 0
    }),
    ...given({
      arrivals,
      troubles,
      onward: compileOnward(queues, names),
      followUps: compileFollowUps(scenario, queues, names),
      cases: compileCases(scenario, names),
      hours: compileHours(queues, names),
      learning: compileLearning(groups, names, (g) => place(g, 'newcomers')),
      redials: compileRedials(queues, names),
      announcements: compileAnnouncements(queues, names),
      offers: compileOffers(queues, groups, (q) => parentNames[parentOf[q]], names),
      handling: compileHandling(queues, groups, names),
      afterCalls: compileAfterCalls(queues, groups, (q) => parentNames[parentOf[q]], names),
      patienceFactors: queues.some(({ patienceFactors }) => patienceFactors)
        ? factorTable(
            queues.map(({ patienceFactors }) => patienceFactors),
            (q) => names.place(q, 'patienceFactors'),
            names,
          )
        : undefined,
      priorities: compilePriorities(queues, names),
      placesPerAgent: parents.some(({ placesPerAgent }) => placesPerAgent !== undefined)
        ? Float64Array.from(parents, ({ placesPerAgent }, parent) =>
            placesPerAgent === undefined
              ? Number.POSITIVE_INFINITY
              : checkNumber(`/queues/${pointer(parentNames[parent])}/placesPerAgent`, placesPerAgent, { least: 0 }),
          )
        : undefined,
    }),
  }
}

function needsAgentLevelSimulation(
  scenario: Scenario,
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
): boolean {
  return (
    scenario.menus !== undefined ||
    scenario.cases !== undefined ||
    daysNeedAgentLevel(scenario) ||
    scenario.customers ||
    groups.some(
      ({ shifts, ring, absence, lateness, away, overtime, newcomers, training, callSelection }) =>
        shifts ||
        ring !== undefined ||
        absence ||
        lateness ||
        away ||
        overtime ||
        newcomers ||
        training ||
        isAgentLevel(callSelection),
    ) ||
    groups.some((group) => hasPaceFactors(group) || hasAfterCalls(group)) ||
    queues.some(
      (queue) => isAgentLevel(queue.agentSelection) || redialsNeedAgentLevel(queue) || needsAgentLevel(queue),
    ) ||
    Object.values(scenario.queues).some(
      ({ tiers, lines, places }) => tiers && (lines !== undefined || places !== undefined),
    )
  )
}

function compilePriorities(queues: readonly QueueScenario[], { place }: CompileContext): AgentLevelModel['priorities'] {
  const growth = Float64Array.from(queues, ({ priorityPerSecond }, q) =>
    checkNumber(place(q, 'priorityPerSecond'), priorityPerSecond ?? DEFAULTS.queue.priorityPerSecond, { least: 0 }),
  )
  const own = queues.some(({ transfers }) => transfers?.some(({ priority }) => priority))
  return own || growth.some((each) => each > 0) ? { growth } : undefined
}

/** Undefined where every shift is on every day. */
function shiftTable(agents: readonly CompiledAgent[], days: number): Uint8Array | undefined {
  if (agents.every(({ shift }) => shift?.on === undefined)) return undefined
  const table = new Uint8Array((days + 1) * agents.length).fill(1)
  agents.forEach(({ days: worked }, p) => {
    worked?.forEach((isOn, day) => {
      table[day * agents.length + p] = isOn ? 1 : 0
    })
  })
  return table
}

/** Leaves out the parts that the scenario does not use. */
function given<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as never
}

function isAgentLevel(rule: string | undefined): boolean {
  return rule !== undefined && AGENT_LEVEL_SELECTIONS.includes(rule)
}

function hasParts(ring: GroupScenario['ring']): ring is { time: RandomTime; counts?: boolean } {
  return typeof ring === 'object' && 'time' in ring
}
