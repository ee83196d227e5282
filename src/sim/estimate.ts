import { checkNumber } from '../domain/index.ts'
import { studentTQuantile } from '../numeric/student-t.ts'
import {
  GROUP_MEASURES,
  GROUP_RATIOS,
  type GroupMeasure,
  MENU_MEASURES,
  MENU_RATIOS,
  type MenuMeasure,
  placesOf,
  QUEUE_MEASURES,
  QUEUE_RATIOS,
  type QueueMeasure,
  ROUTE_MEASURES,
  ROUTE_RATIOS,
} from './estimate-measures.ts'
import type { BlockSums, ReplicationSums } from './estimate-sums.ts'
import { estimateWaitQuantile, type QuantileEstimate } from './estimate-wait-quantile.ts'
import { expectMenu, type MenuExpectations } from './menu/expect-menu.ts'
import { isThinned } from './menu/thinned.ts'
import type { CompiledModel } from './model.ts'

/** The mean of a figure over replications. */
export interface Estimate {
  value: number
  /** Standard deviation between replications (days); NaN with one. */
  sd: number
  /** The truth lies within `value ± halfWidth` with the chosen confidence (Student's t); Infinity with one replication. */
  halfWidth: number
}

/**
 * A figure that is a sum over a sum, such as answered in time over offered.
 * `value` is that of all contacts of all replications together, its interval by the delta method (Cochran 1977, Sampling Techniques, section 6.4).
 */
export interface RatioEstimate {
  value: number
  halfWidth: number
  /** The mean of the replications' own ratios, in which a quiet day weighs as much as a busy one; only those count that have one. */
  daily: Estimate & { replications: number }
}

/** What became of the contacts of a queue, or of all queues together, that arrived in a stretch of time. Times in seconds, shares 0 to 1. */
export interface QueueFigures {
  /** Every attempt, redials included. */
  offered: Estimate
  answered: Estimate
  abandoned: Estimate
  /** Found no line or no place. */
  blocked: Estimate
  /** Still waiting when the run was stopped. */
  left: Estimate
  /** Had to wait. */
  queued: Estimate
  /** Offered that were second or later attempts. */
  redials: Estimate
  /** Answered by another group than the queue's first. */
  overflowed: Estimate
  /** Mean number waiting, over time. */
  queueLength: Estimate
  /** Most contacts waiting at one moment; only where the scenario asks for it, and not for all queues together. */
  longestQueue?: Estimate
  /** Share of replications in which the stretch met the queue's target (but for its occupancy); all queues together: in which every queue did. */
  targetMet: Estimate
  /** By the definition of the queue's target. */
  serviceLevel: RatioEstimate
  /** Answered over offered. */
  connectRate: RatioEstimate
  /** Abandoned over offered. */
  abandonment: RatioEstimate
  /** Blocked over offered. */
  blocking: RatioEstimate
  /** Had to wait, over offered. */
  waitProbability: RatioEstimate
  /** Mean wait of the answered. */
  asa: RatioEstimate
  /** Mean wait of the answered and the abandoned. */
  meanWait: RatioEstimate
  /** Mean handle time of the answered, after-call work included. */
  aht: RatioEstimate
  /** Overflowed over answered. */
  overflow: RatioEstimate
}

/** What a group of agents did in a stretch of time. Contacts are booked to the time of their arrival, work to the time in which it passes. */
export interface GroupFigures {
  answered: Estimate
  /** Mean number of agents on duty, or finishing a contact after it. */
  agents: Estimate
  /** Mean number of agents with a contact or in after-call work. */
  busyAgents: Estimate
  /** Agents' seconds spent in after-call work. */
  afterCall: Estimate
  /** Agents' seconds spent finishing a contact after the end of duty. */
  overtime: Estimate
  /** Agents' seconds after the end of the run, until the last contact was done; in the last day and in the whole. */
  afterClose: Estimate
  /** Busy time over staffed time. */
  occupancy: RatioEstimate
  aht: RatioEstimate
}

/** Contacts of one queue that one group answered. */
export interface RouteFigures {
  answered: Estimate
  asa: RatioEstimate
  aht: RatioEstimate
}

/** What became of the calls that entered a menu in a stretch of time. Shares are of the offered; times in seconds. */
export interface MenuFigures {
  /** Calls that entered it, or found no line. */
  offered: Estimate
  /** Found no line. */
  blocked: Estimate
  /** Went on to a queue. */
  toQueue: Estimate
  selfService: Estimate
  /** Hung up in the menu. */
  hungUp: Estimate
  /** Never pressed anything: the menu ended the call. */
  silent: Estimate
  /** Still in the menu when the run was stopped. */
  left: Estimate
  toQueueShare: RatioEstimate
  selfServiceShare: RatioEstimate
  hungUpShare: RatioEstimate
  silentShare: RatioEstimate
  /** Ended in the menu, one way or another: self-service, hanging up, silence. */
  containment: RatioEstimate
  blocking: RatioEstimate
  /** Mean time in the menu. */
  meanTime: RatioEstimate
  /** Mean time in the menu of those that went on to a queue. */
  timeToQueue: RatioEstimate
}

/** Figures of all of the run, of its days where it has several, and of its intervals, without the warm-up. */
export interface Stretches<Figures> {
  whole: Figures
  days: Figures[]
  intervals: Figures[]
}

export interface WaitQuantiles {
  probability: number
  /** Of those who were answered. */
  answered: QuantileEstimate
  /** Of those who were answered or hung up: how long they were in the queue. */
  all: QuantileEstimate
}

export interface QueueEstimates extends Stretches<QueueFigures> {
  name: string
  /** Over the whole run. */
  waits: WaitQuantiles[]
}

export interface MenuEstimates extends Stretches<MenuFigures> {
  name: string
  /** Calls that ended in the menu were not played one by one, because no line could turn anybody away: their numbers were drawn, and their times are expectations. */
  thinned: boolean
  /** What the menu does to a call, solved exactly: no chance is in it, and no blocking. */
  expected: MenuExpectations
}

export interface SimulationEstimates {
  replications: number
  /** Confidence of every interval, for example 0.95. */
  confidence: number
  /** Seconds of an interval, and of the time before the first counted one. */
  interval: number
  warmUp: number
  queues: QueueEstimates[]
  allQueues: Stretches<QueueFigures>
  groups: (Stretches<GroupFigures> & { name: string })[]
  allGroups: Stretches<GroupFigures>
  /** Voice menus; only where the scenario has some. */
  menus?: MenuEstimates[]
  /** Who answered whom, over the whole run. */
  routes: (RouteFigures & { queue: string; group: string })[]
}

/** The quantiles of waits that are reported. */
export const WAIT_PROBABILITIES = [0.5, 0.8, 0.9, 0.95, 0.99] as const

/** Reads figures of a row of {@link Layout} that covers so many seconds, for a queue, a group (the one after the last: all together), or a route. */
export interface FigureReader {
  queue(row: number, seconds: number, q: number): QueueFigures
  group(row: number, seconds: number, g: number): GroupFigures
  route(row: number, r: number): RouteFigures
  menu(row: number, seconds: number, m: number): MenuFigures
}

export function figureReader(model: CompiledModel, sums: ReplicationSums, t: TFactor): FigureReader {
  const { layout } = sums
  return {
    queue(row, seconds, q) {
      const { replications } = sums
      const cell = row * layout.queues.entities + q
      const mean = (measure: QueueMeasure, per = 1) => meanOf(sums.queues, replications, cell, Q[measure], t, per)
      return {
        offered: mean('offered'),
        answered: mean('answered'),
        abandoned: mean('abandoned'),
        blocked: mean('blocked'),
        left: mean('left'),
        queued: mean('queued'),
        redials: mean('redials'),
        overflowed: mean('overflowed'),
        queueLength: mean('queueSeconds', seconds),
        ...(model.longestQueue && q < model.queues ? { longestQueue: mean('longestQueue') } : {}),
        targetMet: mean('targetMet'),
        ...ratiosOf(sums.queues, QUEUE_RATIOS, replications, cell, t),
      }
    },
    group(row, seconds, g) {
      const { replications } = sums
      const cell = row * layout.groups.entities + g
      const mean = (measure: GroupMeasure, per = 1) => meanOf(sums.groups, replications, cell, G[measure], t, per)
      return {
        answered: mean('answered'),
        agents: mean('staffed', seconds),
        busyAgents: mean('worked', seconds),
        afterCall: mean('afterCall'),
        overtime: mean('overtime'),
        afterClose: mean('afterClose'),
        ...ratiosOf(sums.groups, GROUP_RATIOS, replications, cell, t),
      }
    },
    route(row, r) {
      const cell = row * layout.routes.entities + r
      return {
        answered: meanOf(sums.routes, sums.replications, cell, R.answered, t, 1),
        ...ratiosOf(sums.routes, ROUTE_RATIOS, sums.replications, cell, t),
      }
    },
    menu(row, _, m) {
      const { replications } = sums
      const cell = row * layout.menus.entities + m
      const mean = (measure: MenuMeasure) => meanOf(sums.menus, replications, cell, M[measure], t, 1)
      return {
        offered: mean('offered'),
        blocked: mean('blocked'),
        toQueue: mean('toQueue'),
        selfService: mean('selfService'),
        hungUp: mean('hungUp'),
        silent: mean('silent'),
        left: mean('left'),
        ...ratiosOf(sums.menus, MENU_RATIOS, replications, cell, t),
      }
    },
  }
}

/**
 * Turns what replications add up to into figures with intervals.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function estimate(model: CompiledModel, sums: ReplicationSums, confidence: number): SimulationEstimates {
  const { layout, replications } = sums
  const t = tFactor(confidence)
  const figures = figureReader(model, sums, t)
  const daySeconds = model.intervalsPerDay * model.interval
  const stretches = <F>(read: (row: number, seconds: number, entity: number) => F, entity: number) => ({
    whole: read(layout.wholeRow, layout.intervals * model.interval, entity),
    days: Array.from({ length: layout.days }, (_, day) => read(layout.intervals + 1 + day, daySeconds, entity)),
    intervals: Array.from({ length: layout.intervals }, (_, row) => read(row, model.interval, entity)),
  })

  return {
    replications,
    confidence,
    interval: model.interval,
    warmUp: model.warmUpIntervals * model.interval,
    queues: model.queueNames.map((name, q) => ({
      name,
      waits: WAIT_PROBABILITIES.map((probability) => ({
        probability,
        answered: estimateWaitQuantile(sums.answeredWaits, q, replications, probability, t(replications)),
        all: estimateWaitQuantile(sums.allWaits, q, replications, probability, t(replications)),
      })),
      ...stretches(figures.queue, q),
    })),
    allQueues: stretches(figures.queue, model.queues),
    groups: model.groupNames.map((name, g) => ({ name, ...stretches(figures.group, g) })),
    allGroups: stretches(figures.group, model.groups),
    ...(model.menus
      ? {
          menus: model.menus.menus.map((menu, m) => ({
            name: menu.name,
            thinned: isThinned(model, menu),
            expected: expectMenu(model, menu),
            ...stretches(figures.menu, m),
          })),
        }
      : {}),
    routes: Array.from({ length: model.routes }, (_, r) => ({
      queue: model.queueNames[model.routeQueue[r]],
      group: model.groupNames[model.routeGroup[r]],
      ...figures.route(layout.wholeRow, r),
    })),
  }
}

const Q = placesOf(QUEUE_MEASURES)
const R = placesOf(ROUTE_MEASURES)
const G = placesOf(GROUP_MEASURES)
const M = placesOf(MENU_MEASURES)

/** By the number of replications: how many standard errors make a half-width. */
export type TFactor = (count: number) => number

export function tFactor(confidence: number): TFactor {
  const tail = (1 - checkNumber('confidence', confidence, { above: 0 })) / 2
  checkNumber('1 - confidence', 1 - confidence, { above: 0 })
  const known = new Map<number, number>()
  return (count) => {
    if (count < 2) return Number.POSITIVE_INFINITY
    const t = known.get(count) ?? studentTQuantile(tail, count - 1)
    known.set(count, t)
    return t
  }
}

/** From a mean and the sum of squared deviations from it. */
export function meanEstimate(count: number, mean: number, squares: number, t: TFactor): Estimate {
  if (count === 0) return { value: Number.NaN, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  if (count === 1) return { value: mean, sd: Number.NaN, halfWidth: Number.POSITIVE_INFINITY }
  const sd = Math.sqrt(Math.max(0, squares) / (count - 1))
  return { value: mean, sd, halfWidth: (t(count) * sd) / Math.sqrt(count) }
}

function meanOf(sums: BlockSums, count: number, cell: number, measure: number, t: TFactor, per: number): Estimate {
  const k = cell * sums.block.measures + measure
  return meanEstimate(count, sums.mean[k] / per, sums.squares[k] / (per * per), t)
}

function ratiosOf<K extends string>(
  sums: BlockSums,
  ratios: Record<K, unknown>,
  count: number,
  cell: number,
  t: TFactor,
): Record<K, RatioEstimate> {
  const names = Object.keys(ratios) as K[]
  return Object.fromEntries(names.map((name, r) => [name, ratioOf(sums, count, cell, r, t)])) as Record<
    K,
    RatioEstimate
  >
}

/** Ratio `r` of a cell. */
function ratioOf(sums: BlockSums, count: number, cell: number, r: number, t: TFactor): RatioEstimate {
  const { ratios, measures } = sums.block
  const [above, below] = ratios[r].map((place) => cell * measures + place)
  const k = cell * ratios.length + r
  const value = sums.mean[above] / sums.mean[below]
  const residuals = sums.squares[above] - 2 * value * sums.products[k] + value * value * sums.squares[below]
  const { halfWidth } = meanEstimate(count, value, residuals / (sums.mean[below] * sums.mean[below]), t)
  return {
    value,
    halfWidth: Number.isNaN(value) ? Number.POSITIVE_INFINITY : halfWidth,
    daily: {
      ...meanEstimate(sums.ratioCount[k], sums.ratioMean[k], sums.ratioSquares[k], t),
      replications: sums.ratioCount[k],
    },
  }
}
