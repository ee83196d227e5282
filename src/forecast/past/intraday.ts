import { choleskyInPlace, solveCholesky } from '../../numeric/linear-cholesky.ts'
import type { PastForecasts } from '../models/index.ts'

/** Days ahead whose past errors tell how a day goes on: two, for of one there are too few. */
const LEADS = 2
/** Seconds that count as just now. */
const LATELY = 2 * 3600
/** Doubt that the error so far goes on: as if so many past days of ordinary error had said that it does not. */
const DOUBT = 12
/** Ratios are held within these bounds: a day half or twice as busy as forecast is no guide. */
const LEAST_RATIO = 0.4
const MOST_RATIO = 2.5

/**
 * How the rest of a day follows from its first hours: by the ratio of what came to what was forecast. The less past days kept their ratio, the nearer to 1 it is drawn. There are two ratios,
 * that of the whole day so far and that of the last two hours. A ridge regression on past forecasts says how much each is worth at this time of the day.
 */
export interface IntradayRule {
  /** The factor on the forecast of the rest, for a day with these values so far (NaN where unknown). */
  factor(values: Float64Array, mean: Float64Array): number
  /** The past forecasts as they would have been at this time of their first day: known places are NaN, the rest is updated. */
  updated: PastForecasts
}

/** @param cut places of the day that are known: those before `cut` */
export function intradayRule(past: PastForecasts, cut: number): IntradayRule {
  const { table, kinds, origins, means } = past
  const { slots, interval, values, firstDay, days } = table
  const lately = Math.max(1, Math.round(LATELY / interval))
  const coefficients = worth()
  const factor = (actual: Float64Array, mean: Float64Array): number => {
    const seen = logRatios(actual, mean)
    return seen ? Math.exp(coefficients[0] * seen[0] + coefficients[1] * seen[1]) : 1
  }
  return {
    factor,
    updated: {
      ...past,
      means: means.map((mean, o) => {
        const own = mean.slice()
        const times = factor(dayOf(origins[o]), mean.subarray(0, slots))
        for (let slot = 0; slot < slots; slot++) own[slot] = slot < cut ? Number.NaN : own[slot] * times
        return own
      }),
    },
  }

  function dayOf(row: number): Float64Array {
    return values.subarray(row * slots, (row + 1) * slots)
  }

  /** Logarithms of actual over forecast: of the day so far, and of its last hours against that. */
  function logRatios(actual: Float64Array, mean: Float64Array): [number, number] | undefined {
    const so = ratio(actual, mean, 0, cut)
    if (so === undefined) return undefined
    const last = ratio(actual, mean, Math.max(0, cut - lately), cut)
    return [so, (last ?? so) - so]
  }

  function worth(): Float64Array {
    const matrix = new Float64Array(4)
    const right = new Float64Array(2)
    let squares = 0
    let count = 0
    origins.forEach((origin, o) => {
      for (let lead = 0; lead < Math.min(LEADS, past.leads) && origin + lead < days; lead++) {
        if (kinds.closed(firstDay + origin + lead)) continue
        const actual = dayOf(origin + lead)
        const mean = means[o].subarray(lead * slots, (lead + 1) * slots)
        const seen = logRatios(actual, mean)
        const rest = ratio(actual, mean, cut, slots)
        if (!seen || rest === undefined) continue
        for (let i = 0; i < 2; i++) {
          right[i] += seen[i] * rest
          for (let j = 0; j < 2; j++) matrix[i * 2 + j] += seen[i] * seen[j]
        }
        squares += seen[0] ** 2 + seen[1] ** 2
        count++
      }
    })
    if (count === 0) return right.fill(0)
    const ridge = (DOUBT * squares) / count + 1e-9
    matrix[0] += ridge
    matrix[3] += ridge
    choleskyInPlace(matrix, 2)
    const [whole, last] = solveCholesky(matrix, 2, right)
    // Neither turns the rest of the day the other way, nor further than what was seen.
    return Float64Array.of(Math.min(1, Math.max(0, whole)), Math.min(1, Math.max(0, last)))
  }

  function ratio(actual: Float64Array, mean: Float64Array, from: number, to: number): number | undefined {
    let came = 0
    let expected = 0
    for (let slot = from; slot < to; slot++) {
      if (Number.isNaN(actual[slot]) || Number.isNaN(mean[slot])) continue
      came += actual[slot]
      expected += mean[slot]
    }
    if (!(expected > 0)) return undefined
    // One contact more on both sides: the first calls of a quiet night are no ratio.
    return Math.log(Math.min(MOST_RATIO, Math.max(LEAST_RATIO, (came + 1) / (expected + 1))))
  }
}
