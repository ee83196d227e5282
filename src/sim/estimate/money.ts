import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../model/agent-level-columns.ts'
import type { CostModel } from '../model/cost-model.ts'
import { MENU, MENU_COLUMNS } from '../model/menu-columns.ts'
import type { CompiledModel } from '../model/model.ts'
import { GROUP, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, type Tally } from '../model/tally.ts'
import { placeOfQueue } from './entities.ts'
import {
  addRow,
  type Block,
  cellOf,
  dayRowOf,
  type Layout,
  MONEY_MEASURES,
  type MoneyMeasure,
  placesOf,
  QUEUE_MEASURES,
  ROUTE_MEASURES,
} from './layout.ts'

const M = placesOf(MONEY_MEASURES)
const Q = placesOf(QUEUE_MEASURES)
const R = placesOf(ROUTE_MEASURES)
const MEASURES = MONEY_MEASURES.length

const COSTS: readonly MoneyMeasure[] = [
  'agentCost',
  'overtimeCost',
  'lineCost',
  'lostCost',
  'droppedCost',
  'penaltyCost',
]
const REVENUES: readonly MoneyMeasure[] = ['answeredRevenue', 'clientRevenue', 'saleRevenue']

/**
 * What one replication costs and brings. Amounts of contacts are booked to the interval of their arrival, hours to that in which they pass; work after the end of the run is overtime
 * of the last day and of the whole. A day's penalty is the day's and the whole's, not an interval's.
 */
export function measureMoney(model: CompiledModel, layout: Layout, tally: Tally, values: Float64Array): void {
  const costs = model.costs as CostModel
  const money = layout.money as Block
  const { intervals, days, wholeRow } = layout
  const menusFrom = money.entities - 1 - layout.menus.entities
  for (let row = 0; row <= intervals; row++) {
    const at = cellOf(money, row, 0)
    chargeContacts(model, costs, tally, row + model.warmUpIntervals, values, at)
    chargeHours(model, costs, tally, row + model.warmUpIntervals, values, at + model.parentNames.length * MEASURES)
    chargeMenus(costs, tally, row + model.warmUpIntervals, values, cellOf(money, row, menusFrom), layout.menus.entities)
    if (row < intervals) chargePenalties(model, layout, costs.intervalPenalty, row, [row], values)
    addRow(money, layout, row, wholeRow, values)
    const day = dayRowOf(model, layout, row)
    if (day >= 0) addRow(money, layout, row, day, values)
  }
  for (let day = 0; day < days; day++) {
    const row = intervals + 1 + day
    chargePenalties(model, layout, costs.dayPenalty, row, [row, wholeRow], values)
  }
  if (days === 0) chargePenalties(model, layout, costs.dayPenalty, wholeRow, [wholeRow], values)
  for (let row = 0; row < layout.rows; row++) {
    shareHours(model, layout, row, values)
    addUp(model, costs, layout.menus.entities, cellOf(money, row, 0), values)
  }
}

/** @param at where the measures of the first queue begin */
function chargeContacts(
  { queues, routes, routeStart, parentOf, clientOf, agentLevel }: CompiledModel,
  { linePerSecond, lostCall, droppedCall, answered: price, clientAnswered, clientPerHandleSecond }: CostModel,
  tally: Tally,
  interval: number,
  values: Float64Array,
  at: number,
): void {
  for (let q = 0; q < queues; q++) {
    const row = (interval * queues + q) * QUEUE_COLUMNS
    const columns = (interval * queues + q) * AGENT_LEVEL_QUEUE_COLUMNS
    let answered = 0
    let handled = 0
    let held = tally.queue[row + QUEUE.abandonedWait] + tally.queue[row + QUEUE.leftWait]
    for (let r = routeStart[q]; r < routeStart[q + 1]; r++) {
      const route = (interval * routes + r) * ROUTE_COLUMNS
      answered += tally.route[route + ROUTE.answered]
      handled += tally.route[route + ROUTE.handleSeconds]
      held += tally.route[route + ROUTE.answeredWait]
      held += tally.route[route + ROUTE.handleSeconds] - tally.route[route + ROUTE.afterCallSeconds]
    }
    if (agentLevel) held = tally.agentLevelQueue[columns + AGENT_LEVEL_QUEUE.lineSeconds]
    // Deferred work that is left will be done another day.
    let lost = agentLevel?.deferred?.isDeferred[q]
      ? 0
      : tally.queue[row + QUEUE.blocked] + tally.queue[row + QUEUE.abandoned] + tally.queue[row + QUEUE.left]
    if (agentLevel)
      lost +=
        tally.agentLevelQueue[columns + AGENT_LEVEL_QUEUE.sentAway] +
        tally.agentLevelQueue[columns + AGENT_LEVEL_QUEUE.callbacksMissed]
    const to = at + parentOf[q] * MEASURES
    values[to + M.lineCost] += held * linePerSecond
    values[to + M.lostCost] += lost * lostCall[parentOf[q]]
    values[to + M.droppedCost] += lost * droppedCall[parentOf[q]]
    values[to + M.answeredRevenue] += answered * price[parentOf[q]]
    values[to + M.answered] += answered
    if (agentLevel) values[to + M.saleRevenue] += tally.agentLevelQueue[columns + AGENT_LEVEL_QUEUE.revenue]
    const client = clientOf[q]
    if (client < 0) continue
    values[to + M.clientRevenue] += answered * clientAnswered[client] + handled * clientPerHandleSecond[client]
  }
}

/** @param at where the measures of the first group begin */
function chargeHours(
  { groups, routes, routeGroup }: CompiledModel,
  { agentPerSecond, overtimePerSecond, clientOfGroup, clientPerAgentSecond }: CostModel,
  tally: Tally,
  interval: number,
  values: Float64Array,
  at: number,
): void {
  for (let g = 0; g < groups; g++) {
    const row = (interval * groups + g) * GROUP_COLUMNS
    const staffed = tally.group[row + GROUP.staffed]
    const overtime = tally.group[row + GROUP.overtime]
    const to = at + g * MEASURES
    values[to + M.agentCost] = (staffed - overtime) * agentPerSecond[g]
    values[to + M.overtimeCost] = overtime * overtimePerSecond[g]
    if (clientOfGroup[g] >= 0) values[to + M.clientRevenue] = staffed * clientPerAgentSecond[clientOfGroup[g]]
  }
  for (let r = 0; r < routes; r++)
    values[at + routeGroup[r] * MEASURES + M.answered] +=
      tally.route[(interval * routes + r) * ROUTE_COLUMNS + ROUTE.answered]
}

/** @param at where the measures of the first menu begin */
function chargeMenus(
  { linePerSecond }: CostModel,
  tally: Tally,
  interval: number,
  values: Float64Array,
  at: number,
  menus: number,
): void {
  for (let m = 0; m < menus; m++) {
    const row = (interval * menus + m) * MENU_COLUMNS
    const seconds = tally.menu[row + MENU.queueSeconds] + tally.menu[row + MENU.containedSeconds]
    values[at + m * MEASURES + M.lineCost] = seconds * linePerSecond
  }
}

/** The scenario's queues that missed their targets in a row pay for it in all of `to`. */
function chargePenalties(
  model: CompiledModel,
  { money, queues }: Layout,
  prices: Float64Array,
  row: number,
  to: readonly number[],
  values: Float64Array,
): void {
  for (let p = 0; p < prices.length; p++) {
    if (values[cellOf(queues, row, placeOfQueue(model, p)) + Q.targetMet] === 1) continue
    for (const each of to) values[cellOf(money as Block, each, p) + M.penaltyCost] += prices[p]
  }
}

/** The cost of each group's hours is shared among the queues by the handle time of what it answered; where it answered nothing the cost is no queue's. */
function shareHours(
  { groups, routes, routeGroup, routeQueue, parentOf, parentNames }: CompiledModel,
  layout: Layout,
  row: number,
  values: Float64Array,
): void {
  const money = layout.money as Block
  const handled = new Float64Array(groups)
  const handleSeconds = (r: number) => values[cellOf(layout.routes, row, r) + R.handleSeconds]
  for (let r = 0; r < routes; r++) handled[routeGroup[r]] += handleSeconds(r)
  for (let r = 0; r < routes; r++) {
    const g = routeGroup[r]
    if (handled[g] === 0) continue
    const share = handleSeconds(r) / handled[g]
    const to = cellOf(money, row, parentOf[routeQueue[r]])
    const from = cellOf(money, row, parentNames.length + g)
    values[to + M.agentCost] += values[from + M.agentCost] * share
    values[to + M.overtimeCost] += values[from + M.overtimeCost] * share
  }
}

/** Sums of costs and of revenue, and what clients and all together have of queues, groups and menus. */
function addUp(
  { parentNames, groups, clientNames, parentOf, clientOf }: CompiledModel,
  { clientOfGroup }: CostModel,
  menus: number,
  at: number,
  values: Float64Array,
): void {
  const groupsAt = at + parentNames.length * MEASURES
  const clientsAt = groupsAt + groups * MEASURES
  const menusAt = clientsAt + clientNames.length * MEASURES
  const all = menusAt + menus * MEASURES
  for (let p = 0; p < parentNames.length; p++) {
    const from = at + p * MEASURES
    const client = clientOf[parentOf.indexOf(p)]
    const to = clientsAt + client * MEASURES
    if (client >= 0) for (let m = 0; m < MEASURES; m++) values[to + m] += values[from + m]
    for (const m of OF_QUEUES) values[all + m] += values[from + m]
  }
  for (let g = 0; g < groups; g++) {
    const from = groupsAt + g * MEASURES
    if (clientOfGroup[g] >= 0)
      values[clientsAt + clientOfGroup[g] * MEASURES + M.clientRevenue] += values[from + M.clientRevenue]
    for (const m of OF_GROUPS) values[all + m] += values[from + m]
  }
  for (let from = menusAt; from < all; from += MEASURES) values[all + M.lineCost] += values[from + M.lineCost]
  for (let to = at; to <= all; to += MEASURES) {
    for (const cost of COSTS) values[to + M.cost] += values[to + M[cost]]
    for (const revenue of REVENUES) values[to + M.revenue] += values[to + M[revenue]]
    values[to + M.result] = values[to + M.revenue] - values[to + M.cost]
  }
}

/** What all together has of the queues, and of the groups. */
const OF_QUEUES = [
  M.lineCost,
  M.lostCost,
  M.droppedCost,
  M.penaltyCost,
  M.answeredRevenue,
  M.clientRevenue,
  M.saleRevenue,
  M.answered,
]
const OF_GROUPS = [M.agentCost, M.overtimeCost, M.clientRevenue]
