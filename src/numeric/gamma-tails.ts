import { erfcx, erfcxGap } from './scaled-error-function.ts'

/**
 * The two tails of the gamma distribution as ratios to its density, the form in which every Erlang formula needs them.
 *
 * With D = x^s e^-x / Gamma(s + 1) (a Poisson probability where s is whole), P and Q the regularised incomplete gamma functions at (s, x):
 * `lower` is P / D = 1F1(1; s + 1; x) and `upper` is Q / D. The Erlang B formula is 1 / (1 + upper), the waiting queue of Erlang A is `lower`.
 * The ratio of the smaller tail never over- or underflows; the other follows from P + Q = 1.
 *
 * A point is given by the shape s > 0, the abscissa x > 0 and `excess` = (x - s) / s, which the caller often knows more exactly than the difference of rounded numbers.
 */
export interface GammaPoint {
  shape: number
  x: number
  /** (x - shape) / shape */
  excess: number
}

/**
 * Coefficients of eta / (lambda - 1) in powers of eta, where eta^2 / 2 = lambda - 1 - ln(lambda), without the leading 1.
 * N. M. Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM Journal on Mathematical Analysis 10 (1979);
 * recurrence in A. Gil, J. Segura, N. M. Temme, "Efficient and accurate algorithms for the computation and inversion of the incomplete gamma function ratios",
 * SIAM Journal on Scientific Computing 34 (2012). Computed from the differential equation of lambda(eta) in 60 digits.
 */
const TEMME = [
  -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073, 0.0003527336860670194,
  -0.0001787551440329218, 0.00003919263178522438, -0.000002185448510679992, -0.00000185406221071516,
  8.296711340953087e-7, -1.7665952736826078e-7, 6.707853543401498e-9, 1.0261809784240309e-8, -4.382036018453353e-9,
  9.14769958223679e-10, -2.5514193994946248e-11, -5.830772132550426e-11, 2.4361948020667415e-11,
  -5.0276692801141755e-12, 1.1004392031956135e-13, 3.371763262400985e-13, -1.392388722418162e-13,
  2.8534893807047445e-14, -5.139111834242572e-16, -1.9752288294349442e-15, 8.099521156704561e-16,
  -1.6522531216398162e-16, 2.5305430097478883e-18,
]
/** The expansion holds to double precision from this shape on, where |eta| <= 1: 28 coefficients fall below 1e-17 there. */
const TEMME_SHAPE = 20
/** lambda - 1 at eta = -1 and eta = 1. */
const TEMME_LEAST_EXCESS = -0.6983
const TEMME_MOST_EXCESS = 1.3577
/** Below this |eta| and from this shape on, half of the coefficients already fall below 1e-17. */
const TEMME_NEAR_ETA = 0.2
const TEMME_NEAR_SHAPE = 400
const TEMME_NEAR_COUNT = 14

/** Depth of the continued fraction that has converged to 1e-16 for s >= TEMME_SHAPE and lambda below the expansion's region. */
const FAR_DEPTH = 24

/** 1/25, 1/23, ... 1/3: of the series of artanh. */
const ODD_PARTS = Array.from({ length: 12 }, (_, j) => 1 / (25 - 2 * j))

const EPSILON = 2 ** -53
const SQRT_2PI = Math.sqrt(2 * Math.PI)

/** lambda - 1 - ln(lambda) at lambda = x / shape: minus the exponent of the gamma density, per unit of shape. Relative error 1e-15. */
export function deviance({ shape, x, excess }: GammaPoint): number {
  if (excess < -0.4) return excess - Math.log(x / shape)
  if (excess > 0.6) return excess - Math.log1p(excess)
  // ln(1 + e) = 2 artanh(r) with r = e / (2 + e); e - 2 r = e r is exact enough to leave no cancellation
  const r = excess / (2 + excess)
  const square = r * r
  let sum = 0
  for (let j = 0; j < ODD_PARTS.length; j++) sum = sum * square + ODD_PARTS[j]
  return r * (excess - 2 * square * sum)
}

/** ln(Gamma(s + 1) / (sqrt(2 pi s) (s / e)^s)): Stirling's series, for s >= TEMME_SHAPE. */
function stirlingRest(shape: number): number {
  const inverse = 1 / shape
  const square = inverse * inverse
  return inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
}

/** Gamma(s + 1) for 0 <= s < TEMME_SHAPE. */
function smallGamma(shape: number): number {
  let product = 1
  let s = shape
  if (Number.isInteger(shape)) {
    for (; s > 1; s--) product *= s
    return product
  }
  for (; s < TEMME_SHAPE; ) product *= ++s
  return (SQRT_2PI * Math.sqrt(s) * (s / Math.E) ** s * Math.exp(stirlingRest(s))) / product
}

/**
 * D = x^s e^-x / Gamma(s + 1), down to the smallest double.
 *
 * @param exponent the {@link deviance} of the point, where it is known
 */
export function gammaDensity(point: GammaPoint, exponent?: number): number {
  const { shape, x } = point
  if (shape < TEMME_SHAPE) {
    // in two halves, because exp(-x) alone underflows before the product does
    const half = Math.exp(-x / 2)
    return half * (x ** shape / smallGamma(shape)) * half
  }
  return Math.exp(-shape * (exponent ?? deviance(point)) - stirlingRest(shape)) / (SQRT_2PI * Math.sqrt(shape))
}

interface TemmeSums {
  /** Gamma(s + 1) / (sqrt(2 pi s) (s / e)^s) - 1 */
  stirlingExcess: number
  /** Q / D less its normal part. */
  sum: number
  /** s times (sum less its limit for s to infinity). */
  correction: number
}

function temmeSums(shape: number, eta: number): TemmeSums {
  const inverse = 1 / shape
  let above = 0
  let twoAbove = 0
  let sum = 0
  let correction = 0
  const near = shape >= TEMME_NEAR_SHAPE && Math.abs(eta) <= TEMME_NEAR_ETA
  for (let k = (near ? TEMME_NEAR_COUNT : TEMME.length) - 1; k >= 0; k--) {
    const shift = (k + 2) * twoAbove
    const beta = TEMME[k] + shift * inverse
    sum = sum * eta + beta
    correction = correction * eta + shift
    twoAbove = above
    above = beta
  }
  return { stirlingExcess: twoAbove * inverse, sum, correction }
}

function isTemme(shape: number, excess: number): boolean {
  return shape >= TEMME_SHAPE && excess > TEMME_LEAST_EXCESS && excess < TEMME_MOST_EXCESS
}

/**
 * The ratio of the smaller tail to the density: `lower` where x < s, `upper` elsewhere.
 *
 * @param exponent the {@link deviance} of the point, where it is known
 */
export function smallTailRatio(point: GammaPoint, exponent?: number): number {
  const { shape, x, excess } = point
  if (isTemme(shape, excess)) {
    const eta = Math.sqrt(2 * (exponent ?? deviance(point)))
    const { stirlingExcess, sum } = temmeSums(shape, excess < 0 ? -eta : eta)
    const normal = (1 + stirlingExcess) * Math.sqrt((Math.PI / 2) * shape) * erfcx(eta * Math.sqrt(shape / 2))
    return excess < 0 ? normal - sum : normal + sum
  }
  return excess < 0 ? lowerSeries(shape, x) : upperRatio(point)
}

/**
 * (1 + excess * lower) / (1 + excess) where x < s, without the cancellation that `lower` near its limit 1 / -excess brings; 1 at shape 0.
 * It is 1 / (s excess^2) and less for large shapes: under Erlang A the part of the queue that hangs up.
 */
export function lowerDeficit(point: GammaPoint): number {
  const { shape, x, excess } = point
  if (isTemme(shape, excess)) {
    if (excess === 0) return 1
    const eta = Math.sqrt(2 * deviance(point))
    const { stirlingExcess, correction } = temmeSums(shape, -eta)
    const slope = -excess / eta
    const gap = erfcxGap(eta * Math.sqrt(shape / 2))
    return (slope * ((1 + stirlingExcess) * gap - stirlingExcess) - (excess * correction) / shape) / (1 + excess)
  }
  if (shape < TEMME_SHAPE) return 1 + ((excess * shape) / (shape + 1)) * lowerSeries(shape + 1, x)
  // lower = s / (s - x + x / (s + 1 - x + 2 x / (s + 2 - x + ...))), all terms positive: the tail of the fraction is what is wanted
  let tail = 0
  for (let k = FAR_DEPTH; k >= 1; k--) tail = x / (shape + k - x + (k + 1) * tail)
  return ((tail / x) * shape) / (shape - x + tail)
}

/** 1F1(1; s + 1; x) by its series, all terms positive. */
function lowerSeries(shape: number, x: number): number {
  let term = 1
  let sum = 1
  for (let j = 1; term > sum * EPSILON; j++) {
    term *= x / (shape + j)
    sum += term
  }
  return sum
}

function upperRatio(point: GammaPoint): number {
  const { shape, x } = point
  if (shape < TEMME_SHAPE && Number.isInteger(shape)) {
    let upper = 0
    for (let s = 1; s <= shape; s++) upper = (s / x) * (1 + upper)
    return upper
  }
  if (x < 1) return 1 / gammaDensity(point) - lowerSeries(shape, x)
  return upperContinuedFraction(shape, x)
}

/** Legendre's continued fraction, evaluated forwards by its convergents' differences (Steed's algorithm). */
function upperContinuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape
  let ratio = 1 / b
  let step = ratio
  let sum = ratio
  for (let k = 1; Math.abs(step) > Math.abs(sum) * EPSILON; k++) {
    const a = k * (shape - k)
    b += 2
    ratio = 1 / (b + a * ratio)
    step *= b * ratio - 1
    sum += step
  }
  return shape * sum
}
