import { checkNumber } from '../../domain/index.ts'
import { studentTQuantile } from '../../numeric/student-t.ts'
import { isThinned } from '../menu/index.ts'
import type { CompiledModel } from '../model/model.ts'
import type {
  AGENT_LEVEL_GROUP_RATIOS,
  AGENT_LEVEL_QUEUE_RATIOS,
  AgentLevelGroupFigure,
  AgentLevelQueueFigure,
} from './agent-level-figures.ts'
import { hasParts, placeOfQueue, type Sum } from './entities.ts'
import { expectMenu, type MenuExpectations } from './expect-menu.ts'
import {
  type Block,
  GROUP_MEASURES,
  type GROUP_RATIOS,
  MENU_MEASURES,
  type MENU_RATIOS,
  MONEY_MEASURES,
  type MONEY_RATIOS,
  QUEUE_MEASURES,
  type QUEUE_RATIOS,
  ROUTE_MEASURES,
  type ROUTE_RATIOS,
} from './layout.ts'
import type { BlockSums, ReplicationSums } from './sums.ts'
import { estimateWaitQuantile, type QuantileEstimate } from './wait-quantile.ts'

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

/** Columns that only agent-level simulation fills, as means, and their ratios. A figure is there where the scenario uses what it counts. */
export type AgentLevelQueueFigures = { [column in AgentLevelQueueFigure]?: Estimate } & {
  [ratio in keyof typeof AGENT_LEVEL_QUEUE_RATIOS]?: RatioEstimate
}
export type AgentLevelGroupFigures = { [column in AgentLevelGroupFigure]?: Estimate } & {
  [ratio in keyof typeof AGENT_LEVEL_GROUP_RATIOS]?: RatioEstimate
}

/** What became of the contacts of a queue, or of several queues together, that arrived in a stretch of time. Times in seconds, shares 0 to 1. */
export interface QueueFigures extends AgentLevelQueueFigures {
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
  /** Most contacts waiting at one moment; only where the scenario asks for it, and not for sums of queues. */
  longestQueue?: Estimate
  /**
   * Share of replications in which the stretch met the queue's target; of a tier, a client and all queues together: in which every queue of theirs did. A target's occupancy is that
   * of all groups that serve the queue, together.
   * A queue with tiers meets its own target; where its tiers count other contacts as in time than it, it does so when every tier meets its own.
   */
  targetMet: Estimate
  /** By the definition and threshold of the queue's target; of several queues or tiers, each counts as in time what its own target does. */
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
export interface GroupFigures extends AgentLevelGroupFigures {
  answered: Estimate
  /** Mean number of agents on duty, or finishing a contact after it. */
  agents: Estimate
  /** Mean number of agents with a contact or in after-call work. */
  busyAgents: Estimate
  /** Agents' seconds spent in after-call work. */
  afterCall: Estimate
  /** Agents' seconds spent finishing a contact after the end of duty. */
  overtime: Estimate
  /** Agents' seconds on duty with nothing to do: neither with a contact nor in after-call work, nor away. */
  idle: Estimate
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

/** What something costs and brings in a stretch of time, in the currency of the scenario. */
export interface MoneyFigures {
  /** All of the costs. */
  cost: Estimate
  /** All of the revenue. */
  revenue: Estimate
  /** Revenue less cost. */
  result: Estimate
  /** Of agents on duty, without overtime. */
  agentCost: Estimate
  overtimeCost: Estimate
  /** Of minutes for which lines were held. */
  lineCost: Estimate
  /** Of contacts that nobody answered. */
  lostCost: Estimate
  /** Of targets that were missed. */
  penaltyCost: Estimate
  /** What answered contacts bring. */
  answeredRevenue: Estimate
  /** What clients pay. */
  clientRevenue: Estimate
  /** What is sold after service. */
  saleRevenue: Estimate
  costPerAnswered: RatioEstimate
  /** Of customers of campaigns who were reached and talked to by nobody; only where the scenario has campaigns. */
  droppedCost?: Estimate
}

/**
 * Of the whole run, and by day and interval, queue, group and client. The hours of a group are shared among its queues by the handle time of the contacts that it answered in the stretch;
 * a client has what its queues have, and what it pays for hours of groups of its own.
 */
export interface MoneyEstimates extends MoneyFigures {
  currency?: string
  days: MoneyFigures[]
  intervals: MoneyFigures[]
  queues: (Stretches<MoneyFigures> & { name: string })[]
  groups: (Stretches<MoneyFigures> & { name: string })[]
  clients: (Stretches<MoneyFigures> & { name: string })[]
  /** Voice menus; only where the scenario has some. */
  menus?: (Stretches<MoneyFigures> & { name: string })[]
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
  /** Where queues have tiers: each queue's contacts of each tier, of all queues' contacts those of each tier. */
  parts?: (QueueEstimates & { queue: string; tier: string })[]
  tiers?: QueueEstimates[]
  /** Where queues name their clients. */
  clients?: QueueEstimates[]
  groups: (Stretches<GroupFigures> & { name: string })[]
  allGroups: Stretches<GroupFigures>
  /** Where groups name their sites. */
  sites?: (Stretches<GroupFigures> & { name: string })[]
  /** Voice menus; only where the scenario has some. */
  menus?: MenuEstimates[]
  /** Who answered whom, over the whole run. */
  routes: (RouteFigures & { queue: string; tier?: string; group: string })[]
  /** Where the scenario has costs. */
  money?: MoneyEstimates
}

/** The quantiles of waits that are reported. */
export const WAIT_PROBABILITIES = [0.5, 0.8, 0.9, 0.95, 0.99] as const

/** Reads figures of a row of {@link Layout} that covers so many seconds, for an entity of its block. */
export interface FigureReader {
  queue(row: number, seconds: number, entity: number): QueueFigures
  group(row: number, seconds: number, entity: number): GroupFigures
  route(row: number, seconds: number, route: number): RouteFigures
  menu(row: number, seconds: number, menu: number): MenuFigures
  money(row: number, seconds: number, entity: number): MoneyFigures
}

export function figureReader(model: CompiledModel, sums: ReplicationSums, t: TFactor): FigureReader {
  const { layout } = sums
  /** Means of a cell by name; what agent-level simulation adds; ratios. */
  const reader = <M extends string>(of: BlockSums, cell: number, measures: readonly M[]) => ({
    mean: (measure: M, per = 1) => meanOf(of, sums.replications, cell, measures.indexOf(measure), t, per),
    extra: () =>
      Object.fromEntries(
        of.block.names
          .slice(measures.length)
          .map((name, k) => [name, meanOf(of, sums.replications, cell, measures.length + k, t, 1)]),
      ),
    ratios: <K extends string>() => ratiosOf(of, sums.replications, cell, t) as Record<K, RatioEstimate>,
  })
  return {
    queue(row, seconds, q) {
      const { mean, extra, ratios } = reader(sums.queues, row * layout.queues.entities + q, QUEUE_MEASURES)
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
        ...extra(),
        ...ratios<keyof typeof QUEUE_RATIOS>(),
      }
    },
    group(row, seconds, g) {
      const { mean, extra, ratios } = reader(sums.groups, row * layout.groups.entities + g, GROUP_MEASURES)
      return {
        answered: mean('answered'),
        agents: mean('staffed', seconds),
        busyAgents: mean('worked', seconds),
        afterCall: mean('afterCall'),
        overtime: mean('overtime'),
        afterClose: mean('afterClose'),
        idle: mean('idle'),
        ...extra(),
        ...ratios<keyof typeof GROUP_RATIOS>(),
      }
    },
    route(row, _, r) {
      const { mean, ratios } = reader(sums.routes, row * layout.routes.entities + r, ROUTE_MEASURES)
      return { answered: mean('answered'), ...ratios<keyof typeof ROUTE_RATIOS>() }
    },
    menu(row, _, m) {
      const { mean, ratios } = reader(sums.menus, row * layout.menus.entities + m, MENU_MEASURES)
      return {
        offered: mean('offered'),
        blocked: mean('blocked'),
        toQueue: mean('toQueue'),
        selfService: mean('selfService'),
        hungUp: mean('hungUp'),
        silent: mean('silent'),
        left: mean('left'),
        ...ratios<keyof typeof MENU_RATIOS>(),
      }
    },
    money(row, _, bearer) {
      const block = layout.money as Block
      const { mean, ratios } = reader(sums.money as BlockSums, row * block.entities + bearer, MONEY_MEASURES)
      return {
        cost: mean('cost'),
        revenue: mean('revenue'),
        result: mean('result'),
        agentCost: mean('agentCost'),
        overtimeCost: mean('overtimeCost'),
        lineCost: mean('lineCost'),
        lostCost: mean('lostCost'),
        penaltyCost: mean('penaltyCost'),
        answeredRevenue: mean('answeredRevenue'),
        clientRevenue: mean('clientRevenue'),
        saleRevenue: mean('saleRevenue'),
        ...ratios<keyof typeof MONEY_RATIOS>(),
        ...(model.agentLevel?.campaigns ? { droppedCost: mean('droppedCost') } : {}),
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
  const { queueEntities, groupEntities } = layout
  const { parentNames, parentOf, tierNames, tierOf } = model
  const t = tFactor(confidence)
  const figures = figureReader(model, sums, t)
  const daySeconds = model.intervalsPerDay * model.interval
  const stretches = <F>(read: (row: number, seconds: number, entity: number) => F, entity: number) => ({
    whole: read(layout.wholeRow, layout.intervals * model.interval, entity),
    days: Array.from({ length: layout.days }, (_, day) => read(layout.intervals + 1 + day, daySeconds, entity)),
    intervals: Array.from({ length: layout.intervals }, (_, row) => read(row, model.interval, entity)),
  })
  const waitsOf = (entity: number) =>
    WAIT_PROBABILITIES.map((probability) => ({
      probability,
      answered: estimateWaitQuantile(sums.answeredWaits, entity, replications, probability, t(replications)),
      all: estimateWaitQuantile(sums.allWaits, entity, replications, probability, t(replications)),
    }))
  const queue = (name: string, entity: number) => ({
    name,
    waits: waitsOf(entity),
    ...stretches(figures.queue, entity),
  })
  const sumsOf = (kind: Sum['kind']) =>
    queueEntities.sums.flatMap((sum, s) => (sum.kind === kind ? [queue(sum.name, queueEntities.own + s)] : []))
  const clients = sumsOf('clients')
  const sites = groupEntities.sums.flatMap(({ kind, name }, s) =>
    kind === 'sites' ? [{ name, ...stretches(figures.group, groupEntities.own + s) }] : [],
  )

  return {
    replications,
    confidence,
    interval: model.interval,
    warmUp: model.warmUpIntervals * model.interval,
    queues: parentNames.map((name, parent) => queue(name, placeOfQueue(model, parent))),
    allQueues: stretches(figures.queue, layout.queues.entities - 1),
    ...(hasParts(model) ? { parts: parts(), tiers: sumsOf('tiers') } : {}),
    ...(clients.length > 0 ? { clients } : {}),
    groups: model.groupNames.map((name, g) => ({ name, ...stretches(figures.group, g) })),
    allGroups: stretches(figures.group, layout.groups.entities - 1),
    ...(sites.length > 0 ? { sites } : {}),
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
    routes: Array.from({ length: model.routes }, (_, r) => {
      const q = model.routeQueue[r]
      return {
        queue: parentNames[parentOf[q]],
        ...(tierOf[q] < 0 ? {} : { tier: tierNames[tierOf[q]] }),
        group: model.groupNames[model.routeGroup[r]],
        ...figures.route(layout.wholeRow, 0, r),
      }
    }),
    ...(model.costs ? { money: money(model.costs.currency) } : {}),
  }

  function parts() {
    return model.queueNames.flatMap((name, q) => {
      if (tierOf[q] < 0) return []
      return [{ queue: parentNames[parentOf[q]], tier: tierNames[tierOf[q]], ...queue(name, q) }]
    })
  }

  function money(currency: string | undefined): MoneyEstimates {
    const named = (names: readonly string[], first: number) =>
      names.map((name, k) => ({ name, ...stretches(figures.money, first + k) }))
    const groupsAt = parentNames.length
    const clientsAt = groupsAt + model.groups
    const menusAt = clientsAt + model.clientNames.length
    const menus = named(model.menus?.menus.map(({ name }) => name) ?? [], menusAt)
    const { whole, days, intervals } = stretches(figures.money, menusAt + menus.length)
    return {
      ...(currency === undefined ? {} : { currency }),
      ...whole,
      days,
      intervals,
      queues: named(parentNames, 0),
      groups: named(model.groupNames, groupsAt),
      clients: named(model.clientNames, clientsAt),
      ...(menus.length > 0 ? { menus } : {}),
    }
  }
}

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

function ratiosOf(sums: BlockSums, count: number, cell: number, t: TFactor): Record<string, RatioEstimate> {
  return Object.fromEntries(sums.block.ratioNames.map((name, r) => [name, ratioOf(sums, count, cell, r, t)]))
}

/** Ratio `r` of a cell. */
function ratioOf(sums: BlockSums, count: number, cell: number, r: number, t: TFactor): RatioEstimate {
  const { ratios, measures } = sums.block
  const [above, below] = ratios[r].map((place) => cell * measures + place)
  const k = cell * ratios.length + r
  // A share of nothing is no number, whatever stands above it.
  const value = sums.mean[below] === 0 ? Number.NaN : sums.mean[above] / sums.mean[below]
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
