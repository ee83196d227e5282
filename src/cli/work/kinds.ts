import { checkNumber, KrarupError } from '../../domain/index.ts'
import { replicationTasks, type Scenario, sameThreadRunner } from '../../sim/index.ts'
import { pointFigures, type SweepBase } from '../../whatif/index.ts'

/** Computes one item of a kind of work, from what its items share. Both come from a queue and are checked as any input; nothing in them is ever run as code. */
type Compute = (item: unknown) => unknown

/** Kinds of work that go over a queue. What is in a message is data: a scenario, numbers, a history. */
const KINDS: { readonly [kind: string]: (shared: unknown) => Compute | Promise<Compute> } = {
  replications,
  points,
}

/**
 * What computes the items of a kind of work.
 *
 * @throws {KrarupError} UNREADABLE for a kind or a message that is not known here; whatever is wrong with the scenario
 */
export async function computerOf(kind: string, shared: unknown): Promise<Compute> {
  if (!Object.hasOwn(KINDS, kind))
    throw new KrarupError({ code: 'UNREADABLE', what: 'a kind of work that is not known here', value: kind })
  return KINDS[kind](shared)
}

/** Replications of a scenario: values of each, as `replicate` takes them in. */
function replications(shared: unknown): Compute {
  const { scenario, seed } = recordOf(shared)
  const { job } = replicationTasks(recordOf(scenario) as unknown as Scenario, { seed: seed as number })
  const runner = sameThreadRunner()
  return (item) => {
    const { first, count } = recordOf(item)
    checkNumber('first', first as number, { least: 0, whole: true })
    checkNumber('count', count as number, { least: 1, most: MOST_REPLICATIONS, whole: true })
    return runner.run(job, first as number, count as number)
  }
}

/** More are not asked for at once. */
const MOST_REPLICATIONS = 1000

/** Points of a sweep. */
function points(shared: unknown): Compute {
  const { scenario, runs, settings } = recordOf(shared)
  const base = {
    scenario: recordOf(scenario),
    runs: recordOf(runs),
    settings: recordOf(settings),
  } as unknown as SweepBase
  return (item) => pointFigures(recordOf(item) as unknown as Scenario, base)
}

/** @throws {KrarupError} UNREADABLE */
function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a message of krarup: a record is expected' })
}
