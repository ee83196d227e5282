import { unknownName } from '../domain/index.ts'
import { shiftDays } from '../scenario/index.ts'
import { type CompiledModel, compareRuns, compile, type Scenario, type Simulation } from '../sim/index.ts'
import { salesPerAgentMonth } from './sales.ts'

/** A figure of a point, and how it differs from the base. Plain data: null where there is no number. */
export interface Figure {
  value: number | null
  halfWidth: number | null
  /** This point less the base, from replications that shared their luck; absent where it cannot be compared. */
  difference?: number | null
  differenceHalfWidth?: number | null
  /** `'none can be told'`: the interval of the difference holds 0. */
  verdict?: 'higher' | 'lower' | 'none can be told'
}

/** The figures of one queue, one group, all of them, or the centre. */
export interface Entity {
  /** `queues`, `allQueues`, `groups`, `allGroups`, ... as the simulator's estimates call them, or `centre`. */
  kind: string
  /** Empty for all together. */
  name: string
  figures: Record<string, Figure>
  /** Of queues: the service level of each interval, null where nobody called. */
  serviceLevels?: (number | null)[]
}

/** What is known of a point. */
export interface PointFigures {
  replications: number
  contacts: number
  entities: Entity[]
}

/** Figures that are shown unless others are asked for. */
export const DEFAULT_FIGURES = [
  'serviceLevel',
  'abandonment',
  'asa',
  'occupancy',
  'agentHours',
  'cost',
  'meanTime',
  'selfServiceShare',
  'hungUpShare',
  'containment',
] as const

interface Differing {
  difference: number
  halfWidth: number
  verdict: NonNullable<Figure['verdict']>
}

/**
 * Every figure of a simulation over its whole run, by the names that the estimates give it, with its difference to the base where both were kept.
 * What the estimates will say one day of tiers, sites or clients is found by its form: things with a name and figures of the whole.
 */
export function figuresOf(
  simulation: Pick<Simulation, 'estimates' | 'runs' | 'replications' | 'contacts'>,
  scenario: Scenario,
  base?: Pick<Simulation, 'runs'>,
  baseScenario?: Scenario,
): PointFigures {
  const { estimates, runs, replications, contacts } = simulation
  const differences = base?.runs && runs ? compareRuns(base.runs, runs, estimates.confidence) : undefined
  const entities: Entity[] = []
  for (const [kind, found] of Object.entries(estimates)) {
    const all = Array.isArray(found) ? found : [found]
    for (const each of all) {
      if (!hasWhole(each)) continue
      const name = each.name ?? ''
      const figures: Record<string, Figure> = {}
      const changes = differencesOf(differences, kind, name)
      for (const [figure, estimate] of Object.entries(each.whole)) {
        if (isEstimate(estimate)) figures[figure] = { ...shown(estimate), ...changeOf(changes?.[figure]) }
      }
      for (const { probability, all: wait } of each.waits ?? [])
        figures[`wait${Math.round(probability * 100)}`] = {
          value: finite(wait.value),
          halfWidth: finite((wait.high - wait.low) / 2),
        }
      Object.assign(figures, moneyOf(estimates, differences, kind, name))
      entities.push({ kind, name, figures, ...serviceLevelsOf(each.intervals) })
    }
  }
  const hours = agentHours(scenario, compile(scenario))
  const baseHours = baseScenario && agentHours(baseScenario, compile(baseScenario))
  entities.push({
    kind: 'centre',
    name: '',
    figures: {
      agentHours: exact(hours, baseHours),
      ...salesOf(
        estimates.allQueues.whole.sales,
        hours,
        hours === baseHours ? differences?.allQueues?.sales : undefined,
      ),
      ...moneyOf(estimates, differences),
    },
  })
  return { replications, contacts, entities }
}

/** Sales of an agent and month, where offers are made. Beside a base with other hours no difference can be told from that of the sales. */
function salesOf(
  sales: { value: number; halfWidth: number } | undefined,
  hours: number,
  change: Differing | undefined,
): Record<string, Figure> {
  if (!sales || !(hours > 0)) return {}
  const perMonth = (of: number) => salesPerAgentMonth(of, hours)
  const { value, halfWidth } = sales
  const scaled = change && {
    ...change,
    difference: perMonth(change.difference),
    halfWidth: perMonth(change.halfWidth),
  }
  return {
    salesPerAgentMonth: { ...shown({ value: perMonth(value), halfWidth: perMonth(halfWidth) }), ...changeOf(scaled) },
  }
}

/** Hours that agents are on duty, as the scenario says: without overtime, pauses left out. */
export function agentHours(scenario: Scenario, model: CompiledModel): number {
  const { groups, days = 1 } = scenario
  let agents = 0
  for (let at = model.warmUpIntervals * model.groups; at < model.intervals * model.groups; at++)
    agents += model.agents[at]
  const shifts = Object.values(groups).flatMap(({ shifts = [] }) => shifts)
  const inShifts = shifts.reduce((sum, shift) => {
    const away = (shift.pauses ?? []).reduce((total, { length }) => total + length, 0)
    const worked = shiftDays(scenario, shift, days, '').slice(1).filter(Boolean).length
    return sum + shift.agents * (shift.to - shift.from - away) * worked
  }, 0)
  return (agents * model.interval + inShifts) / 3600
}

/** Names of figures among those that there are; did you mean? */
export function chooseFigures(wanted: readonly string[] | undefined, { entities }: PointFigures): string[] {
  const known = [...new Set(entities.flatMap(({ figures }) => Object.keys(figures)))]
  if (!wanted) return DEFAULT_FIGURES.filter((name) => known.includes(name))
  for (const name of wanted) {
    if (known.includes(name)) continue
    throw unknownName({ code: 'MISSING', what: 'no figure has this name', name, known, list: 'there are' })
  }
  return [...wanted]
}

function hasWhole(value: unknown): value is {
  name?: string
  whole: Record<string, unknown>
  intervals?: readonly Record<string, unknown>[]
  waits?: { probability: number; all: { value: number; low: number; high: number } }[]
} {
  return typeof value === 'object' && value !== null && typeof (value as { whole?: unknown }).whole === 'object'
}

function serviceLevelsOf(intervals: readonly Record<string, unknown>[] = []): Pick<Entity, 'serviceLevels'> {
  const levels = intervals.map(({ serviceLevel }) => serviceLevel).filter(isEstimate)
  return levels.length > 0 ? { serviceLevels: levels.map(({ value }) => finite(value)) } : {}
}

function isEstimate(value: unknown): value is { value: number; halfWidth: number } {
  const { value: mean, halfWidth } = (value ?? {}) as { value?: unknown; halfWidth?: unknown }
  return typeof mean === 'number' && typeof halfWidth === 'number'
}

function differencesOf(
  differences: object | undefined,
  kind: string,
  name: string,
): Record<string, Differing> | undefined {
  const found = (differences as Record<string, unknown> | undefined)?.[kind]
  if (!Array.isArray(found)) return found as Record<string, Differing> | undefined
  return found.find((each: { name: string }) => each.name === name)
}

function shown({ value, halfWidth }: { value: number; halfWidth: number }): Figure {
  return { value: finite(value), halfWidth: finite(halfWidth) }
}

function changeOf(differing: Differing | undefined): Partial<Figure> {
  if (!differing) return {}
  const { difference, halfWidth, verdict } = differing
  return { difference: finite(difference), differenceHalfWidth: finite(halfWidth), verdict }
}

/** A figure that is no estimate. */
function exact(value: number, base: number | undefined): Figure {
  if (base === undefined) return { value, halfWidth: 0 }
  const difference = value - base
  return {
    value,
    halfWidth: 0,
    difference,
    differenceHalfWidth: 0,
    verdict: difference === 0 ? 'none can be told' : difference > 0 ? 'higher' : 'lower',
  }
}

/** What the estimates and the differences say of money: figures of the centre, and by queue, group and client. */
type Money = Record<string, unknown>

/** Figures of money of the centre (without a kind), or of one queue, group or client; none where the scenario has no costs. */
function moneyOf(
  estimates: object,
  differences: object | undefined,
  kind?: string,
  name?: string,
): Record<string, Figure> {
  const of = (from: object | undefined) => {
    const { money } = (from ?? {}) as { money?: Money }
    if (kind === undefined) return money
    const named = money?.[kind] as readonly (Money & { name: string; whole?: Money })[] | undefined
    const found = named?.find((each) => each.name === name)
    return found?.whole ?? found
  }
  const changes = of(differences) as Record<string, Differing> | undefined
  return Object.fromEntries(
    Object.entries(of(estimates) ?? {}).flatMap(([figure, value]) =>
      isEstimate(value) ? [[figure, { ...shown(value), ...changeOf(changes?.[figure]) }]] : [],
    ),
  )
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
