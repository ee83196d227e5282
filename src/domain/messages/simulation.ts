import { speaker } from './message.ts'

/** What in the menus of a scenario is hard on callers. */
export const MENU = {
  deep: 'menu {menu} is {layers} layers deep',
  followAtMost: 'callers follow {most} at most: lead to {node} from further up, or leave it to an agent',
  broad: 'layer {layer} of menu {menu} has {count} nodes',
  nodesAtMost: '{most} a layer are the rule: put together what belongs together',
  manyChoices: 'node {node} of menu {menu} has {count} choices',
  rememberAtMost: 'callers remember {most} at most',
  because: '{what}: {how}',
} as const

export const menuSays = speaker('menu', MENU)
