import { meanEstimate, type TFactor } from './intervals.ts'
import type { Ratios } from './layout.ts'

/** A figure of one scenario, of another one, and their difference, from replications that shared their random numbers. */
export interface Difference {
  before: number
  after: number
  /** After less before. */
  difference: number
  /** Of the difference: Student's t on the replications' pairs; for figures that are a sum over a sum by the delta method. */
  halfWidth: number
  /** `'none can be told'`: the interval of the difference holds 0. */
  verdict: 'higher' | 'lower' | 'none can be told'
}

/** How figures come from measures. */
export interface FigureRules {
  /** Measures that only serve to compute figures. */
  terms: readonly string[]
  timeMeans: Record<string, string>
  ratios: Ratios<string>
}

/** A measure by replication, in both scenarios. */
export interface Pair {
  before: number[]
  after: number[]
}

export function pairedDifferences(
  pair: (measure: string, overTime: boolean) => Pair,
  measures: readonly string[],
  { terms, timeMeans, ratios }: FigureRules,
  t: TFactor,
): Record<string, Difference> {
  const ofMeans = ({ before, after }: Pair) => {
    const changes = after.map((value, k) => value - before[k])
    return differenceOf(mean(before), mean(after), changes, t)
  }
  const all = [
    ...measures
      .filter((measure) => !terms.includes(measure))
      .map((measure) => [measure, ofMeans(pair(measure, false))] as const)
      // A mean that is no number was not measured: the longest queue, unless it is asked for.
      .filter(([, { difference }]) => !Number.isNaN(difference)),
    ...Object.entries(timeMeans).map(([name, measure]) => [name, ofMeans(pair(measure, true))] as const),
    ...Object.entries(ratios)
      .filter(([, known]) => known.every((term) => measures.includes(term)))
      .map(([name, [above, below]]) => {
        const numerators = pair(above, false)
        const denominators = pair(below, false)
        const before = linearised(numerators.before, denominators.before)
        const after = linearised(numerators.after, denominators.after)
        const residuals = after.residuals.map((value, k) => value - before.residuals[k])
        return [name, differenceOf(before.ratio, after.ratio, residuals, t)] as const
      }),
  ]
  return Object.fromEntries(all)
}

/** A ratio of sums, and how much each replication pulls it away from itself (delta method). */
function linearised(above: readonly number[], below: readonly number[]) {
  const meanBelow = mean(below)
  const ratio = mean(above) / meanBelow
  return { ratio, residuals: above.map((value, k) => (value - ratio * below[k]) / meanBelow) }
}

function differenceOf(before: number, after: number, varying: readonly number[], t: TFactor): Difference {
  const centre = mean(varying)
  const squares = varying.reduce((sum, value) => sum + (value - centre) * (value - centre), 0)
  const { halfWidth } = meanEstimate(varying.length, centre, squares, t)
  const difference = after - before
  const told = Math.abs(difference) > halfWidth
  return {
    before,
    after,
    difference,
    halfWidth,
    verdict: !told ? 'none can be told' : difference > 0 ? 'higher' : 'lower',
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
