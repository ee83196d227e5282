import { faultOf } from './fault.ts'
import type { Reply } from './worker-client.ts'

type Handler = (value: never, progress: (value: unknown) => void) => unknown

/** Answers what a page asks of its worker, by name. */
export function answer(handlers: Readonly<Record<string, Handler>>): void {
  const reply = (message: Reply) => postMessage(message)
  addEventListener('message', async ({ data }: MessageEvent<{ id: number; what: string; value: unknown }>) => {
    const { id, what, value } = data
    try {
      const answered = await handlers[what](value as never, (told) => reply({ id, kind: 'progress', value: told }))
      reply({ id, kind: 'answer', value: answered })
    } catch (error) {
      reply({ id, kind: 'error', fault: faultOf(error) })
    }
  })
}

/** Lets messages through between two pieces of work: a timer would wait longer each time. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
