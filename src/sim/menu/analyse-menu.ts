import { absorbingChain } from '../../numeric/absorbing-chain.ts'
import { CONTAINED_EXITS, HUNG_UP, type MenuModel, SELF_SERVICE, SILENT } from '../model/menu-model.ts'

/** What becomes of the calls that enter a menu: expectations, exact. Shares are of all calls that enter, times are seconds in the menu. */
export interface MenuAnalysis {
  meanTime: number
  /** Calls that reach a queue. */
  toQueue: MenuShare
  /** All others: containment. */
  contained: MenuShare
  selfService: MenuShare
  hungUp: MenuShare
  /** Never pressed anything: the menu ended the call. */
  silent: MenuShare
  /** Calls that reach a queue, by queue and tier (-1: none was given), in this order. */
  exits: MenuExit[]
  /** In the order of the model. */
  nodes: MenuNodeFigures[]
  /** Longest of the shortest ways from the start to a node, both counted. */
  layers: number
}

export interface MenuShare {
  share: number
  /** Mean of these calls; NaN where there are none. */
  meanTime: number
}

export interface MenuExit extends MenuShare {
  queue: number
  tier: number
}

export interface MenuNodeFigures {
  /** The start is layer 1. */
  layer: number
  /** Of a call, on average; above 1 where calls come back. */
  visits: number
  /** Mean time that a call spends here, all visits together. */
  time: number
  /** Of the calls that are here: chance to reach a queue in the end. 0 for a node that nobody reaches. */
  reachesQueue: number
  /** Calls that end here, by how. */
  selfService: number
  hungUp: number
  silent: number
  /** Times that a call makes each choice here, on average. */
  choices: number[]
}

/**
 * The menu as an absorbing Markov chain (J. G. Kemeny and J. L. Snell, "Finite Markov Chains", 1960): its states are nodes, and within a node the tier that the contact has been given so far.
 * The same figures that walks estimate, to 1e-13 of themselves.
 */
export function analyseMenu(
  menu: Pick<
    MenuModel,
    | 'nodes'
    | 'timeMean'
    | 'waitMean'
    | 'replays'
    | 'replayStart'
    | 'replayChance'
    | 'outcomeStart'
    | 'outcomeTo'
    | 'outcomeTier'
    | 'outcomeShare'
  >,
): MenuAnalysis {
  const { nodes, outcomeStart, outcomeTo, outcomeTier, outcomeShare } = menu
  const states = new Numbering()
  const exits = new Numbering()
  const ways: { from: number; share: number; time: number; state: number; exit: number }[] = []
  for (const exit of CONTAINED_EXITS) exits.numberOf(exit, -1)
  states.numberOf(0, -1)
  for (let s = 0; s < states.pairs.length; s++) {
    const [node, tier] = states.pairs[s]
    for (let o = outcomeStart[node]; o < outcomeStart[node + 1]; o++) {
      const share = outcomeShare[o]
      if (share === 0) continue
      const to = outcomeTo[o]
      const nextTier = outcomeTier[o] >= 0 ? outcomeTier[o] : tier
      const time = meanTimeOf(menu, node, o - outcomeStart[node])
      const inside = to >= 0 && to < nodes
      const state = inside ? states.numberOf(to, nextTier) : -1
      const exit = inside ? -1 : exits.numberOf(to < 0 ? to : to - nodes, to < 0 ? -1 : nextTier)
      ways.push({ from: s, share, time, state, exit })
    }
  }
  const [stateCount, exitCount] = [states.pairs.length, exits.pairs.length]
  const transitions = new Float64Array(stateCount * stateCount)
  const leaving = new Float64Array(stateCount * exitCount)
  for (const { from, share, state, exit } of ways) {
    if (state >= 0) transitions[from * stateCount + state] += share
    else leaving[from * exitCount + exit] += share
  }
  const { visits, exitShares } = absorbingChain(transitions, leaving, stateCount, exitCount)

  /** Seconds in the menu times "leaves by this exit", expected. */
  const seconds = new Float64Array(exitCount)
  for (const { from, share, time, state, exit } of ways) {
    const passing = visits[from] * share * time
    if (state < 0) seconds[exit] += passing
    else for (let e = 0; e < exitCount; e++) seconds[e] += passing * exitShares[state * exitCount + e]
  }
  const shareOf = (wanted: (exit: number) => boolean): MenuShare => {
    let share = 0
    let sum = 0
    exits.pairs.forEach(([exit], e) => {
      if (!wanted(exit)) return
      share += exitShares[e]
      sum += seconds[e]
    })
    return { share, meanTime: sum / share }
  }
  const figures = nodeFigures()
  return {
    meanTime: seconds.reduce((sum, each) => sum + each, 0),
    toQueue: shareOf((exit) => exit >= 0),
    contained: shareOf((exit) => exit < 0),
    selfService: shareOf((exit) => exit === SELF_SERVICE),
    hungUp: shareOf((exit) => exit === HUNG_UP),
    silent: shareOf((exit) => exit === SILENT),
    exits: exits.pairs
      .map(([queue, tier], e) => ({ queue, tier, share: exitShares[e], meanTime: seconds[e] / exitShares[e] }))
      .filter(({ queue }) => queue >= 0)
      .sort((a, b) => a.queue - b.queue || a.tier - b.tier),
    nodes: figures,
    layers: figures.reduce((most, { layer }) => Math.max(most, layer), 0),
  }

  function nodeFigures(): MenuNodeFigures[] {
    const layers = layersOf(menu)
    const result = layers.map((layer, node): MenuNodeFigures => {
      const choices = new Array<number>(outcomeStart[node + 1] - outcomeStart[node] - 2).fill(0)
      return { layer, visits: 0, time: 0, reachesQueue: 0, selfService: 0, hungUp: 0, silent: 0, choices }
    })
    states.pairs.forEach(([node], s) => {
      result[node].visits += visits[s]
      // The same for every tier.
      result[node].reachesQueue = exits.pairs.reduce(
        (sum, [exit], e) => (exit < 0 ? sum : sum + exitShares[s * exitCount + e]),
        0,
      )
    })
    result.forEach((figures, node) => {
      for (let o = outcomeStart[node]; o < outcomeStart[node + 1]; o++) {
        const times = figures.visits * outcomeShare[o]
        const number = o - outcomeStart[node]
        figures.time += times * meanTimeOf(menu, node, number)
        if (outcomeTo[o] === SELF_SERVICE) figures.selfService += times
        if (outcomeTo[o] === HUNG_UP) figures.hungUp += times
        if (outcomeTo[o] === SILENT) figures.silent += times
        if (number >= 2) figures.choices[number - 2] = times
      }
    })
    return result
  }
}

/** Pairs of numbers, numbered in the order in which they come up. */
class Numbering {
  readonly pairs: [number, number][] = []
  private readonly numbers = new Map<string, number>()

  numberOf(one: number, other: number): number {
    const key = `${one} ${other}`
    let number = this.numbers.get(key)
    if (number === undefined) {
      number = this.pairs.push([one, other]) - 1
      this.numbers.set(key, number)
    }
    return number
  }
}

/** Mean seconds in a node of those who leave it by this outcome. */
function meanTimeOf(
  { timeMean, waitMean, replays, replayStart, replayChance }: Parameters<typeof analyseMenu>[0],
  node: number,
  outcome: number,
): number {
  // Hanging up comes at any moment of the announcement alike.
  if (outcome === 0) return timeMean[node] / 2
  if (outcome === 1) return timeMean[node] + replays[node] * waitMean[node]
  let meanReplays = 0
  for (let r = 0; r < replays[node]; r++) meanReplays += 1 - replayChance[replayStart[node] + r]
  return timeMean[node] + meanReplays * waitMean[node]
}

/** The layer of each node; the start is 1. */
function layersOf({
  nodes,
  outcomeStart,
  outcomeTo,
}: Pick<MenuModel, 'nodes' | 'outcomeStart' | 'outcomeTo'>): number[] {
  const layers = new Array<number>(nodes).fill(0)
  layers[0] = 1
  const reached = [0]
  for (const node of reached) {
    for (let o = outcomeStart[node]; o < outcomeStart[node + 1]; o++) {
      const to = outcomeTo[o]
      if (to < 0 || to >= nodes || layers[to] > 0) continue
      layers[to] = layers[node] + 1
      reached.push(to)
    }
  }
  return layers
}
