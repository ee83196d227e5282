import { isThinned } from '../menu/index.ts'
import type { CasesModel } from '../model/feature-models.ts'
import type { CompiledModel } from '../model/model.ts'
import { hasParts, placeOfQueue, type Sum } from './entities.ts'
import { expectMenu } from './expect-menu.ts'
import type { MoneyEstimates, SimulationEstimates, Stretches } from './figures.ts'
import { tFactor } from './intervals.ts'
import type { Layout } from './layout.ts'
import { designOf, figureReader } from './read-figures.ts'
import type { ReplicationSums } from './sums.ts'
import { estimateWaitQuantiles } from './wait-quantile.ts'

/** The quantiles of waits that are reported. */
export const WAIT_PROBABILITIES = [0.5, 0.8, 0.9, 0.95, 0.99] as const

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
  // Without the histograms of waits: the figures of intervals hold on to what they are read from.
  const withoutWaits = ({ queues, routes, groups, menus, cases, clocks, money, controls }: ReplicationSums) => {
    return { queues, routes, groups, menus, cases, clocks, money, controls }
  }
  const { blocks, blockSize, kept } = sums
  const figures = figureReader(
    model,
    { layout, replications, blockSize, kept, ...withoutWaits(sums), blocks: blocks && withoutWaits(blocks) },
    t,
  )
  const design = designOf(model, sums, t)
  const stretches = stretchesReader(model, layout)
  const waitsOf = (entity: number) => {
    const of = (kind: 'answeredWaits' | 'allWaits') =>
      estimateWaitQuantiles(sums[kind], blocks?.[kind], entity, design, WAIT_PROBABILITIES)
    const [answered, all] = [of('answeredWaits'), of('allWaits')]
    return WAIT_PROBABILITIES.map((probability, p) => ({ probability, answered: answered[p], all: all[p] }))
  }
  const queue = <About extends object>(entity: number, about: About) =>
    stretches(figures.queue, entity, { ...about, waits: waitsOf(entity) })
  const sumsOf = (kind: Sum['kind']) =>
    queueEntities.sums.flatMap((sum, s) =>
      sum.kind === kind ? [queue(queueEntities.own + s, { name: sum.name })] : [],
    )
  const clients = sumsOf('clients')
  const sites = groupEntities.sums.flatMap(({ kind, name }, s) =>
    kind === 'sites' ? [stretches(figures.group, groupEntities.own + s, { name })] : [],
  )

  return {
    replications,
    confidence,
    interval: model.interval,
    warmUp: model.warmUpIntervals * model.interval,
    queues: parentNames.map((name, parent) => queue(placeOfQueue(model, parent), { name })),
    allQueues: stretches(figures.queue, layout.queues.entities - 1, {}),
    ...(hasParts(model) ? { parts: parts(), tiers: sumsOf('tiers') } : {}),
    ...(clients.length > 0 ? { clients } : {}),
    groups: model.groupNames.map((name, g) => stretches(figures.group, g, { name })),
    allGroups: stretches(figures.group, layout.groups.entities - 1, {}),
    ...(sites.length > 0 ? { sites } : {}),
    ...(model.menus
      ? {
          menus: model.menus.menus.map((menu, m) =>
            stretches(figures.menu, m, {
              name: menu.name,
              thinned: isThinned(model, menu),
              expected: expectMenu(model, menu),
            }),
          ),
        }
      : {}),
    ...(model.agentLevel?.cases ? ofCases(model.agentLevel.cases) : {}),
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
      return [queue(q, { queue: parentNames[parentOf[q]], tier: tierNames[tierOf[q]], name })]
    })
  }

  function ofCases({ names, clockNames, clockStep, untilBegun, within, stepStart, stepOfQueue }: CasesModel) {
    return {
      cases: names.map((name, c) => stretches(figures.case, c, { name })),
      clocks: clockNames.map((name, k) =>
        stretches(figures.clock, k, {
          name,
          case: names[stepStart.findLastIndex((first) => first <= clockStep[k])],
          queue: parentNames[parentOf[stepOfQueue.indexOf(clockStep[k])]],
          until: untilBegun[k] ? ('begun' as const) : ('done' as const),
          within: within[k],
        }),
      ),
    }
  }

  function money(currency: string | undefined): MoneyEstimates {
    const named = (names: readonly string[], first: number) =>
      names.map((name, k) => stretches(figures.money, first + k, { name }))
    const groupsAt = parentNames.length
    const clientsAt = groupsAt + model.groups
    const menusAt = clientsAt + model.clientNames.length
    const menus = named(model.menus?.menus.map(({ name }) => name) ?? [], menusAt)
    const { whole, days, intervals } = stretches(figures.money, menusAt + menus.length, {})
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

/** Reads the figures of an entity for the whole run, its days and its intervals, to stand behind what is said about it. */
function stretchesReader({ interval, intervalsPerDay }: CompiledModel, { intervals, days, wholeRow }: Layout) {
  return <F, About extends object>(
    read: (row: number, seconds: number, entity: number) => F,
    entity: number,
    about: About,
  ): About & Stretches<F> => ({
    ...about,
    whole: read(wholeRow, intervals * interval, entity),
    days: Array.from({ length: days }, (_, day) => read(intervals + 1 + day, intervalsPerDay * interval, entity)),
    // Read when somebody asks for them: thousands of queues have millions of figures, and most answers show the whole run only.
    get intervals() {
      const value = Array.from({ length: intervals }, (_, row) => read(row, interval, entity))
      Object.defineProperty(this, 'intervals', { value, enumerable: true, configurable: true, writable: true })
      return value
    },
  })
}
