/** A hundred queues of two years of half hours, two weeks ahead with intervals: one model, and the automatic choice for a part of them, on one and on two worker threads. */
import { Worker } from 'node:worker_threads'
import { madeCentre } from './forecast-made.ts'
import { type Claim, finish } from './harness.ts'

const QUEUES = 100
/** The automatic choice takes several models with their pasts: a tenth of the queues shows what it takes. */
const AUTOMATIC = 10
const claims: Claim[] = []
const histories = Array.from({ length: QUEUES }, (_, queue) => madeCentre(730, queue))

async function seconds(workers: readonly Worker[], queues: number, model: string): Promise<number> {
  const begun = performance.now()
  await Promise.all(
    workers.map(
      (worker, w) =>
        new Promise((resolve, reject) => {
          worker.once('message', resolve)
          worker.once('error', reject)
          worker.postMessage({
            histories: histories.slice(0, queues).filter((_, i) => i % workers.length === w),
            model,
          })
        }),
    ),
  )
  return (performance.now() - begun) / 1000
}

const workers = [0, 1].map(() => new Worker(new URL('./forecast-many.worker.mjs', import.meta.url)))
// Both have their code loaded and warm before the clock runs.
await Promise.all(workers.map((worker) => seconds([worker], 1, 'auto')))
for (const [model, queues] of [
  ['seasonal-naive', QUEUES],
  ['count-regression', QUEUES],
  ['auto', AUTOMATIC],
] as const) {
  const one = await seconds(workers.slice(0, 1), queues, model)
  const two = await seconds(workers, queues, model)
  claims.push({
    name: `${queues} queues x 2 years, ${model}: two cores`,
    unit: 's',
    ours: two,
    reference: one,
    referenceName: 'one core',
    ratio: one / two,
  })
}
await Promise.all(workers.map((worker) => worker.terminate()))
finish(import.meta.url, claims)
