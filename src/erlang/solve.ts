import { checkNumber, checkTarget, KrarupError, type Target } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { leastAgents, shortfall } from './least-agents.ts'
import { type QueueModelParameters, queueModelOf } from './queue-model.ts'
import type { RequirementParameters } from './required-agents.ts'
import { type QueueParameters, type SteadyState, trafficOf } from './steady-state.ts'

/** A queue with its agents, under any of the models. */
export interface StaffedQueueParameters extends QueueParameters, QueueModelParameters {}

/** Beyond this a figure is taken to be without limit. */
const UNLIMITED = 1e12

/**
 * The largest value of a parameter at which a model still meets a target, for any model whose service gets worse as the parameter grows: 0 where it is never met, Infinity where it always is.
 *
 * @param stateAt the model, as a function of that parameter
 * @param guess a value to start from
 */
export function largestMeeting(stateAt: (value: number) => SteadyState, target: Target, guess = 1): number {
  const spare = (value: number) => (value === 0 ? Infinity : -shortfall(stateAt(value), target))
  let high = guess
  while (spare(high) >= 0) {
    high *= 2
    if (high > UNLIMITED * guess) return Infinity
  }
  return decreasingRoot(spare, 0, high)
}

/**
 * The largest load that so many agents carry at a target, in Erlangs, in contacts a second and in contacts an interval: the question of {@link requiredAgents} turned round.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNREADABLE
 * @example
 * ```ts
 * import { largestVolume } from 'krarup/erlang'
 * const { volume } = largestVolume({ agents: 23, aht: 300, interval: 1800 }, { serviceLevel: { within: 10, share: 0.9 } })
 * Math.floor(volume * 10) / 10 //=> 102.2
 * ```
 */
export function largestVolume(
  { agents, aht, interval, ...model }: { agents: number; aht: number; interval: number } & QueueModelParameters,
  target: Target,
): { load: number; rate: number; volume: number } {
  checkNumber('agents', agents, { least: 0 })
  checkNumber('aht', aht, { above: 0 })
  checkNumber('interval', interval, { above: 0 })
  checkTarget(target)
  const { stateAt } = queueModelOf(model)
  const load = agents === 0 ? 0 : largestMeeting((value) => stateAt(value, aht, agents), target, agents)
  return { load, rate: load / aht, volume: (load / aht) * interval }
}

/**
 * The longest mean handle time, in seconds, at which so many agents meet a target with so many contacts (`rate`, or `volume` with `interval`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { longestAht } from 'krarup/erlang'
 * const calls = { volume: 100, interval: 1800, agents: 23 }
 * Math.floor(longestAht(calls, { serviceLevel: { within: 10, share: 0.9 } })) //=> 306
 * ```
 */
export function longestAht(
  {
    agents,
    rate,
    volume,
    interval,
    ...model
  }: { agents: number; rate?: number; volume?: number; interval?: number } & QueueModelParameters,
  target: Target,
): number {
  checkNumber('agents', agents, { least: 0 })
  checkTarget(target)
  const { stateAt } = queueModelOf(model)
  const { rate: perSecond } = trafficOf({ rate, volume, interval, aht: 1 })
  if (perSecond === 0) return Infinity
  if (agents === 0) return 0
  return largestMeeting((aht) => stateAt(perSecond * aht, aht, agents), target, agents / perSecond)
}

/** Patience is looked for from a hundredth of a second to some eleven days, in steps of a tenth of a decade. */
const PATIENCE_FROM = 0.01
const PATIENCE_TO = 1e6
const PATIENCE_STEP = 10 ** 0.1

/**
 * The range of patience, in seconds, over which so many agents meet a target under Erlang A; undefined where none does. More patience means longer waits and less hanging up, so a target of several parts may bound it on both sides.
 * An end of 0 or Infinity means that it is met as far as was looked: from 0.01 s to 1e6 s.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { patienceRange } from 'krarup/erlang'
 * const queue = { volume: 100, interval: 1800, aht: 300, agents: 20 }
 * const range = patienceRange(queue, { abandonment: 0.05, meanWait: 10 })
 * range && [Math.round(range.from), Math.round(range.to)] //=> [71, 352]
 * ```
 */
export function patienceRange(
  { agents, lines, redial, ...traffic }: QueueParameters & Omit<QueueModelParameters, 'patience' | 'model'>,
  target: Target,
): { from: number; to: number } | undefined {
  const { load, aht } = trafficOf(traffic)
  checkNumber('agents', agents, { least: 0 })
  checkTarget(target)
  const spare = (logarithm: number) =>
    -shortfall(queueModelOf({ patience: Math.exp(logarithm), lines, redial }).stateAt(load, aht, agents), target)
  const step = Math.log(PATIENCE_STEP)
  const end = Math.log(PATIENCE_TO)
  let at = Math.log(PATIENCE_FROM)
  let from: number | undefined
  if (spare(at) >= 0) from = 0
  for (; from === undefined && at < end; at += step) {
    if (spare(at + step) >= 0) from = Math.exp(-decreasingRoot((mirrored) => spare(-mirrored), -at - step, -at))
  }
  if (from === undefined) return undefined
  for (; at < end; at += step) {
    if (spare(at + step) < 0) return { from, to: Math.exp(decreasingRoot(spare, at, at + step)) }
  }
  return { from, to: Infinity }
}

/**
 * The real number of agents at which a target is just met: for adding up many small queues without rounding each. The smallest whole number that meets it is {@link requiredAgents}.
 * A load of 0 needs 0.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE, UNREACHABLE; UNSUPPORTED with a limit of lines, which is defined for whole agents only
 * @example
 * ```ts
 * import { fractionalAgents } from 'krarup/erlang'
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * Math.round(fractionalAgents({ volume: 100, interval: 1800, aht: 300 }, target) * 100) / 100 //=> 22.57
 * ```
 */
export function fractionalAgents(parameters: RequirementParameters, target: Target): number {
  const { load, aht } = trafficOf(parameters)
  checkTarget(target)
  const { stateAt, lines } = queueModelOf(parameters)
  if (lines < Infinity) {
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: 'a limit of lines is defined for whole numbers of agents only',
      where: { name: 'lines' },
      how: 'ask requiredAgents',
    })
  }
  if (load === 0) return 0
  const stateOf = (agents: number) => stateAt(load, aht, agents)
  const { agents } = leastAgents(stateOf, load, target, { guess: load })
  const spare = (mirrored: number) => (mirrored === 0 ? -Infinity : -shortfall(stateOf(-mirrored), target))
  return -decreasingRoot(spare, -agents, 1 - agents)
}

/** What a small change does to a staffed queue. */
export interface Sensitivity {
  now: SteadyState
  oneAgentMore: SteadyState
  /** With 1 % longer handle times. */
  ahtUp: SteadyState
  /** With 1 % more contacts. */
  volumeUp: SteadyState
}

const ONE_PERCENT = 1.01

/**
 * A queue beside what it would be with one agent more, 1 % longer handle times, or 1 % more contacts.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { sensitivity } from 'krarup/erlang'
 * const { now, oneAgentMore, ahtUp } = sensitivity({ volume: 100, interval: 1800, aht: 300, agents: 23 })
 * const percent = [now, oneAgentMore, ahtUp].map((state) => Math.round(state.serviceLevel(10) * 1000) / 10)
 * percent //=> [91.9, 95, 91.1]
 * ```
 */
export function sensitivity(parameters: StaffedQueueParameters): Sensitivity {
  const { load, aht } = trafficOf(parameters)
  const agents = checkNumber('agents', parameters.agents, { least: 0 })
  const { stateAt } = queueModelOf(parameters)
  return {
    now: stateAt(load, aht, agents),
    oneAgentMore: stateAt(load, aht, agents + 1),
    ahtUp: stateAt(load * ONE_PERCENT, aht * ONE_PERCENT, agents),
    volumeUp: stateAt(load * ONE_PERCENT, aht, agents),
  }
}
