/**
 * A hundred queues of two years of half hours, two weeks ahead with intervals: one model, and the automatic choice for a part of them, on one and on two worker threads.
 * Beside another commit, the whole `krarup plan` of 600 queues with eight weeks of half hours, eight weeks ahead.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { formatPlainDateTime } from '../src/domain/index.ts'
import { againstBuild, raceBuilds } from './against.ts'
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
if (againstBuild() !== undefined) claims.push(...planOfMany(600))
finish(import.meta.url, claims)

/** Rounds are few, for one takes minutes. */
function planOfMany(queues: number): Claim[] {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-many-'))
  try {
    const file = join(folder, 'history.csv')
    writeFileSync(file, Array.from({ length: queues }, (_, queue) => rowsOf(queue)).join(''))
    return raceBuilds(
      { name: `krarup plan, ${queues} queues x 8 weeks`, rounds: 2, memory: true },
      { command: ['plan', file, '--days', '56', '--force', '--out', join(folder, 'plan.csv')] },
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Eight weeks of a queue, open from 8 to 20 h, a row a half hour. The first queue has the headings before it. */
function rowsOf(queue: number): string {
  const { start, interval, values } = madeCentre(56, queue)
  let text = queue === 0 ? 'start,queue,offered,aht\n' : ''
  for (let i = 0; i < values.length; i++) {
    const hour = ((i * interval) / 3600) % 24
    if (hour < 8 || hour >= 20) continue
    text += `${formatPlainDateTime(start + i * interval)},Queue ${queue + 1},${values[i]},${180 + (queue % 240)}\n`
  }
  return text
}
