import { layoutOf, measureTally } from '../estimate/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { createTally } from '../model/tally.ts'
import { simulate } from './simulate.ts'

/** Replications of a batch. It is fixed, because stopping rules look only at whole batches; small, so that many workers share a hundred replications evenly. */
export const BATCH = 5

/** What every batch of a run has in common; crosses to a worker by structured clone. */
export interface ReplicationJob {
  model: CompiledModel
  seed: number
}

/** Replications `first` to `first + count - 1`: their values one after the other, as in `Layout`. */
export type RunBatch = (first: number, count: number) => Float64Array<ArrayBuffer>

/** Runs batches of one job, over and over on the same tally. */
export function batchRunner({ model, seed }: ReplicationJob): RunBatch {
  const layout = layoutOf(model)
  const tally = createTally(model)
  return (first, count) => {
    const values = new Float64Array(count * layout.size)
    for (let k = 0; k < count; k++) {
      simulate(model, seed, first + k, tally)
      measureTally(model, layout, tally, values.subarray(k * layout.size, (k + 1) * layout.size))
    }
    return values
  }
}

/** Where batches are run: in this thread, in worker threads, in web workers. The result is the same to the bit. */
export interface Runner {
  /** Batches that it is useful to have under way at once. */
  readonly parallel: number
  run(job: ReplicationJob, first: number, count: number): Promise<Float64Array<ArrayBuffer>>
}

/** Runs batches one by one in the calling thread, which can do nothing else during a batch. */
export function sameThreadRunner(): Runner {
  const started = new WeakMap<ReplicationJob, RunBatch>()
  return {
    parallel: 1,
    run: async (job, first, count) => {
      const runBatch = started.get(job) ?? batchRunner(job)
      started.set(job, runBatch)
      return runBatch(first, count)
    },
  }
}
