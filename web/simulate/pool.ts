import { type Runner, sameThreadRunner } from 'krarup/sim'
import { type WebWorker, type WorkerRunner, webWorkers } from 'krarup/sim/browser'
import type { Workers } from './types.ts'

let address: string | undefined

/** Workers that are kept from one run to the next, and ended with the run that is stopped. */
export class Pool {
  #runner: WorkerRunner | undefined
  #stop = new AbortController()
  #count = 0

  /** Starts a run: its workers, and the signal that ends it. */
  begin({ script, count }: Workers): { runner: Runner; signal: AbortSignal } {
    this.#stop = new AbortController()
    // A browser whose workers start none themselves computes in this one.
    if (typeof Worker === 'undefined') return { runner: sameThreadRunner(), signal: this.#stop.signal }
    if (this.#count !== count) this.#close()
    this.#count = count
    // An address that the page made is of another origin for a worker from file://.
    address ??= URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
    const from = address
    this.#runner ??= webWorkers(count, () => new Worker(from) as unknown as WebWorker)
    return { runner: this.#runner, signal: this.#stop.signal }
  }

  /** What is under way in the workers would go on to the end of its batch: they are ended. */
  stop(): void {
    this.#stop.abort()
    this.#close()
  }

  #close(): void {
    this.#runner?.close()
    this.#runner = undefined
  }
}
