import { availableParallelism } from 'node:os'
import { readQueueAddress, serveWorkQueue } from '../../io/queue/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import { threadPool } from '../jobs/pool.ts'
import type { Terminal } from '../terminal.ts'
import { VERSION } from '../version.ts'
import { Options } from './words.ts'

/** What a job may take where nothing else is said. */
const LIMITS = { seconds: 3600, megabytes: 256 }

/** `krarup work`: computes what others put into a queue, until it is told to end. */
export async function runWork(text: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const threads = options.whole('workers', 1) ?? availableParallelism()
  const seconds = options.duration('timeLimit') ?? LIMITS.seconds
  const most = (options.whole('mostMegabytes', 1) ?? LIMITS.megabytes) * 1e6
  const idle = options.duration('idle')
  const address = readQueueAddress(text, terminal.env.REDISCLI_AUTH)
  const signal = AbortSignal.any([terminal.signal, terminal.endRequested()])
  const pool = threadPool({ threads, most, seconds })
  try {
    const serving = serveWorkQueue(address, {
      version: VERSION,
      threads,
      compute: pool.compute,
      most,
      note: terminal.note,
      signal,
      ...(idle === undefined ? {} : { idle: idle * 1000 }),
      onReady: () =>
        terminal.note(
          `working for ${address.shown} with ${threads} ${threads === 1 ? 'thread' : 'threads'}; Ctrl-C ends after the jobs in hand`,
        ),
      onProgress: (jobs, running) => terminal.progress(`${jobs} jobs done, ${running} in hand`),
    })
    const { jobs } = await serving
    terminal.progress(undefined)
    terminal.note(`${jobs} ${jobs === 1 ? 'job' : 'jobs'} done`)
  } finally {
    pool.close()
  }
  return EXIT.done
}
