import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkShare,
  type Keys,
  KrarupError,
  type ServiceLevelDefinition,
} from '../../domain/index.ts'
import { checkServiceLevel } from '../check-service-level.ts'
import { ErlangC } from '../erlang-c.ts'
import {
  QUEUE_KEYS,
  type QueueParameters,
  type SteadyState,
  type SteadyStateJson,
  steadyStateJson,
  trafficOf,
} from '../steady-state.ts'

/** A formula for the mean wait of G/G/n from that of Erlang C. */
export type VariabilityMethod = 'allen-cunneen' | 'kimura' | 'whitt'

export interface GeneralQueueParameters extends QueueParameters {
  /** Coefficient of variation of the times between arrivals. Default 1: Poisson arrivals. 0: by the clock. */
  arrivalCv?: number | undefined
  /** Coefficient of variation of the handle times. Default 1: exponential. Measured ones are mostly between 0.8 and 1.3. */
  handleCv?: number | undefined
  /** Default `'kimura'` up to an arrival CV of 1, `'whitt'` above: what came nearest to simulation. */
  method?: VariabilityMethod | undefined
}

const GENERAL_QUEUE_KEYS = {
  ...QUEUE_KEYS,
  arrivalCv: 1,
  handleCv: 1,
  method: 1,
} as const satisfies Keys<GeneralQueueParameters>

/**
 * G/G/n for patient callers: Erlang C, its waits corrected for arrivals and handle times that vary more or less than exponential ones. An approximation.
 *
 * The mean wait is Erlang C's times (ca^2 + cs^2) / 2 (`'allen-cunneen'`: Allen 1978; exact for one agent and Poisson arrivals), interpolated harmonically between
 * M/M/n, M/D/n and D/M/n (`'kimura'`: Kimura 1986, for arrivals no more variable than Poisson), or with Whitt's further factor (`'whitt'`: Whitt 1993).
 * The probability of waiting is kept, and waits beyond it are taken as exponential. With Poisson arrivals that is within 4 points of simulation; the mean wait within 15 %, mostly within 7 %.
 * With arrivals of another kind the probability of waiting is off by up to 25 points and the mean wait by up to 60 %.
 *
 * It fails where arrivals vary beyond their own intervals (a rate that changes over the day or is uncertain is not variability of the gaps: see {@link uncertainRate}),
 * where callers hang up (abandonment depends on patience much more than on handle times), and for the tails of very regular service. Measured against simulation in docs/models.md.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 * @example
 * ```ts
 * import { erlangC } from 'krarup/erlang'
 * import { generalQueue } from 'krarup/erlang/general'
 * const queue = { volumePerInterval: 100, interval: 1800, aht: 300, agents: 20 }
 * Math.round(erlangC(queue).asa * 10) / 10 //=> 30.4
 * Math.round(generalQueue({ ...queue, handleCv: 1.27 }).asa * 10) / 10 //=> 37.7
 * Math.round(generalQueue({ ...queue, handleCv: 0.5 }).asa * 10) / 10 //=> 20.4
 * ```
 */
export function generalQueue(parameters: GeneralQueueParameters): SteadyState {
  checkKeys('generalQueue', parameters, GENERAL_QUEUE_KEYS)
  const { load, aht } = trafficOf(parameters)
  const agents = checkNotNegative('agents', parameters.agents)
  const { arrivalCv = 1, handleCv = 1, method = arrivalCv > 1 ? 'whitt' : 'kimura' } = parameters
  const ca = checkNotNegative('arrivalCv', arrivalCv) ** 2
  const cs = checkNotNegative('handleCv', handleCv) ** 2
  const factor = FACTORS[method]
  if (!factor) {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a correction for variability',
      where: { name: 'method' },
      how: `take one of ${Object.keys(FACTORS).join(', ')}`,
      value: method,
    })
  }
  if (method === 'kimura') checkNumber('arrivalCv', arrivalCv, { most: 1 })
  const plain = new ErlangC(load, aht, agents)
  if (plain.overloaded || load === 0) return plain
  return new GeneralQueue(plain, factor(ca, cs, agents, load / agents))
}

const FACTORS: Record<VariabilityMethod, (ca: number, cs: number, agents: number, occupancy: number) => number> = {
  'allen-cunneen': (ca, cs) => (ca + cs) / 2,
  kimura: (ca, cs, agents, occupancy) => {
    const { regularService, regularArrivals } = cornersOf(agents, occupancy)
    const inverse = (2 * (1 - ca)) / regularArrivals + (2 * (1 - cs)) / regularService + 2 * (ca + cs - 1)
    return ca + cs > 0 ? (ca + cs) / inverse : 0
  },
  whitt: (ca, cs, agents, occupancy) => {
    const { regularService, regularArrivals } = cornersOf(agents, occupancy)
    const mean = (ca + cs) / 2
    if (mean === 0) return 0
    const middle = mean >= 1 ? 1 : Math.min(1, (regularService + regularArrivals) / 2) ** (2 * (1 - mean))
    const shape =
      ca >= cs
        ? (4 * (ca - cs) * regularService + cs * middle) / (4 * ca - 3 * cs)
        : ((cs - ca) * regularArrivals + (cs + 3 * ca) * middle) / (2 * (ca + cs))
    return shape * mean
  },
}

/** Twice the mean waits of M/D/n and D/M/n over that of M/M/n: Cosmetatos (1975) as simplified by Whitt (1993, equations 2.16 to 2.20). */
function cornersOf(agents: number, occupancy: number): { regularService: number; regularArrivals: number } {
  const idle = 1 - occupancy
  const gamma = Math.min(0.24, (idle * (agents - 1) * (Math.sqrt(4 + 5 * agents) - 2)) / (16 * agents * occupancy))
  return { regularService: 1 + gamma, regularArrivals: (1 - 4 * gamma) * Math.exp((-2 * idle) / (3 * occupancy)) }
}

/** Erlang C with its waits stretched. */
class GeneralQueue implements SteadyState {
  readonly load: number
  readonly agents: number
  readonly waitProbability: number
  readonly occupancy: number
  readonly meanWait: number
  readonly queueLength: number
  readonly overloaded = false
  readonly blocking = 0
  readonly abandonment = 0
  readonly connectRate = 1
  readonly #plain: SteadyState
  readonly #factor: number

  constructor(plain: SteadyState, factor: number) {
    this.load = plain.load
    this.agents = plain.agents
    this.waitProbability = plain.waitProbability
    this.occupancy = plain.occupancy
    this.meanWait = plain.meanWait * factor
    this.queueLength = plain.queueLength * factor
    this.#plain = plain
    this.#factor = factor
  }

  get asa(): number {
    return this.meanWait
  }

  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    checkServiceLevel(within, definition)
    return 1 - this.waitExceeds(within)
  }

  waitExceeds(t: number): number {
    const stretched = checkNotNegative('t', t) / this.#factor
    return stretched < Infinity ? this.#plain.waitExceeds(stretched) : 0
  }

  waitQuantile(p: number): number {
    return this.#plain.waitQuantile(checkShare('p', p)) * this.#factor
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }
}
