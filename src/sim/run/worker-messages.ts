import { jobRunner, type ReplicationJob, type Runner, type RunTask } from './replication-job.ts'

/** What a worker is told. A job is sent once, before its first task. */
export type ToWorker =
  | { type: 'job'; job: number; about: Pick<ReplicationJob, 'model' | 'seed'> }
  | { type: 'task'; job: number; first: number; count: number }

/** What a worker answers, in the order of the tasks it was told. */
export type FromWorker = { values: Float64Array<ArrayBuffer> } | { failed: unknown }

/** Jobs that a worker keeps ready. Both ends forget the oldest by the same rule, so that a sweep of a thousand what-ifs does not fill the memory. */
const MOST_JOBS = 4

function forgetOldest(jobs: Map<number, unknown> | Set<number>): void {
  if (jobs.size < MOST_JOBS) return
  const [oldest] = jobs.keys()
  jobs.delete(oldest)
}

/** The far end: answers the messages of one worker. */
export function workerAnswers(): (message: ToWorker) => FromWorker | undefined {
  const jobs = new Map<number, RunTask>()
  return (message) => {
    try {
      if (message.type === 'task') return { values: jobs.get(message.job)!(message.first, message.count) }
      forgetOldest(jobs)
      jobs.set(message.job, jobRunner(message.about))
      return undefined
    } catch (failed) {
      return { failed }
    }
  }
}

/** A worker as the near end sees it. */
export interface WorkerLine {
  send(message: ToWorker): void
  /** Calls back with every answer, and once with what broke the worker. */
  listen(answered: (answer: FromWorker) => void, broken: (error: unknown) => void): void
  /** Keeps the process alive while something is awaited, where there is a process. */
  hold?(held: boolean): void
  close(): void
}

export interface WorkerRunner extends Runner {
  /** Ends the workers, at once: tasks under way are lost. */
  close(): void
}

/** Tasks that wait at a worker beside the one it runs, so that it never waits for the calling thread. */
const IN_HAND = 2

/** Shares tasks among workers: each goes to the one with the fewest in hand. */
export function workersRunner(lines: readonly WorkerLine[]): WorkerRunner {
  const numbers = new WeakMap<ReplicationJob, number>()
  let jobs = 0
  let closed = false
  const workers = lines.map((line) => {
    const worker = {
      line,
      known: new Set<number>(),
      waiting: [] as Waiting[],
      broken: undefined as { error: unknown } | undefined,
    }
    line.listen(
      (answer) => {
        const { resolve, reject } = worker.waiting.shift() as Waiting
        if (worker.waiting.length === 0) line.hold?.(false)
        if ('values' in answer) resolve(answer.values)
        else reject(answer.failed)
      },
      (error) => {
        worker.broken = { error }
        for (const { reject } of worker.waiting.splice(0)) reject(error)
      },
    )
    line.hold?.(false)
    return worker
  })
  return {
    parallel: lines.length * IN_HAND,
    splits: true,
    run: (job, first, count) =>
      new Promise((resolve, reject) => {
        const worker = workers.reduce((best, each) => (each.waiting.length < best.waiting.length ? each : best))
        if (worker.broken) return reject(worker.broken.error)
        if (closed) return reject(new Error('the runner is closed'))
        const number = numbers.get(job) ?? jobs++
        numbers.set(job, number)
        if (!worker.known.has(number)) {
          forgetOldest(worker.known)
          worker.known.add(number)
          worker.line.send({ type: 'job', job: number, about: { model: job.model, seed: job.seed } })
        }
        worker.waiting.push({ resolve, reject })
        worker.line.hold?.(true)
        worker.line.send({ type: 'task', job: number, first, count })
      }),
    close: () => {
      closed = true
      for (const { line } of workers) line.close()
    },
  }
}

interface Waiting {
  resolve: (values: Float64Array<ArrayBuffer>) => void
  reject: (error: unknown) => void
}
