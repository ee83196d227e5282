import { meanEstimate, type TFactor, tFactor } from './estimate.ts'
import {
  type Block,
  cellOf,
  GROUP_MEASURES,
  GROUP_RATIOS,
  layoutOf,
  placesOf,
  QUEUE_MEASURES,
  QUEUE_RATIOS,
} from './estimate-measures.ts'
import {
  DEFAULT_CONFIDENCE,
  DEFAULT_REPLICATIONS,
  type RunOptions,
  replicationJob,
  runBatches,
  type Stopped,
} from './replicate.ts'
import type { Scenario } from './scenario.ts'

/** A figure of one scenario, of another one, and their difference, from replications that shared their luck. */
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

export type QueueDifferences = Record<keyof typeof QUEUE_RATIOS | (typeof QUEUE_AMOUNTS)[number], Difference>
export type GroupDifferences = Record<keyof typeof GROUP_RATIOS | (typeof GROUP_AMOUNTS)[number], Difference>

export interface Comparison {
  seed: number
  replications: number
  stopped: Stopped
  confidence: number
  /** Queues and groups that both scenarios have, over the whole run. */
  queues: ({ name: string } & QueueDifferences)[]
  allQueues: QueueDifferences
  groups: ({ name: string } & GroupDifferences)[]
  allGroups: GroupDifferences
}

/** Figures that are compared beside the ratios; the others are one of these or follow from the ratios. */
const QUEUE_AMOUNTS = ['offered', 'answered', 'abandoned', 'blocked', 'overflowed', 'targetMet'] as const
const GROUP_AMOUNTS = ['answered', 'overtime', 'afterClose'] as const

/**
 * Simulates two scenarios with common random numbers: a queue of the same name has the same callers, with the same patience and the same length of talk, in both. Most of the
 * luck of the day is then the same in both, and the interval of the difference is much shorter than those of the two figures suggest (Law, Simulation Modeling and
 * Analysis, section 11.2).
 *
 * @throws {KrarupError} as `replicate`
 * @example
 * ```ts
 * import { compareScenarios } from 'krarup/sim'
 * const day = (agents: number) => ({
 *   interval: 1800,
 *   intervals: 8,
 *   queues: { general: { volume: 800, aht: 300, patience: 120, groups: ['agents'] } },
 *   groups: { agents: { agents } },
 * })
 * const { queues } = await compareScenarios(day(18), day(19), { replications: 20 })
 * queues[0].serviceLevel.verdict //=> 'higher'
 * ```
 */
export async function compareScenarios(
  before: Scenario,
  after: Scenario,
  options: RunOptions = {},
): Promise<Comparison> {
  const { confidence = DEFAULT_CONFIDENCE } = options
  const jobs = [replicationJob(before, options.seed), replicationJob(after, options.seed)]
  const layouts = jobs.map(({ model }) => layoutOf(model))
  const t = tFactor(confidence)
  const kept: WholeRun[][] = [[], []]
  let contacts = 0
  const { replications, stopped } = await runBatches(jobs, options, {
    most: options.replications ?? DEFAULT_REPLICATIONS,
    take: (values) => {
      values.forEach((all, j) => {
        const queues = wholeRun(layouts[j].queues, layouts[j].wholeRow, all)
        const groups = wholeRun(layouts[j].groups, layouts[j].wholeRow, all)
        kept[j].push({ queues, groups })
        contacts += queues[(layouts[j].queues.entities - 1) * QUEUE_MEASURES.length + OFFERED]
      })
    },
    contacts: () => contacts,
    enough: () => false,
  })

  const pairs = (kind: 'queues' | 'groups', entityBefore: number, entityAfter: number): Pairs => {
    const { measures } = layouts[0][kind]
    return (measure) => ({
      before: kept[0].map((run) => run[kind][entityBefore * measures + measure]),
      after: kept[1].map((run) => run[kind][entityAfter * measures + measure]),
    })
  }
  const queueDifferences = (entityBefore: number, entityAfter: number): QueueDifferences =>
    differences(pairs('queues', entityBefore, entityAfter), QUEUE_MEASURES, QUEUE_AMOUNTS, QUEUE_RATIOS, t)
  const groupDifferences = (entityBefore: number, entityAfter: number): GroupDifferences =>
    differences(pairs('groups', entityBefore, entityAfter), GROUP_MEASURES, GROUP_AMOUNTS, GROUP_RATIOS, t)
  const [first, second] = jobs.map(({ model }) => model)
  return {
    seed: jobs[0].seed,
    replications,
    stopped,
    confidence,
    queues: inBoth(first.queueNames, second.queueNames).map(({ name, i, j }) => ({ name, ...queueDifferences(i, j) })),
    allQueues: queueDifferences(first.queues, second.queues),
    groups: inBoth(first.groupNames, second.groupNames).map(({ name, i, j }) => ({ name, ...groupDifferences(i, j) })),
    allGroups: groupDifferences(first.groups, second.groups),
  }
}

const { offered: OFFERED } = placesOf(QUEUE_MEASURES)

/** Measures of a replication's whole run, [entity * measures + measure]. */
interface WholeRun {
  queues: Float64Array
  groups: Float64Array
}

function wholeRun(block: Block, row: number, values: Float64Array): Float64Array {
  const start = cellOf(block, row, 0)
  return values.slice(start, start + block.entities * block.measures)
}

function inBoth(first: readonly string[], second: readonly string[]) {
  return first.flatMap((name, i) => (second.includes(name) ? [{ name, i, j: second.indexOf(name) }] : []))
}

/** A measure by replication, in both scenarios. */
type Pairs = (measure: number) => { before: number[]; after: number[] }

function differences<M extends string, A extends M, K extends string>(
  pairs: Pairs,
  measures: readonly M[],
  amounts: readonly A[],
  ratios: Record<K, readonly [above: M, below: M]>,
  t: TFactor,
): Record<A | K, Difference> {
  const of = (measure: M) => pairs(measures.indexOf(measure))
  const all = [
    ...amounts.map((amount) => {
      const { before, after } = of(amount)
      return [
        amount,
        differenceOf(
          mean(before),
          mean(after),
          after.map((value, k) => value - before[k]),
          t,
        ),
      ]
    }),
    ...(Object.entries(ratios) as [K, readonly [M, M]][]).map(([name, [above, below]]) => {
      const numerators = of(above)
      const denominators = of(below)
      const before = linearised(numerators.before, denominators.before)
      const after = linearised(numerators.after, denominators.after)
      const residuals = after.residuals.map((value, k) => value - before.residuals[k])
      return [name, differenceOf(before.ratio, after.ratio, residuals, t)]
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
