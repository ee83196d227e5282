import { Stopped, WorkerClient } from './worker-client.ts'

/** Milliseconds after which work is said to take long, and after which it is given up for something newer. */
const LONG = 400

/**
 * Asks a worker what is asked again and again, of which only the newest answer counts. A question that waits is dropped for a newer one, and so is one that is worked on for long:
 * its worker is ended, for nothing else interrupts a computation.
 */
export class NewestOnly {
  readonly #client: WorkerClient
  readonly #takesLong: (isLong: boolean) => void
  /** Of the question that is worked on. */
  #work: 'begun' | 'long' | undefined
  #waiting: { begin(): void; drop(): void } | undefined

  /** @param takesLong is told when work begins to take long, and when it is over */
  constructor(part: string, takesLong: (isLong: boolean) => void) {
    this.#client = new WorkerClient(part)
    this.#takesLong = takesLong
  }

  /** The answer; undefined where a newer question took its place, or it was cancelled. */
  ask<Answer>(what: string, value: unknown): Promise<Answer | undefined> {
    if (this.#work === undefined) return this.#run(what, value)
    this.#waiting?.drop()
    const answer = new Promise<Answer | undefined>((resolve, reject) => {
      this.#waiting = {
        begin: () => this.#run<Answer>(what, value).then(resolve, reject),
        drop: () => resolve(undefined),
      }
    })
    if (this.#work === 'long') this.#client.stop()
    return answer
  }

  /** Gives up what is worked on, and what waits. */
  cancel(): void {
    this.#waiting?.drop()
    this.#waiting = undefined
    this.#client.stop()
  }

  async #run<Answer>(what: string, value: unknown): Promise<Answer | undefined> {
    this.#work = 'begun'
    const timer = setTimeout(() => {
      this.#work = 'long'
      if (this.#waiting) this.#client.stop()
      else this.#takesLong(true)
    }, LONG)
    try {
      return await this.#client.ask<Answer>(what, value)
    } catch (error) {
      if (error instanceof Stopped) return undefined
      throw error
    } finally {
      clearTimeout(timer)
      this.#takesLong(false)
      this.#work = undefined
      const next = this.#waiting
      this.#waiting = undefined
      next?.begin()
    }
  }
}
