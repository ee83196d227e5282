import { checkKeys, type Keys, KrarupError } from '../domain/index.ts'
import { type ReplicateOptions, replicate, type Scenario, type Simulation, type WholeRuns } from '../sim/index.ts'
import { figuresOf, type PointFigures } from './figures.ts'

/** Finished points, so that none is computed twice: in a file, or in memory. */
export interface PointStore {
  get(key: string): unknown
  put(key: string, finished: unknown): Promise<void>
}

/** What every point of a sweep is compared with, and how points are simulated. Plain data. */
export interface SweepBase {
  scenario: Scenario
  /** What each replication of it added up to. */
  runs: WholeRuns
  settings: Pick<SweepOptions, 'replications' | 'seed' | 'confidence' | 'precision' | 'crude'>
}

const BASE_KEYS = { scenario: 1, runs: 1, settings: 1 } as const satisfies Keys<SweepBase>

/** Computes points somewhere else, for example on other machines: what `pointFigures` says of each. */
export interface PointRunner {
  /** Points that it is useful to have under way at once. */
  readonly parallel: number
  point(scenario: Scenario, base: SweepBase): Promise<PointFigures>
}

export interface SweepOptions
  extends Pick<ReplicateOptions, 'replications' | 'seed' | 'confidence' | 'precision' | 'crude' | 'runner' | 'signal'> {
  store?: PointStore
  /** Default: points are simulated one after the other by `runner`. */
  pointRunner?: PointRunner
  /** A short text that stands for a long one: the key of a point. */
  digest?: (text: string) => string
  onProgress?: (progress: { finished: number; of: number; replications: number }) => void | Promise<void>
}

const SWEEP_KEYS = {
  replications: 1,
  seed: 1,
  confidence: 1,
  precision: 1,
  crude: 1,
  runner: 1,
  signal: 1,
  store: 1,
  pointRunner: 1,
  digest: 1,
  onProgress: 1,
} as const satisfies Keys<SweepOptions>

/** A scenario to look at, with the values that made it. */
export interface Point {
  values: readonly string[]
  scenario: Scenario
}

export interface FinishedPoint {
  values: readonly string[]
  figures: PointFigures
}

export interface Sweep {
  base: PointFigures
  /** In the order asked for, as far as it went. */
  points: FinishedPoint[]
  of: number
  stopped: 'finished' | 'aborted'
}

/**
 * Simulates a base and points that differ from it, all with the same seed, so that their differences are known better than their figures. When it is told to stop it keeps
 * the points that are finished; what the store knows is not computed again.
 *
 * @throws {KrarupError} as `replicate`; ABORTED where it was stopped before the base was finished
 */
export async function sweep(base: Scenario, points: readonly Point[], options: SweepOptions = {}): Promise<Sweep> {
  checkKeys('sweep', options, SWEEP_KEYS)
  const { onProgress, signal } = options
  const evaluate = pointEvaluator(options)
  const finished: FinishedPoint[] = []
  const of = points.length
  const told = (replications: number) => onProgress?.({ finished: finished.length, of, replications })
  const first = await evaluate.base(base, told)
  const ahead = options.pointRunner?.parallel ?? 1
  const underWay: Promise<PointFigures | undefined>[] = []
  let sent = 0
  for (const { values } of points) {
    while (sent < of && underWay.length < ahead && !signal?.aborted) {
      const point = evaluate.point(points[sent++].scenario, told)
      // Of those that are given up nobody looks whether they fail.
      point.catch(() => {})
      underWay.push(point)
    }
    const figures = await underWay.shift()
    if (!figures) return { base: first, points: finished, of, stopped: 'aborted' }
    finished.push({ values, figures })
    await told(0)
  }
  return { base: first, points: finished, of, stopped: 'finished' }
}

/** The keys by which a store knows a sweep's base and its points. */
export function sweepKeys(
  base: Scenario,
  points: readonly Point[],
  options: SweepOptions = {},
): { base: string; points: string[] } {
  checkKeys('sweepKeys', options, SWEEP_KEYS)
  const keyOf = pointKeys(options)
  return {
    base: keyOf('base', base, base),
    points: points.map(({ scenario }) => keyOf('point', base, scenario)),
  }
}

type KeyOf = (what: 'base' | 'point', base: Scenario | undefined, scenario: Scenario, replications?: number) => string

/** A key stands for everything that a point's figures depend on. */
function pointKeys({ digest = (text) => text, ...options }: SweepOptions): KeyOf {
  const { replications, seed, confidence, precision, crude = false } = options
  const settings = { replications, seed, confidence, precision, crude }
  return (what, base, scenario, other) =>
    digest(
      JSON.stringify([what, base, scenario, other === undefined ? settings : { ...settings, replications: other }]),
    )
}

/**
 * The figures of one point of a sweep: what a {@link PointRunner} computes.
 *
 * @throws {KrarupError} as `replicate`
 */
export async function pointFigures(scenario: Scenario, base: SweepBase): Promise<PointFigures> {
  checkKeys('pointFigures', base, BASE_KEYS)
  const { runs, settings } = base
  const simulation = await replicate(scenario, { ...settings, keep: true })
  return figuresOf(simulation, scenario, { runs }, base.scenario)
}

export interface PointEvaluator {
  /** The base is evaluated first; every point is compared with it. */
  base(scenario: Scenario, told: Told): Promise<PointFigures>
  /** Undefined where it was stopped before the point was finished. `replications`: other than the sweep's. */
  point(scenario: Scenario, told: Told, replications?: number): Promise<PointFigures | undefined>
}
type Told = (replications: number) => void | Promise<void>

/** What is stored of the base: enough to compare points with it that are simulated later. */
interface KeptBase {
  figures: PointFigures
  simulation: Pick<Simulation, 'runs'>
}

export function pointEvaluator(options: SweepOptions): PointEvaluator {
  const { store, digest: _, onProgress: __, pointRunner, signal, ...run } = options
  const keyOf = pointKeys(options)
  let kept: KeptBase | undefined
  let baseScenario: Scenario | undefined
  const simulate = async (scenario: Scenario, told: Told, replications: number | undefined) => {
    const simulation = await replicate(scenario, {
      ...run,
      ...(replications === undefined ? {} : { replications }),
      ...(signal ? { signal } : {}),
      keep: true,
      onProgress: (progress) => told(progress.replications),
    })
    return simulation.stopped === 'aborted' ? undefined : simulation
  }
  return {
    async base(scenario, told) {
      baseScenario = scenario
      const key = keyOf('base', scenario, scenario)
      kept = store?.get(key) as KeptBase | undefined
      if (kept) return kept.figures
      const simulation = await simulate(scenario, told, undefined)
      if (!simulation)
        throw new KrarupError({ code: 'ABORTED', what: 'stopped before the scenario as it is was finished' })
      kept = { figures: figuresOf(simulation, scenario, simulation, scenario), simulation: { runs: simulation.runs! } }
      await store?.put(key, kept)
      return kept.figures
    },
    async point(scenario, told, replications) {
      const key = keyOf('point', baseScenario, scenario, replications)
      const before = store?.get(key) as PointFigures | undefined
      if (before) return before
      const computed = async () => {
        if (pointRunner && kept && baseScenario) {
          const { runner: _, ...settings } = run
          const own = replications === undefined ? settings : { ...settings, replications }
          return pointRunner.point(scenario, { scenario: baseScenario, runs: kept.simulation.runs!, settings: own })
        }
        const simulation = await simulate(scenario, told, replications)
        return simulation && figuresOf(simulation, scenario, kept?.simulation, baseScenario)
      }
      const figures = await computed().catch((error: unknown) => {
        if (error instanceof KrarupError && error.code === 'ABORTED') return undefined
        throw error
      })
      if (!figures) return undefined
      await store?.put(key, figures)
      return figures
    },
  }
}
