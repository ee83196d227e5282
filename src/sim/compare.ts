import { checkNumber, KrarupError } from '../domain/index.ts'
import { meanEstimate, type TFactor, tFactor } from './estimate.ts'
import {
  GROUP_MEASURES,
  GROUP_RATIOS,
  type GroupMeasure,
  layoutOf,
  QUEUE_MEASURES,
  QUEUE_RATIOS,
  type QueueMeasure,
} from './estimate-measures.ts'
import {
  DEFAULT_CONFIDENCE,
  DEFAULT_REPLICATIONS,
  MOST_REPLICATIONS,
  type Precision,
  type RunOptions,
  replicationJob,
  runBatches,
  type Stopped,
} from './replicate.ts'
import type { ReplicationJob } from './replicate-batch.ts'
import type { Scenario } from './scenario.ts'
import { contactsOf, keepWholeRun, startWholeRuns, type WholeRuns } from './whole-runs.ts'

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

export type QueueDifferences = Record<
  keyof typeof QUEUE_RATIOS | Exclude<QueueMeasure, QueuePart | 'longestQueue'> | keyof typeof QUEUE_TIME_MEANS,
  Difference
> & {
  /** Where both scenarios ask for it. */
  longestQueue?: Difference
}
export type GroupDifferences = Record<
  keyof typeof GROUP_RATIOS | Exclude<GroupMeasure, GroupPart> | keyof typeof GROUP_TIME_MEANS,
  Difference
>

/** What differs between two runs, over the whole run, of queues and groups that both have. */
export interface Differences {
  replications: number
  confidence: number
  queues: ({ name: string } & QueueDifferences)[]
  allQueues: QueueDifferences
  groups: ({ name: string } & GroupDifferences)[]
  allGroups: GroupDifferences
}

export interface Comparison extends Differences {
  seed: number
  stopped: Stopped
}

export interface CompareOptions extends RunOptions {
  /** Go on until the differences of all of these are known so well, looked at after every batch of 5 replications, from the 20th on. */
  precision?: readonly Precision[]
}

/** Sums that are parts of figures, and not figures. */
const QUEUE_PARTS = [
  'inTime',
  'serviceBase',
  'admitted',
  'answeredWait',
  'wait',
  'handleSeconds',
  'queueSeconds',
] as const
const GROUP_PARTS = ['handleSeconds', 'staffed', 'worked'] as const
type QueuePart = (typeof QUEUE_PARTS)[number]
type GroupPart = (typeof GROUP_PARTS)[number]

/** Figures that are a mean over the time of the run. */
const QUEUE_TIME_MEANS = { queueLength: 'queueSeconds' } as const
const GROUP_TIME_MEANS = { agents: 'staffed', busyAgents: 'worked' } as const

/**
 * Simulates two scenarios with common random numbers: a queue of the same name has the same callers, with the same patience and the same length of talk, in both. Most of the
 * luck of the day is then the same in both, and the interval of the difference is much shorter than those of the two figures suggest (Law, Simulation Modeling and
 * Analysis, section 11.2). A scenario and itself differ by exactly 0.
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
  options: CompareOptions = {},
): Promise<Comparison> {
  const { confidence = DEFAULT_CONFIDENCE, precision } = options
  const jobs = [replicationJob(before, options.seed), replicationJob(after, options.seed)]
  const layouts = jobs.map(({ model }) => layoutOf(model))
  const kept = jobs.map(({ model }) => startWholeRuns(model))
  const differences = () => compareRuns(kept[0], kept[1], confidence)
  const isPrecise = precision && differencesRule(precision, jobs, differences)
  let contacts = 0
  const { replications, stopped } = await runBatches(jobs, options, {
    most: options.replications ?? (precision ? MOST_REPLICATIONS : DEFAULT_REPLICATIONS),
    take: (values) => {
      values.forEach((all, j) => {
        keepWholeRun(kept[j], layouts[j], all)
        contacts += contactsOf(layouts[j], all)
      })
    },
    contacts: () => contacts,
    enough: () => isPrecise?.() ?? false,
  })
  return { seed: jobs[0].seed, stopped, ...differences(), replications }
}

/**
 * The paired differences of two runs that were kept (`replicate` with `keep`) and had the same seed. Where one has more replications, the others' partners are left out.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { compareRuns, replicate } from 'krarup/sim'
 * const day = (agents: number) => ({
 *   interval: 1800,
 *   intervals: 8,
 *   queues: { general: { volume: 800, aht: 300, patience: 120, groups: ['agents'] } },
 *   groups: { agents: { agents } },
 * })
 * const kept = async (agents: number) => (await replicate(day(agents), { replications: 20, keep: true })).runs!
 * compareRuns(await kept(18), await kept(18)).allQueues.asa.difference //=> 0
 * ```
 */
export function compareRuns(before: WholeRuns, after: WholeRuns, confidence = DEFAULT_CONFIDENCE): Differences {
  const t = tFactor(confidence)
  const replications = Math.min(before.queues.length, after.queues.length)
  const column = (runs: WholeRuns['queues'], at: number, per: number) =>
    Array.from({ length: replications }, (_, k) => (runs[k][at] ?? Number.NaN) / per)
  const pairs = (kind: 'queues' | 'groups', measures: number, i: number, j: number): Pairs => ({
    of: (measure) => ({
      before: column(before[kind], i * measures + measure, 1),
      after: column(after[kind], j * measures + measure, 1),
    }),
    over: (measure) => ({
      before: column(before[kind], i * measures + measure, before.seconds),
      after: column(after[kind], j * measures + measure, after.seconds),
    }),
  })
  const queue = (i: number, j: number): QueueDifferences =>
    differences(
      pairs('queues', QUEUE_MEASURES.length, i, j),
      QUEUE_MEASURES,
      QUEUE_PARTS,
      QUEUE_TIME_MEANS,
      QUEUE_RATIOS,
      t,
    )
  const group = (i: number, j: number): GroupDifferences =>
    differences(
      pairs('groups', GROUP_MEASURES.length, i, j),
      GROUP_MEASURES,
      GROUP_PARTS,
      GROUP_TIME_MEANS,
      GROUP_RATIOS,
      t,
    )
  return {
    replications,
    confidence,
    queues: inBoth(before.queueNames, after.queueNames).map(({ name, i, j }) => ({ name, ...queue(i, j) })),
    allQueues: queue(before.queueNames.length, after.queueNames.length),
    groups: inBoth(before.groupNames, after.groupNames).map(({ name, i, j }) => ({ name, ...group(i, j) })),
    allGroups: group(before.groupNames.length, after.groupNames.length),
  }
}

function inBoth(first: readonly string[], second: readonly string[]) {
  return first.flatMap((name, i) => (second.includes(name) ? [{ name, i, j: second.indexOf(name) }] : []))
}

/** Whether every difference is known as well as is wanted. */
function differencesRule(
  wanted: readonly Precision[],
  jobs: readonly ReplicationJob[],
  now: () => Differences,
): () => boolean {
  const names = (kind: 'queueNames' | 'groupNames') =>
    jobs[0].model[kind].filter((name) => jobs[1].model[kind].includes(name))
  const rules = wanted.map((want, index) => {
    checkNumber(`/precision/${index}/halfWidth`, want.halfWidth, { above: 0 })
    const { figure = 'serviceLevel', halfWidth } = want
    const [kind, name] = 'group' in want ? (['groups', want.group] as const) : (['queues', want.queue] as const)
    const allowed = names(kind === 'groups' ? 'groupNames' : 'queueNames')
    if (name !== undefined && !allowed.includes(name))
      throw new KrarupError({
        code: 'MISSING',
        what: 'no queue or group of both scenarios has this name',
        where: { name: `/precision/${index}` },
        how: `take one of ${allowed.join(', ')}`,
        value: name,
      })
    return (found: Differences) =>
      found[kind]
        .filter((each) => name === undefined || each.name === name)
        .every(({ name: _, ...differences }) => {
          const known = (differences as { [figure: string]: Difference | undefined })[figure]
          if (!known)
            throw new KrarupError({
              code: 'MISSING',
              what: 'no figure that is compared has this name',
              where: { name: `/precision/${index}` },
              value: figure,
            })
          // A ratio of nothing, so far: nothing that is known too little.
          return Number.isNaN(known.difference) || known.halfWidth <= halfWidth
        })
  })
  return () => {
    const found = now()
    return rules.every((isKnown) => isKnown(found))
  }
}

/** A measure by replication, in both scenarios: as it is, and over the time of the run. */
interface Pairs {
  of: (measure: number) => Pair
  over: (measure: number) => Pair
}
interface Pair {
  before: number[]
  after: number[]
}

function differences<M extends string, P extends M, T extends string, K extends string>(
  pairs: Pairs,
  measures: readonly M[],
  parts: readonly P[],
  timeMeans: Record<T, M>,
  ratios: Record<K, readonly [above: M, below: M]>,
  t: TFactor,
): Record<Exclude<M, P> | T | K, Difference> {
  const place = (measure: M) => measures.indexOf(measure)
  const ofMeans = ({ before, after }: Pair) => {
    const changes = after.map((value, k) => value - before[k])
    return differenceOf(mean(before), mean(after), changes, t)
  }
  const all = [
    ...measures
      .filter((measure) => !(parts as readonly M[]).includes(measure))
      .map((measure) => [measure, ofMeans(pairs.of(place(measure)))] as const)
      // A mean that is no number was not measured: the longest queue, unless it is asked for.
      .filter(([, { difference }]) => !Number.isNaN(difference)),
    ...(Object.entries(timeMeans) as [T, M][]).map(
      ([name, measure]) => [name, ofMeans(pairs.over(place(measure)))] as const,
    ),
    ...(Object.entries(ratios) as [K, readonly [M, M]][]).map(([name, [above, below]]) => {
      const numerators = pairs.of(place(above))
      const denominators = pairs.of(place(below))
      const before = linearised(numerators.before, denominators.before)
      const after = linearised(numerators.after, denominators.after)
      const residuals = after.residuals.map((value, k) => value - before.residuals[k])
      return [name, differenceOf(before.ratio, after.ratio, residuals, t)] as const
    }),
  ]
  return Object.fromEntries(all) as Record<Exclude<M, P> | T | K, Difference>
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
