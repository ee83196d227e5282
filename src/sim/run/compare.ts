import { checkKeys, checkNumber, type Keys, KrarupError } from '../../domain/index.ts'
import type { Scenario } from '../../scenario/index.ts'
import {
  AGENT_LEVEL_GROUP_RATIOS,
  AGENT_LEVEL_QUEUE_RATIOS,
  type AgentLevelGroupFigure,
  type AgentLevelQueueFigure,
  contactsOf,
  GROUP_RATIOS,
  type GroupMeasure,
  type KeptRuns,
  keepWholeRun,
  layoutOf,
  MENU_RATIOS,
  type MenuMeasure,
  MONEY_RATIOS,
  type MoneyMeasure,
  meanEstimate,
  QUEUE_RATIOS,
  type QueueMeasure,
  type Ratios,
  startWholeRuns,
  type TFactor,
  tFactor,
  type WholeRuns,
} from '../estimate/index.ts'
import {
  DEFAULT_CONFIDENCE,
  DEFAULT_REPLICATIONS,
  MOST_REPLICATIONS,
  type Precision,
  RUN_KEYS,
  type RunOptions,
  replicationJob,
  runJobs,
  type Stopped,
} from './replicate.ts'
import type { ReplicationJob } from './replication-job.ts'

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

export type QueueDifferences = Record<
  keyof typeof QUEUE_RATIOS | Exclude<QueueMeasure, QueueTerm | 'longestQueue'> | keyof typeof QUEUE_TIME_MEANS,
  Difference
> & {
  /** Where both scenarios ask for it. */
  longestQueue?: Difference
} & { [figure in AgentLevelQueueFigure | keyof typeof AGENT_LEVEL_QUEUE_RATIOS]?: Difference }
export type GroupDifferences = Record<
  keyof typeof GROUP_RATIOS | Exclude<GroupMeasure, GroupTerm> | keyof typeof GROUP_TIME_MEANS,
  Difference
> & { [figure in AgentLevelGroupFigure | keyof typeof AGENT_LEVEL_GROUP_RATIOS]?: Difference }
export type MoneyDifferences = Record<keyof typeof MONEY_RATIOS | Exclude<MoneyMeasure, MoneyTerm>, Difference>

export type MenuDifferences = Record<keyof typeof MENU_RATIOS | Exclude<MenuMeasure, MenuTerm>, Difference>

type Named<T> = { name: string } & T

/** What differs between two runs, over the whole run, of queues, tiers, clients, groups and sites that both have. */
export interface Differences {
  replications: number
  confidence: number
  queues: Named<QueueDifferences>[]
  allQueues: QueueDifferences
  parts?: Named<QueueDifferences>[]
  tiers?: Named<QueueDifferences>[]
  clients?: Named<QueueDifferences>[]
  groups: Named<GroupDifferences>[]
  allGroups: GroupDifferences
  sites?: Named<GroupDifferences>[]
  menus?: Named<MenuDifferences>[]
  /** Where both scenarios have costs. */
  money?: MoneyDifferences & {
    queues: Named<MoneyDifferences>[]
    groups: Named<MoneyDifferences>[]
    clients: Named<MoneyDifferences>[]
  }
}

export interface Comparison extends Differences {
  seed: number
  stopped: Stopped
}

export interface CompareOptions extends RunOptions {
  /** Go on until the differences of all of these are known so well, looked at after every 5 replications, from the 20th on. */
  precision?: readonly Precision[]
}

const COMPARE_KEYS = { ...RUN_KEYS, precision: 1 } as const satisfies Keys<CompareOptions>

/** Sums that are parts of figures, and not figures. */
const QUEUE_TERMS = [
  'inTime',
  'serviceBase',
  'admitted',
  'answeredWait',
  'wait',
  'handleSeconds',
  'queueSeconds',
] as const
const GROUP_TERMS = ['handleSeconds', 'staffed', 'worked'] as const
const MENU_TERMS = ['contained', 'queueSeconds', 'seconds', 'ended'] as const
const MONEY_TERMS = ['answered'] as const
type QueueTerm = (typeof QUEUE_TERMS)[number]
type GroupTerm = (typeof GROUP_TERMS)[number]
type MenuTerm = (typeof MENU_TERMS)[number]
type MoneyTerm = (typeof MONEY_TERMS)[number]

/** Figures that are a mean over the time of the run. */
const QUEUE_TIME_MEANS = { queueLength: 'queueSeconds' } as const
const GROUP_TIME_MEANS = { agents: 'staffed', busyAgents: 'worked' } as const

/**
 * Simulates two scenarios with common random numbers: a queue of the same name has the same callers, with the same patience and the same length of talk, in both. Most of the
 * randomness of the day is then the same in both, and the interval of the difference is much shorter than those of the two figures suggest (Law, Simulation Modeling and
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
  checkKeys('compareScenarios', options, COMPARE_KEYS)
  const { confidence = DEFAULT_CONFIDENCE, precision } = options
  const jobs = [replicationJob(before, options.seed), replicationJob(after, options.seed)]
  const layouts = jobs.map(({ model }) => layoutOf(model))
  const kept = jobs.map(({ model }, j) => startWholeRuns(model, layouts[j]))
  const differences = () => compareRuns(kept[0], kept[1], confidence)
  const isPrecise = precision && differencesRule(precision, jobs, differences)
  let contacts = 0
  const { replications, stopped } = await runJobs(jobs, options, {
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
  const replications = Math.min(before.queues.runs.length, after.queues.runs.length)
  const column = ({ runs, measures }: KeptRuns, of: number, measure: string, per: number) => {
    const at = of * measures.length + measures.indexOf(measure)
    return Array.from({ length: replications }, (_, k) => (runs[k][at] ?? Number.NaN) / per)
  }
  /** By kind and name. */
  const compared =
    <F>(one: KeptRuns, other: KeptRuns, how: Figures) =>
    (kind: string): Named<F>[] =>
      one.of.flatMap((each, i) => {
        const j = other.of.findIndex(({ kind, name }) => kind === each.kind && name === each.name)
        if (each.kind !== kind || j < 0) return []
        const pair = (measure: string, overTime: boolean) => ({
          before: column(one, i, measure, overTime ? before.seconds : 1),
          after: column(other, j, measure, overTime ? after.seconds : 1),
        })
        const measures = one.measures.filter((measure) => other.measures.includes(measure))
        return [{ name: each.name, ...(differences(pair, measures, how, t) as F) }]
      })
  const queues = compared<QueueDifferences>(before.queues, after.queues, QUEUE_FIGURES)
  const groups = compared<GroupDifferences>(before.groups, after.groups, GROUP_FIGURES)
  return {
    replications,
    confidence,
    queues: queues('queues'),
    allQueues: withoutName(queues('allQueues')),
    ...some({ parts: queues('parts'), tiers: queues('tiers'), clients: queues('clients') }),
    groups: groups('groups'),
    allGroups: withoutName(groups('allGroups')),
    ...some({ sites: groups('sites') }),
    ...(before.menus && after.menus
      ? some({ menus: compared<MenuDifferences>(before.menus, after.menus, MENU_FIGURES)('menus') })
      : {}),
    ...(before.money && after.money ? { money: money(before.money, after.money) } : {}),
  }

  function money(one: KeptRuns, other: KeptRuns) {
    const of = compared<MoneyDifferences>(one, other, MONEY_FIGURES)
    return { ...withoutName(of('all')), queues: of('queues'), groups: of('groups'), clients: of('clients') }
  }
}

/** All together. */
function withoutName<F>([{ name: _, ...figures }]: Named<F>[]): F {
  return figures as F
}

/** Leaves out what neither has. */
function some<T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>
}

/** How figures come from measures. */
interface Figures {
  /** Measures that are no figures. */
  parts: readonly string[]
  timeMeans: Record<string, string>
  ratios: Ratios<string>
}
const QUEUE_FIGURES: Figures = {
  parts: QUEUE_TERMS,
  timeMeans: QUEUE_TIME_MEANS,
  ratios: { ...QUEUE_RATIOS, ...AGENT_LEVEL_QUEUE_RATIOS },
}
const GROUP_FIGURES: Figures = {
  parts: GROUP_TERMS,
  timeMeans: GROUP_TIME_MEANS,
  ratios: { ...GROUP_RATIOS, ...AGENT_LEVEL_GROUP_RATIOS },
}
const MENU_FIGURES: Figures = { parts: MENU_TERMS, timeMeans: {}, ratios: MENU_RATIOS }
const MONEY_FIGURES: Figures = { parts: MONEY_TERMS, timeMeans: {}, ratios: MONEY_RATIOS }

/** Whether every difference is known as well as is wanted. */
function differencesRule(
  wanted: readonly Precision[],
  jobs: readonly ReplicationJob[],
  now: () => Differences,
): () => boolean {
  const names = (kind: 'parentNames' | 'groupNames') =>
    jobs[0].model[kind].filter((name) => jobs[1].model[kind].includes(name))
  const rules = wanted.map((want, index) => {
    checkNumber(`/precision/${index}/halfWidth`, want.halfWidth, { above: 0 })
    const { figure = 'serviceLevel', halfWidth } = want
    const [kind, name] = 'group' in want ? (['groups', want.group] as const) : (['queues', want.queue] as const)
    const allowed = names(kind === 'groups' ? 'groupNames' : 'parentNames')
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

/** A measure by replication, in both scenarios. */
interface Pair {
  before: number[]
  after: number[]
}

function differences(
  pair: (measure: string, overTime: boolean) => Pair,
  measures: readonly string[],
  { parts, timeMeans, ratios }: Figures,
  t: TFactor,
): Record<string, Difference> {
  const ofMeans = ({ before, after }: Pair) => {
    const changes = after.map((value, k) => value - before[k])
    return differenceOf(mean(before), mean(after), changes, t)
  }
  const all = [
    ...measures
      .filter((measure) => !parts.includes(measure))
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
