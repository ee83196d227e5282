import { checkKeys, checkNumber, type Keys, KrarupError } from '../../domain/index.ts'
import type { Scenario } from '../../scenario/index.ts'
import {
  compareRuns,
  contactsOf,
  DEFAULT_CONFIDENCE,
  type Difference,
  type Differences,
  keepWholeRun,
  layoutOf,
  startWholeRuns,
} from '../estimate/index.ts'
import { hundredths } from './hundredths.ts'
import {
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

export interface Comparison extends Differences {
  seed: number
  stopped: Stopped
}

export interface CompareOptions extends RunOptions {
  /** Go on until the differences of all of these are known so well, looked at as `replicate` does. */
  precision?: readonly Precision[]
}

const COMPARE_KEYS = { ...RUN_KEYS, precision: 1 } as const satisfies Keys<CompareOptions>

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
  const jobs = [replicationJob(before, options), replicationJob(after, options)]
  const layouts = jobs.map(({ model }) => layoutOf(model))
  const placesOf = jobs.map(hundredths)
  const kept = jobs.map(({ model }, j) => startWholeRuns(model, layouts[j], placesOf[j]))
  const differences = () => compareRuns(kept[0], kept[1], confidence)
  const isPrecise = precision && differencesRule(precision, jobs, differences)
  let contacts = 0
  const { replications, stopped } = await runJobs(jobs, options, {
    most: options.replications ?? (precision ? MOST_REPLICATIONS : DEFAULT_REPLICATIONS),
    take: (values) => {
      values.forEach((all, j) => {
        keepWholeRun(kept[j], layouts[j], all, placesOf[j])
        contacts += contactsOf(layouts[j], all)
      })
    },
    contacts: () => contacts,
    enough: () => isPrecise?.() ?? false,
  })
  return { seed: jobs[0].seed, stopped, ...differences(), replications }
}

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
