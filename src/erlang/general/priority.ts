import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkPositive,
  checkShare,
  type Keys,
  KrarupError,
  type ServiceLevelDefinition,
  type Target,
} from '../../domain/index.ts'
import { decreasingRoot } from '../../numeric/root.ts'
import { checkServiceLevel } from '../check-service-level.ts'
import { countedShare } from '../counted-share.ts'
import { patientQueue } from '../erlang-a.ts'
import { leastWhole, shortfall } from '../least-agents.ts'
import { requiredAgents } from '../required-agents.ts'
import { type SteadyState, type SteadyStateJson, steadyStateJson } from '../steady-state.ts'

/** Contacts of several tiers that wait for the same agents: whoever gets free takes the first of the highest tier that waits. */
export interface PriorityTraffic {
  /** Contacts a second of each tier, the highest first. */
  rates: readonly number[]
  /** Mean handle time of all, seconds, exponentially distributed. */
  aht: number
  /** Mean patience of all, seconds, exponentially distributed. Default `Infinity`: nobody hangs up. */
  patience?: number | undefined
}

const PRIORITY_KEYS = { rates: 1, aht: 1, patience: 1 } as const satisfies Keys<PriorityTraffic>

/**
 * A queue with tiers (non-preemptive priorities): the steady state of each, the highest first. Their `load` is their own, `agents` and `occupancy` are those of the pool.
 *
 * Exact where all tiers have one handle time and one patience. While all agents are busy they take somebody at the rate n / AHT whatever waits, so that those of the highest k tiers who wait
 * go up and down as in a queue of their own, and all agents are busy as often as in the queue without tiers. Whoever of tier k comes then waits for those of its tier and above who are there, and
 * for those above who come meanwhile: a birth and death process down to 0, solved by uniformisation. Without abandonment the means are A. Cobham's (1954), the waits those of O. Kella and
 * U. Yechiali, "Waiting times in the non-preemptive priority M/M/c queue" (1985). Relative error below 1e-9.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING
 * @example
 * ```ts
 * import { priorityQueue } from 'krarup/erlang/general'
 * // 5 of 100 calls in half an hour are of VIPs, who go first.
 * const [vip, others] = priorityQueue({ rates: [5 / 1800, 95 / 1800], aht: 300, patience: 120, agents: 19 })
 * const levels = [vip, others].map((tier) => Math.round(tier.serviceLevel(10) * 1000) / 10)
 * levels //=> [85.6, 79.2]
 * ```
 */
export function priorityQueue({ agents, ...traffic }: PriorityTraffic & { agents: number }): SteadyState[] {
  checkKeys('priorityQueue', traffic, PRIORITY_KEYS)
  checkNumber('agents', agents, { least: 0, whole: true })
  return statesOf(checked(traffic), agents)
}

/**
 * The fewest agents with whom every tier meets its own target: see {@link priorityQueue}.
 *
 * @param targets of each tier, the highest first; of one that has several, all
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNREADABLE, CONFLICT, UNREACHABLE
 * @example
 * ```ts
 * import { requiredAgents } from 'krarup/erlang'
 * import { priorityAgents } from 'krarup/erlang/general'
 * const [vip, others] = [95, 80].map((percent) => ({ serviceLevel: { within: 10, share: percent / 100 } }))
 * const calls = { aht: 300, patience: 120 }
 * priorityAgents({ ...calls, rates: [5 / 1800, 95 / 1800] }, [[vip], [others]]).agents //=> 23
 * // One line in which all wait meets the target of the VIPs for everybody.
 * requiredAgents({ ...calls, rate: 100 / 1800 }, vip).agents //=> 24
 * ```
 */
export function priorityAgents(
  traffic: PriorityTraffic,
  targets: readonly (readonly Target[])[],
  options: { minimum?: number } = {},
): { agents: number; states: SteadyState[] } {
  checkKeys('priorityAgents', options, { minimum: 1 })
  checkKeys('priorityAgents', traffic, PRIORITY_KEYS)
  const { minimum = 0 } = options
  checkNumber('minimum', minimum, { least: 0, whole: true })
  const known = checked(traffic)
  const { rates, aht, patience } = known
  if (targets.length !== rates.length)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${rates.length} tiers and targets of ${targets.length}`,
      where: { name: 'targets' },
      how: 'give the targets of each tier',
    })
  const rate = rates.reduce((sum, each) => sum + each, 0)
  // A target that no number of agents reaches is told here.
  const asked = targets.flatMap((own, k) => (rates[k] > 0 ? own : []))
  const alone = asked.map((target) => requiredAgents({ rate, aht, patience }, target, { minimum }).agents)
  let meeting: { agents: number; states: SteadyState[] } | undefined
  const score = (n: number) => {
    const states = statesOf(known, n)
    let worst = Number.NEGATIVE_INFINITY
    for (const [k, state] of states.entries())
      if (rates[k] > 0) for (const target of targets[k]) worst = Math.max(worst, shortfall(state, target))
    if (worst <= 0) meeting = { agents: n, states }
    return worst
  }
  const least = Math.max(rate > 0 ? 1 : 0, minimum)
  leastWhole(score, least, Number.MAX_SAFE_INTEGER, Math.max(least, Math.min(...alone, Number.MAX_SAFE_INTEGER)))
  return meeting ?? { agents: least, states: statesOf(known, least) }
}

type Known = Required<{ [Name in keyof PriorityTraffic]: NonNullable<PriorityTraffic[Name]> }>

function checked({ rates = [], aht, patience = Number.POSITIVE_INFINITY }: PriorityTraffic): Known {
  if (rates.length === 0) throw new KrarupError({ code: 'MISSING', what: 'there is no tier', where: { name: 'rates' } })
  for (const [k, rate] of rates.entries()) checkNotNegative(`rates[${k}]`, rate)
  return {
    rates,
    aht: checkPositive('aht', aht),
    patience: checkNumber('patience', patience, { above: 0, infinite: true }),
  }
}

function statesOf({ rates, aht, patience }: Known, agents: number): SteadyState[] {
  const rate = rates.reduce((sum, each) => sum + each, 0)
  const pool = patientQueue(rate * aht, aht, agents, patience)
  let above = 0
  return rates.map((own) => {
    const state = new PriorityState({ own, above, aht, agents, patience, pool })
    above += own
    return state
  })
}

interface TierParameters {
  /** Contacts a second of this tier, and of those above. */
  own: number
  above: number
  aht: number
  agents: number
  patience: number
  pool: SteadyState
}

/** Terms smaller than this share of a sum are left out. */
const NEGLIGIBLE = 1e-15
/** Most numbers of waiting contacts that are told apart. */
const MOST_WAITING = 200_000
/** Most jumps that one step of uniformisation spans, in the mean. */
const STEP_MEAN = 100

class PriorityState implements SteadyState {
  readonly load: number
  readonly agents: number
  readonly overloaded: boolean
  readonly waitProbability: number
  readonly blocking = 0
  readonly occupancy: number
  readonly abandonment: number
  readonly connectRate: number
  readonly asa: number
  readonly meanWait: number
  readonly queueLength: number
  readonly #above: number
  /** Rates a second at which agents take somebody, and at which one who waits hangs up. */
  readonly #taken: number
  readonly #hangUp: number
  /** Probability of so many of this tier and those above waiting, where all agents are busy. */
  readonly #ahead: Float64Array
  readonly #futures = new Map<number, { answered: number; waiting: number }>()

  constructor({ own, above, aht, agents, patience, pool }: TierParameters) {
    this.load = own * aht
    this.agents = agents
    this.occupancy = pool.occupancy
    this.waitProbability = pool.load === 0 ? 0 : pool.waitProbability
    this.#above = above
    this.#taken = agents / aht
    this.#hangUp = 1 / patience
    this.overloaded = patience === Number.POSITIVE_INFINITY && own + above >= this.#taken && own + above > 0
    this.#ahead = this.overloaded || pool.load === 0 ? new Float64Array(0) : this.#waiting(own + above)
    if (this.overloaded) {
      this.connectRate = own > 0 ? Math.min(1, Math.max(0, this.#taken - above) / own) : 0
      this.abandonment = 0
      this.asa = Number.POSITIVE_INFINITY
      this.meanWait = Number.POSITIVE_INFINITY
      this.queueLength = Number.POSITIVE_INFINITY
      return
    }
    const { answered, waited } = this.#future()
    this.abandonment = this.#hangUp > 0 ? this.waitProbability * Math.max(0, 1 - answered) : 0
    this.connectRate = 1 - this.abandonment
    this.asa = this.connectRate > 0 ? (this.waitProbability * waited) / this.connectRate : Number.POSITIVE_INFINITY
    this.meanWait = this.#hangUp > 0 ? this.abandonment / this.#hangUp : this.asa
    this.queueLength = own * this.meanWait
  }

  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    checkServiceLevel(within, definition)
    if (definition === 'answered+abandoned/offered') return 1 - this.waitExceeds(within)
    const counted = countedShare(this, definition)
    if (counted === 0) return 0
    return Math.min(1, this.#answeredWithin(within) / counted)
  }

  waitExceeds(t: number): number {
    checkNotNegative('t', t)
    return this.waitProbability * this.#after(t).waiting
  }

  waitQuantile(p: number): number {
    checkShare('p', p)
    const share = 1 - p
    if (share >= this.waitProbability) return 0
    if (share === 0 || this.overloaded) return Number.POSITIVE_INFINITY
    let longest = 1 / this.#taken
    while (this.waitExceeds(longest) > share) longest *= 2
    return decreasingRoot((t) => Math.log(this.waitExceeds(t) / share), 0, longest)
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }

  #answeredWithin(t: number): number {
    return 1 - this.waitProbability * (1 - this.#after(t).answered)
  }

  /** The number of this tier and those above who wait while all agents are busy: births at their rate, deaths by being taken and by hanging up. */
  #waiting(rate: number): Float64Array {
    const terms = [1]
    let sum = 1
    for (let q = 1; q < MOST_WAITING; q++) {
      const ratio = rate / (this.#taken + q * this.#hangUp)
      const term = terms[q - 1] * ratio
      terms.push(term)
      sum += term
      if (ratio < 1 && term < NEGLIGIBLE * sum * (1 - ratio)) break
      // Terms of a deep queue grow beyond all numbers.
      if (sum > 1e250) {
        for (let k = 0; k <= q; k++) terms[k] /= sum
        sum = terms.reduce((total, each) => total + each, 0)
      }
    }
    return Float64Array.from(terms, (term) => term / sum)
  }

  /** Of those who wait: the share that is answered in the end, and its mean wait times that share; by what happens next to whoever has so many ahead. */
  #future(): { answered: number; waited: number } {
    const size = this.#ahead.length
    if (this.#taken === 0) return { answered: 0, waited: 0 }
    const above = this.#above
    // answered[m] = (above answered[m + 1] + (taken + m hangUp) answered[m - 1]) / all; the last has as many ahead in its future as it has now.
    const solve = (source: (m: number) => number, first: number) => {
      const factor = new Float64Array(size)
      const rest = new Float64Array(size)
      for (let m = 0; m < size; m++) {
        const down = this.#taken + m * this.#hangUp
        const up = m === size - 1 ? 0 : above
        const before = m === 0 ? 0 : down
        const diagonal = down + this.#hangUp + up - before * (m === 0 ? 0 : factor[m - 1])
        factor[m] = up / diagonal
        rest[m] = (source(m) + (m === 0 ? down * first : before * rest[m - 1])) / diagonal
      }
      for (let m = size - 2; m >= 0; m--) rest[m] += factor[m] * rest[m + 1]
      return rest
    }
    const answered = solve(() => 0, 1)
    const waited = solve((m) => answered[m], 0)
    const mean = (values: Float64Array) => values.reduce((sum, value, m) => sum + value * this.#ahead[m], 0)
    return { answered: mean(answered), waited: mean(waited) }
  }

  /** Of those who wait: the shares that are answered within t seconds, and that wait longer. */
  #after(t: number): { answered: number; waiting: number } {
    let future = this.#futures.get(t)
    if (future === undefined) {
      future = this.overloaded || this.#taken === 0 ? this.#hopeless(t) : this.#follow(t)
      this.#futures.set(t, future)
    }
    return future
  }

  #hopeless(t: number): { answered: number; waiting: number } {
    return { answered: 0, waiting: Math.exp(-t * this.#hangUp) }
  }

  #follow(t: number): { answered: number; waiting: number } {
    // Whoever has more ahead than can leave in this time just waits.
    const reach = (mean: number) => mean + 9 * Math.sqrt(mean) + 20
    const most = Math.min(this.#ahead.length, Math.ceil(reach(this.#taken * t) * Math.exp(t * this.#hangUp)))
    const beyond = this.#ahead.subarray(most).reduce((sum, mass) => sum + mass, 0)
    const size = most + Math.ceil(reach(this.#above * t))
    let mass = new Float64Array(size + 1)
    mass.set(this.#ahead.subarray(0, most))
    const jumps = this.#taken + size * this.#hangUp + this.#above + this.#hangUp
    const steps = Math.max(1, Math.ceil((jumps * t) / STEP_MEAN))
    const mean = (jumps * t) / steps
    const down = Float64Array.from({ length: size }, (_, m) => (this.#taken + m * this.#hangUp) / jumps)
    const up = this.#above / jumps
    const gone = this.#hangUp / jumps
    let answered = 0
    for (let step = 0; step < steps; step++) {
      const sum = new Float64Array(size + 1)
      let weight = Math.exp(-mean)
      let taken = 0
      let tail = 1 - weight
      for (let m = 0; m < size; m++) sum[m] = weight * mass[m]
      for (let j = 1; j <= mean || weight > 1e-17; j++) {
        // Whoever is taken at this jump is answered if there are so many jumps.
        taken += tail * mass[0] * down[0]
        weight *= mean / j
        tail = Math.max(0, tail - weight)
        let below = 0
        for (let m = 0; m < size; m++) {
          const here = mass[m]
          const stay = 1 - down[m] - up - gone
          mass[m] = here * stay + below * up + (m + 1 < size ? mass[m + 1] * down[m + 1] : 0)
          sum[m] += weight * mass[m]
          below = here
        }
      }
      answered += taken
      mass = sum
    }
    const waiting = mass.reduce((total, each) => total + each, 0)
    return { answered, waiting: waiting + beyond * Math.exp(-t * this.#hangUp) }
  }
}
