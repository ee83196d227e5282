import { ControlSums, Design, type Moments, type TFactor } from './design.ts'
import type { Ratios } from './layout.ts'
import type { WholeRuns } from './whole-runs.ts'

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
  designs: PairedDesigns,
): Record<string, Difference> {
  const ofMeans = ({ before, after }: Pair) => {
    const one = withoutLuck(before, designs.before)
    return differenceOf(one, isSame(before, after) ? one : withoutLuck(after, designs.after), designs)
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
        const isUnchanged =
          isSame(numerators.before, numerators.after) && isSame(denominators.before, denominators.after)
        const before = ratioWithoutLuck(numerators.before, denominators.before, designs.before)
        const after = isUnchanged ? before : ratioWithoutLuck(numerators.after, denominators.after, designs.after)
        return [name, differenceOf(before, after, designs)] as const
      }),
  ]
  return Object.fromEntries(all)
}

/** What is the same in every replication does not differ, whatever luck is taken to have added to it. */
function isSame(before: readonly number[], after: readonly number[]): boolean {
  return before.every((value, k) => Object.is(value, after[k]))
}

/** How the replications of two scenarios were drawn, with the same random numbers. */
export interface PairedDesigns {
  before: KeptDesign
  after: KeptDesign
}

/** A figure, and how much each replication pulls it away from itself. */
interface Pulled {
  value: number
  pulls: readonly number[]
}

function withoutLuck(values: readonly number[], { design, controls, blockControls, block }: KeptDesign): Pulled {
  const ofBlocks = block > 1 ? momentsWith(blockControls, blockSums(values, block)) : undefined
  const { adjustment } = design
  const fit = design.fit(momentsWith(controls, values), ofBlocks, adjustment && values)
  return {
    value: mean(values) - design.luck(fit),
    pulls:
      adjustment?.without(values, fit.coefficients) ??
      values.map((value, k) => value - luckOf(controls[k], fit.coefficients)),
  }
}

/** A ratio of sums (delta method). */
function ratioWithoutLuck(above: readonly number[], below: readonly number[], kept: KeptDesign): Pulled {
  const meanBelow = withoutLuck(below, kept).value
  const value = withoutLuck(above, kept).value / meanBelow
  return {
    value,
    pulls: withoutLuck(
      above.map((each, k) => (each - value * below[k]) / meanBelow),
      kept,
    ).pulls,
  }
}

function differenceOf(before: Pulled, after: Pulled, { before: { design, block }, after: other }: PairedDesigns) {
  const varying = after.pulls.map((value, k) => value - before.pulls[k])
  const left = squaresOf(varying)
  const ofBlocks = block > 1 ? squaresOf(blockSums(varying, block)) : undefined
  const halfWidthBy = (design: Design) =>
    design.halfWidth({ left, ofBlocks, spread: design.adjustment?.spread(varying) })
  // Each scenario has its own controls: the one that leaves fewer degrees of freedom decides.
  const halfWidth = Math.max(halfWidthBy(design), halfWidthBy(other.design))
  const difference = after.value - before.value
  const told = Math.abs(difference) > halfWidth
  const verdict = !told ? 'none can be told' : difference > 0 ? 'higher' : 'lower'
  return { before: before.value, after: after.value, difference, halfWidth, verdict } satisfies Difference
}

/** The design of replications whose values are at hand one by one. */
export interface KeptDesign {
  design: Design
  /** By replication, and summed by block. */
  controls: readonly (readonly number[])[]
  blockControls: readonly (readonly number[])[]
  /** Replications that share out the busyness of days, in one scenario or the other; 1: they are independent in both. */
  block: number
}

export function keptDesign(
  replications: number,
  { controls = [], busynessControls = 0 }: Pick<WholeRuns, 'controls' | 'busynessControls'>,
  block: number,
  /** By replication, of each factor that makes days busy its hundredth, where they are those of both scenarios. */
  places: readonly (readonly number[])[] | undefined,
  t: TFactor,
): KeptDesign {
  const own = Array.from({ length: replications }, (_, k) => controls[k] ?? [])
  const count = own[0]?.length ?? 0
  const columns = Array.from({ length: count }, (_, c) =>
    blockSums(
      own.map((each) => each[c]),
      block,
    ),
  )
  const blockControls = Array.from({ length: Math.floor(replications / block) }, (_, b) =>
    columns.map((column) => column[b]),
  )
  const sumsOf = (rows: readonly (readonly number[])[]) => {
    const sums = new ControlSums(count)
    for (const row of rows) sums.add(row, 0)
    return sums
  }
  const blocks = block > 1 ? sumsOf(blockControls) : undefined
  return {
    design: new Design(
      {
        controls: sumsOf(own),
        blocks,
        blockSize: block,
        busynessControls,
        crude: false,
        kept: places && { places: places.slice(0, replications), controls: own },
      },
      t,
    ),
    controls: own,
    blockControls,
    block,
  }
}

/** Sums of values by whole block. */
function blockSums(values: readonly number[], block: number): number[] {
  return Array.from({ length: Math.floor(values.length / block) }, (_, b) =>
    values.slice(b * block, (b + 1) * block).reduce((sum, value) => sum + value, 0),
  )
}

/** Of deviations of values with each control. */
function momentsWith(controls: readonly (readonly number[])[], values: readonly number[]): Moments {
  const centre = mean(values)
  const products = (controls[0] ?? []).map((_, c) =>
    values.reduce((sum, value, k) => sum + (value - centre) * controls[k][c], 0),
  )
  return { squares: 0, products }
}

function luckOf(controls: readonly number[], coefficients: ArrayLike<number>): number {
  return controls.reduce((sum, value, c) => sum + coefficients[c] * value, 0)
}

function squaresOf(values: readonly number[]): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) * (value - centre), 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
