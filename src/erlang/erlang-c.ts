import { checkKeys, checkNotNegative, checkShare, type ServiceLevelDefinition } from '../domain/index.ts'
import { checkServiceLevel } from './check-service-level.ts'
import { busyOdds } from './erlang-b.ts'
import {
  QUEUE_KEYS,
  type QueueParameters,
  type SteadyState,
  type SteadyStateJson,
  steadyStateJson,
  trafficOf,
} from './steady-state.ts'

/**
 * The Erlang C model M/M/n: Poisson arrivals, exponential handle times, `agents` who serve in order of arrival, callers who wait for as long as it takes.
 * Real-valued agents are allowed (the continuation of {@link erlangB}). With `agents <= load` the queue grows for ever: see {@link SteadyState}.
 *
 * A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges" (1917).
 * Constant time at any load; relative error under 1e-12 up to 1 000 agents and 1e-10 up to 100 000 (`npx vitest run conformance`).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { erlangC } from 'krarup/erlang'
 * const queue = erlangC({ volumePerInterval: 100, interval: 1800, aht: 300, agents: 20 })
 * Math.round(queue.waitProbability * 1e4) / 1e4 //=> 0.3381
 * Math.round(queue.asa * 10) / 10 //=> 30.4
 * Math.round(queue.serviceLevel(10) * 1e4) / 1e4 //=> 0.6974
 * ```
 */
export function erlangC(parameters: QueueParameters): SteadyState {
  checkKeys('erlangC', parameters, QUEUE_KEYS)
  const { load, aht } = trafficOf(parameters)
  return new ErlangC(load, aht, checkNotNegative('agents', parameters.agents))
}

export class ErlangC implements SteadyState {
  declare readonly load: number
  declare readonly agents: number
  declare readonly overloaded: boolean
  declare readonly waitProbability: number
  readonly #aht: number
  /** 1 - waitProbability where there are calls and a steady state, exact where it is small. */
  readonly #free: number = 0

  constructor(load: number, aht: number, agents: number) {
    this.load = load
    this.agents = agents
    this.#aht = aht
    this.overloaded = load > 0 && agents <= load
    if (load === 0 || this.overloaded) this.waitProbability = load === 0 ? 0 : 1
    else {
      const odds = busyOdds(load, agents)
      const slack = (agents - load) / agents
      this.waitProbability = odds / (odds + slack)
      this.#free = slack / (odds + slack)
    }
  }

  get blocking(): number {
    return 0
  }

  get abandonment(): number {
    return 0
  }

  get occupancy(): number {
    if (this.load === 0) return 0
    return this.overloaded ? 1 : this.load / this.agents
  }

  get connectRate(): number {
    return this.overloaded ? this.agents / this.load : 1
  }

  get asa(): number {
    if (this.load === 0) return 0
    return this.overloaded ? Infinity : (this.waitProbability * this.#aht) / (this.agents - this.load)
  }

  get meanWait(): number {
    return this.asa
  }

  get queueLength(): number {
    if (this.load === 0) return 0
    return this.overloaded ? Infinity : (this.waitProbability * this.load) / (this.agents - this.load)
  }

  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    checkServiceLevel(within, definition)
    if (this.overloaded || this.load === 0) return 1 - this.waitProbability
    const soon = Math.expm1((-(this.agents - this.load) * within) / this.#aht)
    return Math.min(1, this.#free - this.waitProbability * soon)
  }

  waitExceeds(t: number): number {
    checkNotNegative('t', t)
    if (this.overloaded) return 1
    return this.waitProbability * Math.exp((-(this.agents - this.load) * t) / this.#aht)
  }

  abandonedWithin(t: number): number {
    checkNotNegative('t', t)
    return 0
  }

  answeredAfter(t: number): number {
    return this.waitExceeds(t) * this.connectRate
  }

  waitQuantile(p: number): number {
    checkShare('p', p)
    if (1 - p >= this.waitProbability) return 0
    if (this.overloaded) return Infinity
    return (Math.log(this.waitProbability / (1 - p)) * this.#aht) / (this.agents - this.load)
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }
}
