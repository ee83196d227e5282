import type { StandardForm } from '../../numeric/random/distribution.ts'
import { conflict, keyOf, missing, pointer, type Scenario } from '../../scenario/index.ts'
import { compileMenu } from '../menu/index.ts'
import type { MenusModel } from '../model/menus-model.ts'
import { type ArrivalSource, arrivalTable, gammaShape, type TimeGrid } from './arrival-table.ts'
import { compileArrivals } from './batches-and-logs.ts'
import { peaksOf } from './troubles.ts'

/** Names of the scenario's queues to which a menu leads: they may have no volume of their own. */
export function queuesFed({ menus = {} }: Scenario): Set<string> {
  const lists = Object.values(menus).flatMap((menu) => Object.values(menu?.nodes ?? {}))
  return new Set(lists.flatMap((node) => (node?.choices ?? []).flatMap(({ to }) => to ?? [])))
}

/** Menus as places to which calls come. */
export function menuSources(scenario: Scenario): ArrivalSource[] {
  const peaks = peaksOf(scenario)
  return Object.entries(scenario.menus ?? {}).map(([name, menu]) => {
    const surges = [...(menu.surges ?? []), ...peaks]
    return { ...menu, ...(surges.length > 0 ? { surges } : {}), place: `/menus/${pointer(name)}` }
  })
}

/**
 * Compiles all menus of a scenario; undefined where there is none.
 *
 * @param parentOf the scenario's queue of each of the model's
 * @param tierOf the tier of each of the model's queues, or -1
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 */
export function compileMenus(
  scenario: Scenario,
  parentOf: Int32Array,
  tierOf: Int32Array,
  grid: TimeGrid,
  addForm: (form: StandardForm) => number,
): MenusModel | undefined {
  const names = Object.keys(scenario.menus ?? {})
  if (names.length === 0) return undefined
  const menus = names.map((name) => (scenario.menus as NonNullable<Scenario['menus']>)[name])
  const queueNames = Object.keys(scenario.queues)
  const tierNames = Object.keys(scenario.tiers ?? {})
  const compiled = menus.map((menu, m) => compileMenu(names[m], menu, { queueNames, tierNames, addForm }))
  const tiers = tierNames.length
  const queueOf = new Int32Array(queueNames.length * (tiers + 1)).fill(-1)
  const tierChance = new Float64Array(parentOf.length).fill(1)
  const firstOf = Int32Array.from(queueNames, (_, parent) => parentOf.indexOf(parent))
  queueNames.forEach((name, parent) => {
    const { tiers: shares } = scenario.queues[name]
    const first = parent * (tiers + 1)
    if (!shares || tierOf[firstOf[parent]] < 0) {
      queueOf.fill(firstOf[parent], first, first + tiers + 1)
      return
    }
    let sum = 0
    let last = firstOf[parent]
    parentOf.forEach((each, q) => {
      if (each !== parent) return
      const share = shares[tierNames[tierOf[q]]]
      queueOf[first + 1 + tierOf[q]] = q
      sum += share
      tierChance[q] = sum
      if (share > 0) last = q
    })
    // Rounded shares: nobody is left over.
    tierChance[last] = 1
  })
  compiled.forEach(({ analysis }, m) => {
    for (const { queue, tier } of analysis.exits) {
      if (scenario.queues[queueNames[queue]].channel === 'outbound')
        throw conflict(
          `/menus/${pointer(names[m])}`,
          `it leads to ${JSON.stringify(queueNames[queue])}, whose customers agents call`,
          'take another queue',
        )
      if (tier >= 0 && queueOf[queue * (tiers + 1) + 1 + tier] < 0)
        throw missing(
          `/queues/${pointer(queueNames[queue])}/tiers`,
          `menu ${JSON.stringify(names[m])} sends contacts of tier ${JSON.stringify(tierNames[tier])} here, and the queue has no such tier`,
          `give it a share, 0% if none come otherwise: ${tierNames[tier]}: 0%`,
        )
    }
  })
  const batches = compileArrivals(
    menus,
    names.map((name) => `/menus/${pointer(name)}`),
  )
  return {
    ...(batches ? { batches } : {}),
    menus: compiled.map(({ model }) => model),
    ...arrivalTable(menuSources(scenario), grid),
    key: Float64Array.from(names, keyOf),
    busynessShape: Float64Array.from(menus, ({ busyness }, m) =>
      gammaShape(busyness, `/menus/${pointer(names[m])}/busyness`),
    ),
    dayPartBusynessShape: Float64Array.from(menus, ({ partBusyness }, m) =>
      gammaShape(partBusyness, `/menus/${pointer(names[m])}/partBusyness`),
    ),
    tiers,
    queueOf,
    tierChance,
    firstOf,
  }
}
