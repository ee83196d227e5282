import type { Fault } from './fault.ts'
import { loadPart } from './parts.ts'

/** What a worker sends back: progress any number of times, then an answer or what went wrong. */
export type Reply =
  | { id: number; kind: 'progress'; value: unknown }
  | { id: number; kind: 'answer'; value: unknown }
  | { id: number; kind: 'error'; fault: Fault }

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
  onProgress: ((value: never) => void) | undefined
}

/** A worker of the site: asked by name, with an answer for each question. */
export class WorkerClient {
  readonly #part: string
  #worker: Promise<Worker> | undefined
  readonly #waiting = new Map<number, Waiting>()
  #count = 0

  constructor(part: string) {
    this.#part = part
  }

  ask<Answer>(what: string, value: unknown, onProgress?: (value: never) => void): Promise<Answer> {
    const id = ++this.#count
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress })
      this.#worker ??= this.#start()
      this.#worker.then((worker) => worker.postMessage({ id, what, value }), reject)
    })
  }

  /** Ends the worker at once, with all that it knows; whoever waits is told. */
  stop(): void {
    void this.#worker?.then((worker) => worker.terminate())
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(new Stopped())
    this.#waiting.clear()
  }

  async #start(): Promise<Worker> {
    const text = await loadPart(this.#part)
    const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    const worker = new Worker(address)
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#take(data))
    worker.addEventListener('error', (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message))
      this.#waiting.clear()
    })
    return worker
  }

  #take(reply: Reply): void {
    const asked = this.#waiting.get(reply.id)
    if (!asked) return
    if (reply.kind === 'progress') asked.onProgress?.(reply.value as never)
    else {
      this.#waiting.delete(reply.id)
      if (reply.kind === 'answer') asked.resolve(reply.value)
      else asked.reject(new WorkerError(reply.fault))
    }
  }
}

/** The user has stopped what was under way. */
export class Stopped extends Error {
  constructor() {
    super('stopped')
  }
}

/** An error of a worker. */
export class WorkerError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}
