import { deviance } from './gamma-tails.ts'

/** B_2k / (2k (2k - 1)) for k = 1, 2, ...: the terms of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188]
/** From here on the series is good to 1e-16. */
const SERIES_FROM = 16
/** ln n! less Stirling's formula, for n below SERIES_FROM. */
const smallErrors = new Float64Array(SERIES_FROM)
{
  let logFactorial = 0
  for (let n = 1; n < SERIES_FROM; n++) {
    logFactorial += Math.log(n)
    smallErrors[n] = logFactorial - ((n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2)
  }
}

/** ln n! - ln(sqrt(2 pi n) (n / e)^n) for n >= 1. */
function stirlingError(n: number): number {
  if (n < SERIES_FROM) return smallErrors[n]
  let series = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series / (n * n) + STIRLING[k]
  return series / n
}

/**
 * ln P(N = count) of a Poisson number of the given mean, by its deviance and Stirling's error (C. Loader, "Fast and accurate computation of binomial probabilities", 2000):
 * nothing large cancels, so that counts and means of 1e15 keep their digits. Absolute error below 2e-15 + 4e-16 |result|.
 *
 * @param count whole, at least 0
 * @param mean above 0
 */
export function logPoisson(count: number, mean: number): number {
  if (count === 0) return -mean
  const point = { shape: count, x: mean, excess: (mean - count) / count }
  return -count * deviance(point) - Math.log(2 * Math.PI * count) / 2 - stirlingError(count)
}
