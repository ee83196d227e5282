import { checkKeys, checkNumber, type Keys, KrarupError } from '../../domain/index.ts'
import type { Scenario } from '../../scenario/index.ts'
import { compile, precise } from '../compile/index.ts'
import {
  DEFAULT_CONFIDENCE,
  type Estimate,
  estimate,
  figureReader,
  type GroupFigures,
  keepWholeRun,
  layoutOf,
  placeOfQueue,
  placesOf,
  QUEUE_MEASURES,
  type QueueFigures,
  ReplicationSums,
  type SimulationEstimates,
  startWholeRuns,
  tFactor,
  type WholeRuns,
} from '../estimate/index.ts'
import { hundredths } from './hundredths.ts'
import { REPLICATIONS_OF_TASK, type ReplicationJob, type Runner, sameThreadRunner } from './replication-job.ts'

/** A figure of the whole run, and how well it is to be known: the half-width of its interval, in its own unit (0.005 is half a percentage point of a share). */
export type Precision =
  | {
      /** Default `'serviceLevel'`. */
      figure?: keyof QueueFigures
      /** Default: every queue. */
      queue?: string
      halfWidth: number
    }
  | { figure: keyof GroupFigures; group: string; halfWidth: number }

const PRECISION_KEYS = { figure: 1, queue: 1, group: 1, halfWidth: 1 } as const

export interface RunOptions {
  /** How many; with `precision` or `budgetSeconds`, at most how many. Default 100, with `precision` 10 000. */
  replications?: number
  /** Any whole number below 2^53, default 1. The same seed gives the same result to the bit, and what-ifs with the same seed share their random numbers. */
  seed?: number
  /** Of the intervals; default 0.95. */
  confidence?: number
  /** Default: in the calling thread. `krarup/sim/node` and `krarup/sim/browser` have others. */
  runner?: Runner
  /**
   * Independent replications and nothing else: as many days as it takes. Default `false`: replications share out the busyness of days among them in blocks of ten, and luck of which the mean is known (how many contacts come,
   * how long they take) is taken out of the figures, so that fewer tell as much (`docs/simulator.md`).
   */
  crude?: boolean
  /** Stops the run; what is finished is kept. One that is aborted by a time-out, as `AbortSignal.timeout` is, ends it as a spent budget does. */
  signal?: AbortSignal
  /** Is told after every 5 replications, or after each where a replication has millions of figures, and waited for: a promise lets the calling thread do something else. */
  onProgress?: (progress: Progress) => void | Promise<void>
  /** Stop after these seconds by `now`, looked at between replications; a `signal` with a time-out interrupts one. Such a run does not repeat. */
  budgetSeconds?: number
  /** Milliseconds of some clock, such as `performance.now`; needed by `budgetSeconds`. */
  now?: () => number
}

export const RUN_KEYS = {
  replications: 1,
  seed: 1,
  confidence: 1,
  runner: 1,
  crude: 1,
  signal: 1,
  onProgress: 1,
  budgetSeconds: 1,
  now: 1,
} as const satisfies Keys<RunOptions>

export interface ReplicateOptions extends RunOptions {
  /** Go on until all of these are known so well, looked at after every 5 replications, or every 10 where they share out the busyness of days, from the 20th on (after 1 000 every 100). */
  precision?: readonly Precision[]
  /** Also keep what each replication added up to, for `compareRuns`. */
  keep?: boolean
}

const REPLICATE_KEYS = { ...RUN_KEYS, precision: 1, keep: 1 } as const satisfies Keys<ReplicateOptions>

export interface Progress {
  replications: number
  /** At most so many. */
  of: number
  /** Contacts offered so far. */
  contacts: number
}

/**
 * Why a run ended: all replications are done, every figure is known as well as was asked, the budget is spent, or it was told to stop.
 */
export type Stopped = 'replications' | 'precision' | 'budget' | 'aborted'

export interface Simulation {
  seed: number
  replications: number
  stopped: Stopped
  /** Whether the same call gives the same result again: not after a budget or a stop, but a call with this many `replications` does. */
  repeatable: boolean
  /** Contacts offered in all replications, without the warm-up. */
  contacts: number
  estimates: SimulationEstimates
  /** With `keep`. */
  runs?: WholeRuns
}

/** Replications before a stopping rule looks: intervals from fewer are too often too short by chance. */
const FEWEST_BEFORE_STOPPING = 20
/** From here on stopping rules look ten times less often: every look takes as long as there are replications, and one in a hundred more does not matter. */
const MANY = 1000
/** Numbers of a task's result, 64 MB, from which replications come one by one where the runner can. */
const LARGE_TASK = 8e6
export const DEFAULT_REPLICATIONS = 100
export const MOST_REPLICATIONS = 10_000

/**
 * Simulates a scenario again and again with other random numbers, and estimates its figures with intervals. Replication r of a seed is always the same, whoever runs it,
 * so that the result is the same to the bit for any number of workers.
 *
 * @throws {KrarupError} what `compile` says of the scenario; OUT_OF_RANGE, MISSING; ABORTED where it was stopped before anything was finished.
 * @example
 * ```ts
 * import { replicate } from 'krarup/sim'
 * const scenario = {
 *   interval: 1800,
 *   queues: { general: { volume: [100, 120, 110], aht: 300, patience: 120, groups: ['agents'] } },
 *   groups: { agents: { agents: [20, 24, 22] } },
 * }
 * const { replications, estimates } = await replicate(scenario, { replications: 50, seed: 7 })
 * const { value, halfWidth } = estimates.queues[0].whole.serviceLevel
 * replications //=> 50
 * value > 0.7 && value < 0.9 && halfWidth < 0.05 //=> true
 * ```
 */
export async function replicate(scenario: Scenario, options: ReplicateOptions = {}): Promise<Simulation> {
  checkKeys('replicate', options, REPLICATE_KEYS)
  const { precision, confidence = DEFAULT_CONFIDENCE } = options
  const job = replicationJob(scenario, options)
  const layout = layoutOf(job.model)
  const placesOf = hundredths(job)
  const sums = new ReplicationSums(layout, job.model.strata, placesOf)
  const isPrecise = precision && precisionRule(precision, job, sums, confidence)
  const runs = options.keep ? startWholeRuns(job.model, layout, placesOf) : undefined
  const { replications, stopped } = await runJobs([job], options, {
    most: options.replications ?? (precision ? MOST_REPLICATIONS : DEFAULT_REPLICATIONS),
    take: ([values]) => {
      sums.add(values)
      if (runs) keepWholeRun(runs, layout, values, placesOf)
    },
    contacts: () => contactsIn(sums),
    enough: () => isPrecise?.() ?? false,
  })
  return {
    seed: job.seed,
    replications,
    stopped,
    repeatable: stopped === 'replications' || stopped === 'precision',
    contacts: contactsIn(sums),
    estimates: estimate(job.model, sums, confidence),
    ...(runs ? { runs } : {}),
  }
}

/** A scenario made ready for its replications. */
export function replicationJob(
  scenario: Scenario,
  { seed = 1, crude = false }: Pick<RunOptions, 'seed' | 'crude'> = {},
): ReplicationJob {
  checkNumber('seed', seed, { least: 0, most: Number.MAX_SAFE_INTEGER, whole: true })
  const model = compile(scenario)
  return { model: crude ? model : precise(model), seed, scenario }
}

/** Replications `first` to `first + count - 1`, as a runner is asked for them. */
export interface ReplicationTask {
  first: number
  count: number
}

/**
 * The tasks into which `replicate` cuts replications, in their order: who keeps what a runner answered to each can hand it to `replicate` later, for the same result to the bit.
 *
 * @throws {KrarupError} as `replicate`
 */
export function replicationTasks(
  scenario: Scenario,
  options: Pick<ReplicateOptions, 'replications' | 'seed' | 'crude'> = {},
): { job: ReplicationJob; tasks: ReplicationTask[] } {
  checkKeys('replicationTasks', options, { replications: 1, seed: 1, crude: 1 } as const)
  const { replications = DEFAULT_REPLICATIONS } = options
  checkNumber('replications', replications, { least: 1, whole: true })
  const tasks = Array.from({ length: Math.ceil(replications / REPLICATIONS_OF_TASK) }, (_, index) => {
    const first = index * REPLICATIONS_OF_TASK
    return { first, count: Math.min(REPLICATIONS_OF_TASK, replications - first) }
  })
  return { job: replicationJob(scenario, options), tasks }
}

const { offered: OFFERED } = placesOf(QUEUE_MEASURES)

function contactsIn({ layout, queues, replications }: ReplicationSums): number {
  const everything = layout.wholeRow * layout.queues.entities + layout.queues.entities - 1
  return Math.round(queues.mean[everything * layout.queues.measures + OFFERED] * replications)
}

type Figure = Pick<Estimate, 'value' | 'halfWidth'>

function precisionRule(
  wanted: readonly Precision[],
  { model }: ReplicationJob,
  sums: ReplicationSums,
  confidence: number,
): () => boolean {
  const { intervals, wholeRow } = sums.layout
  const seconds = intervals * model.interval
  const figures = figureReader(model, sums, tFactor(confidence))
  const rules = wanted.flatMap((want, index) => {
    checkKeys(`precision[${index}]`, want, PRECISION_KEYS)
    checkNumber(`/precision/${index}/halfWidth`, want.halfWidth, { above: 0 })
    const { figure = 'serviceLevel', halfWidth } = want
    const [names, name, read, place] =
      'group' in want
        ? ([model.groupNames, want.group, figures.group, (g: number) => g] as const)
        : ([model.parentNames, want.queue, figures.queue, (q: number) => placeOfQueue(model, q)] as const)
    const entities = name === undefined ? names.map((_, entity) => entity) : [names.indexOf(name)]
    const known = Object.keys(read(wholeRow, seconds, 0))
    if (entities.includes(-1) || !known.includes(figure))
      throw new KrarupError({
        code: 'MISSING',
        what: entities.includes(-1) ? 'no queue or group has this name' : 'no figure has this name',
        where: { name: `/precision/${index}` },
        how: `take one of ${(entities.includes(-1) ? names : known).join(', ')}`,
        value: entities.includes(-1) ? name : figure,
      })
    return entities.map((entity) => () => {
      const all: { [name: string]: Figure | undefined } = { ...read(wholeRow, seconds, place(entity)) }
      const { value, halfWidth: reached } = all[figure] as Figure
      // A ratio of nothing, so far: nothing that is known too little.
      return Number.isNaN(value) || reached <= halfWidth
    })
  })
  return () => rules.every((isKnown) => isKnown())
}

interface Taking {
  most: number
  /** Takes in the next replication: its values for each job. */
  take: (values: readonly Float64Array[]) => void
  contacts: () => number
  enough: () => boolean
}

/** Runs jobs side by side, a few replications at a time, and takes these in by their numbers, whatever the order in which workers finish. */
export async function runJobs(
  jobs: readonly ReplicationJob[],
  { runner = sameThreadRunner(), signal, onProgress, budgetSeconds, now }: RunOptions,
  { most, take, contacts, enough }: Taking,
): Promise<{ replications: number; stopped: Stopped }> {
  checkNumber('replications', most, { least: 1, whole: true })
  if (budgetSeconds !== undefined) {
    checkNumber('budgetSeconds', budgetSeconds, { above: 0 })
    if (!now)
      throw new KrarupError({
        code: 'MISSING',
        what: 'a budget in seconds needs a clock',
        where: { name: 'now' },
        how: 'give now: () => performance.now()',
      })
  }
  const ends =
    now !== undefined && budgetSeconds !== undefined ? now() + budgetSeconds * 1000 : Number.POSITIVE_INFINITY
  const sizes = jobs.map(({ model }) => layoutOf(model).size)
  const isLarge = sizes.reduce((sum, size) => sum + size) * REPLICATIONS_OF_TASK > LARGE_TASK
  const ofTask = isLarge && runner.splits ? 1 : REPLICATIONS_OF_TASK
  // Of a block that is not whole less is known than of one that is.
  const whole = Math.max(REPLICATIONS_OF_TASK, ...jobs.map(({ model }) => model.strata))
  const atOnce = Math.max(1, Math.floor(runner.parallel / jobs.length))
  // Single replications: one for each worker, and no more than there would be tasks.
  const ahead = ofTask === 1 ? Math.min(Math.ceil(atOnce / 2), Math.ceil(most / REPLICATIONS_OF_TASK)) : atOnce
  const underWay: Promise<Float64Array[]>[] = []
  let sent = 0
  let done = 0
  const runToEnd = async (): Promise<Stopped> => {
    for (;;) {
      if (done === most) return 'replications'
      if (signal?.aborted) return causeOf(signal)
      if (done > 0 && now && now() >= ends) return 'budget'
      while (sent < most && underWay.length < ahead) {
        const first = sent
        // Of a short budget something is to be had as soon as one replication is finished.
        const whole = budgetSeconds === undefined || sent >= REPLICATIONS_OF_TASK
        const count = Math.min(whole ? ofTask : 1, most - first)
        const task = Promise.all(jobs.map((job) => runner.run(job, first, count)))
        // A task that is given up may fail without anybody looking.
        task.catch(() => {})
        underWay.push(task)
        sent += count
      }
      const values = await beforeAbort(underWay.shift() as Promise<Float64Array[]>, signal)
      if (!values) return causeOf(signal)
      const count = values[0].length / sizes[0]
      for (let k = 0; k < count; k++) take(values.map((all, j) => all.subarray(k * sizes[j], (k + 1) * sizes[j])))
      done += count
      await onProgress?.({ replications: done, of: most, contacts: contacts() })
      const isWhole = done % (done > MANY && whole > REPLICATIONS_OF_TASK ? 10 * whole : whole) === 0 || done === most
      if (isWhole && done >= FEWEST_BEFORE_STOPPING && enough()) return 'precision'
    }
  }
  const stopped = await runToEnd()
  if (done === 0)
    throw new KrarupError({
      code: 'ABORTED',
      what:
        stopped === 'budget'
          ? 'the time was up before the first replication was finished'
          : 'stopped before the first replications were finished',
    })
  return { replications: done, stopped }
}

/** Why a signal was aborted. */
function causeOf(signal: AbortSignal | undefined): Stopped {
  return signal?.reason?.name === 'TimeoutError' ? 'budget' : 'aborted'
}

/** The value of a promise, or undefined where the signal comes first. */
async function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return promise
  let stop = () => {}
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
