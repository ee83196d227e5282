import { serviceLevelParts, type Target } from '../domain/index.ts'
import { MENU, MENU_COLUMNS } from './menu/columns.ts'
import type { CompiledModel } from './model.ts'
import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, type Tally, WAIT_BINS } from './tally.ts'

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

type Ratios<M extends string> = Record<string, readonly [above: M, below: M]>

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

/** Queues, routes, groups or menus in a replication's values: measure m of entity e in row r is at `start + (r * entities + e) * measures + m`. */
export interface Block {
  start: number
  /** For queues and groups the last one stands for all together. */
  entities: number
  measures: number
  /** The measure of which a longer stretch has the largest instead of the sum, or -1. */
  largest: number
  /** Places of numerator and denominator. */
  ratios: readonly (readonly [above: number, below: number])[]
}

/**
 * How the values of one replication lie in one array. Rows are the counted intervals, then the time after the run (redials of its last callers), then the whole days
 * where there are several, then everything together.
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
  /** Histograms of waits, [queue * WAIT_BINS + bin] from here. */
  answeredWaits: number
  abandonedWaits: number
  size: number
}

export function layoutOf(model: CompiledModel): Layout {
  const intervals = model.intervals - model.warmUpIntervals
  const days = model.intervals > model.intervalsPerDay ? Math.floor(intervals / model.intervalsPerDay) : 0
  const rows = intervals + 1 + days + 1
  let size = 0
  const block = <M extends string>(entities: number, names: readonly M[], ratios: Ratios<M>, largest?: M): Block => {
    const start = size
    size += rows * entities * names.length
    return {
      start,
      entities,
      measures: names.length,
      largest: largest === undefined ? -1 : names.indexOf(largest),
      ratios: Object.values(ratios).map(([above, below]) => [names.indexOf(above), names.indexOf(below)]),
    }
  }
  const queues = block(model.queues + 1, QUEUE_MEASURES, QUEUE_RATIOS, 'longestQueue')
  const routes = block(model.routes, ROUTE_MEASURES, ROUTE_RATIOS)
  const groups = block(model.groups + 1, GROUP_MEASURES, GROUP_RATIOS)
  const menus = block(model.menus?.menus.length ?? 0, MENU_MEASURES, MENU_RATIOS)
  const bins = model.queues * WAIT_BINS
  return {
    intervals,
    days,
    rows,
    wholeRow: rows - 1,
    queues,
    routes,
    groups,
    menus,
    answeredWaits: size,
    abandonedWaits: size + bins,
    size: size + 2 * bins,
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

const Q = placesOf(QUEUE_MEASURES)
const R = placesOf(ROUTE_MEASURES)
const G = placesOf(GROUP_MEASURES)
const M = placesOf(MENU_MEASURES)

/**
 * Writes what the tally of one replication says into `values`, `layout.size` numbers that are 0 before.
 * What became of contacts that arrived after the end of the run counts in the last day and in the whole; time that passed after it does not, but in `afterClose`.
 */
export function measureTally(
  model: CompiledModel,
  layout: Layout,
  targets: readonly Target[],
  tally: Tally,
  values: Float64Array,
): void {
  const { intervals, days, wholeRow, queues, groups } = layout
  const firstDayRow = intervals - days * model.intervalsPerDay
  for (let row = 0; row <= intervals; row++) {
    const interval = row + model.warmUpIntervals
    measureQueues(model, targets, tally, interval, values, cellOf(queues, row, 0))
    measureGroups(model, tally, interval, values, cellOf(groups, row, 0))
    measureRoutes(model, layout, tally, interval, row, values)
    measureMenus(layout.menus, tally, interval, row, values)
    addEntities(queues, row, values)
    addEntities(groups, row, values)
    const day = Math.min(Math.floor((row - firstDayRow) / model.intervalsPerDay), days - 1)
    addRows(layout, row, wholeRow, values)
    if (day >= 0) addRows(layout, row, intervals + 1 + day, values)
  }
  for (let row = 0; row < layout.rows; row++) judgeRow(targets, queues, row, values)
  values.set(tally.answeredWaits, layout.answeredWaits)
  values.set(tally.abandonedWaits, layout.abandonedWaits)
}

function measureQueues(
  model: CompiledModel,
  targets: readonly Target[],
  tally: Tally,
  interval: number,
  values: Float64Array,
  at: number,
): void {
  for (let q = 0; q < model.queues; q++) {
    const from = (interval * model.queues + q) * QUEUE_COLUMNS
    const to = at + q * QUEUE_MEASURES.length
    let answeredWithin = 0
    for (let r = model.routeStart[q]; r < model.routeStart[q + 1]; r++) {
      const route = (interval * model.routes + r) * ROUTE_COLUMNS
      values[to + Q.answered] += tally.route[route + ROUTE.answered]
      values[to + Q.answeredWait] += tally.route[route + ROUTE.answeredWait]
      values[to + Q.handleSeconds] += tally.route[route + ROUTE.handleSeconds]
      if (r > model.routeStart[q]) values[to + Q.overflowed] += tally.route[route + ROUTE.answered]
      answeredWithin += tally.route[route + ROUTE.answeredWithin]
    }
    const offered = tally.queue[from + QUEUE.offered]
    const answered = values[to + Q.answered]
    const abandoned = tally.queue[from + QUEUE.abandoned]
    const { inTime, base } = serviceLevelParts(
      {
        offered,
        answered,
        answeredWithin,
        abandonedWithin: tally.queue[from + QUEUE.abandonedWithin],
        abandonedWithinExcluded: tally.queue[from + QUEUE.abandonedEarly],
      },
      targets[q].serviceLevel?.definition,
    )
    values[to + Q.offered] = offered
    values[to + Q.abandoned] = abandoned
    values[to + Q.blocked] = tally.queue[from + QUEUE.blocked]
    values[to + Q.left] = tally.queue[from + QUEUE.left]
    values[to + Q.queued] = tally.queue[from + QUEUE.queued]
    values[to + Q.redials] = tally.queue[from + QUEUE.redials]
    values[to + Q.inTime] = inTime
    values[to + Q.serviceBase] = base
    values[to + Q.admitted] = answered + abandoned
    values[to + Q.wait] = values[to + Q.answeredWait] + tally.queue[from + QUEUE.abandonedWait]
    if (interval < model.intervals) {
      values[to + Q.queueSeconds] = tally.queue[from + QUEUE.queueSeconds]
      values[to + Q.longestQueue] = tally.longestQueue[interval * model.queues + q]
    }
  }
}

function measureGroups(model: CompiledModel, tally: Tally, interval: number, values: Float64Array, at: number): void {
  for (let g = 0; g < model.groups; g++) {
    const from = (interval * model.groups + g) * GROUP_COLUMNS
    const to = at + g * GROUP_MEASURES.length
    if (interval === model.intervals) values[to + G.afterClose] = tally.group[from + GROUP.staffed]
    else {
      values[to + G.staffed] = tally.group[from + GROUP.staffed]
      values[to + G.worked] = tally.group[from + GROUP.busy] + tally.group[from + GROUP.afterCall]
      values[to + G.afterCall] = tally.group[from + GROUP.afterCall]
      values[to + G.overtime] = tally.group[from + GROUP.overtime]
    }
  }
}

function measureRoutes(
  model: CompiledModel,
  { routes, groups }: Layout,
  tally: Tally,
  interval: number,
  row: number,
  values: Float64Array,
): void {
  for (let r = 0; r < model.routes; r++) {
    const from = (interval * model.routes + r) * ROUTE_COLUMNS
    const to = cellOf(routes, row, r)
    values[to + R.answered] = tally.route[from + ROUTE.answered]
    values[to + R.answeredWait] = tally.route[from + ROUTE.answeredWait]
    values[to + R.handleSeconds] = tally.route[from + ROUTE.handleSeconds]
    const group = cellOf(groups, row, model.routeGroup[r])
    values[group + G.answered] += values[to + R.answered]
    values[group + G.handleSeconds] += values[to + R.handleSeconds]
  }
}

/** Calls by the interval in which they entered the menu. */
function measureMenus(menus: Block, tally: Tally, interval: number, row: number, values: Float64Array): void {
  for (let m = 0; m < menus.entities; m++) {
    const from = (interval * menus.entities + m) * MENU_COLUMNS
    const to = cellOf(menus, row, m)
    for (const name of [
      'offered',
      'blocked',
      'toQueue',
      'selfService',
      'hungUp',
      'silent',
      'left',
      'queueSeconds',
    ] as const)
      values[to + M[name]] = tally.menu[from + MENU[name]]
    values[to + M.contained] = values[to + M.selfService] + values[to + M.hungUp] + values[to + M.silent]
    values[to + M.seconds] = values[to + M.queueSeconds] + tally.menu[from + MENU.containedSeconds]
    values[to + M.ended] = values[to + M.contained] + values[to + M.toQueue]
  }
}

/** The last entity of a row is the sum of the others. */
function addEntities(block: Block, row: number, values: Float64Array): void {
  const { entities, measures } = block
  const all = cellOf(block, row, entities - 1)
  for (let from = all - (entities - 1) * measures; from < all; from += measures)
    for (let m = 0; m < measures; m++) values[all + m] += values[from + m]
}

function addRows({ queues, routes, groups, menus }: Layout, from: number, to: number, values: Float64Array): void {
  addRow(queues, from, to, values)
  addRow(routes, from, to, values)
  addRow(groups, from, to, values)
  addRow(menus, from, to, values)
}

function addRow(block: Block, from: number, to: number, values: Float64Array): void {
  const { entities, measures, largest } = block
  let source = cellOf(block, from, 0)
  let sink = cellOf(block, to, 0)
  for (let entity = 0; entity < entities; entity++, source += measures, sink += measures) {
    const most = largest < 0 ? 0 : Math.max(values[sink + largest], values[source + largest])
    for (let m = 0; m < measures; m++) values[sink + m] += values[source + m]
    if (largest >= 0) values[sink + largest] = most
  }
}

/** `targetMet` is 1 where a queue met its target, or nobody called; for all queues together, where every one did. */
function judgeRow(targets: readonly Target[], queues: Block, row: number, values: Float64Array): void {
  let every = 1
  for (let q = 0; q < targets.length; q++) {
    const cell = cellOf(queues, row, q)
    const met = isMet(targets[q], values, cell) ? 1 : 0
    values[cell + Q.targetMet] = met
    every *= met
  }
  values[cellOf(queues, row, targets.length) + Q.targetMet] = every
}

/** A target's occupancy is the groups' and not looked at. A ratio of nothing meets nothing. */
function isMet({ serviceLevel, connectRate, asa, meanWait, abandonment }: Target, values: Float64Array, at: number) {
  const offered = values[at + Q.offered]
  // Quotients, not products: 7 of 100 meets a share of 0.07, and 0.07 * 100 is more than 7.
  return (
    offered === 0 ||
    ((serviceLevel === undefined || values[at + Q.inTime] / values[at + Q.serviceBase] >= serviceLevel.share) &&
      (connectRate === undefined || values[at + Q.answered] / offered >= connectRate) &&
      (asa === undefined || values[at + Q.answeredWait] / values[at + Q.answered] <= asa) &&
      (meanWait === undefined || values[at + Q.wait] / values[at + Q.admitted] <= meanWait) &&
      (abandonment === undefined || values[at + Q.abandoned] / offered <= abandonment))
  )
}
