import { randomUUID } from 'node:crypto'
import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { KrarupError } from '../../domain/index.ts'
import type { QueueAddress } from './address.ts'
import { connect, queuePackages } from './connection.ts'
import { pack, unpack } from './packing.ts'
import {
  errorSent,
  type ItemResult,
  type JobData,
  keysOf,
  PREFIX,
  PRESENCE_EVERY,
  RUN_SECONDS,
  resultSent,
  type WorkerPresence,
} from './protocol.ts'

export interface SenderOptions {
  /** Of this package: workers of another are not asked. */
  version: string
  /** Is told of the connection and of the workers that are there. */
  note: (line: string) => void
  /** Ends the run; what waits in the queue is taken back. */
  signal: AbortSignal
}

/** A queue of work, as who has the work sees it. */
export interface WorkQueue {
  /** Threads of the workers that were there when it was last looked. */
  readonly threads: number
  /** Announces what many items share; it is sent when the first of them is. */
  share(value: unknown): string
  /** Has an item computed by some worker. Items that wait at the same time travel together where they are quick to compute. */
  submit(kind: string, shared: string, item: unknown): Promise<unknown>
  close(): Promise<void>
}

interface Waiting {
  kind: string
  shared: string
  item: unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

interface Job {
  kind: string
  shared: string
  members: Waiting[]
  /** How often it was sent. */
  sent: number
  /** Looks in a row that did not find it in the queue. */
  unseen: number
}

/** A job should take so long that sending it is nothing beside it: seconds. */
const WORTH_SENDING = 0.5
/** A job that is lost so often is lost for a reason. */
const MOST_SENT = 5
/** Milliseconds without any worker after which somebody is told. */
const SILENCE = 4000
/** What may come back for a job, unfolded: bytes. */
const LARGEST_RESULT = 2 ** 31 - 1
/** Seconds of waiting for a result in one go. */
const LISTENING = 2

/**
 * Opens a queue of work.
 *
 * @throws {KrarupError} MISSING, CONNECTION
 */
export async function openWorkQueue(address: QueueAddress, options: SenderOptions): Promise<WorkQueue> {
  const packages = await queuePackages()
  const client = await connect(address, packages, options)
  const { queue: name } = keysOf(address, options.version)
  const queue = new packages.bullmq.Queue<JobData>(name, { connection: client as never, prefix: PREFIX })
  queue.on('error', () => {})
  const ear = client.duplicate({ lazyConnect: false })
  ear.on('error', () => {})
  return new Sender(address, options, client, ear, queue)
}

class Sender implements WorkQueue {
  threads = 0
  readonly #address: QueueAddress
  readonly #options: SenderOptions
  readonly #client: Redis
  /** A connection of its own: it does nothing but wait for results. */
  readonly #ear: Redis
  readonly #queue: Queue<JobData>
  readonly #run = randomUUID()
  readonly #keys: ReturnType<typeof keysOf>
  readonly #shared = new Map<string, { packed: Buffer; isThere: boolean }>()
  readonly #waiting: Waiting[] = []
  readonly #jobs = new Map<string, Job>()
  /** Seconds that an item of a kind has taken lately. */
  readonly #seconds = new Map<string, number>()
  #number = 0
  #closed = false
  #sending = false
  #silentSince = Date.now()
  #told = ''
  readonly #timer: NodeJS.Timeout

  constructor(address: QueueAddress, options: SenderOptions, client: Redis, ear: Redis, queue: Queue<JobData>) {
    this.#address = address
    this.#options = options
    this.#client = client
    this.#ear = ear
    this.#queue = queue
    this.#keys = keysOf(address, options.version)
    this.#timer = setInterval(() => void this.#look().catch(() => {}), PRESENCE_EVERY)
    void this.#look().catch(() => {})
    void this.#listen()
    options.signal.addEventListener('abort', () => this.#giveUp(stopped()), { once: true })
  }

  share(value: unknown): string {
    const id = String(this.#shared.size)
    this.#shared.set(id, { packed: pack(value), isThere: false })
    return id
  }

  submit(kind: string, shared: string, item: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#options.signal.aborted || this.#closed) return reject(stopped())
      this.#waiting.push({ kind, shared, item, resolve, reject })
      // Those that are handed over in the same breath can travel together.
      setImmediate(() => void this.#send())
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#timer)
    this.#giveUp(stopped())
    const { lease, results, shared } = this.#keys
    const end = async () => {
      await this.#client.del(
        lease(this.#run),
        results(this.#run),
        ...[...this.#shared.keys()].map((id) => shared(this.#run, id)),
      )
      for (const [id, { sent }] of this.#jobs) await this.#queue.remove(`${id}-${sent}`).catch(() => {})
      await this.#queue.close()
    }
    // A server that is gone is not waited for.
    await Promise.race([end().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1000).unref())])
    this.#ear.disconnect()
    this.#client.disconnect()
  }

  /** Hands jobs to the queue as long as the workers could run out of them. */
  async #send(): Promise<void> {
    if (this.#sending || this.#closed) return
    this.#sending = true
    try {
      while (this.#waiting.length > 0 && this.#jobs.size < 2 * Math.max(1, this.threads) + 1) {
        const members = this.#nextMembers()
        const id = `${this.#run}-${this.#number++}`
        const [{ kind, shared }] = members
        this.#jobs.set(id, { kind, shared, members, sent: 0, unseen: 0 })
        await this.#add(id)
      }
    } catch (error) {
      if (!this.#closed) this.#giveUp(error)
    } finally {
      this.#sending = false
    }
  }

  /** Several items of one kind that take long enough together, and leave some for every worker. */
  #nextMembers(): Waiting[] {
    const [{ kind, shared }] = this.#waiting
    const seconds = this.#seconds.get(kind)
    const enough = seconds === undefined ? 1 : Math.max(1, Math.floor(WORTH_SENDING / seconds))
    const fair = Math.ceil(this.#waiting.length / (2 * Math.max(1, this.threads)))
    let count = 1
    while (
      count < Math.min(enough, fair) &&
      this.#waiting[count]?.kind === kind &&
      this.#waiting[count].shared === shared
    )
      count++
    return this.#waiting.splice(0, count)
  }

  async #add(id: string): Promise<void> {
    const job = this.#jobs.get(id)
    if (!job) return
    job.sent++
    job.unseen = 0
    await this.#putShared(job.shared)
    const items = pack(job.members.map(({ item }) => item)).toString('base64')
    const data: JobData = { krarup: this.#options.version, run: this.#run, kind: job.kind, shared: job.shared, items }
    // A job whose id was there once is not run again: every try has a name of its own.
    await this.#queue.add(job.kind, data, {
      jobId: `${id}-${job.sent}`,
      removeOnComplete: true,
      removeOnFail: true,
    })
  }

  async #putShared(id: string): Promise<void> {
    const entry = this.#shared.get(id)
    if (!entry || entry.isThere) return
    entry.isThere = true
    const { lease, shared } = this.#keys
    await this.#client
      .multi()
      .set(lease(this.#run), this.#options.version, 'EX', RUN_SECONDS)
      .set(shared(this.#run, id), entry.packed, 'EX', RUN_SECONDS)
      .exec()
  }

  /** Takes results as they come. A connection that is lost is sought again by the client. */
  async #listen(): Promise<void> {
    while (!this.#closed) {
      try {
        const found = await this.#ear.blpopBuffer(this.#keys.results(this.#run), LISTENING)
        if (found) await this.#take(found[1])
      } catch (error) {
        if (this.#closed) return
        if (error instanceof KrarupError) this.#giveUp(error)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }

  async #take(message: Buffer): Promise<void> {
    const { head, packed } = resultSent(message)
    const id = head.job.replace(/-\d+$/, '')
    const job = this.#jobs.get(id)
    // A job that was done twice comes twice.
    if (!job) return
    if (head.lacks !== undefined) {
      const entry = this.#shared.get(head.lacks)
      if (entry) entry.isThere = false
      return this.#add(id)
    }
    this.#jobs.delete(id)
    if (head.error) for (const { reject } of job.members) reject(errorSent(head.error))
    else this.#handOut(job, unpack(packed, LARGEST_RESULT), head.seconds)
    void this.#send()
  }

  #handOut({ kind, members }: Job, results: unknown, seconds: number): void {
    const each = seconds / members.length
    const before = this.#seconds.get(kind)
    this.#seconds.set(kind, before === undefined ? each : 0.7 * before + 0.3 * each)
    for (const [index, { resolve, reject }] of members.entries()) {
      const result = (Array.isArray(results) ? results[index] : undefined) as ItemResult | undefined
      if (result && 'value' in result) resolve(result.value)
      else reject(result?.error ? errorSent(result.error) : new Error('a worker answered something else'))
    }
  }

  #giveUp(error: unknown): void {
    const all = [...this.#waiting.splice(0), ...[...this.#jobs.values()].flatMap(({ members }) => members.splice(0))]
    for (const { reject } of all) reject(error)
  }

  /** Every few seconds: who is there; what is ours stays; jobs that a server or a worker has lost are sent again. */
  async #look(): Promise<void> {
    if (this.#closed || this.#client.status !== 'ready') return
    await this.#countWorkers()
    const { lease, shared, results } = this.#keys
    const live = [...this.#shared].filter(([, { isThere }]) => isThere).map(([id]) => shared(this.#run, id))
    const pipeline = this.#client.pipeline()
    for (const key of [lease(this.#run), results(this.#run), ...live]) pipeline.expire(key, RUN_SECONDS)
    await pipeline.exec()
    await this.#findLost()
    void this.#send()
  }

  async #findLost(): Promise<void> {
    if ((await this.#client.llen(this.#keys.results(this.#run))) > 0) return
    for (const [id, job] of this.#jobs) {
      if (job.sent === 0) continue
      const state = await this.#queue.getJobState(`${id}-${job.sent}`)
      // What has just been finished is gone from the queue, and its result is on the way: it is looked for twice.
      job.unseen = state === 'unknown' ? job.unseen + 1 : 0
      if (job.unseen < 2 || !this.#jobs.has(id)) continue
      if (job.sent < MOST_SENT) await this.#add(id)
      else
        this.#giveUp(
          new KrarupError({
            code: 'CONNECTION',
            what: `a piece of work was lost ${MOST_SENT} times`,
            how: 'its workers may run out of memory over it: see what they say, and start them with more memory',
          }),
        )
    }
  }

  async #countWorkers(): Promise<void> {
    const { workers, worker } = this.#keys
    const ids = await this.#client.smembers(workers)
    const said = ids.length > 0 ? await this.#client.mget(...ids.map(worker)) : []
    const gone = ids.filter((_, index) => said[index] === null)
    if (gone.length > 0) await this.#client.srem(workers, ...gone)
    const present = said.flatMap((text) => (text === null ? [] : [presenceOf(text)]))
    const ours = present.filter(({ krarup }) => krarup === this.#options.version)
    this.threads = ours.reduce((sum, { threads }) => sum + threads, 0)
    const others = [...new Set(present.map(({ krarup }) => krarup))].filter(
      (krarup) => krarup !== this.#options.version,
    )
    if (ours.length > 0) this.#silentSince = Number.POSITIVE_INFINITY
    else if (this.#silentSince === Number.POSITIVE_INFINITY) this.#silentSince = Date.now()
    const also =
      others.length > 0
        ? `; there are workers of krarup ${others.join(', ')}, and this is ${this.#options.version}`
        : ''
    if (ours.length > 0)
      this.#tell(
        `${ours.length} ${ours.length === 1 ? 'worker' : 'workers'} with ${this.threads} ${this.threads === 1 ? 'thread' : 'threads'} at ${this.#address.shown}${also}`,
      )
    else if (Date.now() - this.#silentSince > SILENCE)
      this.#tell(`no worker is at ${this.#address.shown}${also}; on any machine: krarup work ${this.#address.shown}`)
  }

  #tell(line: string): void {
    if (line === this.#told) return
    this.#told = line
    this.#options.note(line)
  }
}

function presenceOf(text: string): WorkerPresence {
  try {
    const { krarup, threads } = JSON.parse(text) as WorkerPresence
    return { krarup: String(krarup).slice(0, 40), threads: Number.isInteger(threads) && threads > 0 ? threads : 1 }
  } catch {
    return { krarup: 'unknown', threads: 1 }
  }
}

function stopped(): KrarupError {
  return new KrarupError({ code: 'ABORTED', what: 'stopped' })
}
