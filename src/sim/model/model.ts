import type { Target } from '../../domain/index.ts'
import type { DistributionTable } from '../../numeric/random/sample.ts'
import type { AgentLevelModel } from './agent-level-model.ts'
import type { CostModel } from './cost-model.ts'
import type { MenusModel } from './menus-model.ts'

/**
 * Factors of the day: each of `count` independent standard normals z of a day multiplies by exp(s * z - s^2 / 2), with s of [factor * queues + queue] or [factor * groups + group]: lognormal of mean 1.
 */
export interface DayFactorsModel {
  count: number
  volume: Float64Array
  aht: Float64Array
  agents: Float64Array
}

/**
 * What luck brings to a replication and of which the mean is known, 0: contacts that come beyond those that its busyness makes expected, handle time beyond its mean, and, as the last control, contacts that its busyness makes
 * expected beyond those of a usual day. What of a figure goes with it is luck too, and is taken out of it (control variates).
 */
export interface ControlsModel {
  count: number
  /** By queue: the control that its arrivals belong to, or -1, and the seconds of work that one of them means. */
  ofQueue: Int32Array
  work: Float64Array
  /** By route: the control that its handle times belong to, or -1. */
  ofRoute: Int32Array
  /** Only where days differ in busyness: contacts of a usual run, by queue, after the warm-up. */
  usual?: Float64Array
}

/**
 * A scenario as the kernel reads it: indices, numbers and typed arrays only, so that it crosses to a worker by structured clone. Made by `compile`; never changed by the kernel.
 * Groups are numbered in the order of the scenario, and so are queues; a queue with tiers is one queue for each tier. A route is a pair (queue, group) of which the queue may use the group; the routes of queue q are
 * `routeStart[q]` to `routeStart[q + 1]`, in the order in which an arriving contact tries them.
 */
export interface CompiledModel {
  queueNames: string[]
  groupNames: string[]
  /** What queues and groups belong to, for sums of figures: the scenario's queue, tier and client of each queue, the site of each group; -1 for none. */
  parentNames: string[]
  parentOf: Int32Array
  tierNames: string[]
  tierOf: Int32Array
  clientNames: string[]
  clientOf: Int32Array
  siteNames: string[]
  siteOf: Int32Array
  queues: number
  groups: number
  routes: number

  /** Seconds. */
  interval: number
  /** Of the whole horizon, all days and the warm-up included. */
  intervals: number
  intervalsPerDay: number
  /** Leading intervals that estimates leave out. */
  warmUpIntervals: number
  /** After the horizon the last interval's agents go on until nobody waits. */
  finish: boolean

  /** Arrival rates are constant on slots: seconds of a slot, and how many make an interval. */
  slot: number
  slotsPerInterval: number
  /** Contacts a second, [slot * queues + queue]. */
  rates: Float64Array
  /** Contacts of a day where a queue's number is fixed, else -1: [day * queues + queue]. */
  fixedVolume: Float64Array
  /** Gamma shape of the day's busyness factor, Infinity for none: of all queues together, and of each. */
  busynessShape: number
  queueBusynessShape: Float64Array
  /** The same, of the factors of day parts; which day part each interval of a day is in. */
  dayPartBusynessShape: number
  queueDayPartBusynessShape: Float64Array
  dayPartOfInterval: Int32Array

  /** Only where days have factors of their own. */
  dayFactors?: DayFactorsModel

  /** Replications are independent, and their intervals those of the old way. `precise` makes another model of it. */
  crude: boolean
  /** Replications that share out the busyness of days among them: a block takes of each factor as many strata; 1: replications are independent. See `precise`. */
  strata: number
  /** Only where luck is taken out of figures. */
  controls?: ControlsModel

  /** Names as numbers: a queue keeps its random streams when others come and go. */
  queueKey: Float64Array
  /** The same of the scenario's queue: its tiers are busy on the same days. */
  busynessKey: Float64Array

  distributions: DistributionTable
  /** Standardised handle times (mean 1) of a queue are distributions `serviceShapes[shapeStart[q] .. shapeStart[q + 1]]`. */
  shapeStart: Int32Array
  serviceShapes: Int32Array
  /** Index of a distribution, or -1 for none. */
  afterCall: Int32Array
  patience: Int32Array
  redialDelay: Int32Array
  balking: Float64Array

  routeStart: Int32Array
  routeQueue: Int32Array
  routeGroup: Int32Array
  /** Seconds waited before the route opens. */
  routeAfter: Float64Array
  /** Which of the queue's standardised handle times, and what it is multiplied by: mean seconds. */
  routeShape: Int32Array
  routeMean: Float64Array
  /** The mean handle time, after-call work included, seconds; NaN where it is not known exactly. Multipliers of agents and hours are not in it. */
  routeHandleMean: Float64Array
  /** 1: of the groups with a free agent the one idle longest; 0: the first in order. */
  mostIdle: Uint8Array

  /** A free agent of group g looks at routes `lookRoute[lookStart[g] .. lookStart[g + 1]]`: higher priority first; among equals the greatest weight * wait. */
  lookStart: Int32Array
  lookRoute: Int32Array
  lookPriority: Float64Array
  /** By queue. */
  weight: Float64Array

  /** Agents on duty, [interval * groups + group]. */
  agents: Int32Array

  /** Limits; Infinity for none. */
  totalLines: number
  totalPlaces: number
  lines: Float64Array
  places: Float64Array

  /** 1: who hangs up is taken note of at that moment, because lines, places or redials depend on it; 0: when reached, which is faster and gives the same figures. */
  promptAbandonment: Uint8Array
  /** `Tally.longestQueue` is wanted. */
  longestQueue: boolean

  redialAbandoned: Float64Array
  redialBlocked: Float64Array
  attempts: Int32Array
  /** By queue: 1: nights between days do not count in delays and deadlines. */
  openHoursCount: Uint8Array

  /** By queue; of its service level the kernel needs the next two. */
  targets: readonly Target[]
  /** By the scenario's queue. */
  parentTargets: readonly Target[]
  /** Seconds: within (inclusive) counts as in time. */
  threshold: Float64Array
  /** Hung up within this many seconds: counted apart. */
  earlyAbandonment: Float64Array

  /** Only where the scenario has costs. */
  costs?: CostModel
  /** Only where the scenario says something that needs agent-level simulation. */
  agentLevel?: AgentLevelModel
  /** Only where there are menus. */
  menus?: MenusModel
}
