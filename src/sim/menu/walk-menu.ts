import { type DistributionTable, sample } from '../../numeric/random/sample.ts'
import { nextWord, STREAM_SIZE, uniform } from '../../numeric/random/stream.ts'
import { onGrid } from '../model/grid.ts'
import type { MenuModel } from '../model/menu-model.ts'

/** Numbers of random state that the walks of a menu take: the stream that gives each call its own, and that of the call. */
export const MENU_WALK_STREAM_SIZE: number = 2 * STREAM_SIZE

/** Places in what a walk writes: seconds in the menu (a multiple of GRID), number of the tier or -1, and the node in which it ended. */
export const WALK_TIME = 0
export const WALK_TIER = 1
export const WALK_NODE = 2
export const WALK_FIELDS = 3

/** The first outcomes of every node; choices follow. */
const HANG_UP_OUTCOME = 0
const SILENCE_OUTCOME = 1

/**
 * The way of one call through a menu.
 *
 * Every call takes three numbers of the menu's stream, however long its way is, and draws from a stream of its own that begins with them: what a node changes for one call
 * leaves what the next draws as it is.
 *
 * @param chance `menu.everyCall`, or `menu.queueCall` for a call of which it is known that it reaches a queue; that takes `reachesQueue[0]` > 0
 * @param streams holds a seeded stream at `at`; the STREAM_SIZE numbers after it are overwritten
 * @param walked gets the time, the tier and the last node
 * @returns the queue, or one of the exits below 0
 */
export function walkMenu(
  menu: MenuModel,
  chance: Float64Array,
  distributions: DistributionTable,
  streams: Int32Array,
  at: number,
  walked: Float64Array,
): number {
  const own = at + STREAM_SIZE
  streams[own] = nextWord(streams, at)
  streams[own + 1] = nextWord(streams, at)
  streams[own + 2] = nextWord(streams, at)
  streams[own + 3] = 1
  const { nodes, outcomeStart, outcomeTo, outcomeTier } = menu
  let node = 0
  let time = 0
  let tier = -1
  for (;;) {
    const first = outcomeStart[node]
    const u = uniform(streams, own)
    let outcome = first
    while (u > chance[outcome]) outcome++
    time += timeInNode(menu, node, outcome - first, distributions, streams, own)
    if (outcomeTier[outcome] >= 0) tier = outcomeTier[outcome]
    const to = outcomeTo[outcome]
    if (to < 0 || to >= nodes) {
      walked[WALK_TIME] = onGrid(time)
      walked[WALK_TIER] = tier
      walked[WALK_NODE] = node
      return to < 0 ? to : to - nodes
    }
    node = to
  }
}

function timeInNode(
  menu: MenuModel,
  node: number,
  outcome: number,
  distributions: DistributionTable,
  streams: Int32Array,
  own: number,
): number {
  let time = sample(distributions, menu.time[node], streams, own)
  if (outcome === HANG_UP_OUTCOME) return time * uniform(streams, own)
  if (menu.wait[node] < 0) return time
  let replays = 0
  if (outcome === SILENCE_OUTCOME) replays = menu.replays[node]
  else {
    const u = uniform(streams, own)
    while (u > menu.replayChance[menu.replayStart[node] + replays]) replays++
  }
  for (; replays > 0; replays--) time += sample(distributions, menu.wait[node], streams, own)
  return time
}
