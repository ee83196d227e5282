import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkShare,
  DEFAULT_DEFINITION,
  type Keys,
  type ServiceLevelDefinition,
} from '../domain/index.ts'
import { gammaDensity } from '../numeric/gamma-tails.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { checkServiceLevel } from './check-service-level.ts'
import type { PatientState } from './erlang-a.ts'
import { busyOdds } from './erlang-b.ts'
import { QUEUE_KEYS, type QueueParameters, type SteadyStateJson, steadyStateJson, trafficOf } from './steady-state.ts'

export interface FiniteLinesParameters extends QueueParameters {
  /** Whole number. */
  agents: number
  /** Whole number of calls that can be in the system, in service and waiting; at least the agents. A call that finds them all taken is turned away. */
  lines: number
  /** Mean time a caller is willing to wait, seconds, exponential. Default Infinity: nobody hangs up. */
  patience?: number | undefined
}

const FINITE_LINES_KEYS = { ...QUEUE_KEYS, lines: 1, patience: 1 } as const satisfies Keys<FiniteLinesParameters>

/** More waiting places than this do not fit into an array. */
const MOST_PLACES = 1e7

/**
 * The models with a limited number of lines: M/M/n/K where nobody hangs up, M/M/n/K+M with a `patience`. With as many lines as agents it is Erlang B.
 * It always has a steady state. `serviceLevel` counts the turned-away among the offered; the waits are those of the callers who got in.
 *
 * Sums over the waiting places, so time grows with them. Source: L. Kleinrock, "Queueing Systems I" (1975), 3.5 to 3.8; the waits in M/M/n+M by A. Mandelbaum and S. Zeltyn (2007).
 * Relative error under 1e-12 on the conformance tables (`npx vitest run conformance`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { finiteLines } from 'krarup/erlang'
 * const queue = finiteLines({ load: 50, aht: 300, agents: 45, lines: 60 })
 * Math.round(queue.blocking * 1e4) / 1e4 //=> 0.1094
 * Math.round(queue.asa * 10) / 10 //=> 57.9
 * ```
 */
export function finiteLines(parameters: FiniteLinesParameters): PatientState {
  checkKeys('finiteLines', parameters, FINITE_LINES_KEYS)
  const { load, aht } = trafficOf(parameters)
  const agents = checkNumber('agents', parameters.agents, { least: 0, whole: true })
  const lines = checkNumber('lines', parameters.lines, { least: agents, most: agents + MOST_PLACES, whole: true })
  const patience = checkNumber('patience', parameters.patience ?? Infinity, { above: 0, infinite: true })
  return new FiniteLines(load, aht, agents, lines, patience)
}

export class FiniteLines implements PatientState {
  declare readonly load: number
  declare readonly agents: number
  readonly overloaded = false
  declare readonly waitProbability: number
  declare readonly blocking: number
  declare readonly abandonment: number
  declare readonly connectRate: number
  declare readonly queueLength: number
  readonly #aht: number
  readonly #patience: number
  /** Share of time with all agents busy and j waiting. */
  readonly #waiting: Float64Array
  /** Share of the offered that get in. */
  readonly #admitted: number

  constructor(load: number, aht: number, agents: number, lines: number, patience: number) {
    this.load = load
    this.agents = agents
    this.#aht = aht
    this.#patience = patience
    const places = lines - agents
    const waiting = queueShape(load, aht, agents, places, patience)
    // with no agent and callers who never hang up the queue fills and stays full
    const odds = load === 0 || agents === 0 ? 1 : busyOdds(load, agents)
    const freeWeight = load === 0 ? 1 : agents === 0 ? 0 : waiting[0]
    for (let j = 0; j <= places; j++) waiting[j] *= odds
    const total = freeWeight + sum(waiting)
    let length = 0
    for (let j = 0; j <= places; j++) {
      waiting[j] /= total
      length += j * waiting[j]
    }
    const free = freeWeight / total
    this.#waiting = waiting
    this.queueLength = length
    this.blocking = waiting[places]
    this.waitProbability = Math.min(1, sum(waiting.subarray(0, places)))
    this.#admitted = Math.min(1, free + this.waitProbability)
    this.abandonment = load === 0 || patience === Infinity ? 0 : Math.min(1, (length * aht) / (patience * load))
    // answered are those who find an agent free, and those an agent takes from the queue on getting free
    this.connectRate = load === 0 ? 1 : Math.min(1, free + (agents * sum(waiting.subarray(1))) / load)
  }

  get occupancy(): number {
    if (this.load === 0) return 0
    return this.agents === 0 ? 1 : Math.min(1, (this.load * this.connectRate) / this.agents)
  }

  get asa(): number {
    if (this.load === 0) return 0
    if (this.connectRate === 0) return Infinity
    const perPlace = this.#aht / this.#patience
    let wait = 0
    let mean = 0
    for (let j = 0; j < this.#waiting.length - 1; j++) {
      const leaving = this.agents + (j + 1) * perPlace
      wait += this.#aht / leaving
      mean += (this.#waiting[j] * wait * this.agents) / leaving
    }
    return mean / this.connectRate
  }

  get meanWait(): number {
    if (this.load === 0) return 0
    return this.#admitted === 0 ? Infinity : (this.queueLength * this.#aht) / (this.load * this.#admitted)
  }

  serviceLevel(within: number, definition: ServiceLevelDefinition = DEFAULT_DEFINITION): number {
    checkServiceLevel(within, definition)
    if (definition === 'answered+abandoned/offered') return Math.max(0, this.#admitted - this.#waitingAfter(within))
    if (this.connectRate === 0) return 0
    const answeredWithin = Math.max(0, this.connectRate - this.answeredAfter(within))
    if (definition === 'answered/offered') return answeredWithin
    if (definition === 'answered/answered') return Math.min(1, answeredWithin / this.connectRate)
    return Math.min(1, answeredWithin / (1 - this.abandonedWithin(definition.excludingAbandonsWithin)))
  }

  waitExceeds(t: number): number {
    checkNotNegative('t', t)
    return this.#admitted === 0 ? 1 : Math.min(1, this.#waitingAfter(t) / this.#admitted)
  }

  abandonedWithin(t: number): number {
    if (t === 0 || this.#patience === Infinity) return 0
    return Math.max(0, this.abandonment + this.answeredAfter(t) - this.#waitingAfter(t))
  }

  answeredAfter(t: number): number {
    checkNotNegative('t', t)
    const perPlace = this.#aht / this.#patience
    const answered = this.#waiting.map((share, j) => (share * this.agents) / (this.agents + (j + 1) * perPlace))
    return this.agents === 0 ? 0 : this.#unserved(answered, t, 1)
  }

  waitQuantile(p: number): number {
    checkShare('p', p)
    const share = 1 - p
    if (share >= this.waitExceeds(0)) return 0
    if (share === 0 || this.agents === 0) return Infinity
    let longest = this.meanWait
    while (this.waitExceeds(longest) > share) longest *= 2
    return decreasingRoot((t) => Math.log(this.waitExceeds(t) / share), 0, longest)
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }

  #waitingAfter(t: number): number {
    return Math.exp(-t / this.#patience) * this.#unserved(this.#waiting, t, 0)
  }

  /**
   * Sum of weights[j] times the probability that j + 1 callers ahead of and including oneself have not left by t; `answered` is 1 when the last of them is known to be answered.
   * The number of them who have left is Poisson without hanging up and negative binomial with it.
   */
  #unserved(weights: Float64Array, t: number, answered: 0 | 1): number {
    const places = weights.length - 1
    if (this.agents === 0) return sum(weights.subarray(0, places))
    const left =
      this.#patience === Infinity
        ? poisson(places, (this.agents * t) / this.#aht)
        : negativeBinomial(places, (this.agents * this.#patience) / this.#aht + answered, t / this.#patience)
    let fromHere = 0
    let total = 0
    for (let i = places - 1; i >= 0; i--) {
      fromHere += weights[i]
      total += left[i] * fromHere
    }
    return total
  }
}

/** Weights of j = 0 to `places` waiting, the largest of them 1. */
function queueShape(load: number, aht: number, agents: number, places: number, patience: number): Float64Array {
  if (load === 0) return new Float64Array(places + 1)
  if (agents === 0 && patience === Infinity) return new Float64Array(places + 1).fill(1, places)
  const peak = patience === Infinity ? (load > agents ? places : 0) : ((load - agents) * patience) / aht
  return unimodal(
    places + 1,
    peak,
    () => 1,
    (j) => load / (agents + (j * aht) / patience),
  )
}

/** Poisson probabilities of 0 to count - 1 with the given mean. */
function poisson(count: number, mean: number): Float64Array {
  return unimodal(
    count,
    mean,
    (i) => densityAt(i, mean, mean - i),
    (i) => mean / i,
  )
}

/** Negative binomial probabilities of 0 to count - 1: so many leave within t (in units of the patience) while `shape` stay constant. */
function negativeBinomial(count: number, shape: number, t: number): Float64Array {
  const stay = Math.exp(-t)
  const leave = -Math.expm1(-t)
  return unimodal(
    count,
    ((shape - 1) * leave) / stay,
    (i) => {
      const all = shape + i
      const gap = i * stay - shape * leave
      const joint = densityAt(shape, all * stay, gap) * densityAt(i, all * leave, -gap)
      return ((shape / all) * joint) / densityAt(all, all, 0)
    },
    (i) => ((shape + i - 1) * leave) / i,
  )
}

function densityAt(shape: number, x: number, difference: number): number {
  return shape === 0 ? Math.exp(-x) : gammaDensity({ shape, x, excess: difference / shape })
}

/** A sequence that rises to a peak and falls from there, from its value at the peak and the ratios of neighbours (term i to term i - 1). */
function unimodal(
  count: number,
  peak: number,
  valueAt: (i: number) => number,
  ratio: (i: number) => number,
): Float64Array {
  const terms = new Float64Array(count)
  const top = Math.min(count - 1, Math.max(0, Math.floor(peak)))
  terms[top] = valueAt(top)
  for (let i = top + 1; i < count && terms[i - 1] > 0; i++) terms[i] = terms[i - 1] * ratio(i)
  for (let i = top; i > 0 && terms[i] > 0; i--) terms[i - 1] = terms[i] / ratio(i)
  return terms
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
