import { type Message, menuSays } from '../../domain/messages/index.ts'
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
  /** Both in one sentence, so that it can be said in other languages. */
  message?: Message
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
    doubts.push(
      doubt(
        `${place}/${pointer(nodeNames[deep])}`,
        menuSays('deep', { menu: name, layers }),
        menuSays('followAtMost', { most: MOST_LAYERS, node: nodeNames[deep] }),
      ),
    )
  }
  for (let layer = 1; layer <= layers; layer++) {
    const count = figures.filter((node) => node.layer === layer).length
    if (count > MOST_NODES)
      doubts.push(
        doubt(place, menuSays('broad', { layer, menu: name, count }), menuSays('nodesAtMost', { most: MOST_NODES })),
      )
  }
  for (let node = 0; node < nodes; node++) {
    const choices = outcomeStart[node + 1] - outcomeStart[node] - 2
    if (choices > MOST_CHOICES)
      doubts.push(
        doubt(
          `${place}/${pointer(nodeNames[node])}/choices`,
          menuSays('manyChoices', { node: nodeNames[node], menu: name, count: choices }),
          menuSays('rememberAtMost', { most: MOST_CHOICES }),
        ),
      )
  }
  return doubts
}

function doubt(where: string, what: Message, how: Message): MenuDoubt {
  return { where, what: what.text, how: how.text, message: menuSays('because', { what, how }) }
}
