import type { CompiledModel } from '../model/model.ts'
import { hasParts } from './entities.ts'
import { type Block, cellOf, type Layout, placesOf, QUEUE_MEASURES } from './layout.ts'

/** What each replication added up to over the whole run: what a later comparison needs. Plain data, so that it can be kept in a file. */
export interface WholeRuns {
  /** Seconds that were counted. */
  seconds: number
  /** Replications that share out the busyness of days among them; absent where they are independent. */
  block?: number
  /** By replication: which hundredth of its distribution each factor takes that makes days busy, from 0. Absent where there are none, or very many. */
  places?: number[][]
  /** By replication: luck of which the mean is 0. Absent where there is none. */
  controls?: number[][]
  /** How many of these, the last ones, are of how busy days were. */
  busynessControls?: number
  queues: KeptRuns
  groups: KeptRuns
  /** Where the scenario has menus. */
  menus?: KeptRuns
  /** Where the scenario has cases. */
  cases?: KeptRuns
  clocks?: KeptRuns
  /** Where the scenario has costs. */
  money?: KeptRuns
}

export interface KeptRuns {
  /** What it was measured of: where in the estimates it stands, and its name, which is empty for all together. */
  of: readonly { kind: string; name: string }[]
  measures: readonly string[]
  /** By replication: measures of each, one after the other; null where nothing was measured. */
  runs: (number | null)[][]
}

export function startWholeRuns(
  model: CompiledModel,
  { queues, groups, menus, cases, clocks, money, ...layout }: Layout,
  placesOf?: (replication: number) => number[],
): WholeRuns {
  const partKind = (tier: number) => (!hasParts(model) ? 'queues' : tier < 0 ? 'own' : 'parts')
  const named = (kind: string, names: readonly string[]) => names.map((name) => ({ kind, name }))
  const sumsOf = ({ sums }: Layout['queueEntities'], all: string) =>
    sums.map(({ kind, name }) => ({ kind: kind === 'all' ? all : kind, name }))
  const ofCases = model.agentLevel?.cases
  const menuNames = model.menus?.menus.map(({ name }) => name)
  const keep = ({ names }: Block, of: KeptRuns['of']): KeptRuns => ({ of, measures: names, runs: [] })
  return {
    seconds: (model.intervals - model.warmUpIntervals) * model.interval,
    ...(model.strata > 1 ? { block: model.strata } : {}),
    ...(placesOf ? { places: [] } : {}),
    ...(model.controls ? { controls: [], busynessControls: layout.busynessControls } : {}),
    queues: keep(queues, [
      // A queue without tiers beside others that have some stands among the scenario's queues alone.
      ...model.queueNames.map((name, q) => ({ kind: partKind(model.tierOf[q]), name })),
      ...sumsOf(layout.queueEntities, 'allQueues'),
    ]),
    groups: keep(groups, [...named('groups', model.groupNames), ...sumsOf(layout.groupEntities, 'allGroups')]),
    ...(menuNames ? { menus: keep(menus, named('menus', menuNames)) } : {}),
    ...(ofCases
      ? { cases: keep(cases, named('cases', ofCases.names)), clocks: keep(clocks, named('clocks', ofCases.clockNames)) }
      : {}),
    ...(money
      ? {
          money: keep(money, [
            ...named('queues', model.parentNames),
            ...named('groups', model.groupNames),
            ...named('clients', model.clientNames),
            ...named('menus', menuNames ?? []),
            { kind: 'all', name: '' },
          ]),
        }
      : {}),
  }
}

/** Keeps the next replication. */
export function keepWholeRun(
  kept: WholeRuns,
  layout: Layout,
  values: Float64Array,
  placesOf?: (replication: number) => number[],
): void {
  if (placesOf) kept.places?.push(placesOf(kept.queues.runs.length))
  const { controlsStart, controls } = layout
  kept.controls?.push(Array.from(values.subarray(controlsStart, controlsStart + controls)))
  for (const kind of ['queues', 'groups', 'menus', 'cases', 'clocks', 'money'] as const) {
    const block = layout[kind]
    if (!block) continue
    const start = cellOf(block, layout.wholeRow, 0)
    const measured = values.subarray(start, start + block.entities * block.measures)
    kept[kind]?.runs.push(Array.from(measured, (value) => (Number.isNaN(value) ? null : value)))
  }
}

/** Contacts offered in a replication. */
export function contactsOf({ queues, wholeRow }: Layout, values: Float64Array): number {
  return values[cellOf(queues, wholeRow, queues.entities - 1) + OFFERED]
}

const { offered: OFFERED } = placesOf(QUEUE_MEASURES)
