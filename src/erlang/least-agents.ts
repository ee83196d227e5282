import { checkKeys, checkTarget, formatTarget, type Keys, KrarupError, type Target } from '../domain/index.ts'
import { ROUNDING } from '../numeric/ceil-quotient.ts'
import type { BindingCondition, Requirement, SteadyState } from './steady-state.ts'

export interface LeastAgentsOptions {
  /** Never fewer than this many agents. Default 0. */
  minimum?: number | undefined
  /** Never more: a target that needs more is UNREACHABLE. Default 1e12. */
  most?: number | undefined
  /** Where to start looking; any number will do, a near one is quicker. Default the load. */
  guess?: number | undefined
}

export const LEAST_AGENTS_KEYS = { minimum: 1, most: 1, guess: 1 } as const satisfies Keys<LeastAgentsOptions>

const MOST_AGENTS = 1e12
/** A little further than the slope says, so that the other side is reached and not approached. */
const BEYOND = 1.05

/**
 * The smallest whole number of agents with which a model meets every part of a target, for any model whose service improves with every agent.
 * A load of 0 needs only the minimum; any other needs at least one agent.
 *
 * @param stateOf the model: the steady state with so many agents
 * @param load offered load, Erlangs
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNREADABLE, UNREACHABLE
 */
export function leastAgents(
  stateOf: (agents: number) => SteadyState,
  load: number,
  target: Target,
  options: LeastAgentsOptions = {},
): Requirement {
  checkKeys('leastAgents', options, LEAST_AGENTS_KEYS)
  checkTarget(target, 'leastAgents')
  const { minimum = 0, most = Infinity, guess = load } = options
  return solveAgents(stateOf, load, target, minimum, most, guess)
}

/** {@link leastAgents} of what has been checked. */
export function solveAgents(
  stateOf: (agents: number) => SteadyState,
  load: number,
  target: Target,
  minimum: number,
  most: number,
  guess: number,
): Requirement {
  const { agents, state, fewer } = searchAgents(stateOf, load, target, minimum, most, guess)
  const binding: BindingCondition[] =
    load > 0 ? bindingConditions(fewer ?? stateOf(agents - 1), target) : minimum > 0 ? ['minimum'] : []
  return { agents, binding, state, warnings: warningsOf(target) }
}

interface FoundAgents {
  agents: number
  state: SteadyState
  /** With one agent less, where that was in question. */
  fewer: SteadyState | undefined
}

/** The search of {@link solveAgents}, without what is said about its answer. */
export function searchAgents(
  stateOf: (agents: number) => SteadyState,
  load: number,
  target: Target,
  minimum: number,
  most: number,
  guess: number,
): FoundAgents {
  if (load === 0) return { agents: minimum, state: stateOf(minimum), fewer: undefined }
  checkReachable(stateOf, load, target)
  // the search ends with the last that fails beside the first that meets
  let fewer: SteadyState | undefined
  let meeting: SteadyState | undefined
  const score = (n: number) => {
    const state = stateOf(n)
    const value = shortfall(state, target)
    if (value > 0) fewer = state
    else meeting = state
    return value
  }
  const agents = leastWhole(score, Math.max(1, minimum), Math.min(most, MOST_AGENTS), guess)
  if (agents === undefined || meeting === undefined) {
    throw unreachable(target, `not with ${Math.min(most, MOST_AGENTS)} agents either`)
  }
  return { agents, state: meeting, fewer }
}

/**
 * The smallest whole number from `least` to `most` at which a decreasing score is at most 0; undefined where it is above 0 everywhere.
 * Follows the score's slope from the guess, in steps that at least double now and then, until both sides are known; then interpolates between their scores and halves now and then.
 */
export function leastWhole(
  score: (n: number) => number,
  least: number,
  most: number,
  guess: number,
): number | undefined {
  let fails = least - 1
  let meets = most + 1
  let failScore = Infinity
  let meetScore = -Infinity
  let n = Math.min(most, Math.max(least, Math.ceil(guess)))
  let step = 0.5
  let before = Number.NaN
  let scoreBefore = Number.NaN
  for (let turn = 1; meets - fails > 1; turn++) {
    const value = score(n)
    if (value > 0) {
      fails = n
      failScore = value
    } else {
      meets = n
      meetScore = value
    }
    let next: number
    if (meets > most || fails < least) {
      const distance = Math.abs((value * (n - before)) / (value - scoreBefore))
      step = turn % 3 !== 0 && distance > 0 && distance < most ? Math.ceil(distance * BEYOND) : step * 2
      next = value > 0 ? Math.min(n + step, most) : Math.max(n - step, least)
    } else {
      const share = failScore / (failScore - meetScore)
      const inner = share > 0 && turn % 4 !== 0 ? share : 0.5
      next = Math.min(meets - 1, Math.max(fails + 1, Math.ceil(fails + (meets - fails) * inner)))
    }
    before = n
    scoreBefore = value
    n = next
  }
  return meets > most ? undefined : meets
}

/**
 * How far a state is from its target: the logarithm of the worst ratio of a figure to its limit. At most 0 exactly where every part of the target holds.
 * Shares that must not fall below a limit count by what they lack to 1.
 *
 * @param failing gets the names of the parts that do not hold
 */
export function shortfall(state: SteadyState, target: Target, failing?: BindingCondition[]): number {
  // a queue that grows for ever serves nobody well, even where its connect rate or occupancy would do
  if (state.overloaded) return Infinity
  const { serviceLevel, connectRate, asa, meanWait, abandonment, occupancy } = target
  let worst = -Infinity
  // part by part and not in a loop over their names: the search spends its time here
  const judge = (part: keyof Target, score: number) => {
    if (score > 0) failing?.push(part)
    if (score > worst) worst = score
  }
  if (serviceLevel !== undefined) {
    const { within, share, definition } = serviceLevel
    judge('serviceLevel', atLeast(state.serviceLevel(within, definition), share))
  }
  if (connectRate !== undefined) judge('connectRate', atLeast(state.connectRate, connectRate))
  if (asa !== undefined) judge('asa', atMost(state.asa, asa))
  if (meanWait !== undefined) judge('meanWait', atMost(state.meanWait, meanWait))
  if (abandonment !== undefined) judge('abandonment', atMost(state.abandonment, abandonment))
  // 16.1 Erlangs on 23 agents are 70 %, although the doubles say a little more
  if (occupancy !== undefined) judge('occupancy', atMost(state.occupancy, occupancy * (1 + ROUNDING)))
  return worst
}

function atMost(figure: number, limit: number): number {
  return scoreOf(figure <= limit, figure / limit)
}

function atLeast(share: number, limit: number): number {
  return scoreOf(share >= limit, (1 - share) / (1 - limit))
}

/** The comparison decides, the logarithm only says how far. */
function scoreOf(meets: boolean, ratio: number): number {
  if (!meets) return Math.max(Number.MIN_VALUE, Math.log(ratio))
  return ratio > 0 ? Math.min(0, Math.log(ratio)) : -Infinity
}

/** What fails with one agent less than the smallest number that meets the target. */
function bindingConditions(fewer: SteadyState, target: Target): BindingCondition[] {
  if (fewer.overloaded) return ['overload']
  if (fewer.agents === 0) return ['nobody']
  const parts: BindingCondition[] = []
  shortfall(fewer, target, parts)
  return parts.length > 0 ? parts : ['minimum']
}

/** Limits that every number of agents comes nearer to and none reaches, although rounding would say so. */
function checkReachable(stateOf: (agents: number) => SteadyState, load: number, target: Target): void {
  const { serviceLevel, connectRate, asa, meanWait, abandonment } = target
  if (serviceLevel?.share === 1) throw unreachable(target, 'some callers always wait longer')
  if (asa === 0 || meanWait === 0) throw unreachable(target, 'some callers always wait')
  if ((connectRate === 1 || abandonment === 0) && stateOf(Math.floor(load) + 1).connectRate < 1) {
    throw unreachable(target, 'some callers always hang up or find no line')
  }
}

function unreachable(target: Target, why: string): KrarupError {
  return new KrarupError({
    code: 'UNREACHABLE',
    what: `no number of agents reaches this target: ${why}`,
    where: { name: 'target' },
    how: 'ask for a little less',
    value: formatTarget(target),
  })
}

function warningsOf({ serviceLevel }: Target): string[] {
  return serviceLevel?.definition === 'answered/answered'
    ? [
        "service level 'answered/answered' leaves out everybody who hung up: it can be met by losing callers, so ask for a connect rate or an abandonment beside it",
      ]
    : []
}
