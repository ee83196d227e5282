import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { checkNumber } from '../../../domain/index.ts'
import { type WorkerLine, type WorkerRunner, workersRunner } from '../worker-messages.ts'

export type { WorkerRunner } from '../worker-messages.ts'

/**
 * Runs replications in worker threads. Idle workers do not keep a process alive; `close` ends them.
 *
 * @param workers default: as many as the machine runs at once
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { replicate } from 'krarup/sim'
 * import { workerThreads } from 'krarup/sim/node'
 * const scenario = {
 *   interval: 1800,
 *   queues: { general: { volume: [100, 120], aht: 300, groups: ['agents'] } },
 *   groups: { agents: { agents: 24 } },
 * }
 * const runner = workerThreads(2)
 * const { replications } = await replicate(scenario, { replications: 20, runner })
 * runner.close()
 * replications //=> 20
 * ```
 */
export function workerThreads(workers: number = availableParallelism()): WorkerRunner {
  checkNumber('workers', workers, { least: 1, whole: true })
  return workersRunner(Array.from({ length: workers }, threadLine))
}

/** A thread that starts with its first message: where there are fewer tasks than threads, the others would cost memory for nothing. */
function threadLine(): WorkerLine {
  let thread: Worker | undefined
  let listening: Parameters<WorkerLine['listen']> | undefined
  const started = () => {
    thread ??= newThread(listening)
    return thread
  }
  return {
    send: (message) => started().postMessage(message),
    listen: (...callbacks) => {
      listening = callbacks
    },
    hold: (held) => (held ? started().ref() : thread?.unref()),
    close: () => void thread?.terminate(),
  }
}

function newThread(listening: Parameters<WorkerLine['listen']> | undefined): Worker {
  // Without the process's own flags: some of them (--input-type, --eval) are for its main program alone, and a worker refuses to start with them.
  const thread = new Worker(new URL('./worker.js', import.meta.url), { execArgv: [] })
  if (listening) {
    thread.on('message', listening[0])
    thread.on('error', listening[1])
  }
  return thread
}
