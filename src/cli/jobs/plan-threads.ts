import { Worker } from 'node:worker_threads'
import type { History, QueueHistory } from '../../domain/index.ts'
import { type Plan, type PlannedGroup, type PlanOptions, planInParts } from '../../plan/index.ts'

/** What a thread is started with. */
export interface PlanThreadTask {
  history: History
  settings: PlanOptions
  /** The number of the next group that nobody has taken; all threads count in it. */
  next: Int32Array
}

/** A group as a thread hands it over; without its plan where that failed. */
export interface PlanThreadResult {
  index: number
  planned?: PlannedGroup
}

export interface PlanOnThreadsOptions {
  /** This one is one of them. */
  threads: number
  /** Called between groups, so that the others' results can come in; throws where the work is to end. */
  onProgress: (done: number, groups: number) => Promise<void>
}

/**
 * `makePlan` on several cores: threads take group after group until none is left, this one too. A group is planned by the same function wherever it is, so the plan is that of one thread, to the bit.
 *
 * @param history its sequences are moved to memory that all threads see, for each would make a copy of its own otherwise
 * @throws {KrarupError} as `makePlan`; of several groups with a fault, that of the first
 */
export async function planOnThreads(
  history: History,
  settings: PlanOptions,
  { threads, onProgress }: PlanOnThreadsOptions,
): Promise<Plan> {
  shareMemory(history)
  const { groups, planOne, assemble } = planInParts(history, settings)
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const planned: PlannedGroup[] = []
  const failed: number[] = []
  let done = 0
  const put = ({ index, planned: plan }: PlanThreadResult) => {
    done++
    if (plan) planned[index] = plan
    else failed.push(index)
  }
  const task: PlanThreadTask = { history, settings, next }
  const workers = Array.from(
    { length: threads - 1 },
    () => new Worker(new URL('./plan-thread.js', import.meta.url), { execArgv: [], workerData: task }),
  )
  const ended = workers.map(
    (worker) =>
      new Promise<void>((resolve, reject) => {
        worker.on('message', put)
        worker.on('error', reject)
        worker.on('exit', () => resolve())
      }),
  )
  // Who fails while this thread computes is heard of at the end.
  const others = Promise.allSettled(ended)
  try {
    await takeGroups({
      groups,
      next,
      planOne,
      put: async (result) => {
        put(result)
        await onProgress(done, groups.length)
      },
    })
    for (const end of await others) if (end.status === 'rejected') throw end.reason
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  // Once more, here, where its error is as it was thrown.
  if (failed.length > 0) await planOne(groups[Math.min(...failed)])
  return assemble(planned)
}

/**
 * Plans groups until none is left. A group that fails ends it for all: those in hand elsewhere come before it or just behind, so that of all groups with a fault the first is among those that were tried.
 */
export async function takeGroups({
  groups,
  next,
  planOne,
  put,
}: {
  groups: readonly string[]
  next: Int32Array
  planOne: (group: string) => Promise<PlannedGroup>
  put: (result: PlanThreadResult) => Promise<void> | void
}): Promise<void> {
  for (let index = Atomics.add(next, 0, 1); index < groups.length; index = Atomics.add(next, 0, 1)) {
    const planned = await planOne(groups[index]).catch(() => Atomics.store(next, 0, groups.length))
    await put(typeof planned === 'number' ? { index } : { index, planned })
  }
}

function shareMemory({ queues }: History): void {
  for (const [i, queue] of queues.entries()) queues[i] = sharedQueue(queue)
}

function sharedQueue(queue: QueueHistory): QueueHistory {
  const measures = Object.entries(queue.measures).map(([name, values]) => {
    const shared = new Float64Array(new SharedArrayBuffer(values.byteLength))
    shared.set(values)
    return [name, shared]
  })
  const state = new Uint8Array(new SharedArrayBuffer(queue.state.byteLength))
  state.set(queue.state)
  return { ...queue, state, measures: Object.fromEntries(measures) as QueueHistory['measures'] }
}
