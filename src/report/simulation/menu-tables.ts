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
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { menuTexts, sayer } from '../messages/index.ts'
import type { Column, TableContent } from '../table.ts'
import type { PlusMinus } from './figure.ts'
import { figureHeadings } from './figure-headings.ts'
import { simulationWords } from './words.ts'

const { fill } = figures

const sayOfMenus = sayer({ menu: menuTexts })

/** What became of the calls in voice menus: a table of the menus, and one of each menu's nodes with what is to be expected of them. */
export function menuTables(
  { menus = [] }: Simulation['estimates'],
  plusMinus: PlusMinus,
  language: Language,
): TableContent[] {
  const { number, percent, volume, duration } = figuresIn(language)
  if (menus.length === 0) return []
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const within = (value: string, halfWidth: number, unit: string) =>
    Number.isFinite(halfWidth) ? `${value} ${plusMinus}${number(halfWidth, 1)}${unit}` : value
  const share = ({ value, halfWidth }: RatioEstimate) => within(percent(value), halfWidth * 100, '')
  const some = (of: (whole: MenuFigures) => number) => menus.some(({ whole }) => of(whole) > 0)
  const columns: (Column & { of: (figures: MenuFigures) => string })[] = [
    { heading: words.calls, of: ({ offered }) => volume(offered.value) },
    { heading: headings.toQueueShare, of: ({ toQueueShare }) => share(toQueueShare) },
    { heading: headings.selfServiceShare, of: ({ selfServiceShare }) => percent(selfServiceShare.value) },
    { heading: words.hungUpShare, of: ({ hungUpShare }) => percent(hungUpShare.value) },
    ...(some(({ silent }) => silent.value)
      ? [{ heading: headings.silentShare, of: ({ silentShare }: MenuFigures) => percent(silentShare.value) }]
      : []),
    ...(some(({ blocked }) => blocked.value)
      ? [{ heading: headings.blocking, of: ({ blocking }: MenuFigures) => share(blocking) }]
      : []),
    ...(some(({ left }) => left.value)
      ? [{ heading: words.left, of: ({ left }: MenuFigures) => volume(left.value) }]
      : []),
    { heading: words.menuTime, of: ({ meanTime }) => duration(meanTime.value) },
    { heading: headings.timeToQueue, optional: true, of: ({ timeToQueue }) => duration(timeToQueue.value) },
  ]
  return [
    {
      columns: [{ heading: words.menu }, ...columns],
      rows: menus.map(({ name, whole }) => [name, ...columns.map(({ of }) => of(whole))]),
      foot: [],
    },
    ...menus.map((menu) => nodeTable(menu, language)),
  ]
}

function nodeTable({ name, expected }: MenuEstimates, language: Language): TableContent {
  const { number, duration, percent } = figuresIn(language)
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const columns: (Column & { of: (node: MenuNodeExpectations) => string })[] = [
    { heading: words.layer, of: ({ layer }) => number(layer) },
    { heading: words.visits, of: ({ visits }) => number(visits, 3) },
    { heading: words.timeACall, of: ({ time }) => duration(time) },
    { heading: headings.selfServiceShare, of: ({ selfService }) => percent(selfService) },
    { heading: words.hungUpShare, of: ({ hungUp }) => percent(hungUp) },
    { heading: headings.silentShare, optional: true, of: ({ silent }) => percent(silent) },
    { heading: words.reachesQueue, optional: true, of: ({ reachesQueue }) => percent(reachesQueue) },
  ]
  return {
    columns: [{ heading: fill(words.nodeOf, { menu: name }) }, ...columns],
    rows: expected.nodes.map((node) => [node.name, ...columns.map(({ of }) => of(node))]),
    foot: [],
  }
}

/**
 * Remarks on the menus of a simulated scenario, a sentence each: which of their calls were not played one by one, and what in them is hardly meant, or hard on callers. None where it has no menus.
 */
export function menuRemarks(
  scenario: Scenario,
  { estimates, replications }: Simulation,
  language: Language = 'en',
): string[] {
  const { number } = figuresIn(language)
  if (!scenario.menus) return []
  const thinned = (estimates.menus ?? []).filter(({ thinned }) => thinned)
  const sum = (of: (whole: MenuFigures) => number) =>
    number(Math.round(thinned.reduce((total, { whole }) => total + of(whole), 0) * replications))
  return [
    ...(thinned.length > 0
      ? [
          fill(simulationWords(language).thinned, {
            ended: sum(({ offered, toQueue, left }) => offered.value - toQueue.value - left.value),
            offered: sum(({ offered }) => offered.value),
          }),
        ]
      : []),
    ...menuDoubts(compile(scenario)).map(({ what, how, message }) =>
      message ? sayOfMenus(message, language) : `${what}: ${how}`,
    ),
  ]
}
