import { type Column, figures, type TableContent } from '../../report/index.ts'
import {
  compile,
  type MenuEstimates,
  type MenuFigures,
  type MenuNodeExpectations,
  menuDoubts,
  type RatioEstimate,
  type Scenario,
  type Simulation,
} from '../../sim/index.ts'
import type { PlusMinus } from './figure-words.ts'

const { number, percent, duration, volume } = figures

/** What became of the calls in voice menus: a table of the menus, and one of each menu's nodes with what is to be expected of them. */
export function menuTables({ menus = [] }: Simulation['estimates'], plusMinus: PlusMinus): TableContent[] {
  if (menus.length === 0) return []
  const within = (value: string, halfWidth: number, unit: string) =>
    Number.isFinite(halfWidth) ? `${value} ${plusMinus}${halfWidth.toFixed(1)}${unit}` : value
  const share = ({ value, halfWidth }: RatioEstimate) => within(percent(value), halfWidth * 100, '')
  const some = (of: (whole: MenuFigures) => number) => menus.some(({ whole }) => of(whole) > 0)
  const columns: (Column & { of: (figures: MenuFigures) => string })[] = [
    { heading: 'Calls', of: ({ offered }) => volume(offered.value) },
    { heading: 'To queues', of: ({ toQueueShare }) => share(toQueueShare) },
    { heading: 'Self-service', of: ({ selfServiceShare }) => percent(selfServiceShare.value) },
    { heading: 'Hang up', of: ({ hungUpShare }) => percent(hungUpShare.value) },
    ...(some(({ silent }) => silent.value)
      ? [{ heading: 'Silent', of: ({ silentShare }: MenuFigures) => percent(silentShare.value) }]
      : []),
    ...(some(({ blocked }) => blocked.value)
      ? [{ heading: 'Blocked', of: ({ blocking }: MenuFigures) => share(blocking) }]
      : []),
    ...(some(({ left }) => left.value) ? [{ heading: 'Left', of: ({ left }: MenuFigures) => volume(left.value) }] : []),
    { heading: 'Time', of: ({ meanTime }) => duration(meanTime.value) },
    { heading: 'Time to queue', optional: true, of: ({ timeToQueue }) => duration(timeToQueue.value) },
  ]
  return [
    {
      columns: [{ heading: 'Menu' }, ...columns],
      rows: menus.map(({ name, whole }) => [name, ...columns.map(({ of }) => of(whole))]),
      foot: [],
    },
    ...menus.map(nodeTable),
  ]
}

function nodeTable({ name, expected }: MenuEstimates): TableContent {
  const columns: (Column & { of: (node: MenuNodeExpectations) => string })[] = [
    { heading: 'Layer', of: ({ layer }) => number(layer) },
    { heading: 'Visits a call', of: ({ visits }) => number(visits, 3) },
    { heading: 'Time a call', of: ({ time }) => duration(time) },
    { heading: 'Self-service', of: ({ selfService }) => percent(selfService) },
    { heading: 'Hang up', of: ({ hungUp }) => percent(hungUp) },
    { heading: 'Silent', optional: true, of: ({ silent }) => percent(silent) },
    { heading: 'On to a queue', optional: true, of: ({ reachesQueue }) => percent(reachesQueue) },
  ]
  return {
    columns: [{ heading: `Node of ${name}` }, ...columns],
    rows: expected.nodes.map((node) => [node.name, ...columns.map(({ of }) => of(node))]),
    foot: [],
  }
}

/** Remarks on menus: which of their calls were not played one by one, and what in them is hardly meant, or hard on callers. */
export function menuRemarks(scenario: Scenario, { estimates, replications }: Simulation): string[] {
  if (!scenario.menus) return []
  const thinned = (estimates.menus ?? []).filter(({ thinned }) => thinned)
  const sum = (of: (whole: MenuFigures) => number) =>
    number(Math.round(thinned.reduce((total, { whole }) => total + of(whole), 0) * replications))
  return [
    ...(thinned.length > 0
      ? [
          `${sum((w) => w.offered.value - w.toQueue.value - w.left.value)} of ${sum((w) => w.offered.value)} calls ended in a menu and were counted, not played one by one: exact, as no line could turn anybody away; their mean times are expectations`,
        ]
      : []),
    ...menuDoubts(compile(scenario)).map(({ what, how }) => `${what}: ${how}`),
  ]
}
