import { pointer } from '../../scenario/index.ts'
import type { MenuModel } from '../model/menu-model.ts'
import type { CompiledModel } from '../model/model.ts'
import { analyseMenu } from './analyse-menu.ts'

/** What callers can follow by ear: layers, nodes of a layer, and keys of a node. The hotlines' own rule. */
const MOST_LAYERS = 3
const MOST_NODES = 5
const MOST_CHOICES = 5

/** Something in a menu that can be played and is hardly meant, or hard on callers. */
export interface MenuDoubt {
  /** JSON pointer. */
  where: string
  what: string
  how: string
}

/** Menus that are deeper or broader than callers can follow. */
export function menuDoubts({ menus }: Pick<CompiledModel, 'menus'>): MenuDoubt[] {
  return menus?.menus.flatMap(doubtsOf) ?? []
}

function doubtsOf(menu: MenuModel): MenuDoubt[] {
  const { name, nodeNames, nodes, outcomeStart } = menu
  const { nodes: figures, layers } = analyseMenu(menu)
  const place = `/menus/${pointer(name)}/nodes`
  const doubts: MenuDoubt[] = []
  if (layers > MOST_LAYERS) {
    const deep = figures.findIndex(({ layer }) => layer > MOST_LAYERS)
    doubts.push({
      where: `${place}/${pointer(nodeNames[deep])}`,
      what: `menu ${name} is ${layers} layers deep`,
      how: `callers follow ${MOST_LAYERS} at most: lead to ${nodeNames[deep]} from further up, or leave it to an agent`,
    })
  }
  for (let layer = 1; layer <= layers; layer++) {
    const count = figures.filter((node) => node.layer === layer).length
    if (count > MOST_NODES)
      doubts.push({
        where: place,
        what: `layer ${layer} of menu ${name} has ${count} nodes`,
        how: `${MOST_NODES} a layer are the rule: put together what belongs together`,
      })
  }
  for (let node = 0; node < nodes; node++) {
    const choices = outcomeStart[node + 1] - outcomeStart[node] - 2
    if (choices > MOST_CHOICES)
      doubts.push({
        where: `${place}/${pointer(nodeNames[node])}/choices`,
        what: `node ${nodeNames[node]} of menu ${name} has ${choices} choices`,
        how: `callers remember ${MOST_CHOICES} at most`,
      })
  }
  return doubts
}
