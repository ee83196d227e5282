import { checkNumber, checkShare, type Distribution, KrarupError } from '../../domain/index.ts'
import { type StandardForm, standardForm } from '../../numeric/random/distribution.ts'
import {
  conflict,
  DEFAULTS,
  findName,
  type MenuChoice,
  type MenuNode,
  type MenuScenario,
  type MenuSilence,
  type MenuTime,
  missing,
  pointer,
} from '../../scenario/index.ts'
import { CONTAINED_EXITS, HUNG_UP, type MenuModel, SELF_SERVICE, SILENT } from '../model/menu-model.ts'
import { analyseMenu, type MenuAnalysis } from './analyse-menu.ts'

/** What hotlines do on silence: three replays of 5 to 6 s, then the call is ended. */
const DEFAULT_WAIT: Distribution = { type: 'uniform', from: 5, to: 6 }
/** Shares as people round them add up to 1 within this. */
const SUM_TOLERANCE = 1e-9
/** A call that makes more steps than these on average is a mistake, and would take for ever to play. */
const MOST_VISITS = 1000

/** What a menu's names mean, and where its times go. */
export interface MenuContext {
  queueNames: readonly string[]
  tierNames: readonly string[]
  /** Puts a distribution into the model's table; its index there. */
  addForm: (form: StandardForm) => number
}

export interface CompiledMenu {
  model: MenuModel
  analysis: MenuAnalysis
}

/**
 * Checks a menu and turns it into numbers. Errors point to the offending value under `/menus/NAME`.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 */
export function compileMenu(name: string, menu: MenuScenario, context: MenuContext): CompiledMenu {
  const place = `/menus/${pointer(name)}`
  if ('calls' in menu)
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'logged calls come to a queue, not to a menu',
      where: { name: `${place}/calls` },
      how: 'write them in their queue, and the volume of the menu here',
    })
  const written = Object.keys(menu.nodes ?? {})
  if (written.length === 0)
    throw missing(`${place}/nodes`, 'the menu has no node', 'name at least one, with its time and choices')
  const start = menu.start === undefined ? 0 : findName(menu.start, written, `${place}/start`, 'node of the menu')
  const nodeNames = [written[start], ...written.filter((_, index) => index !== start)]
  const path = (node: string) => `${place}/nodes/${pointer(node)}`
  const nodes = nodeNames.map((node) => compileNode(menu.nodes[node], path(node), { ...context, nodeNames }))
  nodeNames.forEach((node) => {
    if (context.queueNames.includes(node))
      throw conflict(path(node), 'a node and a queue have the same name', 'give the node another name')
  })
  const linked = reachable(nodes, () => true)
  const lost = linked.indexOf(false)
  if (lost >= 0)
    throw conflict(
      path(nodeNames[lost]),
      'no choice leads to this node',
      'write its name after "to" in a choice of a node that calls reach, or leave the node out',
    )
  checkEnds(nodes, nodeNames, path)

  const outcomes = nodes.flatMap(({ outcomes }) => outcomes)
  const chain = {
    nodes: nodes.length,
    timeMean: Float64Array.from(nodes, ({ timeMean }) => timeMean),
    waitMean: Float64Array.from(nodes, ({ waitMean }) => waitMean),
    replays: Int32Array.from(nodes, ({ replays }) => replays),
    replayStart: starts(nodes.map(({ replayChance }) => replayChance.length)),
    replayChance: Float64Array.from(nodes.flatMap(({ replayChance }) => replayChance)),
    outcomeStart: starts(nodes.map((node) => node.outcomes.length)),
    outcomeTo: Int32Array.from(outcomes, ({ to }) => to),
    outcomeTier: Int32Array.from(outcomes, ({ tier }) => tier),
    outcomeShare: Float64Array.from(outcomes, ({ share }) => share),
  }
  const analysis = analyseMenu(chain)
  const steps = analysis.nodes.reduce((sum, { visits }) => sum + visits, 0)
  if (!(steps <= MOST_VISITS))
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `calls go round in circles: one visits ${Math.round(steps)} nodes on average, and at most ${MOST_VISITS} are allowed`,
      where: { name: `${place}/nodes` },
      how: 'raise the shares of the choices that lead out of the circle',
    })
  const reachesQueue = Float64Array.from(analysis.nodes, (figures) => figures.reachesQueue)
  return {
    model: {
      name,
      nodeNames,
      ...chain,
      time: Int32Array.from(nodes, ({ time }) => time),
      wait: Int32Array.from(nodes, ({ wait }) => wait),
      everyCall: cumulative(chain.outcomeShare, chain.outcomeStart),
      queueCall: cumulative(
        chain.outcomeShare.map((share, o) => share * chanceAfter(chain.outcomeTo[o])),
        chain.outcomeStart,
      ),
      reachesQueue,
      containedShare: Float64Array.from(CONTAINED_EXITS, (exit) => containedBy(analysis, exit).share),
      containedTime: Float64Array.from(CONTAINED_EXITS, (exit) => containedBy(analysis, exit).meanTime || 0),
      lines:
        menu.lines === undefined
          ? Number.POSITIVE_INFINITY
          : checkNumber(`${place}/lines`, menu.lines, { least: 0, whole: true }),
      inBatches: menu.batch !== undefined,
    },
    analysis,
  }

  /** Chance that a call which has gone there reaches a queue. */
  function chanceAfter(to: number): number {
    if (to < 0) return 0
    return to < nodes.length ? reachesQueue[to] : 1
  }
}

interface Outcome {
  to: number
  tier: number
  share: number
}

interface CompiledNode {
  time: number
  timeMean: number
  wait: number
  waitMean: number
  replays: number
  replayChance: number[]
  outcomes: Outcome[]
}

interface Names extends MenuContext {
  nodeNames: readonly string[]
}

function compileNode(node: MenuNode, place: string, names: Names): CompiledNode {
  if (node?.time === undefined)
    throw missing(
      `${place}/time`,
      'a node needs a time: its announcement, and choosing',
      'write seconds (12s) or a distribution',
    )
  const time = formOf(node.time, `${place}/time`)
  const hangUp = checkShare(`${place}/hangUp`, node.hangUp ?? 0)
  const silence = compileSilence(node.silence, `${place}/silence`)
  const choices = compileChoices(node.choices, `${place}/choices`, names)
  const heard = 1 - hangUp
  const pressed = heard * (1 - silence.lost)
  return {
    time: names.addForm(time),
    timeMean: time.mean,
    wait: silence.wait ? names.addForm(silence.wait) : -1,
    waitMean: silence.wait?.mean ?? 0,
    replays: silence.replays,
    replayChance: silence.replayChance,
    outcomes: [
      { to: HUNG_UP, tier: -1, share: hangUp },
      { to: SILENT, tier: -1, share: heard * silence.lost },
      ...choices.map(({ to, tier, share }) => ({ to, tier, share: pressed * share })),
    ],
  }
}

/** Shares of the silent, by what becomes of them. */
function compileSilence(silence: MenuSilence | undefined, place: string) {
  if (silence === undefined) return { lost: 0, replays: 0, replayChance: [1] }
  const share = checkShare(`${place}/share`, silence.share)
  const again = checkShare(`${place}/again`, silence.again ?? share)
  const replays = checkNumber(`${place}/repeats`, silence.repeats ?? DEFAULTS.silence.repeats, {
    least: 0,
    most: 100,
    whole: true,
  })
  const wait = formOf(silence.wait ?? DEFAULT_WAIT, `${place}/wait`)
  const pressedAfter = [1 - share]
  let silent = share
  for (let r = 1; r <= replays; r++) {
    pressedAfter.push(silent * (1 - again))
    silent *= again
  }
  return { lost: silent, wait, replays, replayChance: [...cumulative(pressedAfter, [0, pressedAfter.length])] }
}

function compileChoices(choices: readonly MenuChoice[], place: string, names: Names): Outcome[] {
  if (!choices || choices.length === 0)
    throw missing(place, 'a node needs choices', 'write what each key leads to, for example { share: 60%, to: NODE }')
  const outcomes = choices.map((choice, index) => compileChoice(choice, `${place}/${index}`, names))
  const open = choices.flatMap(({ share }, index) => (share === undefined ? [index] : []))
  if (open.length > 1)
    throw conflict(
      `${place}/${open[1]}`,
      'a second choice has no share: only one of a node can take the rest',
      'write its share',
    )
  const sum = outcomes.reduce((total, { share }) => total + share, 0)
  if (sum > 1 + SUM_TOLERANCE)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the shares of the choices add up to ${percent(sum)}`,
      where: { name: place },
      how: 'they are shares of those who press something, and add up to 100%',
    })
  if (open.length === 1) {
    outcomes[open[0]].share = Math.max(0, 1 - sum)
    return outcomes
  }
  if (sum < 1 - SUM_TOLERANCE)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the shares of the choices add up to ${percent(sum)}`,
      where: { name: place },
      how: `say where the other ${percent(1 - sum)} go; a choice without a share takes the rest`,
    })
  return outcomes.map((outcome) => ({ ...outcome, share: outcome.share / sum }))
}

function compileChoice({ share, to, end, tier }: MenuChoice, place: string, names: Names): Outcome {
  const { nodeNames, queueNames, tierNames } = names
  if (to !== undefined && end !== undefined)
    throw conflict(place, 'a choice leads to a node or queue, or ends the call, not both', 'leave out "to" or "end"')
  return {
    to:
      to === undefined
        ? exitOf(end, place)
        : findName(to, [...nodeNames, ...queueNames], `${place}/to`, 'node or queue'),
    tier: tier === undefined ? -1 : findName(tier, tierNames, `${place}/tier`, 'tier'),
    share: share === undefined ? 0 : checkShare(`${place}/share`, share),
  }
}

function exitOf(end: MenuChoice['end'], place: string): number {
  if (end === 'self-service') return SELF_SERVICE
  if (end === 'hang-up') return HUNG_UP
  if (end === undefined)
    throw missing(
      place,
      'a choice leads nowhere',
      'write "to" and a node or queue, or "end" and self-service or hang-up',
    )
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not an end of a call',
    where: { name: `${place}/end` },
    how: 'take self-service or hang-up; a node or queue stands after "to"',
    value: end,
  })
}

function formOf(time: MenuTime, name: string): StandardForm {
  if (typeof time !== 'number') return standardForm(time, name)
  return standardForm({ type: 'constant', value: checkNumber(name, time, { least: 0 }) })
}

/** From every node that calls reach there is a way out. */
function checkEnds(nodes: readonly CompiledNode[], nodeNames: readonly string[], path: (node: string) => string): void {
  const taken = ({ share }: Outcome) => share > 0
  const reached = reachable(nodes, taken)
  const ends = nodes.map(({ outcomes }) => outcomes.some((way) => taken(way) && (way.to < 0 || way.to >= nodes.length)))
  for (let changed = true; changed; ) {
    changed = false
    nodes.forEach(({ outcomes }, node) => {
      if (ends[node] || !outcomes.some((way) => taken(way) && ends[way.to])) return
      ends[node] = true
      changed = true
    })
  }
  const trap = nodes.findIndex((_, node) => reached[node] && !ends[node])
  if (trap >= 0)
    throw conflict(
      path(nodeNames[trap]),
      'a call that comes here never ends: every choice leads on to nodes that have no way out',
      'give a node of the circle a choice to a queue or an end',
    )
}

function reachable(nodes: readonly CompiledNode[], taken: (way: Outcome) => boolean): boolean[] {
  const reached = nodes.map((_, node) => node === 0)
  const list = [0]
  for (const node of list) {
    for (const way of nodes[node].outcomes) {
      if (way.to < 0 || way.to >= nodes.length || reached[way.to] || !taken(way)) continue
      reached[way.to] = true
      list.push(way.to)
    }
  }
  return reached
}

function containedBy({ selfService, hungUp, silent }: MenuAnalysis, exit: number) {
  if (exit === SELF_SERVICE) return selfService
  return exit === HUNG_UP ? hungUp : silent
}

/**
 * Running sums of each node's weights over their total: chances for drawing. From the last weight above 0 on they are exactly 1, so that a draw always ends,
 * and never on a weight of 0. Where all are 0 they are not drawn from.
 */
function cumulative(weights: ArrayLike<number>, start: ArrayLike<number>): Float64Array {
  const result = new Float64Array(weights.length)
  for (let n = 0; n + 1 < start.length; n++) {
    let total = 0
    let last = start[n]
    for (let i = start[n]; i < start[n + 1]; i++) {
      total += weights[i]
      if (weights[i] > 0) last = i
    }
    let sum = 0
    for (let i = start[n]; i < start[n + 1]; i++) {
      sum += weights[i]
      result[i] = i < last ? Math.min(1, sum / total) : 1
    }
  }
  return result
}

function starts(lengths: readonly number[]): Int32Array {
  let sum = 0
  return Int32Array.from([0, ...lengths], (length) => {
    sum += length
    return sum
  })
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`
}
