import type { Distribution } from '../../domain/index.ts'
import { DayRatio, normalTail, shareOf, slices, UNKNOWN, Z95 } from './measured.ts'
import type { Measured, TimeMeasurements } from './types.ts'

/** Calls shorter than this, in seconds, are made apart: wrong connections, and agents who end calls at once. */
export const SHORT = 10

/** Share of short calls beyond what the lognormal of the others expects, up to which the lognormal alone stands for all. */
const FEW_SHORT = 0.01

/** Greatest distance from the lognormal that is accepted for the simulator, whatever the number of calls. */
const NEAR = 0.03

const SLICES = 100

/** Times of calls, with the day of each: what is known of their distribution. */
export class Times {
  readonly values: number[] = []
  readonly days: number[] = []

  add(value: number, day: number): void {
    this.values.push(value)
    this.days.push(day)
  }
}

/**
 * @param days how many days there are
 * @param byAgents agents with many short calls
 */
export function measureTimes(
  { values, days: dayOf }: Times,
  days: number,
  byAgents: readonly number[] = [],
): TimeMeasurements {
  const n = values.length
  const sorted = Float64Array.from(values).sort()
  const ratio = new DayRatio(days)
  const shortMean = new DayRatio(days)
  let shorts = 0
  for (let i = 0; i < n; i++) {
    ratio.add(dayOf[i], values[i])
    if (values[i] >= SHORT) continue
    shorts++
    shortMean.add(dayOf[i], values[i])
  }
  const mean = ratio.measured(n)
  const long = sorted.subarray(shorts)
  const fit = lognormalAbove(long, SHORT)
  const distance = fit ? distanceOf(long, fit) : Number.NaN
  const excess = fit ? shorts / n - (1 - shorts / n) * (fit.below / (1 - fit.below)) : 1
  const isLognormal =
    fit !== undefined && distance < Math.max(NEAR, 1.36 / Math.sqrt(long.length)) && excess < FEW_SHORT
  const quantiles = slices(sorted, SLICES)
  return {
    mean,
    cv: cvOf(sorted, mean.value, isLognormal ? fit : undefined),
    median: fit?.median ?? UNKNOWN,
    sigma: fit?.sigma ?? UNKNOWN,
    distance,
    short: { share: shareOf(shorts, n), mean: shortMean.measured(shorts), byAgents },
    quantiles,
    distribution: isLognormal
      ? { type: 'lognormal', median: fit.median.value, sigma: fit.sigma.value }
      : drawnFrom(quantiles, mean.value),
  }
}

/** What the simulator takes of values that have no known form. */
export function drawnFrom(values: readonly number[], mean: number): Distribution {
  if (values.length >= 2) return { type: 'empirical', values: values.map((value) => Math.round(value * 100) / 100) }
  return { type: 'exponential', mean: Math.max(1, mean || 0) }
}

interface LognormalFit {
  median: Measured
  sigma: Measured
  mu: number
  spread: number
  /** Share that the lognormal has below the cut. */
  below: number
}

/**
 * The lognormal whose part above a cut is likeliest (maximum likelihood of a truncated normal distribution, by its two moments; Cohen 1950), with the interval of the observed information.
 *
 * @param sorted values from the cut up
 */
export function lognormalAbove(sorted: ArrayLike<number>, cut: number): LognormalFit | undefined {
  const n = sorted.length
  if (n < 20) return undefined
  let mean = 0
  for (let i = 0; i < n; i++) mean += Math.log(sorted[i])
  mean /= n
  let variance = 0
  for (let i = 0; i < n; i++) variance += (Math.log(sorted[i]) - mean) ** 2
  variance /= n
  if (!(variance > 0)) return undefined
  const from = Math.log(cut)
  let mu = mean
  let sigma = Math.sqrt(variance)
  for (let step = 0; step < 200; step++) {
    const a = (from - mu) / sigma
    const hazard = Math.exp((-a * a) / 2) / Math.sqrt(2 * Math.PI) / normalTail(a)
    const nextSigma = Math.sqrt(variance / Math.max(0.2, 1 + a * hazard - hazard * hazard))
    const nextMu = mean - nextSigma * hazard
    const isStill = Math.abs(nextMu - mu) + Math.abs(nextSigma - sigma) < 1e-10
    mu = nextMu
    sigma = nextSigma
    if (isStill) break
  }
  const likelihood = (m: number, s: number) =>
    -n * Math.log(s) - (n * (variance + (mean - m) ** 2)) / (2 * s * s) - n * Math.log(normalTail((from - m) / s))
  const [ofMu, ofSigma] = standardErrors(likelihood, mu, sigma)
  return {
    median: {
      value: Math.exp(mu),
      n,
      low: Math.exp(mu - Z95 * ofMu),
      high: Math.exp(mu + Z95 * ofMu),
    },
    sigma: { value: sigma, n, low: sigma - Z95 * ofSigma, high: sigma + Z95 * ofSigma },
    mu,
    spread: sigma,
    below: 1 - normalTail((from - mu) / sigma),
  }
}

/** Of the two parameters of a log likelihood at its top: from its curvature, by differences. */
export function standardErrors(likelihood: (a: number, b: number) => number, a: number, b: number): [number, number] {
  const [ha, hb] = [1e-4 * Math.max(1, Math.abs(a)), 1e-4 * Math.max(0.1, Math.abs(b))]
  const top = likelihood(a, b)
  const aa = -(likelihood(a + ha, b) - 2 * top + likelihood(a - ha, b)) / (ha * ha)
  const bb = -(likelihood(a, b + hb) - 2 * top + likelihood(a, b - hb)) / (hb * hb)
  const ab =
    -(
      likelihood(a + ha, b + hb) -
      likelihood(a + ha, b - hb) -
      likelihood(a - ha, b + hb) +
      likelihood(a - ha, b - hb)
    ) /
    (4 * ha * hb)
  const determinant = aa * bb - ab * ab
  if (!(determinant > 0)) return [Number.NaN, Number.NaN]
  return [Math.sqrt(bb / determinant), Math.sqrt(aa / determinant)]
}

/** Greatest distance between two distribution functions, above the cut. */
function distanceOf(sorted: ArrayLike<number>, { mu, spread, below }: LognormalFit): number {
  const n = sorted.length
  let greatest = 0
  for (let i = 0; i < n; i++) {
    const expected = 1 - normalTail((Math.log(sorted[i]) - mu) / spread) - below
    const under = expected / (1 - below)
    // values of whole seconds come many times
    if (i + 1 < n && sorted[i + 1] === sorted[i]) continue
    let first = i
    while (first > 0 && sorted[first - 1] === sorted[i]) first--
    const middle = (first + i + 1) / 2 / n
    greatest = Math.max(greatest, Math.abs(under - middle))
  }
  return greatest
}

/** The coefficient of variation: that of the lognormal where it stands for all, else of the values, with the delta method's interval. */
function cvOf(sorted: Float64Array, mean: number, fit: LognormalFit | undefined): Measured {
  const n = sorted.length
  if (n < 2) return { ...UNKNOWN, n }
  if (fit) {
    const of = (sigma: number) => Math.sqrt(Math.expm1(sigma * sigma))
    const { value, low, high } = fit.sigma
    return { value: of(value), n, low: of(low), high: of(high) }
  }
  let squares = 0
  for (let i = 0; i < n; i++) squares += (sorted[i] - mean) ** 2
  const variance = squares / (n - 1)
  const sd = Math.sqrt(variance)
  let spread = 0
  for (let i = 0; i < n; i++) {
    const off = sorted[i] - mean
    spread += ((off * off - variance) / (2 * sd * mean) - (sd * off) / (mean * mean)) ** 2
  }
  const error = Math.sqrt(spread) / n
  return { value: sd / mean, n, low: sd / mean - Z95 * error, high: sd / mean + Z95 * error }
}
