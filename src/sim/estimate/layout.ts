import { AGENT_LEVEL_GROUP, AGENT_LEVEL_QUEUE } from '../model/agent-level-columns.ts'
import type { CompiledModel } from '../model/model.ts'
import { WAIT_BINS } from '../model/tally.ts'
import {
  AGENT_LEVEL_GROUP_RATIOS,
  AGENT_LEVEL_GROUP_SUMS,
  AGENT_LEVEL_QUEUE_RATIOS,
  AGENT_LEVEL_QUEUE_SUMS,
  isColumnUsed,
  STOCKS,
} from './agent-level-figures.ts'
import { type Entities, groupEntities, queueEntities } from './entities.ts'

/** What is summed for a queue, or for all of them together, over a stretch of time. */
export const QUEUE_MEASURES = [
  'offered',
  'answered',
  'abandoned',
  'blocked',
  'left',
  'queued',
  'redials',
  'overflowed',
  'inTime',
  'serviceBase',
  'admitted',
  'answeredWait',
  'wait',
  'handleSeconds',
  'queueSeconds',
  'longestQueue',
  'targetMet',
] as const
export type QueueMeasure = (typeof QUEUE_MEASURES)[number]

/** What is summed for the contacts of a queue that one group answered. */
export const ROUTE_MEASURES = ['answered', 'answeredWait', 'handleSeconds'] as const
export type RouteMeasure = (typeof ROUTE_MEASURES)[number]

/** What is summed for a group of agents, or for all of them together. */
export const GROUP_MEASURES = [
  'answered',
  'handleSeconds',
  'staffed',
  'worked',
  'afterCall',
  'overtime',
  'afterClose',
  'idle',
  'workedInAll',
  'staffedInAll',
] as const
export type GroupMeasure = (typeof GROUP_MEASURES)[number]

/** What is summed for a menu. */
export const MENU_MEASURES = [
  'offered',
  'blocked',
  'toQueue',
  'selfService',
  'hungUp',
  'silent',
  'left',
  'contained',
  'queueSeconds',
  'seconds',
  'ended',
] as const
export type MenuMeasure = (typeof MENU_MEASURES)[number]

/** What is summed for a kind of cases, and for one of its clocks; in the order of their columns. */
export const CASE_MEASURES = [
  'opened',
  'closed',
  'escalated',
  'escalatedLate',
  'escalatedByRepeat',
  'closeSeconds',
] as const
export type CaseMeasure = (typeof CASE_MEASURES)[number]
export const CLOCK_MEASURES = ['due', 'inTime', 'stopped', 'seconds'] as const
export type ClockMeasure = (typeof CLOCK_MEASURES)[number]

/** What is summed of money: for queues, groups, clients and all together. */
export const MONEY_MEASURES = [
  'agentCost',
  'overtimeCost',
  'lineCost',
  'lostCost',
  'droppedCost',
  'penaltyCost',
  'answeredRevenue',
  'clientRevenue',
  'saleRevenue',
  'cost',
  'revenue',
  'result',
  'answered',
] as const
export type MoneyMeasure = (typeof MONEY_MEASURES)[number]

export type Ratios<M extends string> = Record<string, readonly [above: M, below: M]>

/** Figures that are a sum over a sum. The service level is by the definition of the queue's target. */
export const QUEUE_RATIOS = {
  serviceLevel: ['inTime', 'serviceBase'],
  connectRate: ['answered', 'offered'],
  abandonment: ['abandoned', 'offered'],
  blocking: ['blocked', 'offered'],
  waitProbability: ['queued', 'offered'],
  asa: ['answeredWait', 'answered'],
  meanWait: ['wait', 'admitted'],
  aht: ['handleSeconds', 'answered'],
  overflow: ['overflowed', 'answered'],
} as const satisfies Ratios<QueueMeasure>

export const ROUTE_RATIOS = {
  asa: ['answeredWait', 'answered'],
  aht: ['handleSeconds', 'answered'],
} as const satisfies Ratios<RouteMeasure>

export const GROUP_RATIOS = {
  occupancy: ['worked', 'staffed'],
  occupancyWithAfterClose: ['workedInAll', 'staffedInAll'],
  aht: ['handleSeconds', 'answered'],
} as const satisfies Ratios<GroupMeasure>

export const MENU_RATIOS = {
  toQueueShare: ['toQueue', 'offered'],
  selfServiceShare: ['selfService', 'offered'],
  hungUpShare: ['hungUp', 'offered'],
  silentShare: ['silent', 'offered'],
  containment: ['contained', 'offered'],
  blocking: ['blocked', 'offered'],
  meanTime: ['seconds', 'ended'],
  timeToQueue: ['queueSeconds', 'toQueue'],
} as const satisfies Ratios<MenuMeasure>

export const CASE_RATIOS = {
  escalatedShare: ['escalated', 'opened'],
  meanCloseTime: ['closeSeconds', 'closed'],
} as const satisfies Ratios<CaseMeasure>

export const CLOCK_RATIOS = {
  inTimeShare: ['inTime', 'due'],
  meanClockTime: ['seconds', 'stopped'],
} as const satisfies Ratios<ClockMeasure>

export const MONEY_RATIOS = { costPerAnswered: ['cost', 'answered'] } as const satisfies Ratios<MoneyMeasure>

/** Queues, routes, groups, menus or bearers of money in a replication's values: measure m of entity e in row r is at `start + (r * entities + e) * measures + m`. */
export interface Block {
  start: number
  entities: number
  /** Names of what is measured: first those of every scenario, then the agent-level columns that this one uses. */
  names: readonly string[]
  measures: number
  /** For each agent-level column its place among the measures, or -1. */
  columns: readonly number[]
  /** Measures that are sums of such columns. */
  columnSums: readonly { measure: number; of: readonly number[] }[]
  /** The measure of which a longer stretch has the largest instead of the sum, or -1; and those of which it has the last. */
  largest: number
  levels: readonly number[]
  ratioNames: readonly string[]
  /** Places of numerator and denominator. */
  ratios: readonly (readonly [above: number, below: number])[]
}

/**
 * How the values of one replication lie in one array. Rows are the counted intervals, then the time after the run (redials of its last callers), then the whole days
 * where there are several, then everything together. Entities of queues and groups are the model's own, then sums of them, all together last.
 */
export interface Layout {
  intervals: number
  /** Whole days that are told apart; 0 where there is one day only. */
  days: number
  rows: number
  wholeRow: number
  queues: Block
  routes: Block
  groups: Block
  menus: Block
  cases: Block
  clocks: Block
  /** Where the scenario has costs: of its queues, groups, clients and menus, all together last. */
  money?: Block
  queueEntities: Entities
  groupEntities: Entities
  /** Histograms of waits, [queue * WAIT_BINS + bin] from here. */
  answeredWaits: number
  abandonedWaits: number
  /** The model's controls: where they begin, how many there are, and how many of them, the last, are of busyness. */
  controlsStart: number
  controls: number
  busynessControls: number
  size: number
}

export function layoutOf(model: CompiledModel): Layout {
  const intervals = model.intervals - model.warmUpIntervals
  const days = model.intervals > model.intervalsPerDay ? Math.floor(intervals / model.intervalsPerDay) : 0
  const rows = intervals + 1 + days + 1
  let size = 0
  const block = (
    entities: number,
    measures: readonly string[],
    ratios: Ratios<string>,
    columns: readonly string[] = [],
    columnRatios: Ratios<string> = {},
    columnSums: Record<string, readonly string[]> = {},
  ): Block => {
    const start = size
    const own = [...measures, ...columns.filter((name) => model.agentLevel && isColumnUsed(name, model.agentLevel))]
    const sums = Object.entries(columnSums).filter(([, of]) => of.every((column) => own.includes(column)))
    const names = [...own, ...sums.map(([name]) => name)]
    size += rows * entities * names.length
    const known = Object.entries({ ...ratios, ...columnRatios }).filter(([, terms]) =>
      terms.every((term) => names.includes(term)),
    )
    return {
      start,
      entities,
      names,
      measures: names.length,
      columns: columns.map((name) => names.indexOf(name)),
      columnSums: sums.map(([name, of]) => ({
        measure: names.indexOf(name),
        of: of.map((column) => names.indexOf(column)),
      })),
      largest: names.indexOf('longestQueue'),
      levels: STOCKS.map((name) => names.indexOf(name)).filter((place) => place >= 0),
      ratioNames: known.map(([name]) => name),
      ratios: known.map(([, [above, below]]) => [names.indexOf(above), names.indexOf(below)]),
    }
  }
  const queueSums = queueEntities(model)
  const groupSums = groupEntities(model)
  const queues = block(
    queueSums.own + queueSums.sums.length,
    QUEUE_MEASURES,
    QUEUE_RATIOS,
    Object.keys(AGENT_LEVEL_QUEUE),
    AGENT_LEVEL_QUEUE_RATIOS,
    AGENT_LEVEL_QUEUE_SUMS,
  )
  const routes = block(model.routes, ROUTE_MEASURES, ROUTE_RATIOS)
  const groups = block(
    groupSums.own + groupSums.sums.length,
    GROUP_MEASURES,
    GROUP_RATIOS,
    Object.keys(AGENT_LEVEL_GROUP),
    AGENT_LEVEL_GROUP_RATIOS,
    AGENT_LEVEL_GROUP_SUMS,
  )
  const menus = block(model.menus?.menus.length ?? 0, MENU_MEASURES, MENU_RATIOS)
  const cases = block(model.agentLevel?.cases?.names.length ?? 0, CASE_MEASURES, CASE_RATIOS)
  const clocks = block(model.agentLevel?.cases?.clockNames.length ?? 0, CLOCK_MEASURES, CLOCK_RATIOS)
  const { parentNames, groupNames, clientNames } = model
  const bearers = parentNames.length + groupNames.length + clientNames.length + menus.entities + 1
  const money = model.costs && block(bearers, MONEY_MEASURES, MONEY_RATIOS)
  const bins = model.queues * WAIT_BINS
  const controls = model.controls?.count ?? 0
  return {
    intervals,
    days,
    rows,
    wholeRow: rows - 1,
    queues,
    routes,
    groups,
    menus,
    cases,
    clocks,
    ...(money ? { money } : {}),
    queueEntities: queueSums,
    groupEntities: groupSums,
    answeredWaits: size,
    abandonedWaits: size + bins,
    controlsStart: size + 2 * bins,
    controls,
    busynessControls: model.controls?.usual ? 1 : 0,
    size: size + 2 * bins + controls,
  }
}

/** Where the measures of an entity in a row begin. */
export function cellOf({ start, entities, measures }: Block, row: number, entity: number): number {
  return start + (row * entities + entity) * measures
}

/** Places of measures by name. */
export function placesOf<M extends string>(names: readonly M[]): Record<M, number> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<M, number>
}

/** The row of the day that an interval belongs to, or -1: a day that the warm-up cuts has none. What comes after the run belongs to the last. */
export function dayRowOf({ intervalsPerDay }: CompiledModel, { intervals, days }: Layout, row: number): number {
  const day = Math.min(Math.floor((row - intervals + days * intervalsPerDay) / intervalsPerDay), days - 1)
  return day < 0 ? -1 : intervals + 1 + day
}

/** Adds a row to a longer stretch. */
export function addRow(block: Block, { intervals }: Layout, from: number, to: number, values: Float64Array): void {
  const { entities, measures, largest, levels } = block
  let source = cellOf(block, from, 0)
  let sink = cellOf(block, to, 0)
  for (let entity = 0; entity < entities; entity++, source += measures, sink += measures) {
    const most = largest < 0 ? 0 : Math.max(values[sink + largest], values[source + largest])
    for (let m = 0; m < measures; m++) values[sink + m] += values[source + m]
    if (largest >= 0) values[sink + largest] = most
    // A level is the last of the run; what it is after it does not count.
    for (const level of levels)
      if (from < intervals) values[sink + level] = values[source + level]
      else values[sink + level] -= values[source + level]
  }
}
