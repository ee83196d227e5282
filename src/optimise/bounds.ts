import { KrarupError } from '../domain/index.ts'
import type { CompiledModel } from '../sim/index.ts'
import type { Conditions } from './conditions.ts'
import type { Evaluator, Outcome } from './evaluate.ts'
import { loadsOf } from './pooled-load.ts'
import type { Space, Staffing } from './space.ts'
import { type Standing, standingOf } from './standing.ts'

/** Days on which the work of each queue is measured. */
const DAYS = 20
/** Enough agents are there when so few contacts are lost. */
const ENOUGH = 0.97
const MOST_DOUBLINGS = 8
const FIRST_AGENTS = 10

/**
 * Refuses groups that serve nobody and queues that nobody can serve, before anything is simulated.
 *
 * @throws {KrarupError} CONFLICT
 */
export function checkServed(
  model: CompiledModel,
  { fixed, least, most, blocks, blockStart, groupNames, capped }: Space,
): void {
  const { queues, routeQueue, routeGroup, queueNames, rates, slotsPerInterval, interval, intervalsPerDay } = model
  const momentOf = (start: number) => {
    const hours = ((start % intervalsPerDay) * interval) / 3600
    const day = Math.floor(start / intervalsPerDay)
    return `${Math.round(hours * 100) / 100} hours after the opening${day > 0 ? ` of day ${day + 1}` : ''}`
  }
  groupNames.forEach((name, g) => {
    if (!routeGroup.includes(g))
      throw new KrarupError({
        code: 'CONFLICT',
        what: `group ${JSON.stringify(name)} serves no queue: its agents would have nothing to do`,
        where: { name: `/groups/${name}` },
        how: 'name it in the groups of a queue, or leave it out',
      })
  })
  const canHave = (g: number, b: number) => {
    const place = g * blocks + b
    return fixed[g] ? least[place] > 0 : !capped[g] || most[place] > 0
  }
  for (let q = 0; q < queues; q++) {
    const serving = [...new Set([...routeGroup].filter((_, r) => routeQueue[r] === q))]
    for (let b = 0; b < blocks; b++) {
      const slots = Array.from(
        { length: (blockStart[b + 1] - blockStart[b]) * slotsPerInterval },
        (_, k) => blockStart[b] * slotsPerInterval + k,
      )
      const comes = slots.some((slot) => rates[slot * queues + q] > 0)
      if (!comes || serving.some((g) => canHave(g, b))) continue
      const names = serving.map((g) => groupNames[g]).join(', ')
      const always = Array.from({ length: blocks }, (_, each) => each).every(
        (each) => !serving.some((g) => canHave(g, each)),
      )
      throw new KrarupError({
        code: 'CONFLICT',
        what: `queue ${JSON.stringify(queueNames[q])} has contacts when none of its groups (${names}) may have an agent on duty${always ? '' : `, first in the block that begins ${momentOf(blockStart[b])}`}`,
        where: { name: `/queues/${queueNames[q]}` },
        how: `raise --most of ${names}, leave out --fix, or let another group serve the queue`,
      })
    }
  }
}

/** Work of each queue by block, in agents, with so many agents that nearly nobody is lost: what redials, menus and transfers bring is in it. */
export async function measureLoads(space: Space, conditions: Conditions, evaluator: Evaluator): Promise<Float64Array> {
  const { groups, blocks, fixed, least } = space
  const days = Array.from({ length: DAYS }, (_, day) => day)
  let outcome: Outcome | undefined
  for (let k = 0, agents = FIRST_AGENTS; k <= MOST_DOUBLINGS; k++, agents *= 2) {
    const plenty = Int32Array.from({ length: groups * blocks }, (_, place) =>
      fixed[Math.floor(place / blocks)] ? least[place] : agents,
    )
    ;[outcome] = await evaluator.evaluate([plenty], days)
    const sum = (of: Float64Array) => of.reduce((all, each) => all + each, 0)
    if (sum(outcome.answered) >= ENOUGH * sum(outcome.offered)) break
  }
  return loadsOf(outcome as Outcome, { ...space, groups: conditions.queues })
}

/** Where nobody says how many agents a group may have at most: room for its queues' whole work on a busy day. */
export function guessMost(space: Space, model: CompiledModel, loads: Float64Array, carriesOver: boolean): void {
  const { groups, blocks, fixed, capped, least, most } = space
  const { routeQueue, routeGroup } = model
  for (let g = 0; g < groups; g++) {
    if (fixed[g] || capped[g]) continue
    const queues = [...new Set([...routeQueue].filter((_, r) => routeGroup[r] === g))]
    const own = Array.from({ length: blocks }, (_, b) => queues.reduce((sum, q) => sum + loads[q * blocks + b], 0))
    for (let b = 0; b < blocks; b++) {
      const load = carriesOver ? Math.max(...own) : Math.max(own[b], own[b - 1] ?? 0)
      const room = load === 0 ? 0 : Math.ceil(1.5 * load + 4 * Math.sqrt(load) + 3)
      most[g * blocks + b] = Math.max(least[g * blocks + b], room)
    }
  }
}

/**
 * Refuses targets that no staffing within the bounds reaches: with the most agents everywhere, on the days of the search.
 *
 * @throws {KrarupError} UNREACHABLE
 */
export async function checkReachable(
  space: Space,
  conditions: Conditions,
  evaluator: Evaluator,
  days: readonly number[],
  sure: number | undefined,
): Promise<void> {
  const { most, capped, fixed, blocks } = space
  for (let tries = 0; ; tries++) {
    const [outcome] = await evaluator.evaluate([Int32Array.from(most)], days)
    const standing = standingOf(conditions, outcome, sure)
    const missed = standing.findIndex((value) => value < 0)
    if (missed < 0) return
    let raised = false
    for (let place = 0; place < most.length && tries < 2; place++)
      if (!capped[Math.floor(place / blocks)] && !fixed[Math.floor(place / blocks)] && most[place] > 0) {
        most[place] *= 2
        raised = true
      }
    if (!raised) throw unreachable(space, conditions, standing, missed, sure)
  }
}

const FIGURES: Record<Conditions['parts'][number]['figure'], string> = {
  serviceLevel: 'contacts in time',
  connectRate: 'contacts answered',
  abandonment: 'contacts that hang up',
  asa: 'mean wait of the answered',
  meanWait: 'mean wait',
  occupancy: 'occupancy',
}

function unreachable(
  { groupNames, capped, fixed }: Space,
  { list, parts }: Conditions,
  standing: Standing,
  missed: number,
  sure: number | undefined,
): KrarupError {
  const { name, parts: own } = list[missed]
  const limited = groupNames.filter((_, g) => capped[g] || fixed[g])
  const { figure, wanted } = parts[own[0]]
  const isWait = own.length === 1 && (figure === 'asa' || figure === 'meanWait')
  const unit = isWait ? Math.max(wanted, 1) : 100
  const short = `${Math.max(0.1, Math.round(-standing[missed] * unit * 10) / 10)} ${isWait ? 'seconds' : 'points'}`
  const what = own.map((part) => FIGURES[parts[part].figure]).join(' and ')
  return new KrarupError({
    code: 'UNREACHABLE',
    what: `no staffing within the bounds reaches the target of ${name === '' ? 'the centre' : `queue ${JSON.stringify(name)}`}${sure === undefined ? '' : ' on so many days'}: with the most agents in every block it is missed by ${short} (${what})`,
    how:
      limited.length > 0
        ? `raise --most or leave out --fix of ${limited.join(', ')}, let another group serve the queue, or ask for less`
        : 'ask for less: lines, places, opening hours or handle times of the scenario keep it from being reached, not agents',
  })
}

/** The staffing within its bounds. */
export function bounded({ least, most }: Space, staffing: Staffing): Staffing {
  return staffing.map((count, place) => Math.min(Math.max(count, least[place]), most[place]))
}
