import { KrarupError } from '../../domain/index.ts'
import type { QueueAddress } from './address.ts'

/** BullMQ puts this before its keys, and we before ours. */
export const PREFIX = 'krarup'

/** Seconds after which what a process has said of itself is forgotten, unless it says it again. */
export const PRESENCE_SECONDS = 10
/** Between two times of saying it: milliseconds. */
export const PRESENCE_EVERY = 3000
/** Seconds after which what a run has left in Redis is forgotten, where its sender was killed. */
export const RUN_SECONDS = 600

/** Names of keys. A version has a BullMQ queue of its own, so that no worker is handed what another version has sent. */
export function keysOf({ name }: Pick<QueueAddress, 'name'>, version: string) {
  const own = `${PREFIX}-run:${name}`
  return {
    queue: `${name}@${version}`,
    /** Ids of workers of every version, and what each says of itself. */
    workers: `${own}:workers`,
    worker: (id: string) => `${own}:worker:${id}`,
    /** There as long as the sender of a run is. */
    lease: (run: string) => `${own}:${run}:lease`,
    shared: (run: string, id: string) => `${own}:${run}:shared:${id}`,
    results: (run: string) => `${own}:${run}:results`,
  }
}

/** What a worker says of itself. */
export interface WorkerPresence {
  krarup: string
  threads: number
}

/** What BullMQ carries. Large things are kept beside it, by their ids. */
export interface JobData {
  krarup: string
  run: string
  kind: string
  /** What many jobs of the run share. */
  shared: string
  /** Packed: a list of things to be computed one after the other. */
  items: string
}

/** What comes back: this as a line of JSON, and after it, packed, a list of an {@link ItemResult} for each item. */
export interface ResultHead {
  job: string
  /** Seconds that it took to compute. */
  seconds: number
  /** What is wrong with all items. */
  error?: ErrorSent
  /** What the worker did not find: it has to be sent again. */
  lacks?: string
}

/** What became of one item. */
export type ItemResult = { value: unknown } | { error: ErrorSent }

export function resultToSend(head: ResultHead, packed: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), packed])
}

/** @throws {KrarupError} UNREADABLE */
export function resultSent(message: Buffer): { head: ResultHead; packed: Buffer } {
  const end = message.indexOf('\n')
  try {
    const head = JSON.parse(message.toString('utf8', 0, end)) as ResultHead
    if (typeof head.job === 'string' && typeof head.seconds === 'number')
      return { head, packed: message.subarray(end + 1) }
  } catch {
    // Told below.
  }
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a result of krarup' })
}

/** An error as it travels. */
export interface ErrorSent {
  code?: string
  what: string
  how?: string
  name?: string
}

export function errorToSend(error: unknown): ErrorSent {
  if (!(error instanceof KrarupError)) return { what: error instanceof Error ? error.message : String(error) }
  const { code, what, how, where } = error
  return {
    code,
    what,
    ...(how === undefined ? {} : { how }),
    ...(where?.name === undefined ? {} : { name: where.name }),
  }
}

export function errorSent({ code, what, how, name }: ErrorSent): Error {
  if (code === undefined) return new Error(`on a worker: ${what}`)
  return new KrarupError({
    code: code as never,
    what,
    ...(how === undefined ? {} : { how }),
    ...(name === undefined ? {} : { where: { name } }),
  })
}

/**
 * What a job says, checked: it may come from anybody who can write to the server.
 *
 * @throws {KrarupError} UNREADABLE; CONFLICT for another version
 */
export function checkJobData(data: unknown, version: string): JobData {
  const words = ['krarup', 'run', 'kind', 'shared', 'items'] as const
  const record = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>
  if (!words.every((word) => typeof record[word] === 'string'))
    throw new KrarupError({ code: 'UNREADABLE', what: 'not a job of krarup' })
  if (record.krarup !== version)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the job is of krarup ${String(record.krarup).slice(0, 40)}, and this worker is ${version}`,
      how: 'install the same version on all machines',
    })
  if (!/^[\w-]{1,80}$/.test(record.run as string) || !/^[\w-]{1,80}$/.test(record.shared as string))
    throw new KrarupError({ code: 'UNREADABLE', what: 'not a job of krarup: names that no run has' })
  return record as unknown as JobData
}
