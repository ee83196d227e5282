import type { Scenario } from '../../scenario/index.ts'
import { layoutOf, measureTally } from '../estimate/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { createTally, WAIT_BINS } from '../model/tally.ts'
import { simulate } from './simulate.ts'

/** Replications of a task. The number is fixed, because stopping rules look after whole tasks only; and small, so that many workers share a hundred replications evenly. */
export const REPLICATIONS_OF_TASK = 5

/** A scenario to be simulated again and again: a job. It is done in tasks of a few replications each. Crosses to a worker by structured clone. */
export interface ReplicationJob {
  model: CompiledModel
  seed: number
  /** What the model was compiled from: for runners that send it further than a worker of this machine. */
  scenario: Scenario
}

/** Replications `first` to `first + count - 1`: their values one after the other, as in `Layout`. */
export type RunTask = (first: number, count: number) => Float64Array<ArrayBuffer>

/** Runs tasks of one job, over and over on the same tally. */
export function jobRunner({ model, seed }: Pick<ReplicationJob, 'model' | 'seed'>): RunTask {
  const layout = layoutOf(model)
  const bins = model.queues * WAIT_BINS
  const tally = createTally(model, new Float64Array(0))
  return (first, count) => {
    const values = new Float64Array(count * layout.size)
    for (let k = 0; k < count; k++) {
      const own = values.subarray(k * layout.size, (k + 1) * layout.size)
      // Waits are counted where they are wanted: of thousands of queues their histograms are most of a tally.
      tally.answeredWaits = own.subarray(layout.answeredWaits, layout.answeredWaits + bins)
      tally.abandonedWaits = own.subarray(layout.abandonedWaits, layout.abandonedWaits + bins)
      simulate(model, seed, first + k, tally)
      measureTally(model, layout, tally, own)
    }
    return values
  }
}

/** Where tasks are run: in this thread, in worker threads, in web workers. The result is the same to the bit. */
export interface Runner {
  /** Tasks that it is useful to have under way at once. */
  readonly parallel: number
  /** Tasks of which the results are large may come as single replications, fewer of them at once: else thousands of queues would fill the memory with results that wait. */
  readonly splits?: boolean
  run(job: ReplicationJob, first: number, count: number): Promise<Float64Array<ArrayBuffer>>
}

/** Runs tasks one by one in the calling thread, which can do nothing else meanwhile. */
export function sameThreadRunner(): Runner {
  const started = new WeakMap<ReplicationJob, RunTask>()
  return {
    parallel: 1,
    splits: true,
    run: async (job, first, count) => {
      const runTask = started.get(job) ?? jobRunner(job)
      started.set(job, runTask)
      return runTask(first, count)
    },
  }
}
