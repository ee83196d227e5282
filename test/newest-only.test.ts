import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

/** What `web/shared/newest-only.ts` exports; its own types are those of a browser. */
interface NewestOnly {
  ask(what: string, value: unknown): Promise<unknown>
  cancel(): void
}
type Reply = { kind: 'answer'; value: unknown } | { kind: 'error'; fault: { message: string } }

/** Milliseconds after which work takes long. */
const LONG = 400

/** A worker that answers when the test says so. */
class FakeWorker {
  static all: FakeWorker[] = []
  readonly asked: { id: number; value: unknown }[] = []
  isEnded = false
  #listener: (event: { data: unknown }) => void = () => {}

  constructor() {
    FakeWorker.all.push(this)
  }

  addEventListener(kind: string, listener: (event: { data: unknown }) => void) {
    if (kind === 'message') this.#listener = listener
  }

  postMessage(question: { id: number; value: unknown }) {
    this.asked.push(question)
  }

  terminate() {
    this.isEnded = true
  }

  reply(reply: Reply) {
    this.#listener({ data: { id: this.asked.at(-1)!.id, ...reply } })
  }
}

/** The page's way to a part: a script that hands over its text. */
const document = {
  createElement: () => ({ src: '', addEventListener() {} }),
  head: {
    append: ({ src }: { src: string }) => {
      const handOver = Reflect.get(globalThis, 'krarupPart') as (name: string, text: string) => void
      handOver(/parts\/(.*)\.js/.exec(src)![1], '')
    },
  },
}

let makeNewestOnly: new (part: string, takesLong: (isLong: boolean) => void) => NewestOnly
beforeAll(async () => {
  ;({ NewestOnly: makeNewestOnly } = await import(new URL('../web/shared/newest-only.ts', import.meta.url).href))
})
afterAll(() => {
  Reflect.deleteProperty(globalThis, 'krarupPart')
})

let told: boolean[]
let newest: NewestOnly
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('document', document)
  FakeWorker.all = []
  told = []
  newest = new makeNewestOnly('planner', (isLong) => told.push(isLong))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Lets what has been promised happen, and so many milliseconds pass. */
const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
const ask = (value: unknown) => newest.ask('plan', value)
const asked = () => FakeWorker.all.map((worker) => worker.asked.map(({ value }) => value))
const worker = () => FakeWorker.all.at(-1)!

describe('the newest question alone', () => {
  it('is worked on after the one under way; those between are dropped', async () => {
    const answers = [1, 2, 3, 4].map(ask)
    await pass()
    expect(asked()).toEqual([[1]])
    worker().reply({ kind: 'answer', value: 'one' })
    await pass()
    expect(asked()).toEqual([[1, 4]])
    worker().reply({ kind: 'answer', value: 'four' })
    expect(await Promise.all(answers)).toEqual(['one', undefined, undefined, 'four'])
    expect(FakeWorker.all[0].isEnded).toBe(false)
  })

  it('ends a worker that takes long over an older one, as soon as it has taken long', async () => {
    const answers = [1, 2].map(ask)
    await pass(LONG - 1)
    expect(worker().isEnded).toBe(false)
    await pass(1)
    expect(FakeWorker.all.map(({ isEnded }) => isEnded)).toEqual([true, false])
    expect(asked()).toEqual([[1], [2]])
    worker().reply({ kind: 'answer', value: 'two' })
    expect(await Promise.all(answers)).toEqual([undefined, 'two'])
  })

  it('and at once where it has taken long already, which was said', async () => {
    const first = ask(1)
    await pass(LONG)
    expect(told).toEqual([true])
    // Asked in the very millisecond it waited for the older one to end, for its time was measured by two clocks.
    const second = ask(2)
    await pass()
    expect(await first).toBeUndefined()
    expect(asked()).toEqual([[1], [2]])
    expect(told).toEqual([true, false])
    worker().reply({ kind: 'answer', value: 'two' })
    expect(await second).toBe('two')
    // The clock of the older one is not that of the newer.
    await pass(2 * LONG)
    expect(told).toEqual([true, false, false])
  })

  it('cancelled: the worker ends, nobody waits for ever, and the next question gets a new one', async () => {
    const answers = [1, 2].map(ask)
    await pass()
    newest.cancel()
    expect(await Promise.all(answers)).toEqual([undefined, undefined])
    expect(worker().isEnded).toBe(true)
    expect(asked()).toEqual([[1]])
    const next = ask(3)
    await pass()
    expect(asked()).toEqual([[1], [3]])
    worker().reply({ kind: 'answer', value: 'three' })
    expect(await next).toBe('three')
  })

  it('hears of an error, and the one that waits is asked all the same', async () => {
    const [first, second] = [1, 2].map(ask)
    const failed = expect(first).rejects.toThrow('no handle time')
    await pass()
    worker().reply({ kind: 'error', fault: { message: 'no handle time' } })
    await failed
    await pass()
    worker().reply({ kind: 'answer', value: 'two' })
    expect(await second).toBe('two')
  })
})
