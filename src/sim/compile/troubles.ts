import { checkNumber, checkShare } from '../../domain/index.ts'
import {
  conflict,
  EFFECTS,
  findName,
  missing,
  type Scenario,
  type Surge,
  type TroubleScenario,
} from '../../scenario/index.ts'
import type { TroublesModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'

const SCOPES = ['queues', 'groups', 'sites'] as const

/**
 * The troubles that agent-level simulation sees to; undefined where there are none.
 *
 * @param parentNames the scenario's queues; `parentOf`: which of them each queue of the model belongs to
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, MISSING, UNREADABLE
 */
export function compileTrouble(
  { trouble = [], groups }: Scenario,
  parentNames: readonly string[],
  parentOf: Int32Array,
): TroublesModel | undefined {
  const groupNames = Object.keys(groups)
  const siteNames = [...new Set(Object.values(groups).flatMap(({ site }) => site ?? []))]
  trouble.forEach((each, index) => {
    checkTrouble(each, `/trouble/${index}`, { queues: parentNames, groups: groupNames, sites: siteNames })
  })
  const events = trouble.filter(({ effect }) => effect !== 'peak')
  if (events.length === 0) return undefined
  const isAll = ({ queues, groups: names, sites }: TroubleScenario) => !queues && !names && !sites
  return {
    from: Float64Array.from(events, ({ from }) => onGrid(from)),
    to: Float64Array.from(events, ({ to }) => onGrid(to)),
    effect: Uint8Array.from(events, ({ effect }) => EFFECTS.indexOf(effect)),
    amount: Float64Array.from(events, ({ factor, share }) => factor ?? share ?? 0),
    ofQueue: Uint8Array.from(
      events.flatMap((event) =>
        Array.from(parentOf, (parent) => (isAll(event) || event.queues?.includes(parentNames[parent]) ? 1 : 0)),
      ),
    ),
    ofGroup: Uint8Array.from(
      events.flatMap((event) =>
        Object.entries(groups).map(([name, { site }]) => {
          const named = event.groups?.includes(name) || (site !== undefined && event.sites?.includes(site))
          // A network that fails concerns queues; whose agents are absent or cut off is a matter of groups.
          return named || (isAll(event) && event.effect === 'absent') ? 1 : 0
        }),
      ),
    ),
  }
}

/** The surges of a queue that are peaks of the scenario; without one those of menus, which are peaks of everything. */
export function peaksOf({ trouble = [] }: Scenario, queue?: string): Surge[] {
  return trouble
    .filter(({ effect, queues }) => effect === 'peak' && (!queues || (queue !== undefined && queues.includes(queue))))
    .map(({ from, to, factor = 1, halving }) => ({ from, to, factor, ...(halving === undefined ? {} : { halving }) }))
}

function checkTrouble(
  trouble: TroubleScenario,
  place: string,
  names: Record<(typeof SCOPES)[number], readonly string[]>,
): void {
  const { from, to, effect, factor, share, halving } = trouble
  checkNumber(`${place}/from`, from, { least: 0 })
  checkNumber(`${place}/to`, to, { above: from })
  for (const scope of SCOPES)
    trouble[scope]?.forEach((name, k) => {
      findName(name, names[scope], `${place}/${scope}/${k}`, scope.slice(0, -1))
    })
  const wantsFactor = effect === 'slow' || effect === 'peak'
  if (wantsFactor && factor === undefined)
    throw missing(`${place}/factor`, `${effect} needs a factor`, 'write, for example, factor: 2')
  if (!wantsFactor && factor !== undefined) throw conflict(`${place}/factor`, 'a factor belongs to slow and peak')
  if (factor !== undefined) checkNumber(`${place}/factor`, factor, effect === 'slow' ? { above: 0 } : { least: 0 })
  if (effect === 'absent' && share === undefined)
    throw missing(`${place}/share`, 'absent needs a share', 'write, for example, share: 20%')
  if (effect !== 'absent' && share !== undefined) throw conflict(`${place}/share`, 'a share belongs to absent')
  if (share !== undefined) checkShare(`${place}/share`, share)
  if (halving !== undefined && effect !== 'peak') throw conflict(`${place}/halving`, 'only a peak halves')
  if (halving !== undefined) checkNumber(`${place}/halving`, halving, { above: 0 })
  const meant = effect === 'peak' ? ['queues'] : effect === 'absent' ? ['groups', 'sites'] : SCOPES
  for (const scope of SCOPES)
    if (trouble[scope] && !meant.includes(scope))
      throw conflict(`${place}/${scope}`, `${effect} concerns ${meant.join(' and ')}`, 'leave this out')
}
