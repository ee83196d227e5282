import { gainOf } from './differences.ts'
import type { Problem } from './search.ts'
import type { Look } from './step.ts'

/** What one agent more in a block would do. */
export interface Help {
  group: string
  /** Number of the block, from 0. */
  block: number
  /** By target, in the order of `judged`: service gained, in shares (0.01 is a point); with a certainty, on the days that decide. */
  gains: number[]
  /** Sum of the gains. */
  gain: number
  cost: number
}

/** The value of one agent more, by group and block, the most for its cost first. */
export function helpsOf({ space, conditions }: Problem, look: Look): Help[] {
  const { groupNames, blocks, cost, fixed } = space
  const places = groupNames.length * blocks
  const helps = groupNames.flatMap((group, g) =>
    Array.from({ length: blocks }, (_, block): Help => {
      const place = g * blocks + block
      const gains = conditions.list.map((_, c) => gainOf(look.plus, c, place, places))
      return { group, block, gains, gain: gains.reduce((sum, gain) => sum + gain, 0), cost: cost[place] }
    }).filter(({ block }) => !fixed[g] && look.plus.known[g * blocks + block]),
  )
  return helps.sort((a, b) => b.gain / b.cost - a.gain / a.cost)
}
