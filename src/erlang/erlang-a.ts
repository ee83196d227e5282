import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkShare,
  DEFAULT_DEFINITION,
  type Keys,
  type ServiceLevelDefinition,
} from '../domain/index.ts'
import { densityMean } from '../numeric/density-mean.ts'
import { gammaDensity, lowerDeficit, smallTailRatio } from '../numeric/gamma-tails.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { checkServiceLevel } from './check-service-level.ts'
import { busyOdds } from './erlang-b.ts'
import { ErlangC } from './erlang-c.ts'
import {
  QUEUE_KEYS,
  type QueueParameters,
  type SteadyState,
  type SteadyStateJson,
  steadyStateJson,
  trafficOf,
} from './steady-state.ts'

export interface PatientQueueParameters extends QueueParameters {
  /** Mean time a caller is willing to wait, seconds, exponentially distributed. 0: nobody waits (Erlang B); Infinity: for as long as it takes (Erlang C). */
  patience: number
}

export const PATIENT_QUEUE_KEYS = { ...QUEUE_KEYS, patience: 1 } as const satisfies Keys<PatientQueueParameters>

/**
 * The Erlang A model M/M/n+M: Erlang C with callers who hang up when their patience, exponential with mean `patience`, ends before they are answered.
 * It always has a steady state. Real-valued agents are allowed.
 *
 * C. Palm, "Research on telephone traffic carried by full availability groups" (1957); A. Mandelbaum and S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue" (2007).
 * Constant time at any load; relative error under 1e-12 up to 1 000 agents and 1e-10 up to 100 000 (`npx vitest run conformance`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { erlangA } from 'krarup/erlang'
 * const queue = erlangA({ volumePerInterval: 100, interval: 1800, aht: 300, agents: 20, patience: 120 })
 * Math.round(queue.abandonment * 1e4) / 1e4 //=> 0.0431
 * Math.round(queue.meanWait * 1e4) / 1e4 //=> 5.1675
 * Math.round(queue.serviceLevel(10) * 1e4) / 1e4 //=> 0.8456
 * ```
 */
export function erlangA(parameters: PatientQueueParameters): PatientState {
  checkKeys('erlangA', parameters, PATIENT_QUEUE_KEYS)
  const { load, aht } = trafficOf(parameters)
  const agents = checkNotNegative('agents', parameters.agents)
  const patience = checkNumber('patience', parameters.patience, { least: 0, infinite: true })
  return patientQueue(load, aht, agents, patience)
}

/** Erlang A, or Erlang C where nobody hangs up; what it is given has been checked. */
export function patientQueue(load: number, aht: number, agents: number, patience: number): PatientState {
  return patience === Infinity ? new ErlangC(load, aht, agents) : new ErlangA(load, aht, agents, patience)
}

/** A queue whose callers may hang up. */
export interface PatientState extends SteadyState {
  /** Share of the offered that hang up within `t` seconds. */
  abandonedWithin(t: number): number
  /** Share of the offered that are answered after more than `t` seconds; accurate far into the tail. */
  answeredAfter(t: number): number
}

interface WaitTails {
  /** Share of the offered that still waits. */
  waitingStill: number
  /** Share of the offered that will be answered later. */
  answeredLater: number
  /** Share of the offered that will hang up later. */
  abandonedLater: () => number
  /** Where nearly all that are answered are answered later: the small rest, in units of `#scale`, which their difference would lose. */
  beyond?: number | undefined
}

/**
 * With ratio = load / agents, x = agents * patience / aht, y = load * patience / aht: the number in system beyond the agents goes like
 * y^j / ((x + 1) ... (x + j)), whose sum is P / D of the gamma distribution at (x, y); below the agents it is the upper tail Q / D at (agents, load).
 * So the model is two gamma tails, and the wait that an infinitely patient caller would have is the logarithm of a truncated gamma variable.
 */
export class ErlangA implements PatientState {
  declare readonly load: number
  declare readonly agents: number
  declare readonly waitProbability: number
  declare readonly abandonment: number
  declare readonly connectRate: number
  readonly #aht: number
  readonly #patience: number
  /** What the tails of the waits are multiples of: P(all agents busy and nobody waits) below the load's balance, P(wait) / P(x, y) above it. */
  readonly #scale: number
  /** 1 - waitProbability above the load's balance, exact where it is small. */
  readonly #free: number = 0
  #asa: number | undefined

  constructor(load: number, aht: number, agents: number, patience: number) {
    this.load = load
    this.agents = agents
    this.#aht = aht
    this.#patience = patience
    if (load === 0 || agents === 0) {
      const nobody = load === 0 ? 0 : 1
      this.waitProbability = nobody
      this.abandonment = nobody
      this.connectRate = 1 - nobody
      this.#scale = nobody
      return
    }
    const odds = busyOdds(load, agents)
    const ratio = load / agents
    const excess = (load - agents) / agents
    const point = { shape: (agents * patience) / aht, x: (load * patience) / aht, excess }
    if (excess < 0) {
      const queue = smallTailRatio(point)
      const allBusy = odds / (1 + odds * queue)
      this.waitProbability = allBusy * queue
      this.abandonment = allBusy * lowerDeficit(point)
      this.connectRate = 1 - this.abandonment
      this.#scale = allBusy
    } else {
      // the queue's sum may overflow here, its inverse does not
      const density = gammaDensity(point)
      const lower = 1 - density * smallTailRatio(point)
      const inverse = density / lower
      const wait = 1 / (1 + inverse / odds)
      this.waitProbability = wait
      this.abandonment = (wait * (inverse + excess)) / ratio
      this.connectRate = (wait * (1 + inverse * (ratio / odds - 1))) / ratio
      this.#scale = wait / lower
      this.#free = (wait * inverse) / odds
    }
  }

  get overloaded(): boolean {
    return false
  }

  get blocking(): number {
    return 0
  }

  get occupancy(): number {
    if (this.load === 0) return 0
    return this.agents === 0 ? 1 : Math.min(1, (this.load * this.connectRate) / this.agents)
  }

  get asa(): number {
    this.#asa ??= this.#meanAnsweredWait()
    return this.#asa
  }

  get meanWait(): number {
    return this.abandonment * this.#patience
  }

  get queueLength(): number {
    return (this.load * this.meanWait) / this.#aht
  }

  serviceLevel(within: number, definition: ServiceLevelDefinition = DEFAULT_DEFINITION): number {
    checkServiceLevel(within, definition)
    if (definition === 'answered+abandoned/offered') return 1 - this.waitExceeds(within)
    if (this.connectRate === 0) return 0
    const tails = this.#tails(within)
    if (definition === 'answered/answered' && tails.beyond === undefined)
      return 1 - tails.answeredLater / this.connectRate
    const answeredWithin = this.#answeredWithin(tails)
    if (definition === 'answered/offered') return answeredWithin
    if (definition === 'answered/answered') return Math.min(1, answeredWithin / this.connectRate)
    return Math.min(1, answeredWithin / (1 - this.abandonedWithin(definition.excludingAbandonsWithin)))
  }

  abandonedWithin(t: number): number {
    if (checkNotNegative('t', t) === 0 && this.#patience > 0) return 0
    return Math.max(0, this.abandonment - this.#tails(t).abandonedLater())
  }

  answeredAfter(t: number): number {
    checkNotNegative('t', t)
    return this.#tails(t).answeredLater
  }

  waitExceeds(t: number): number {
    checkNotNegative('t', t)
    return this.#tails(t).waitingStill
  }

  waitQuantile(p: number): number {
    checkShare('p', p)
    const share = 1 - p
    if (share >= this.waitProbability) return 0
    if (share === 0) return Infinity
    const longest = this.#patience * Math.log(this.waitProbability / share)
    return decreasingRoot((t) => Math.log(this.waitExceeds(t) / share), 0, longest)
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }

  #answeredWithin({ answeredLater, beyond }: WaitTails): number {
    if (beyond === undefined) return 1 - (this.abandonment + answeredLater)
    const atOnce = this.#tails(0).beyond as number
    return this.#free + (this.#scale * (beyond - atOnce) * this.agents) / this.load
  }

  /** Shares of the offered that are still waiting after t seconds, and that will be answered after t. */
  #tails(t: number): WaitTails {
    const { load, agents } = this
    if (load === 0 || this.#patience === 0) {
      const waitingStill = t === 0 ? this.waitProbability : 0
      return { waitingStill, answeredLater: 0, abandonedLater: () => waitingStill }
    }
    const decay = t / this.#patience
    const still = Math.exp(-decay)
    if (agents === 0) return { waitingStill: still, answeredLater: 0, abandonedLater: () => still }
    const shape = (agents * this.#patience) / this.#aht
    const y = (load * this.#patience) / this.#aht
    const excess = (load - agents) / agents
    const z = y * still
    const excessAtT = excess + (load / agents) * Math.expm1(-decay)
    const next = { shape: shape + 1, x: z, excess: (shape * excessAtT - 1) / (shape + 1) }
    if (excess < 0) {
      const answered = (shape / (shape + 1)) * smallTailRatio(next)
      const exponent = shape * excess * decay - y * expm1Gap(decay)
      const scale = this.#scale * Math.exp(exponent - decay)
      // Less than the smallest double; what it multiplies may have no bound.
      if (scale === 0) return { waitingStill: 0, answeredLater: 0, abandonedLater: () => 0 }
      return {
        waitingStill: scale * (1 + (load / agents) * still * answered),
        answeredLater: scale * answered,
        abandonedLater: () => scale * lowerDeficit({ shape, x: z, excess: excessAtT }),
      }
    }
    const density = gammaDensity({ shape, x: z, excess: excessAtT })
    const nextTail = ((density * z) / (shape + 1)) * smallTailRatio(next)
    const answered = next.excess < 0 ? nextTail : 1 - nextTail
    const waitingStill = this.#scale * still * (answered + density)
    const answeredLater = (this.#scale * answered * agents) / load
    return {
      waitingStill,
      answeredLater,
      abandonedLater: () => waitingStill - answeredLater,
      beyond: next.excess < 0 ? undefined : nextTail,
    }
  }

  #meanAnsweredWait(): number {
    const { load, agents } = this
    if (load === 0 || this.#patience === 0) return 0
    if (agents === 0) return Infinity
    const x = (agents * this.#patience) / this.#aht
    const y = (load * this.#patience) / this.#aht
    const share = this.#tails(0).answeredLater / this.connectRate
    return share === 0 ? 0 : share * this.#patience * meanAnsweredWait(x, y, x - y)
  }
}

/** Logarithm of what is left of the density where an integral over it may end. */
const END = -40

/**
 * Mean wait, in units of the patience, of those who wait and are answered: its density is proportional to exp(y (1 - e^-t) - (x + 1) t).
 */
function meanAnsweredWait(x: number, y: number, lead: number): number {
  const peak = lead >= -1 ? 0 : Math.log(y / (x + 1))
  const slope = peak > 0 ? 0 : lead + 1
  const bend = y * Math.exp(-peak)
  // t + expm1(-t) is at least t^2 / (2 + t) to the right of the peak and t^2 / 2 to the left of it
  const depth = -END / bend
  const right = Math.min(-END / slope, (depth + Math.sqrt(depth * depth + 8 * depth)) / 2)
  const left = Math.max(0, peak - Math.sqrt(2 * depth))
  const logDensity = (t: number) => -slope * (t - peak) - bend * expm1Gap(t - peak)
  return densityMean(logDensity, peak > 0 ? [left, peak, peak + right] : [0, right])
}

/** t + expm1(-t) without cancellation. */
function expm1Gap(t: number): number {
  if (Math.abs(t) > 0.5) return t + Math.expm1(-t)
  let sum = 1
  for (let j = 14; j >= 3; j--) sum = 1 - (t / j) * sum
  return (t * t * sum) / 2
}
