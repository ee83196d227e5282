import { checkNumber } from '../../../domain/index.ts'
import {
  type FromWorker,
  type ToWorker,
  type WorkerLine,
  type WorkerRunner,
  workersRunner,
} from '../worker-messages.ts'

export type { WorkerRunner } from '../worker-messages.ts'

/** The part of a web worker that is used here. */
export interface WebWorker {
  postMessage(message: ToWorker): void
  onmessage: ((event: { data: FromWorker }) => void) | null
  onerror: ((event: { message: string }) => void) | null
  terminate(): void
}

declare const Worker: new (url: URL, options: { type: 'module' }) => WebWorker
declare const navigator: { hardwareConcurrency?: number }

/**
 * Runs replications in web workers. `close` ends them.
 *
 * The default worker is the module `worker.js` beside this one; bundlers that know `new Worker(new URL(...))` pack it by themselves. With another one, pack
 * `krarup/sim/browser/worker` and hand over what starts it.
 *
 * @param workers default: as many as the machine runs at once
 * @param start starts one worker
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function webWorkers(
  workers: number = navigator.hardwareConcurrency ?? 1,
  start: () => WebWorker = startWorker,
): WorkerRunner {
  checkNumber('workers', workers, { least: 1, whole: true })
  return workersRunner(Array.from({ length: workers }, () => webLine(start())))
}

function startWorker(): WebWorker {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
}

function webLine(worker: WebWorker): WorkerLine {
  return {
    send: (message) => worker.postMessage(message),
    listen: (answered, broken) => {
      worker.onmessage = ({ data }) => answered(data)
      worker.onerror = ({ message }) => broken(new Error(message))
    },
    close: () => worker.terminate(),
  }
}
