import type { CompiledModel } from '../model/model.ts'
import { Design, type TFactor } from './design.ts'
import type {
  CaseFigures,
  ClockFigures,
  GroupFigures,
  MenuFigures,
  MoneyFigures,
  QueueFigures,
  RouteFigures,
} from './figures.ts'
import { meanOf, type RatioEstimate, ratiosOf, type Sampled } from './intervals.ts'
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
export type FigureSums = Pick<ReplicationSums, 'layout' | 'replications' | 'blockSize' | 'controls' | 'kept' | Kind> & {
  blocks: Pick<ReplicationSums, 'controls' | Kind> | undefined
}

type Kind = 'queues' | 'routes' | 'groups' | 'menus' | 'cases' | 'clocks' | 'money'

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

/** How the replications of sums were drawn. */
export function designOf(
  { crude }: Pick<CompiledModel, 'crude'>,
  {
    layout,
    controls,
    blocks,
    blockSize,
    kept,
  }: Pick<FigureSums, 'layout' | 'controls' | 'blockSize' | 'kept'> & {
    blocks: Pick<ReplicationSums, 'controls'> | undefined
  },
  t: TFactor,
): Design {
  const { busynessControls } = layout
  return new Design({ controls, blocks: blocks?.controls, blockSize, busynessControls, crude, kept }, t)
}

export function figureReader(model: CompiledModel, sums: FigureSums, t: TFactor): FigureReader {
  const { layout } = sums
  // Figures are asked for while replications are still taken in.
  const designNow = () => {
    if (design.replications !== sums.replications) design = designOf(model, sums, t)
    return design
  }
  let design = designOf(model, sums, t)
  /** Means of a cell by name; what agent-level simulation adds; ratios. */
  const reader = <M extends string>(kind: Kind, cell: number, measures: readonly M[]) => {
    const of: Sampled = { each: sums[kind] as BlockSums, blocks: sums.blocks?.[kind] }
    const mean = (place: number, per: number) => meanOf(of, designNow(), cell, place, per)
    return {
      mean: (measure: M, per = 1) => mean(measures.indexOf(measure), per),
      extra: () =>
        Object.fromEntries(
          of.each.block.names.slice(measures.length).map((name, k) => [name, mean(measures.length + k, 1)]),
        ),
      ratios: <K extends string>() => ratiosOf(of, designNow(), cell, t) as Record<K, RatioEstimate>,
    }
  }
  return {
    queue(row, seconds, q) {
      const { mean, extra, ratios } = reader('queues', row * layout.queues.entities + q, QUEUE_MEASURES)
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
      const { mean, extra, ratios } = reader('groups', row * layout.groups.entities + g, GROUP_MEASURES)
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
      const { mean, ratios } = reader('routes', row * layout.routes.entities + r, ROUTE_MEASURES)
      return { answered: mean('answered'), ...ratios<keyof typeof ROUTE_RATIOS>() }
    },
    menu(row, _, m) {
      const { mean, ratios } = reader('menus', row * layout.menus.entities + m, MENU_MEASURES)
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
      const { mean, ratios } = reader('cases', row * layout.cases.entities + c, CASE_MEASURES)
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
      const { mean, ratios } = reader('clocks', row * layout.clocks.entities + c, CLOCK_MEASURES)
      return {
        due: mean('due'),
        inTime: mean('inTime'),
        stopped: mean('stopped'),
        ...ratios<keyof typeof CLOCK_RATIOS>(),
      }
    },
    money(row, _, bearer) {
      const block = layout.money as Block
      const { mean, ratios } = reader('money', row * block.entities + bearer, MONEY_MEASURES)
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
