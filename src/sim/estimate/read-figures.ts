import type { CompiledModel } from '../model/model.ts'
import type {
  CaseFigures,
  ClockFigures,
  GroupFigures,
  MenuFigures,
  MoneyFigures,
  QueueFigures,
  RouteFigures,
} from './figures.ts'
import { meanOf, type RatioEstimate, ratiosOf, type TFactor } from './intervals.ts'
import {
  type Block,
  CASE_MEASURES,
  type CASE_RATIOS,
  CLOCK_MEASURES,
  type CLOCK_RATIOS,
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

/** What figures are read from: all sums but those of waits. */
export type FigureSums = Pick<
  ReplicationSums,
  'layout' | 'replications' | 'queues' | 'routes' | 'groups' | 'menus' | 'cases' | 'clocks' | 'money'
>

/** Reads figures of a row of {@link Layout} that covers so many seconds, for an entity of its block. */
export interface FigureReader {
  queue(row: number, seconds: number, entity: number): QueueFigures
  group(row: number, seconds: number, entity: number): GroupFigures
  route(row: number, seconds: number, route: number): RouteFigures
  menu(row: number, seconds: number, menu: number): MenuFigures
  case(row: number, seconds: number, kind: number): CaseFigures
  clock(row: number, seconds: number, clock: number): ClockFigures
  money(row: number, seconds: number, entity: number): MoneyFigures
}

export function figureReader(model: CompiledModel, sums: FigureSums, t: TFactor): FigureReader {
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
        inTime: mean('inTime'),
      }
    },
    group(row, seconds, g) {
      const { mean, extra, ratios } = reader(sums.groups, row * layout.groups.entities + g, GROUP_MEASURES)
      const { occupancyWithAfterClose, ...others } = ratios<keyof typeof GROUP_RATIOS>()
      return {
        answered: mean('answered'),
        agents: mean('staffed', seconds),
        busyAgents: mean('worked', seconds),
        afterCall: mean('afterCall'),
        overtime: mean('overtime'),
        afterClose: mean('afterClose'),
        idle: mean('idle'),
        ...extra(),
        ...others,
        ...(row === layout.wholeRow || row === layout.wholeRow - 1 ? { occupancyWithAfterClose } : {}),
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
    case(row, _, c) {
      const { mean, ratios } = reader(sums.cases, row * layout.cases.entities + c, CASE_MEASURES)
      return {
        opened: mean('opened'),
        closed: mean('closed'),
        escalated: mean('escalated'),
        escalatedLate: mean('escalatedLate'),
        escalatedByRepeat: mean('escalatedByRepeat'),
        ...ratios<keyof typeof CASE_RATIOS>(),
      }
    },
    clock(row, _, c) {
      const { mean, ratios } = reader(sums.clocks, row * layout.clocks.entities + c, CLOCK_MEASURES)
      return {
        due: mean('due'),
        inTime: mean('inTime'),
        stopped: mean('stopped'),
        ...ratios<keyof typeof CLOCK_RATIOS>(),
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
