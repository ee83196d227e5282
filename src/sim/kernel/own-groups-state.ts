import type { CompiledModel } from '../model/model.ts'
import { Calendar } from './calendar.ts'
import { Tournament } from './tournament.ts'

/** What the short cut for queues with groups of their own works with, see own-groups.ts. */
export class OwnGroups {
  /** By group, the moments at which its agents are free; `what` is the route by which they came to their contact. */
  readonly calendars: readonly Calendar[]
  /** By group: several queues wait for it. */
  readonly isShared: Uint8Array
  /** By group: there is something to do for it when the next interval begins; for how many ends of service a second its calendar is made. */
  readonly isChanging: Uint8Array
  readonly rate: Float64Array
  /**
   * Queues, and groups after them: when the first contact of a queue leaves it or a route opens for it; when the next agent is free of a shared group for which somebody waits.
   */
  readonly turns: Tournament
  /** By queue, the wait after which the first of the other groups opens; Infinity: none does. */
  readonly firstAfter: Float64Array
  /** By queue, of its first contact: when an agent of its own group is free for it (Infinity: not in this interval), and the next route to open. */
  readonly ownStart: Float64Array
  readonly opening: Int32Array

  /** @param most the most agents of each group at any time */
  constructor(model: CompiledModel, most: readonly number[]) {
    const { queues, groups, routeStart, routeAfter, routeGroup } = model
    this.calendars = most.map((agents) => new Calendar(agents))
    this.isShared = new Uint8Array(groups)
    routeAfter.forEach((after, route) => {
      if (after > 0) this.isShared[routeGroup[route]] = 1
    })
    this.isChanging = new Uint8Array(groups)
    this.rate = new Float64Array(groups)
    this.turns = new Tournament(queues + groups)
    this.firstAfter = Float64Array.from({ length: queues }, (_, q) =>
      routeStart[q] + 1 < routeStart[q + 1] ? routeAfter[routeStart[q] + 1] : Number.POSITIVE_INFINITY,
    )
    this.ownStart = new Float64Array(queues)
    this.opening = new Int32Array(queues)
  }

  clear(): void {
    for (const calendar of this.calendars) calendar.clear()
    this.turns.clear()
  }
}

/**
 * Whether each queue has a group of its own, which serves no other queue and is open to it from the beginning, and whatever other groups there are open only after a wait; without lines, places,
 * redials, menus, a count of the longest queue, and times that depend on the moment.
 */
export function hasOwnGroups(model: CompiledModel): boolean {
  const { queues, groups, routes, routeStart, routeGroup, routeAfter, agentLevel } = model
  const limits = [...model.lines, ...model.places, model.totalLines, model.totalPlaces]
  if (limits.some((limit) => limit < Number.POSITIVE_INFINITY) || model.redialDelay.some((delay) => delay >= 0))
    return false
  if (model.longestQueue || model.menus || agentLevel?.needsPersons) return false
  if (agentLevel?.handling || agentLevel?.patienceFactors) return false
  const routesOf = new Int32Array(groups)
  for (let r = 0; r < routes; r++) routesOf[routeGroup[r]]++
  for (let q = 0; q < queues; q++) {
    const own = routeStart[q]
    if (own === routeStart[q + 1] || routeAfter[own] > 0 || routesOf[routeGroup[own]] > 1) return false
    // Of groups that open at the same moment the first in order is taken, not by another rule.
    for (let r = own + 1; r < routeStart[q + 1]; r++)
      if (routeAfter[r] === 0 || (routeAfter[r] === routeAfter[r - 1] && hasRule(model, q))) return false
  }
  return true
}

function hasRule({ mostIdle, agentLevel }: CompiledModel, queue: number): boolean {
  return mostIdle[queue] > 0 || (agentLevel?.agentSelection[queue] ?? 0) > 0
}
