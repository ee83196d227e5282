/** Exits of a menu that are no queue; queues are their numbers, from 0 on. */
export const SELF_SERVICE = -1
export const HUNG_UP = -2
/** Ended after the last replay: nothing was ever pressed. */
export const SILENT = -3

/** Exits that are no queue, in the order in which they are counted: exit e < 0 is number -1 - e. */
export const CONTAINED_EXITS: readonly number[] = [SELF_SERVICE, HUNG_UP, SILENT]

/**
 * A menu as it is walked: numbers and typed arrays only. Made by `compileMenu`. Nodes are numbered from the start node on, the others in the order of the scenario. An outcome is one way of leaving a node:
 * hanging up in it, silence to the end, then its choices in order; those of node n are `outcomeStart[n]` to `outcomeStart[n + 1]`.
 */
export interface MenuModel {
  name: string
  nodeNames: string[]
  nodes: number

  /** Of the announcement and choosing: index of a distribution, and mean seconds. */
  time: Int32Array
  timeMean: Float64Array

  /** Of a replay; -1 where nobody is silent. */
  wait: Int32Array
  waitMean: Float64Array
  replays: Int32Array
  /** Chance of at most r replays, given that something is pressed at last: `replayChance[replayStart[n] + r]`. */
  replayStart: Int32Array
  replayChance: Float64Array

  outcomeStart: Int32Array
  /** A node, or `nodes` + a queue, or one of the exits below 0. */
  outcomeTo: Int32Array
  /** Number of the tier that it gives the contact; -1: none. */
  outcomeTier: Int32Array
  /** Chance of each outcome of a node. */
  outcomeShare: Float64Array
  /** Chance of an outcome or one before it, for drawing: of every call, and of a call that reaches a queue in the end (Doob's h-transform). */
  everyCall: Float64Array
  queueCall: Float64Array

  /** Chance that a call in this node reaches a queue. */
  reachesQueue: Float64Array
  /** Of a call that enters the menu, by CONTAINED_EXITS: chance to end so, and mean seconds in the menu of those that do (0 where none do). */
  containedShare: Float64Array
  containedTime: Float64Array

  /** Calls in the menu at once; Infinity for no limit. */
  lines: number
  /** Calls come several at a time. */
  inBatches: boolean
}
