import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkShare,
  checkTarget,
  type Keys,
  type ServiceLevelDefinition,
  type Target,
} from '../../domain/index.ts'
import { gammaDensity, smallTailRatio } from '../../numeric/gamma-tails.ts'
import { countedShare } from '../counted-share.ts'
import { patientQueue } from '../erlang-a.ts'
import { LEAST_AGENTS_KEYS, type LeastAgentsOptions, shortfall, solveAgents } from '../least-agents.ts'
import {
  type Requirement,
  type SteadyState,
  type SteadyStateJson,
  steadyStateJson,
  TRAFFIC_KEYS,
  type Traffic,
  trafficOf,
} from '../steady-state.ts'

/** A rate that is known in the mean only: it is multiplied by the day's busyness, a gamma variable with mean 1. */
export interface UncertainTraffic extends Traffic {
  /** Coefficient of variation of the busyness: 0.1 says that the rate of a typical day is 10 % off its forecast. 0: the rate is known. */
  cv: number
  /** Mean patience in seconds. Absent or `Infinity`: nobody hangs up (Erlang C). */
  patience?: number | undefined
}

const UNCERTAIN_KEYS = { ...TRAFFIC_KEYS, cv: 1, patience: 1 } as const satisfies Keys<UncertainTraffic>

/**
 * What callers meet in the mean over many days, each call counted once (so that busy days count for more); occupancy is the mean of the days.
 * Where nobody hangs up and the rate is uncertain the mean waits are `Infinity`: some days are overloaded, however few.
 */
export interface UncertainState extends SteadyState {
  /** Share of the days on which the agents cannot carry the load; 0 where callers hang up. */
  readonly overloadProbability: number
  /** Share of the days whose rate is one at which the target is met in the long run. */
  targetMet(target: Target): number
}

/** Nodes of the trapezoidal rule in one standard deviation of the busyness: it converges exponentially on smooth curves (Erlang A) ... */
const SMOOTH_NODES = 8
/** ... and only with the square of the step on those that break off at overload (Erlang C). */
const KINKED_NODES = 64

/** Nodes with less than this share of the largest weight are left out. */
const NEGLIGIBLE = 1e-17

/** Seconds: who waits longer waits for ever. */
const LONGEST_WAIT = 1e12

/** Busyness that no day has. */
const BUSIEST = 1e9

/** Busyness factors and their probabilities: the trapezoidal rule on the logarithm of a gamma variable with mean 1. */
export function busynessNodes(cv: number, perDeviation = SMOOTH_NODES): { factor: number; weight: number }[] {
  if (cv === 0) return [{ factor: 1, weight: 1 }]
  const shape = 1 / (cv * cv)
  const step = Math.min(1, cv) / perDeviation
  const nodes: { factor: number; weight: number }[] = []
  for (const direction of [1, -1]) {
    for (let k = direction > 0 ? 0 : 1; ; k++) {
      const u = direction * k * step
      const weight = Math.exp(shape * (u - Math.expm1(u)))
      if (weight < NEGLIGIBLE) break
      nodes.push({ factor: Math.exp(u), weight })
    }
  }
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0)
  return nodes.map(({ factor, weight }) => ({ factor, weight: weight / total }))
}

/** Probability that the busyness is at most `factor`. */
export function busynessBelow(cv: number, factor: number): number {
  if (factor <= 0) return 0
  if (cv === 0) return factor >= 1 ? 1 : 0
  if (factor === Infinity) return 1
  const shape = 1 / (cv * cv)
  const point = { shape, x: shape * factor, excess: factor - 1 }
  const tail = gammaDensity(point) * smallTailRatio(point)
  return factor < 1 ? tail : 1 - tail
}

/** The busyness that is not exceeded with this probability. */
export function busynessQuantile(cv: number, probability: number): number {
  if (cv === 0) return 1
  if (probability === 1) return Infinity
  let high = 1
  while (busynessBelow(cv, high) < probability) high *= 2
  return largest((factor) => busynessBelow(cv, factor) <= probability, high)
}

/** The largest number up to `high` for which a condition holds that holds from 0 up to it; to the last bits. */
function largest(holds: (x: number) => boolean, high: number): number {
  let low = 0
  for (let above = high; ; ) {
    const middle = (low + above) / 2
    if (middle <= low || middle >= above) return low
    if (holds(middle)) low = middle
    else above = middle
  }
}

/**
 * The service of given agents when the rate is uncertain: Erlang C or A mixed over a gamma-distributed busyness (a gamma-mixed Poisson number of calls).
 * A plan for the mean rate promises too much: service falls faster on busy days than it rises on quiet ones.
 *
 * G. Jongbloed and G. Koole, "Managing uncertainty in call centers using Poisson mixtures" (2001); W. Whitt, "Staffing a call center with uncertain arrival rate and absenteeism" (2006).
 * Against adaptive quadrature within 1e-10 where callers hang up, within 2e-5 where they do not (`npx vitest run src/erlang/general/uncertainty.test.ts`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { erlangA } from 'krarup/erlang'
 * import { uncertainRate } from 'krarup/erlang/general'
 * const queue = { volumePerInterval: 100, interval: 1800, aht: 300, patience: 120, agents: 22 }
 * Math.round(erlangA(queue).serviceLevel(10) * 1e4) / 1e4 //=> 0.9233
 * Math.round(uncertainRate({ ...queue, cv: 0.15 }).serviceLevel(10) * 1e4) / 1e4 //=> 0.8865
 * ```
 */
export function uncertainRate(parameters: UncertainTraffic & { agents: number }): UncertainState {
  checkKeys('uncertainRate', parameters, { ...UNCERTAIN_KEYS, agents: 1 })
  const { load, aht, cv, patience } = checked(parameters)
  return mixture(load, aht, checkNotNegative('agents', parameters.agents), cv, patience)
}

function checked(parameters: UncertainTraffic): { load: number; aht: number; cv: number; patience: number } {
  const { load, aht } = trafficOf(parameters)
  const cv = checkNotNegative('cv', parameters.cv)
  const patience = checkNumber('patience', parameters.patience ?? Infinity, { least: 0, infinite: true })
  return { load, aht, cv, patience }
}

function mixture(load: number, aht: number, agents: number, cv: number, patience: number): UncertainState {
  return new Mixture(load, agents, cv, patience, (factor) => patientQueue(load * factor, aht, agents, patience))
}

class Mixture implements UncertainState {
  readonly load: number
  readonly agents: number
  readonly overloaded: boolean
  readonly overloadProbability: number
  readonly blocking = 0
  readonly #cv: number
  readonly #at: (factor: number) => SteadyState
  readonly #endless: boolean
  readonly #days: { share: number; calls: number; state: SteadyState }[]

  constructor(load: number, agents: number, cv: number, patience: number, at: (factor: number) => SteadyState) {
    this.load = load
    this.agents = agents
    this.#cv = cv
    this.#at = at
    this.#days = busynessNodes(cv, patience === Infinity ? KINKED_NODES : SMOOTH_NODES).map(({ factor, weight }) => ({
      share: weight,
      calls: weight * factor,
      state: at(factor),
    }))
    this.overloaded = cv === 0 && this.#days[0].state.overloaded
    this.#endless = cv > 0 && patience === Infinity && load > 0
    this.overloadProbability = patience < Infinity || load === 0 ? 0 : 1 - busynessBelow(cv, agents / load)
  }

  get waitProbability(): number {
    return this.#perCall((state) => state.waitProbability)
  }

  get abandonment(): number {
    return this.#perCall((state) => state.abandonment)
  }

  get connectRate(): number {
    return this.#perCall((state) => state.connectRate)
  }

  get asa(): number {
    return this.#endless
      ? Infinity
      : mean(this.#days.map(({ calls, state }) => [calls * state.connectRate, () => state.asa]))
  }

  get meanWait(): number {
    return this.#endless ? Infinity : this.#perCall((state) => state.meanWait)
  }

  get queueLength(): number {
    return this.#endless ? Infinity : mean(this.#days.map(({ share, state }) => [share, () => state.queueLength]))
  }

  get occupancy(): number {
    return mean(this.#days.map(({ share, state }) => [share, () => state.occupancy]))
  }

  /** Every definition is a ratio of two counts, each of which is summed over the days. */
  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    let served = 0
    let counted = 0
    for (const { calls, state } of this.#days) {
      served +=
        calls *
        (definition === 'answered+abandoned/offered'
          ? state.serviceLevel(within, definition)
          : state.serviceLevel(within))
      counted += calls * countedShare(state, definition)
    }
    return served / counted
  }

  waitExceeds(t: number): number {
    return this.#perCall((state) => state.waitExceeds(t))
  }

  waitQuantile(p: number): number {
    checkShare('p', p)
    if (this.waitExceeds(0) <= 1 - p) return 0
    let high = 1
    for (; this.waitExceeds(high) > 1 - p; high *= 2) if (high > LONGEST_WAIT) return Infinity
    return largest((t) => this.waitExceeds(t) > 1 - p, high)
  }

  targetMet(target: Target): number {
    checkTarget(target, 'targetMet')
    const meets = (factor: number) => shortfall(this.#at(factor), target) <= 0
    if (!meets(Number.MIN_VALUE)) return 0
    let high = 1
    for (; meets(high); high *= 2) if (high > BUSIEST) return 1
    return busynessBelow(this.#cv, largest(meets, high))
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }

  #perCall(figure: (state: SteadyState) => number): number {
    return mean(this.#days.map(({ calls, state }) => [calls, () => figure(state)]))
  }
}

function mean(parts: [weight: number, value: () => number][]): number {
  let sum = 0
  let weights = 0
  for (const [weight, value] of parts) {
    if (weight === 0) continue
    sum += weight * value()
    weights += weight
  }
  return weights > 0 ? sum / weights : Infinity
}

/** A {@link Requirement} whose state is the mixture. Under a `probability`, what binds is said of the busiest day that must meet the target. */
export interface UncertainRequirement extends Requirement {
  state: UncertainState
}

export interface UncertainOptions extends LeastAgentsOptions {
  /**
   * The agents must meet the target on this share of the days (0.9: nine days of ten). Absent: the target must be met in the mean over all calls.
   */
  probability?: number | undefined
}

const UNCERTAIN_OPTIONS_KEYS = { ...LEAST_AGENTS_KEYS, probability: 1 } as const satisfies Keys<UncertainOptions>

/**
 * The smallest whole number of agents that meets a target although the rate is uncertain: on a share of the days, or in the mean over all calls.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREACHABLE
 * @example
 * ```ts
 * import { requiredAgents } from 'krarup/erlang'
 * import { uncertainAgents } from 'krarup/erlang/general'
 * const queue = { volumePerInterval: 100, interval: 1800, aht: 300, patience: 120 }
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * requiredAgents(queue, target).agents //=> 22
 * uncertainAgents({ ...queue, cv: 0.15 }, target).agents //=> 23
 * uncertainAgents({ ...queue, cv: 0.15 }, target, { probability: 0.9 }).agents //=> 25
 * ```
 */
export function uncertainAgents(
  parameters: UncertainTraffic,
  target: Target,
  options: UncertainOptions = {},
): UncertainRequirement {
  checkKeys('uncertainAgents', parameters, UNCERTAIN_KEYS)
  checkKeys('uncertainAgents', options, UNCERTAIN_OPTIONS_KEYS)
  checkTarget(target, 'uncertainAgents')
  const { load, aht, cv, patience } = checked(parameters)
  const { probability, minimum = 0, most = Infinity } = options
  const stateOf = (agents: number) => mixture(load, aht, agents, cv, patience)
  if (probability === undefined) {
    return solveAgents(stateOf, load, target, minimum, most, options.guess ?? load) as UncertainRequirement
  }
  checkNumber('probability', probability, { least: 0, most: 1 - Number.EPSILON })
  const busy = load * busynessQuantile(cv, probability)
  const busyQueue = (agents: number) => patientQueue(busy, aht, agents, patience)
  const requirement = solveAgents(busyQueue, busy, target, minimum, most, options.guess ?? busy)
  return { ...requirement, state: stateOf(requirement.agents) }
}
