import { Worker } from 'node:worker_threads'
import { formatDuration, KrarupError } from '../../domain/index.ts'
import { type ErrorSent, errorSent, type PackedJob } from '../../io/queue/index.ts'

export interface PoolOptions {
  threads: number
  /** Bytes that a message may unfold to. */
  most: number
  /** Seconds that a job may take. */
  seconds: number
}

/** Threads that compute jobs, one each at a time. A job that takes too long, or too much memory, ends its thread and nothing else. */
export interface Pool {
  compute(job: PackedJob): Promise<Uint8Array>
  close(): void
}

/** Megabytes of a thread's heap for each megabyte of a message, and at least. */
const HEAP = { times: 8, least: 2048 }

export function threadPool({ threads, most, seconds }: PoolOptions): Pool {
  const start = () =>
    new Worker(new URL('./thread.js', import.meta.url), {
      execArgv: [],
      workerData: { most },
      resourceLimits: { maxOldGenerationSizeMb: Math.max(HEAP.least, (HEAP.times * most) / 1e6) },
    })
  const free: Worker[] = Array.from({ length: threads }, start)
  const all = new Set(free)
  let closed = false
  return {
    compute: (job) =>
      new Promise((resolve, reject) => {
        const thread = free.pop() ?? start()
        all.add(thread)
        const done = () => {
          clearTimeout(timer)
          // Each by its name: without those of its own, a thread's messages come no more.
          thread.off('message', answered).off('error', failed).off('exit', ended)
        }
        const lose = (error: unknown) => {
          done()
          all.delete(thread)
          void thread.terminate()
          if (!closed) free.push(start())
          reject(error)
        }
        const answered = (message: { results: Uint8Array } | { error: ErrorSent }) => {
          done()
          free.push(thread)
          if ('results' in message) resolve(message.results)
          else reject(errorSent(message.error))
        }
        const failed = (error: Error) => lose(broken(error))
        const ended = () => lose(broken(new Error('its thread ended')))
        const timer = setTimeout(() => lose(tooLong(seconds)), seconds * 1000)
        thread.on('message', answered).on('error', failed).on('exit', ended)
        thread.postMessage(job)
      }),
    close: () => {
      closed = true
      for (const thread of [...all, ...free]) void thread.terminate()
    },
  }
}

function tooLong(seconds: number): KrarupError {
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `a job took longer than this worker allows: ${formatDuration(seconds)}`,
    how: 'krarup work takes --time-limit; fewer replications make jobs shorter',
  })
}

function broken(error: Error & { code?: string }): KrarupError {
  const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return new KrarupError(
    {
      code: 'OUT_OF_RANGE',
      what: memory
        ? 'a job needs more memory than a worker gives it'
        : `a job ended its worker's thread: ${error.message}`,
      how: memory ? 'krarup work takes --most-megabytes; memory grows with it' : 'please report it, with the scenario',
    },
    { cause: error },
  )
}
