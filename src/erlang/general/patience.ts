import {
  checkKeys,
  checkNumber,
  checkPositive,
  checkShare,
  KrarupError,
  type ServiceLevelDefinition,
} from '../../domain/index.ts'
import { erfcx } from '../../numeric/scaled-error-function.ts'
import { checkServiceLevel } from '../check-service-level.ts'
import { countedShare } from '../counted-share.ts'
import { erlangB } from '../erlang-b.ts'
import {
  QUEUE_KEYS,
  type QueueParameters,
  type SteadyState,
  type SteadyStateJson,
  steadyStateJson,
  trafficOf,
} from '../steady-state.ts'

/** How long callers are willing to wait. */
export interface Patience {
  /** Share of the callers who would wait longer than `t` seconds; at 0 those who wait at all. Never rises. */
  survival(t: number): number
  /** Times at which the curve has a corner; saves work. */
  corners?: readonly number[]
}

/** Options of every patience. */
export interface Balking {
  /** Share of the callers who hang up at once when they would have to wait. Default 0. */
  balking?: number | undefined
}

/** Patience with a lognormal distribution: `mean` in seconds and coefficient of variation of those who wait at all. */
export function lognormalPatience(parameters: { mean: number; cv: number } & Balking): Patience {
  checkKeys('lognormalPatience', parameters, { mean: 1, cv: 1, balking: 1 })
  const { mean, cv, balking } = parameters
  checkPositive('mean', mean)
  checkPositive('cv', cv)
  const sigma = Math.sqrt(Math.log1p(cv * cv))
  const median = mean / Math.exp((sigma * sigma) / 2)
  return withBalking(balking, (t) => (t > 0 ? normalTail(Math.log(t / median) / sigma) : 1))
}

/** Patience with a Weibull distribution: below a shape of 1 those who have waited long are ever more patient, above it ever less. `mean` in seconds, of those who wait at all. */
export function weibullPatience(parameters: { mean: number; shape: number } & Balking): Patience {
  checkKeys('weibullPatience', parameters, { mean: 1, shape: 1, balking: 1 })
  const { mean, shape, balking } = parameters
  checkPositive('mean', mean)
  checkNumber('shape', shape, { least: 0.1, most: 100 })
  const scale = mean / gammaOf(1 + 1 / shape)
  return withBalking(balking, (t) => Math.exp(-((t / scale) ** shape)))
}

/** Patience of several kinds of callers, each exponential with a mean in seconds: shares of those who wait at all, which are brought to a sum of 1. */
export function hyperexponentialPatience(
  parameters: { kinds: readonly { share: number; mean: number }[] } & Balking,
): Patience {
  checkKeys('hyperexponentialPatience', parameters, { kinds: 1, balking: 1 })
  const { kinds, balking } = parameters
  for (const [i, kind] of kinds.entries()) {
    checkKeys(`kinds[${i}]`, kind, { share: 1, mean: 1 })
    checkShare('share', kind.share)
    checkPositive('mean', kind.mean)
  }
  const all = kinds.reduce((sum, { share }) => sum + share, 0)
  checkPositive('sum of the shares', all)
  return withBalking(balking, (t) =>
    kinds.reduce((sum, { share, mean }) => sum + (share / all) * Math.exp(-t / mean), 0),
  )
}

/**
 * Patience as measured (a Kaplan-Meier curve): the share that would wait longer at each of some times. Between them callers hang up at an even rate; after the last
 * they go on at the rate of the last stretch.
 *
 * @throws {KrarupError} CONFLICT unless times rise from 0 or more and shares fall
 */
export function empiricalPatience(points: readonly { time: number; share: number }[]): Patience {
  for (const [i, point] of points.entries()) checkKeys(`points[${i}]`, point, { time: 1, share: 1 })
  const known = points[0]?.time > 0 ? [{ time: 0, share: 1 }, ...points] : [...points]
  const good = known.every(
    ({ time, share }, i) =>
      Number.isFinite(time) &&
      share > 0 &&
      share <= 1 &&
      (i === 0 || (time > known[i - 1].time && share <= known[i - 1].share)),
  )
  if (!good || known.length < 2 || known.at(-1)!.share >= known.at(-2)!.share) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'not a curve of patience',
      where: { name: 'points' },
      how: 'give two or more points with rising times and falling shares above 0',
    })
  }
  const rates = known.slice(1).map(({ time, share }, i) => Math.log(known[i].share / share) / (time - known[i].time))
  return {
    survival: (t) => {
      let i = 0
      while (i < rates.length - 1 && t >= known[i + 1].time) i++
      return known[i].share * Math.exp(-rates[i] * (t - known[i].time))
    },
    corners: known.slice(1).map(({ time }) => time),
  }
}

function withBalking(balking = 0, survival: (t: number) => number): Patience {
  const waiting = 1 - checkShare('balking', balking)
  return { survival: (t) => waiting * survival(t) }
}

function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const tail = (erfcx(x) * Math.exp(-x * x)) / 2
  return z > 0 ? tail : 1 - tail
}

/** Gamma function for 1 <= x: Stirling's series after shifting the argument beyond 20. */
function gammaOf(x: number): number {
  let product = 1
  let s = x
  for (; s < 20; s++) product *= s
  const series = 1 / (12 * s) - 1 / (360 * s ** 3) + 1 / (1260 * s ** 5)
  return (Math.sqrt((2 * Math.PI) / s) * (s / Math.E) ** s * Math.exp(series)) / product
}

/** Nodes on 0 to 1 and weights of the eight-point Gauss-Legendre rule (Abramowitz and Stegun 1964, table 25.4). */
const GAUSS_8 = (
  [
    [0.1834346424956498, 0.362683783378362],
    [0.525532409916329, 0.3137066458778873],
    [0.7966664774136267, 0.2223810344533745],
    [0.9602898564975363, 0.1012285362903763],
  ] as const
).flatMap(([x, w]) => [
  [(1 - x) / 2, w / 2],
  [(1 + x) / 2, w / 2],
])

/** A panel is halved until both ways of integrating it agree to this share. */
const TOLERANCE = 1e-13
/** Below it numbers lose digits to underflow and cannot agree. */
const UNDERFLOW = 1e-290
/** Logarithm of what is left out at the far end, relative to the largest density: the smallest double. */
const DEPTH = 745
/** Panels that a patience can need. */
const MOST_PANELS = 20_000
/** Of a panel of patience alone, at a corner of the curve. */
const MOST_HALVINGS = 30
/** Seconds: thirty thousand years. */
const LONGEST_WAIT = 1e12

interface Panel {
  from: number
  to: number
  /** Integral of the survival up to `from`. */
  willing: number
  /** Logarithm of the density at `from`. */
  height: number
  /** Integrals over the panel, divided by exp(height), of the density alone and times survival, 1 - survival, wait x survival, and willing. */
  sums: Sums
}
type Sums = [density: number, answered: number, gone: number, waitAnswered: number, wait: number]

/**
 * M/M/n+G: Poisson calls, exponential handle times and any patience. Exact, by quadrature of the density of the wait that an infinitely patient caller would have,
 * exp(rate x H(v) - agents x v / aht) with H the integral of the survival of patience; everything in logarithms, panel by panel, so that neither overload nor far tails overflow.
 *
 * `waitProbability` counts everybody who finds all agents busy, those who hang up at once included. With exponential patience it agrees with {@link erlangA} to 1e-10
 * and better (`npx vitest run src/erlang/general/patience.test.ts`). S. Zeltyn and A. Mandelbaum, "Call centers with impatient customers: many-server asymptotics of the M/M/n+G queue" (2005), after F. Baccelli and G. Hebuterne (1981).
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT; UNSUPPORTED where callers who never give up overload the agents
 * @example
 * ```ts
 * import { generalPatience, hyperexponentialPatience, lognormalPatience } from 'krarup/erlang/general'
 * const queue = { volumePerInterval: 100, interval: 1800, aht: 300, agents: 18 }
 * const slow = generalPatience({ ...queue, patience: lognormalPatience({ mean: 180, cv: 0.8 }) })
 * Math.round(slow.abandonment * 1e4) / 1e4 //=> 0.0566
 * // One caller in ten hangs up at the sound of the queue, the others are of two kinds.
 * const kinds = [{ share: 0.3, mean: 30 }, { share: 0.7, mean: 300 }]
 * const mixed = generalPatience({ ...queue, patience: hyperexponentialPatience({ balking: 0.1, kinds }) })
 * Math.round(mixed.abandonment * 1e4) / 1e4 //=> 0.0918
 * ```
 */
export function generalPatience(parameters: QueueParameters & { patience: Patience }): SteadyState {
  checkKeys('generalPatience', parameters, { ...QUEUE_KEYS, patience: 1 })
  checkKeys('patience', parameters.patience, { survival: 1, corners: 1 })
  const { rate, load, aht } = trafficOf(parameters)
  const agents = checkNumber('agents', parameters.agents, { least: 0, whole: true })
  return new GeneralPatience(rate, load, aht, agents, parameters.patience)
}

class GeneralPatience implements SteadyState {
  readonly load: number
  readonly agents: number
  readonly waitProbability: number
  readonly abandonment: number
  readonly meanWait: number
  readonly asa: number
  readonly queueLength: number
  readonly overloaded = false
  readonly blocking = 0
  readonly #rate: number
  readonly #capacity: number
  readonly #patience: Patience
  readonly #panels: Panel[]
  /** Density and answered density from each panel's start on, as shares of the offered. */
  readonly #beyond: { density: number; answered: number }[] = []
  /** Of the density: its logarithm as a share of the offered a second. */
  readonly #scale: number

  constructor(rate: number, load: number, aht: number, agents: number, patience: Patience) {
    this.load = load
    this.agents = agents
    this.#rate = rate
    this.#capacity = agents / aht
    this.#patience = patience
    if (agents === 0 && rate > 0) {
      this.#panels = []
      this.#scale = 0
      this.waitProbability = 1
      this.abandonment = 1
      this.asa = Infinity
      this.meanWait = this.#meanPatience()
      this.queueLength = rate * this.meanWait
      return
    }
    this.#panels = rate > 0 ? this.#march() : []
    const top = this.#panels.reduce((most, { height }) => Math.max(most, height), 0)
    let mass = 0
    for (const { height, sums } of this.#panels) mass += Math.exp(height - top) * sums[0]
    // Fewer busy than agents: 1 / B(agents - 1) in units of the state with all but one busy.
    const blocking = rate > 0 ? erlangB(load, agents - 1) : 0
    const all = blocking > 0 ? Math.exp(-top) / blocking + rate * mass : Infinity
    this.#scale = Math.log(rate) - top - Math.log(all)
    let wait = 0
    let waitAnswered = 0
    let gone = 0
    let density = 0
    let answered = 0
    for (let p = this.#panels.length - 1; p >= 0; p--) {
      const { height, sums } = this.#panels[p]
      const factor = Math.exp(height + this.#scale)
      density += factor * sums[0]
      answered += factor * sums[1]
      gone += factor * sums[2]
      waitAnswered += factor * sums[3]
      wait += factor * sums[4]
      this.#beyond[p] = { density, answered }
    }
    this.waitProbability = density
    this.abandonment = gone
    this.meanWait = wait
    this.queueLength = rate * wait
    this.asa = waitAnswered === 0 ? 0 : waitAnswered / this.connectRate
  }

  get connectRate(): number {
    return 1 - this.abandonment
  }

  get occupancy(): number {
    return this.agents > 0 ? (this.load * this.connectRate) / this.agents : 0
  }

  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    checkServiceLevel(within, definition)
    if (definition === 'answered+abandoned/offered') return 1 - this.waitExceeds(within)
    const level = Math.max(0, this.connectRate - this.#later(within).answered)
    return definition === undefined ? level : level / countedShare(this, definition)
  }

  waitExceeds(t: number): number {
    checkNumber('t', t, { least: 0, infinite: true })
    return this.#later(t).density * this.#patience.survival(t)
  }

  waitQuantile(p: number): number {
    const share = 1 - checkShare('p', p)
    if (this.waitExceeds(0) <= share) return 0
    let low = 0
    let high = 1
    while (this.waitExceeds(high) > share) high *= 2
    while (high - low > 1e-14 * high) {
      const middle = (low + high) / 2
      if (this.waitExceeds(middle) > share) low = middle
      else high = middle
    }
    return high
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }

  /** Shares of the offered whose wait, were they patient, would be longer than t, and of those answered after t. */
  #later(t: number): { density: number; answered: number } {
    if (this.agents === 0 && this.load > 0) return { density: 1, answered: 0 }
    let low = 0
    let high = this.#panels.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#panels[middle].to > t) high = middle
      else low = middle + 1
    }
    if (low === this.#panels.length) return { density: 0, answered: 0 }
    const { from, to, willing, height } = this.#panels[low]
    const gained = this.#willing(from, t)
    const part = this.#integrate(t, to, willing + gained).sums
    const factor = Math.exp(height + this.#climb(t - from, gained) + this.#scale)
    const after = this.#beyond[low + 1] ?? { density: 0, answered: 0 }
    return { density: after.density + factor * part[0], answered: after.answered + factor * part[1] }
  }

  /** Change of the logarithm of the density over so many seconds in which the integral of the survival gains so much. */
  #climb(seconds: number, gained: number): number {
    return this.#rate * gained - this.#capacity * seconds
  }

  /** Integral of the survival of patience from a to b. */
  #willing(a: number, b: number): number {
    let sum = 0
    for (const [node, weight] of GAUSS_8) sum += weight * this.#patience.survival(a + node * (b - a))
    return sum * (b - a)
  }

  #integrate(from: number, to: number, willing: number): { sums: Sums; gained: number } {
    const sums: Sums = [0, 0, 0, 0, 0]
    for (const [node, weight] of GAUSS_8) {
      const t = from + node * (to - from)
      const gained = this.#willing(from, t)
      const density = weight * (to - from) * Math.exp(this.#climb(t - from, gained))
      const survival = this.#patience.survival(t)
      sums[0] += density
      sums[1] += density * survival
      sums[2] += density * (1 - survival)
      sums[3] += density * survival * t
      sums[4] += density * (willing + gained)
    }
    return { sums, gained: this.#willing(from, to) }
  }

  /** Infinity where some never give up. */
  #meanPatience(): number {
    const refined = (a: number, b: number, whole: number, depth: number): number => {
      const middle = (a + b) / 2
      const left = this.#willing(a, middle)
      const right = this.#willing(middle, b)
      if (depth === 0 || Math.abs(left + right - whole) <= TOLERANCE * whole + UNDERFLOW) return left + right
      return refined(a, middle, left, depth - 1) + refined(middle, b, right, depth - 1)
    }
    let mean = refined(0, 1, this.#willing(0, 1), MOST_HALVINGS)
    for (let from = 1; this.#patience.survival(from) * from > TOLERANCE * mean; from *= 2) {
      if (from > LONGEST_WAIT) return Infinity
      mean += refined(from, 2 * from, this.#willing(from, 2 * from), MOST_HALVINGS)
    }
    return mean
  }

  /** Panels from 0 until the density has fallen below the smallest double, each as long as the quadrature allows. */
  #march(): Panel[] {
    const panels: Panel[] = []
    const corners = [...(this.#patience.corners ?? []), Infinity]
    const least = 1e-12 / (this.#capacity + this.#rate)
    let length = 0.1 / (this.#capacity + this.#rate)
    let from = 0
    let willing = 0
    let height = 0
    let top = 0
    for (;;) {
      while (corners[0] <= from) corners.shift()
      const to = Math.min(from + length, corners[0])
      const middle = (from + to) / 2
      const whole = this.#integrate(from, to, willing)
      const first = this.#integrate(from, middle, willing)
      const second = this.#integrate(middle, to, willing + first.gained)
      const step = this.#climb(middle - from, first.gained)
      const halves = first.sums.map((sum, i) => sum + Math.exp(step) * second.sums[i]) as Sums
      const isGood = [0, 1, 4].every((i) => Math.abs(whole.sums[i] - halves[i]) <= TOLERANCE * halves[i] + UNDERFLOW)
      if (!isGood && to - from > least) {
        length = (to - from) / 2
        continue
      }
      panels.push({ from, to, willing, height, sums: halves })
      willing += first.gained + second.gained
      // Step by step, because the two parts of the height are large and nearly equal.
      height += step + this.#climb(to - middle, second.gained)
      top = Math.max(top, height)
      from = to
      length *= 2
      if (height < top - DEPTH && this.#rate * this.#patience.survival(from) < this.#capacity) return panels
      if (panels.length > MOST_PANELS || from > LONGEST_WAIT) {
        throw new KrarupError({
          code: 'UNSUPPORTED',
          what: 'callers who never give up overload the agents: their queue has no steady state',
          where: { name: 'patience' },
          how: 'give more agents, or a patience that ends',
        })
      }
    }
  }
}
