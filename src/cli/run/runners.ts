import { KrarupError } from '../../domain/index.ts'
import { isQueueAddress, readQueueAddress, type WorkQueue } from '../../io/queue/index.ts'
import type { ReplicationJob, Runner } from '../../sim/index.ts'
import type { PointFigures, PointRunner, SweepBase } from '../../whatif/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { VERSION } from '../version.ts'
import type { Options } from './words.ts'

/** Who computes: threads of this machine, or workers of others. */
export interface Runners {
  runner: Runner
  pointRunner?: PointRunner
  /** Where work is shared over a queue. */
  queue?: WorkQueue
  close(): Promise<void>
}

/** Tasks of replications under way at once, for each thread of the workers: some run, some wait, some are being summed up. */
const TASKS_OF_THREAD = 4
const FEWEST_TASKS = 8
/** Points under way at once. They are small until they are sent. */
const MOST_POINTS = 4096

/**
 * The workers that a command's options ask for.
 *
 * @throws {KrarupError} CONFLICT, and what a queue says
 */
export async function runnersOf(options: Options, terminal: Terminal): Promise<Runners> {
  const queue = await queueOf(options, terminal)
  if (!queue) {
    const runner = await terminal.workers(options.whole('workers', 1))
    return { runner, close: async () => runner.close() }
  }
  return { runner: queueRunner(queue), pointRunner: queuePoints(queue), queue, close: () => queue.close() }
}

/** The queue of work that `--queue` names; where that option also takes names of queues of contacts, an address is told by its beginning. */
export async function queueOf(options: Options, terminal: Terminal): Promise<WorkQueue | undefined> {
  const text = options.text('queue') ?? options.list('queue').find(isQueueAddress)
  if (text === undefined) return undefined
  const other = ['workers', 'part'].find((option) => options.text(option) !== undefined)
  if (other !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what:
        other === 'part'
          ? 'a part is computed here, and --queue has it computed elsewhere'
          : '--workers are of this machine, and --queue has the work done by others',
      how: other === 'part' ? 'take one of the two' : 'give --workers to krarup work',
    })
  const { openWorkQueue } = await import('../../io/queue/index.ts')
  return openWorkQueue(readQueueAddress(text, terminal.env.REDISCLI_AUTH), {
    version: VERSION,
    note: terminal.note,
    signal: terminal.signal,
  })
}

/** Words of a command that reads a history, where `--queue` names queues of contacts, without the address of a queue of work. */
export function withoutAddresses(words: Words): Words {
  const { queue } = words
  return Array.isArray(queue) ? { ...words, queue: queue.filter((each) => !isQueueAddress(each)) } : words
}

/** Replications on other machines. */
function queueRunner(queue: WorkQueue): Runner {
  const shared = new WeakMap<ReplicationJob, string>()
  return {
    get parallel() {
      return Math.max(FEWEST_TASKS, TASKS_OF_THREAD * queue.threads)
    },
    run: async (job, first, count) => {
      // Of the model only its kind of replications travels: optimise and plans look at single days.
      const { scenario, seed, model } = job
      const id = shared.get(job) ?? queue.share({ scenario, seed, crude: model.crude })
      shared.set(job, id)
      const values = await queue.submit('replications', id, { first, count })
      if (values instanceof Float64Array && values.length % count === 0) return values as Float64Array<ArrayBuffer>
      throw otherAnswer()
    },
  }
}

/** Points of a sweep on other machines. */
function queuePoints(queue: WorkQueue): PointRunner {
  const shared = new WeakMap<SweepBase['runs'], string>()
  return {
    parallel: MOST_POINTS,
    point: async (scenario, base) => {
      const id = shared.get(base.runs) ?? queue.share(base)
      shared.set(base.runs, id)
      const figures = (await queue.submit('points', id, scenario)) as PointFigures | null
      if (Array.isArray(figures?.entities)) return figures
      throw otherAnswer()
    },
  }
}

function otherAnswer(): Error {
  return new Error('a worker answered something else')
}
