import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkPositive,
  checkShare,
  checkTarget,
  type Keys,
  KrarupError,
  type ServiceLevelDefinition,
  type Target,
} from '../../domain/index.ts'
import { countedShare } from '../counted-share.ts'
import { patientQueue } from '../erlang-a.ts'
import { LEAST_AGENTS_KEYS, type LeastAgentsOptions, solveAgents } from '../least-agents.ts'
import {
  type Requirement,
  type SteadyState,
  type SteadyStateJson,
  steadyStateJson,
  TRAFFIC_KEYS,
  type Traffic,
  trafficOf,
} from '../steady-state.ts'

/** Chats, and agents who hold several at once. `aht` is the length of a chat that its agent holds alone. */
export interface ChatTraffic extends Traffic {
  /** Chats that an agent holds at once, at most. */
  concurrency: number
  /**
   * How much longer a chat takes for each further chat that its agent holds: 0.3 makes it 30 % longer with two, 60 % with three. Or the lengths themselves, in seconds:
   * one for each number of chats from 1 to `concurrency`. Default 0.
   */
  slowdown?: number | readonly number[] | undefined
  /** Mean patience until the first response, seconds. Absent or `Infinity`: nobody leaves. */
  patience?: number | undefined
}

const CHAT_KEYS = {
  ...TRAFFIC_KEYS,
  concurrency: 1,
  slowdown: 1,
  patience: 1,
} as const satisfies Keys<ChatTraffic>

/** A {@link SteadyState} in which an agent is busy while holding at least one chat. */
export interface ChatState extends SteadyState {
  /** Mean number of chats in progress. */
  readonly chats: number
  /** Chats in progress over the places for them, agents times concurrency. */
  readonly fill: number
}

/**
 * Agents who hold several chats at once: a birth-death chain on the number of chats. A new chat goes to the agent with the fewest; each of an agent's j chats ends
 * at the rate of chats held j at a time; who finds every place taken waits, first come first served, and may leave. `wait` is the time to the first response.
 *
 * The chain keeps the chats evenly spread over the agents, as if the last one of a full agent moved to one who has just finished. Against a simulation that leaves them where they
 * are the share that waits differs by less than 1.5 points (`npx vitest run src/erlang/general/chat.test.ts`); with concurrency 1 it is Erlang A to the last digits.
 * J. Luo and J. Zhang, "Staffing and control of instant messaging contact centers" (2013), for the model.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT (lengths that do not fit the concurrency, or with which an agent finishes fewer chats the more are held)
 * @example
 * ```ts
 * import { chat } from 'krarup/erlang/general'
 * const queue = chat({ volumePerInterval: 200, interval: 1800, aht: 300, agents: 18, concurrency: 3, slowdown: 0.3, patience: 240 })
 * Math.round(queue.serviceLevel(10) * 1e4) / 1e4 //=> 0.7276
 * Math.round(queue.fill * 100) / 100 //=> 0.89
 * ```
 */
export function chat(parameters: ChatTraffic & { agents: number }): ChatState {
  checkKeys('chat', parameters, { ...CHAT_KEYS, agents: 1 })
  const agents = checkNumber('agents', parameters.agents, { least: 0, whole: true })
  return new Chat(chatTrafficOf(parameters), agents)
}

/**
 * The smallest number of agents who hold several chats at once that meets a target.
 *
 * @throws {KrarupError} as {@link chat}, and UNREACHABLE
 * @example
 * ```ts
 * import { chatAgents } from 'krarup/erlang/general'
 * const chats = { volumePerInterval: 200, interval: 1800, aht: 300, slowdown: 0.3 }
 * const target = { serviceLevel: { within: 10, share: 0.9 } }
 * const needed = [1, 2, 3].map((concurrency) => chatAgents({ ...chats, concurrency }, target).agents)
 * needed //=> [42, 26, 21]
 * ```
 */
export function chatAgents(
  parameters: ChatTraffic,
  target: Target,
  options: LeastAgentsOptions = {},
): Requirement & { state: ChatState } {
  checkKeys('chatAgents', parameters, CHAT_KEYS)
  checkKeys('chatAgents', options, LEAST_AGENTS_KEYS)
  checkTarget(target, 'chatAgents')
  const traffic = chatTrafficOf(parameters)
  const { lengths, load, aht } = traffic
  const perAgent = (lengths.length * aht) / lengths[lengths.length - 1]
  const { minimum = 0, most = Infinity, guess = (load + 2 * Math.sqrt(load)) / perAgent } = options
  const stateOf = (agents: number) => new Chat(traffic, agents)
  return solveAgents(stateOf, load, target, minimum, most, guess) as Requirement & { state: ChatState }
}

interface CheckedTraffic {
  rate: number
  load: number
  aht: number
  /** Length of a chat held with j - 1 others, at place j - 1. */
  lengths: number[]
  patience: number
}

function chatTrafficOf(parameters: ChatTraffic): CheckedTraffic {
  const { rate, load, aht } = trafficOf(parameters)
  const { concurrency, slowdown = 0, patience = Infinity } = parameters
  checkNumber('concurrency', concurrency, { least: 1, whole: true })
  checkNumber('patience', patience, { above: 0, infinite: true })
  const lengths =
    typeof slowdown === 'number'
      ? Array.from({ length: concurrency }, (_, j) => aht * (1 + j * checkNotNegative('slowdown', slowdown)))
      : slowdown.map((length, j) => checkPositive(`slowdown[${j}]`, length))
  const slows = lengths.findIndex((length, j) => j > 0 && (j + 1) / length < (j / lengths[j - 1]) * (1 - 1e-12))
  if (lengths.length !== concurrency || slows > 0) {
    throw new KrarupError({
      code: 'CONFLICT',
      what:
        slows > 0
          ? `an agent who holds ${slows + 1} chats finishes fewer than with ${slows}`
          : 'slowdown must have one length for each number of chats',
      where: { name: 'slowdown' },
      how: slows > 0 ? `take a concurrency of ${slows}` : `give ${concurrency} lengths`,
      value: slowdown,
    })
  }
  return { rate, load, aht, lengths, patience }
}

/** Weights stay below it. */
const HEAVY = 1e250

/**
 * While somebody waits every place is taken, and the queue goes like that of Erlang A with as many servers as places. So all that concerns waiting is Erlang A's,
 * times the ratio of the two probabilities of waiting.
 */
class Chat implements ChatState {
  readonly load: number
  readonly agents: number
  readonly overloaded: boolean
  readonly blocking = 0
  readonly waitProbability: number
  readonly chats: number
  readonly occupancy: number
  readonly fill: number
  readonly #full: SteadyState
  /** Probability of waiting over that of the full queue. */
  readonly #ratio: number

  constructor({ rate, load, lengths, patience }: CheckedTraffic, agents: number) {
    const places = agents * lengths.length
    const length = lengths[lengths.length - 1]
    this.load = load
    this.agents = agents
    const full = patientQueue(rate * length, length, places, patience)
    this.#full = full
    this.overloaded = full.overloaded
    const finishing = (chats: number) => {
      const each = Math.floor(chats / agents)
      const more = chats - each * agents
      const few = each > 0 ? ((agents - more) * each) / lengths[each - 1] : 0
      return few + (more > 0 ? (more * (each + 1)) / lengths[each] : 0)
    }
    // Weights relative to the state with every place taken and nobody waiting, downwards; the full queue's the same.
    // With thousands of agents, or hardly any load, they would pass the largest double: then those above shrink instead, that of the full state too.
    let scale = 1
    let weight = 1
    let fullWeight = 1
    let below = 0
    let fullBelow = 0
    let chats = 0
    let busy = 0
    for (let m = places; m > 0 && rate > 0; m--) {
      const growth = finishing(m) / rate
      if (weight * growth <= HEAVY) weight *= growth
      else {
        below /= growth
        chats /= growth
        busy /= growth
        scale /= growth
      }
      fullWeight *= m / length / rate
      below += weight
      fullBelow += fullWeight
      chats += weight * (m - 1)
      busy += weight * Math.min(m - 1, agents)
    }
    const wait = full.waitProbability
    // below / (queue and below) of the full queue is 1 - its probability of waiting.
    // Where that is beyond the largest double, so few wait that the smallest double is too much.
    const queue = fullBelow === Infinity ? 0 : (scale * wait * fullBelow) / (1 - wait)
    const all = queue + below
    this.waitProbability = rate === 0 ? 0 : wait === 1 ? 1 : queue / all
    this.#ratio = wait > 0 ? this.waitProbability / wait : 0
    this.chats = rate === 0 ? 0 : wait === 1 ? places : (places * queue + chats) / all
    this.fill = places > 0 ? this.chats / places : 0
    this.occupancy = rate === 0 || agents === 0 ? 0 : wait === 1 ? 1 : (agents * queue + busy) / all / agents
  }

  get abandonment(): number {
    return this.#full.abandonment * this.#ratio
  }

  get connectRate(): number {
    return 1 - (1 - this.#full.connectRate) * this.#ratio
  }

  get asa(): number {
    const { asa, connectRate } = this.#full
    return this.#ratio === 0 ? 0 : connectRate === 0 ? Infinity : (asa * connectRate * this.#ratio) / this.connectRate
  }

  get meanWait(): number {
    return this.#ratio === 0 ? 0 : this.#full.meanWait * this.#ratio
  }

  get queueLength(): number {
    return this.#ratio === 0 ? 0 : this.#full.queueLength * this.#ratio
  }

  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    const counted = definition === 'answered+abandoned/offered' ? definition : undefined
    return (1 - (1 - this.#full.serviceLevel(within, counted)) * this.#ratio) / countedShare(this, definition)
  }

  waitExceeds(t: number): number {
    return this.#full.waitExceeds(t) * this.#ratio
  }

  waitQuantile(p: number): number {
    return this.waitProbability <= 1 - checkShare('p', p) ? 0 : this.#full.waitQuantile(1 - (1 - p) / this.#ratio)
  }

  toJSON(): SteadyStateJson & { chats: number; fill: number } {
    return { ...steadyStateJson(this), chats: this.chats, fill: this.fill }
  }
}
