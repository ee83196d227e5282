import {
  checkNumber,
  DAY_SECONDS,
  type History,
  INTERVALS,
  intervalsPerDay,
  KrarupError,
  type QueueHistory,
} from '../../domain/index.ts'
import { type PlanOptions, planInParts } from '../../plan/index.ts'
import { replicationTasks, type Scenario, sameThreadRunner } from '../../sim/index.ts'
import { pointFigures, type SweepBase } from '../../whatif/index.ts'
import { type BacktestSettings, backtestQueue } from './backtest-queue.ts'

/** Computes one item of a kind of work, from what its items share. Both come from a queue and are checked as any input; nothing in them is ever run as code. */
type Compute = (item: unknown) => unknown

/** Kinds of work that go over a queue. What is in a message is data: a scenario, numbers, a history. */
const KINDS: { readonly [kind: string]: (shared: unknown) => Compute | Promise<Compute> } = {
  replications,
  points,
  backtest,
  plan,
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
  const { scenario, seed, crude } = recordOf(shared)
  const { job } = replicationTasks(recordOf(scenario) as unknown as Scenario, {
    seed: seed as number,
    crude: crude === true,
  })
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

/** Backtests of queues. */
function backtest(shared: unknown): Compute {
  const settings = recordOf(shared) as unknown as BacktestSettings
  checkNumber('origins', settings.origins, { least: 1, whole: true })
  return (item) => backtestQueue(checkedQueue(item), settings)
}

/** Groups of a plan. */
function plan(shared: unknown): Compute {
  const { history, settings } = recordOf(shared)
  const { interval, queues } = recordOf(history)
  if (!Array.isArray(queues)) throw noMessage('a history has queues')
  for (const queue of queues) checkedQueue(queue, interval)
  const { planOne } = planInParts(history as unknown as History, recordOf(settings) as PlanOptions)
  return (group) => planOne(String(group))
}

/** A queue's history of the form that forecasts take for granted: all its sequences of one length, and whole days. */
function checkedQueue(value: unknown, length?: unknown): QueueHistory {
  const { queue, start, interval, state, measures } = recordOf(value)
  if (typeof queue !== 'string') throw noMessage('a queue has a name')
  const places = INTERVALS.find((each) => each === interval && (length === undefined || each === length))
  if (places === undefined) throw noMessage(`the interval of ${queue} is none`)
  if (typeof start !== 'number' || start % DAY_SECONDS !== 0) throw noMessage(`${queue} does not begin at midnight`)
  if (!(state instanceof Uint8Array) || state.length % intervalsPerDay(places) !== 0 || state.some((each) => each > 2))
    throw noMessage(`${queue} has no whole days`)
  const all = Object.values(recordOf(measures))
  if (!all.every((each) => each instanceof Float64Array && each.length === state.length))
    throw noMessage(`the sequences of ${queue} are not of one length`)
  return value as QueueHistory
}

function noMessage(what: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what: `not a message of krarup: ${what}` })
}

/** @throws {KrarupError} UNREADABLE */
function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw noMessage('a record is expected')
}
