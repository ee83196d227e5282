import { analyseMenu, type MenuAnalysis, type MenuNodeFigures } from '../menu/index.ts'
import { HUNG_UP, type MenuModel, SELF_SERVICE } from '../model/menu-model.ts'
import type { CompiledModel } from '../model/model.ts'

/** {@link MenuAnalysis} in the names of the scenario. */
export interface MenuExpectations extends Omit<MenuAnalysis, 'exits' | 'nodes'> {
  /** Calls that reach a queue, by queue and the tier that the menu has given them. */
  exits: { queue: string; tier?: string; share: number; meanTime: number }[]
  nodes: MenuNodeExpectations[]
}

export interface MenuNodeExpectations extends Omit<MenuNodeFigures, 'choices'> {
  name: string
  /** What each choice leads to, and how often a call makes it, on average. */
  choices: { to: string; times: number }[]
}

/** What a compiled scenario's menu does to a call. */
export function expectMenu(
  { parentNames, tierNames }: Pick<CompiledModel, 'parentNames' | 'tierNames'>,
  menu: MenuModel,
): MenuExpectations {
  const { exits, nodes, ...shares } = analyseMenu(menu)
  const nameOf = (to: number) => {
    if (to === SELF_SERVICE) return 'self-service'
    if (to === HUNG_UP) return 'hang-up'
    return to < menu.nodes ? menu.nodeNames[to] : parentNames[to - menu.nodes]
  }
  return {
    ...shares,
    exits: exits.map(({ queue, tier, ...figures }) => ({
      queue: parentNames[queue],
      ...(tier < 0 ? {} : { tier: tierNames[tier] }),
      ...figures,
    })),
    nodes: nodes.map(({ choices, ...figures }, node) => ({
      name: menu.nodeNames[node],
      ...figures,
      choices: choices.map((times, index) => ({
        to: nameOf(menu.outcomeTo[menu.outcomeStart[node] + 2 + index]),
        times,
      })),
    })),
  }
}
