import { serviceLevelRatio, type Target } from '../../domain/index.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  AGENT_LEVEL_QUEUE,
  AGENT_LEVEL_QUEUE_COLUMNS,
} from '../model/agent-level-columns.ts'
import { MENU, MENU_COLUMNS } from '../model/menu-columns.ts'
import type { CompiledModel, ControlsModel } from '../model/model.ts'
import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, type Tally } from '../model/tally.ts'
import type { Entities } from './entities.ts'
import {
  addRow,
  type Block,
  cellOf,
  dayRowOf,
  GROUP_MEASURES,
  type Layout,
  MENU_MEASURES,
  placesOf,
  QUEUE_MEASURES,
  ROUTE_MEASURES,
} from './layout.ts'
import { measureMoney } from './money.ts'

const Q = placesOf(QUEUE_MEASURES)
const R = placesOf(ROUTE_MEASURES)
const G = placesOf(GROUP_MEASURES)
const M = placesOf(MENU_MEASURES)

/**
 * Writes what the tally of one replication says into `values`, `layout.size` numbers that are 0 before.
 * What became of contacts that arrived after the end of the run counts in the last day and in the whole; time that passed after it does not, but in `afterClose` and in what it costs.
 */
export function measureTally(model: CompiledModel, layout: Layout, tally: Tally, values: Float64Array): void {
  const { intervals, wholeRow, queues, groups } = layout
  for (let row = 0; row <= intervals; row++) {
    const interval = row + model.warmUpIntervals
    measureQueues(model, queues, tally, interval, values, cellOf(queues, row, 0))
    measureGroups(model, groups, tally, interval, values, cellOf(groups, row, 0))
    measureRoutes(model, layout, tally, interval, row, values)
    measureMenus(layout.menus, tally, interval, row, values)
    addEntities(queues, layout.queueEntities, row, values)
    addEntities(groups, layout.groupEntities, row, values)
    const day = dayRowOf(model, layout, row)
    copyRow(tally.cases, layout.cases, interval, row, values)
    copyRow(tally.clocks, layout.clocks, interval, row, values)
    for (const block of [queues, layout.routes, groups, layout.menus, layout.cases, layout.clocks]) {
      addRow(block, layout, row, wholeRow, values)
      if (day >= 0) addRow(block, layout, row, day, values)
    }
  }
  for (let row = 0; row < layout.rows; row++) judgeRow(model, layout, row, values)
  if (model.costs) measureMoney(model, layout, tally, values)
  values.set(tally.answeredWaits, layout.answeredWaits)
  values.set(tally.abandonedWaits, layout.abandonedWaits)
  if (model.controls) measureControls(model, model.controls, layout, tally, values)
}

/** How much more work came than was to be expected: by more contacts, by longer ones, and by busier days. */
function measureControls(
  { queues, routes, routeHandleMean }: CompiledModel,
  { count, ofQueue, work, ofRoute, usual }: ControlsModel,
  layout: Layout,
  tally: Tally,
  values: Float64Array,
): void {
  const { controlsStart: at, intervals, wholeRow } = layout
  for (let q = 0; q < queues; q++) {
    if (usual) values[at + count - 1] += (tally.expected[q] - usual[q]) * work[q]
    if (ofQueue[q] < 0) continue
    let came = 0
    for (let row = 0; row < intervals; row++) {
      const cell = cellOf(layout.queues, row, q)
      came += values[cell + Q.offered] - values[cell + Q.redials]
    }
    values[at + ofQueue[q]] += (came - tally.expected[q]) * work[q]
  }
  for (let r = 0; r < routes; r++) {
    if (ofRoute[r] < 0) continue
    const cell = cellOf(layout.routes, wholeRow, r)
    values[at + ofRoute[r]] += values[cell + R.handleSeconds] - values[cell + R.answered] * routeHandleMean[r]
  }
}

function measureQueues(
  model: CompiledModel,
  block: Block,
  tally: Tally,
  interval: number,
  values: Float64Array,
  at: number,
): void {
  const { targets } = model
  for (let q = 0; q < model.queues; q++) {
    const from = (interval * model.queues + q) * QUEUE_COLUMNS
    const to = at + q * block.measures
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
    const { inTime, base } = serviceLevelRatio(
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
    const columnsFrom = (interval * model.queues + q) * AGENT_LEVEL_QUEUE_COLUMNS
    if (isDeferred(model, q)) {
      // What is not due yet is not judged.
      const { dueInTime, finishedLate, overdue } = AGENT_LEVEL_QUEUE
      const done = tally.agentLevelQueue[columnsFrom + dueInTime]
      values[to + Q.inTime] = done
      values[to + Q.serviceBase] =
        done + tally.agentLevelQueue[columnsFrom + finishedLate] + tally.agentLevelQueue[columnsFrom + overdue]
    } else {
      values[to + Q.inTime] = inTime
      values[to + Q.serviceBase] = base
    }
    values[to + Q.admitted] = answered + abandoned
    values[to + Q.wait] = values[to + Q.answeredWait] + tally.queue[from + QUEUE.abandonedWait]
    if (interval < model.intervals) {
      values[to + Q.queueSeconds] = tally.queue[from + QUEUE.queueSeconds]
      values[to + Q.longestQueue] = tally.longestQueue[interval * model.queues + q]
    }
    if (model.agentLevel) copyColumns(block, tally.agentLevelQueue, columnsFrom, values, to)
  }
}

function measureGroups(
  model: CompiledModel,
  block: Block,
  tally: Tally,
  interval: number,
  values: Float64Array,
  at: number,
): void {
  for (let g = 0; g < model.groups; g++) {
    const from = (interval * model.groups + g) * GROUP_COLUMNS
    const to = at + g * block.measures
    const staffed = tally.group[from + GROUP.staffed]
    const worked = tally.group[from + GROUP.busy] + tally.group[from + GROUP.afterCall]
    values[to + G.staffedInAll] = staffed
    values[to + G.workedInAll] = worked
    if (interval === model.intervals) {
      values[to + G.afterClose] = staffed
      continue
    }
    values[to + G.staffed] = staffed
    values[to + G.worked] = worked
    values[to + G.afterCall] = tally.group[from + GROUP.afterCall]
    values[to + G.overtime] = tally.group[from + GROUP.overtime]
    values[to + G.idle] = staffed - worked
    if (model.agentLevel) {
      const columnsFrom = (interval * model.groups + g) * AGENT_LEVEL_GROUP_COLUMNS
      values[to + G.idle] -= tally.agentLevelGroup[columnsFrom + AGENT_LEVEL_GROUP.away]
      copyColumns(block, tally.agentLevelGroup, columnsFrom, values, to)
    }
  }
}

function copyColumns(
  { columns, columnSums }: Block,
  rows: Float64Array,
  from: number,
  values: Float64Array,
  to: number,
): void {
  for (let column = 0; column < columns.length; column++)
    if (columns[column] >= 0) values[to + columns[column]] = rows[from + column]
  for (const { measure, of } of columnSums) for (const one of of) values[to + measure] += values[to + one]
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

/** What is measured as it was counted, column by column. */
function copyRow(counted: Float64Array, block: Block, interval: number, row: number, values: Float64Array): void {
  const size = block.entities * block.measures
  values.set(counted.subarray(interval * size, (interval + 1) * size), cellOf(block, row, 0))
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

/** Sums follow the own ones. The longest queue of several is not known: each has its own at another moment. */
function addEntities(block: Block, { own, sums }: Entities, row: number, values: Float64Array): void {
  const { measures, largest } = block
  sums.forEach(({ of }, s) => {
    const to = cellOf(block, row, own + s)
    for (const one of of) {
      const from = cellOf(block, row, one)
      for (let m = 0; m < measures; m++) values[to + m] += values[from + m]
    }
    if (largest >= 0) values[to + largest] = Number.NaN
  })
}

/** `targetMet` is 1 where a queue met its target, or nobody called; sums as {@link queueEntities} says. */
function judgeRow(model: CompiledModel, layout: Layout, row: number, values: Float64Array): void {
  const {
    queues,
    queueEntities: { own, sums },
  } = layout
  const judge = (entity: number, target: Target, of: readonly number[]) => {
    const cell = cellOf(queues, row, entity)
    const { occupancy = 1 } = target
    const keeps = occupancy === 1 || occupancyOf(model, layout, of, row, values) <= occupancy
    // Of deferred work nothing is missed where none was due.
    const nothingDue = values[cell + Q.serviceBase] === 0 && of.every((q) => isDeferred(model, q))
    const asks = nothingDue ? { ...target, serviceLevel: undefined } : target
    values[cell + Q.targetMet] = values[cell + Q.offered] === 0 || (keeps && isMet(asks, values, cell)) ? 1 : 0
  }
  const isMetBy = (entity: number) => values[cellOf(queues, row, entity) + Q.targetMet] === 1
  for (let q = 0; q < own; q++) judge(q, model.targets[q], [q])
  sums.forEach(({ target, of, judges }, s) => {
    if (target) judge(own + s, target, of)
    else values[cellOf(queues, row, own + s) + Q.targetMet] = judges.every(isMetBy) ? 1 : 0
  })
}

function isDeferred({ agentLevel }: CompiledModel, q: number): boolean {
  return agentLevel?.deferred?.isDeferred[q] === 1
}

/** A target, or what is left of it. */
type Asked = { [condition in keyof Target]?: Target[condition] | undefined }

/** What a queue's target says of the queue itself. A ratio of nothing meets nothing. */
function isMet({ serviceLevel, connectRate, asa, meanWait, abandonment }: Asked, values: Float64Array, at: number) {
  const offered = values[at + Q.offered]
  // Quotients, not products: 7 of 100 meets a share of 0.07, and 0.07 * 100 is more than 7.
  return (
    (serviceLevel === undefined || values[at + Q.inTime] / values[at + Q.serviceBase] >= serviceLevel.share) &&
    (connectRate === undefined || values[at + Q.answered] / offered >= connectRate) &&
    (asa === undefined || values[at + Q.answeredWait] / values[at + Q.answered] <= asa) &&
    (meanWait === undefined || values[at + Q.wait] / values[at + Q.admitted] <= meanWait) &&
    (abandonment === undefined || values[at + Q.abandoned] / offered <= abandonment)
  )
}

/** Of all groups that serve these queues, together; 0 where nobody was on duty. */
function occupancyOf(
  { routes, routeQueue, routeGroup }: CompiledModel,
  { groups }: Layout,
  queues: readonly number[],
  row: number,
  values: Float64Array,
): number {
  const serving = new Set<number>()
  for (let r = 0; r < routes; r++) if (queues.includes(routeQueue[r])) serving.add(routeGroup[r])
  let staffed = 0
  let worked = 0
  for (const g of serving) {
    const cell = cellOf(groups, row, g)
    staffed += values[cell + G.staffed]
    worked += values[cell + G.worked]
  }
  return staffed === 0 ? 0 : worked / staffed
}
