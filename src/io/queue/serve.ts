import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Job } from 'bullmq'
import { KrarupError } from '../../domain/index.ts'
import type { QueueAddress } from './address.ts'
import { connect, queuePackages } from './connection.ts'
import { tooLarge } from './packing.ts'
import {
  checkJobData,
  errorToSend,
  type JobData,
  keysOf,
  PREFIX,
  PRESENCE_EVERY,
  PRESENCE_SECONDS,
  RUN_SECONDS,
  resultToSend,
  type WorkerPresence,
} from './protocol.ts'

/** A job with all that it needs, still packed: nothing of it is looked at before it is checked. */
export interface PackedJob {
  kind: string
  /** Name of what many jobs share, and what it is. */
  shared: { id: string; packed: Uint8Array }
  items: Uint8Array
}

export interface ServeOptions {
  version: string
  /** Jobs at a time. */
  threads: number
  /** Computes a job: a packed list of an `ItemResult` for each item. */
  compute: (job: PackedJob) => Promise<Uint8Array>
  /** Bytes of a message, packed. */
  most: number
  note: (line: string) => void
  /** Takes no more jobs, finishes what it has, and ends. */
  signal: AbortSignal
  /** Ends when there was nothing to do for so long: milliseconds. */
  idle?: number
  /** The connection stands, and the worker is seen. */
  onReady?: () => void
  onProgress?: (jobs: number, running: number) => void
}

/** A job of a worker that has died is given to another after these milliseconds. */
const LOCK = 10_000
/** Workers that may die over a job before it is given up. BullMQ would fail it after the second, whatever its attempts. */
const MOST_STALLED = 5
/** Sets of shared things that are kept at hand. */
const MOST_SHARED = 4

/**
 * Serves a queue of work until it is told to stop, or has had nothing to do for long.
 *
 * @returns jobs that were done
 * @throws {KrarupError} MISSING, CONNECTION
 */
export async function serveWorkQueue(address: QueueAddress, options: ServeOptions): Promise<{ jobs: number }> {
  const { version, threads, compute, most, note, signal, idle, onReady, onProgress } = options
  const packages = await queuePackages()
  const client = await connect(address, packages, options)
  const keys = keysOf(address, version)
  const sharedAtHand = new Map<string, Uint8Array>()
  const id = `${hostname().replaceAll(/[^\w.-]/g, '')}-${process.pid}-${randomUUID().slice(0, 8)}`
  let jobs = 0
  let running = 0
  let busyAt = Date.now()

  const sharedOf = async ({ run, shared }: JobData): Promise<Uint8Array | undefined> => {
    const key = keys.shared(run, shared)
    const known = sharedAtHand.get(key)
    if (known) return known
    if ((await client.strlen(key)) > most) throw tooLarge(most)
    const packed = await client.getBuffer(key)
    if (!packed) return undefined
    if (sharedAtHand.size >= MOST_SHARED) sharedAtHand.delete([...sharedAtHand.keys()][0])
    sharedAtHand.set(key, packed)
    return packed
  }
  const answerTo = async ({ id: job = '', data }: Job<JobData>): Promise<Buffer | undefined> => {
    const began = performance.now()
    const seconds = () => (performance.now() - began) / 1000
    try {
      const checked = checkJobData(data, version)
      // Nobody waits for it any more: its sender has ended, or was killed.
      if (!(await client.exists(keys.lease(checked.run)))) return undefined
      if (checked.items.length > most) throw tooLarge(most)
      const packed = await sharedOf(checked)
      if (!packed) return resultToSend({ job, lacks: checked.shared, seconds: 0 })
      const shared = { id: keys.shared(checked.run, checked.shared), packed }
      const items = Buffer.from(checked.items, 'base64')
      const results = await compute({ kind: checked.kind, shared, items })
      return resultToSend({ job, seconds: seconds() }, results)
    } catch (error) {
      if (error instanceof KrarupError) note(`a job was refused: ${error.what}`)
      return resultToSend({ job, error: errorToSend(error), seconds: seconds() })
    }
  }
  const worker = new packages.bullmq.Worker<JobData>(
    keys.queue,
    async (job) => {
      running++
      onProgress?.(jobs, running)
      try {
        const answer = await answerTo(job)
        if (answer) {
          const results = keys.results(job.data.run)
          await client.multi().rpush(results, answer).expire(results, RUN_SECONDS).exec()
          jobs++
        }
      } finally {
        running--
        busyAt = Date.now()
        onProgress?.(jobs, running)
      }
    },
    {
      connection: client as never,
      prefix: PREFIX,
      concurrency: threads,
      lockDuration: LOCK,
      stalledInterval: LOCK / 2,
      maxStalledCount: MOST_STALLED,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
  )
  // What is wrong with the connection is told by the connection itself.
  worker.on('error', () => {})
  const presence: WorkerPresence = { krarup: version, threads }
  const sayHere = async () => {
    if (client.status !== 'ready') return
    await client
      .multi()
      .sadd(keys.workers, id)
      .set(keys.worker(id), JSON.stringify(presence), 'EX', PRESENCE_SECONDS)
      .exec()
  }
  await sayHere()
  onReady?.()
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      void sayHere().catch(() => {})
      if (idle !== undefined && running === 0 && Date.now() - busyAt > idle) end()
    }, PRESENCE_EVERY)
    const end = () => {
      clearInterval(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
  const leave = async () => {
    await client.multi().srem(keys.workers, id).del(keys.worker(id)).exec()
    await worker.close()
  }
  if (client.status === 'ready') await leave().catch(() => {})
  else await worker.close(true).catch(() => {})
  client.disconnect()
  return { jobs }
}
