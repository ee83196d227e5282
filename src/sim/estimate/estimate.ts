import { isThinned } from '../menu/index.ts'
import type { CasesModel } from '../model/feature-models.ts'
import type { CompiledModel } from '../model/model.ts'
import { hasParts, placeOfQueue, type Sum } from './entities.ts'
import { expectMenu } from './expect-menu.ts'
import type { MoneyEstimates, SimulationEstimates } from './figures.ts'
import { tFactor } from './intervals.ts'
import { figureReader } from './read-figures.ts'
import type { ReplicationSums } from './sums.ts'
import { estimateWaitQuantile } from './wait-quantile.ts'

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
      return [{ queue: parentNames[parentOf[q]], tier: tierNames[tierOf[q]], ...queue(name, q) }]
    })
  }

  function ofCases({ names, clockNames, clockStep, untilBegun, within, stepStart, stepOfQueue }: CasesModel) {
    return {
      cases: names.map((name, c) => ({ name, ...stretches(figures.case, c) })),
      clocks: clockNames.map((name, k) => ({
        name,
        case: names[stepStart.findLastIndex((first) => first <= clockStep[k])],
        queue: parentNames[parentOf[stepOfQueue.indexOf(clockStep[k])]],
        until: untilBegun[k] ? ('begun' as const) : ('done' as const),
        within: within[k],
        ...stretches(figures.clock, k),
      })),
    }
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
