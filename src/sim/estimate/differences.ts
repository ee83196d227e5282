import {
  AGENT_LEVEL_GROUP_RATIOS,
  AGENT_LEVEL_QUEUE_RATIOS,
  type AgentLevelGroupFigure,
  type AgentLevelQueueFigure,
} from './agent-level-figures.ts'
import { DEFAULT_CONFIDENCE, tFactor } from './intervals.ts'
import {
  CASE_RATIOS,
  type CaseMeasure,
  CLOCK_RATIOS,
  type ClockMeasure,
  GROUP_RATIOS,
  type GroupMeasure,
  MENU_RATIOS,
  type MenuMeasure,
  MONEY_RATIOS,
  type MoneyMeasure,
  QUEUE_RATIOS,
  type QueueMeasure,
} from './layout.ts'
import { type Difference, type FigureRules, keptDesign, pairedDifferences } from './paired.ts'
import type { KeptRuns, WholeRuns } from './whole-runs.ts'

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

export type CaseDifferences = Record<keyof typeof CASE_RATIOS | Exclude<CaseMeasure, CaseTerm>, Difference>
export type ClockDifferences = Record<keyof typeof CLOCK_RATIOS | Exclude<ClockMeasure, ClockTerm>, Difference>

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
  /** Cases and clocks that both have. */
  cases?: Named<CaseDifferences>[]
  clocks?: Named<ClockDifferences>[]
  /** Where both scenarios have costs. */
  money?: MoneyDifferences & {
    queues: Named<MoneyDifferences>[]
    groups: Named<MoneyDifferences>[]
    clients: Named<MoneyDifferences>[]
  }
}

/** Sums that only serve to compute figures. */
const QUEUE_TERMS = ['serviceBase', 'admitted', 'answeredWait', 'wait', 'handleSeconds', 'queueSeconds'] as const
const GROUP_TERMS = ['handleSeconds', 'staffed', 'worked'] as const
const MENU_TERMS = ['contained', 'queueSeconds', 'seconds', 'ended'] as const
const CASE_TERMS = ['closeSeconds'] as const
const CLOCK_TERMS = ['seconds'] as const
const MONEY_TERMS = ['answered'] as const
type QueueTerm = (typeof QUEUE_TERMS)[number]
type GroupTerm = (typeof GROUP_TERMS)[number]
type MenuTerm = (typeof MENU_TERMS)[number]
type CaseTerm = (typeof CASE_TERMS)[number]
type ClockTerm = (typeof CLOCK_TERMS)[number]
type MoneyTerm = (typeof MONEY_TERMS)[number]

/** Figures that are a mean over the time of the run. */
const QUEUE_TIME_MEANS = { queueLength: 'queueSeconds' } as const
const GROUP_TIME_MEANS = { agents: 'staffed', busyAgents: 'worked' } as const

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
  const block = Math.max(before.block ?? 1, after.block ?? 1)
  // Luck is common to both: where one scenario has fewer controls, those of the other serve both.
  const count = ({ controls }: WholeRuns) => controls?.[0]?.length ?? 0
  const [ofBefore, ofAfter] =
    count(before) === count(after) ? [before, after] : count(before) > count(after) ? [before, before] : [after, after]
  const isSame = (one: readonly number[], other: readonly number[] | undefined) =>
    one.length === other?.length && one.every((place, f) => place === other[f])
  const isCommon = before.places?.every((each, k) => k >= replications || isSame(each, after.places?.[k]))
  const places = isCommon ? before.places : undefined
  const designs = {
    before: keptDesign(replications, ofBefore, block, places, t),
    after: keptDesign(replications, ofAfter, block, places, t),
  }
  const column = ({ runs, measures }: KeptRuns, of: number, measure: string, per: number) => {
    const at = of * measures.length + measures.indexOf(measure)
    return Array.from({ length: replications }, (_, k) => (runs[k][at] ?? Number.NaN) / per)
  }
  /** By kind and name. */
  const compared =
    <F>(one: KeptRuns, other: KeptRuns, how: FigureRules) =>
    (kind: string): Named<F>[] =>
      one.of.flatMap((each, i) => {
        const j = other.of.findIndex(({ kind, name }) => kind === each.kind && name === each.name)
        if (each.kind !== kind || j < 0) return []
        const pair = (measure: string, overTime: boolean) => ({
          before: column(one, i, measure, overTime ? before.seconds : 1),
          after: column(other, j, measure, overTime ? after.seconds : 1),
        })
        const measures = one.measures.filter((measure) => other.measures.includes(measure))
        return [{ name: each.name, ...(pairedDifferences(pair, measures, how, designs) as F) }]
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
    ...(before.cases && after.cases
      ? some({ cases: compared<CaseDifferences>(before.cases, after.cases, CASE_FIGURES)('cases') })
      : {}),
    ...(before.clocks && after.clocks
      ? some({ clocks: compared<ClockDifferences>(before.clocks, after.clocks, CLOCK_FIGURES)('clocks') })
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

const QUEUE_FIGURES: FigureRules = {
  terms: QUEUE_TERMS,
  timeMeans: QUEUE_TIME_MEANS,
  ratios: { ...QUEUE_RATIOS, ...AGENT_LEVEL_QUEUE_RATIOS },
}
const GROUP_FIGURES: FigureRules = {
  terms: GROUP_TERMS,
  timeMeans: GROUP_TIME_MEANS,
  ratios: { ...GROUP_RATIOS, ...AGENT_LEVEL_GROUP_RATIOS },
}
const MENU_FIGURES: FigureRules = { terms: MENU_TERMS, timeMeans: {}, ratios: MENU_RATIOS }
const CASE_FIGURES: FigureRules = { terms: CASE_TERMS, timeMeans: {}, ratios: CASE_RATIOS }
const CLOCK_FIGURES: FigureRules = { terms: CLOCK_TERMS, timeMeans: {}, ratios: CLOCK_RATIOS }
const MONEY_FIGURES: FigureRules = { terms: MONEY_TERMS, timeMeans: {}, ratios: MONEY_RATIOS }
