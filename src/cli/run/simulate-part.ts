import { commandSays } from '../../domain/messages/index.ts'
import { type ReplicationTask, type Runner, replicationTasks, type Scenario } from '../../sim/index.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { type Batch, type Batches, digestOf } from './batches.ts'
import type { Runners } from './runners.ts'
import type { Options } from './words.ts'

interface Settings {
  replications?: number
  seed?: number
  crude?: boolean
}

/** `--part` of `krarup simulate`: some of the replications, a few in each batch, into a file. */
export async function simulatePart(
  scenario: Scenario,
  { options, batches, terminal, ...settings }: Settings & { options: Options; batches: Batches; terminal: Terminal },
): Promise<number> {
  const { job, tasks } = replicationTasks(scenario, settings)
  const store = await batches.open(aboutReplications(scenario, settings))
  const keyOf = taskKeys(scenario, settings)
  const mine = tasks.filter((_, index) => batches.isMine(index))
  const left = mine.filter((task) => store?.get(keyOf(task)) === undefined)
  const runner = await terminal.workers(options.whole('workers', 1))
  let done = mine.length - left.length
  const waiting = left.values()
  // As many at a time as the workers take; each is kept as soon as it is there.
  const hand = async () => {
    for (const task of waiting) {
      if (terminal.signal.aborted) return
      await store?.put(keyOf(task), await runner.run(job, task.first, task.count))
      done++
      terminal.progress(`simulated ${done} of ${mine.length} batches of replications`)
    }
  }
  try {
    await Promise.all(Array.from({ length: runner.parallel }, hand))
  } finally {
    runner.close()
    terminal.progress(undefined)
  }
  if (done === mine.length) return batches.toldPart(tasks.length)
  terminal.say(commandSays('stoppedPart', { done: { count: done }, all: { count: mine.length } }))
  return EXIT.interrupted
}

/** Answers from finished points: what `replicate` makes of them is what it would have made of a simulation. */
export async function keptRunner(scenario: Scenario, batches: Batches, settings: Settings): Promise<Runners> {
  const { tasks } = replicationTasks(scenario, settings)
  const store = await batches.open(aboutReplications(scenario, settings))
  const keyOf = taskKeys(scenario, settings)
  batches.checkWhole(tasks.map((task): Batch => ({ key: keyOf(task), name: taskTold(task) })))
  const runner: Runner = {
    parallel: 1,
    run: async (_, first, count) => store?.get(keyOf({ first, count })) as Float64Array<ArrayBuffer>,
  }
  return { runner, close: async () => {} }
}

function aboutReplications(scenario: Scenario, { seed = 1, replications, crude = false }: Settings) {
  return {
    scenario: digestOf(scenario),
    seed: String(seed),
    replications: String(replications ?? 'default'),
    crude: String(crude),
  }
}

function taskKeys(scenario: Scenario, { seed = 1, crude = false }: Settings): (task: ReplicationTask) => string {
  const about = digestOf(['replications', scenario, seed, crude])
  return ({ first, count }) => digestOf([about, first, count])
}

function taskTold({ first, count }: ReplicationTask): string {
  return count === 1 ? `replication ${first + 1}` : `replications ${first + 1} to ${first + count}`
}
