import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import type { Message } from '../domain/messages/index.ts'
import type { WorkerRunner } from '../sim/run/node/index.ts'
import { EXIT } from './exit.ts'
import { shownLine, shownText } from './shown-text.ts'

/** What a command may touch of the machine: handed in, so that tests hand in their own. */
export interface Terminal {
  /** A line of the answer. */
  out(line: string): void
  /** The same for a line that may be longer than a string can be; each piece is fetched when the one before has been taken. */
  outInPieces(pieces: Iterable<string>): Promise<void>
  /** A remark or an error. */
  note(line: string): void
  /** A remark, in the language that is asked for. */
  say(message: Message): void
  /** Rewrites one line of progress; silent where nobody watches. `undefined` wipes it. */
  progress(line: string | undefined): void
  stdin: AsyncIterable<Uint8Array>
  /** Columns. */
  width: number
  colour: boolean
  /** Block characters and rules can be shown. */
  unicode: boolean
  /** Aborted on the first Ctrl-C. */
  signal: AbortSignal
  /** From its first call on, a request to end (SIGTERM) does not end the process: it aborts this signal. */
  endRequested(): AbortSignal
  /** What the environment says, by name. */
  env: Readonly<Record<string, string | undefined>>
  /** Milliseconds of some clock. */
  now(): number
  /** Threads that the machine runs at once; 1 where none can be started. */
  cores: number
  /** Workers that run replications: so many, or as many as the machine runs at once. */
  workers(count: number | undefined): Promise<WorkerRunner>
}

/** Columns where nobody watches: a pipe or a file. */
const DEFAULT_WIDTH = 100

/** Milliseconds between two rewrites of the progress line; also how long a run stays silent at first. */
const PROGRESS_PAUSE = 200
const PROGRESS_SILENCE = 1000

/** COLUMNS, where somebody has set it, before what the terminal says of itself. */
export function widthOf(columns: string | undefined, ofTerminal: number | undefined): number {
  const said = Number(columns)
  return Number.isInteger(said) && said > 0 ? said : (ofTerminal ?? DEFAULT_WIDTH)
}

/** FORCE_COLOR and NO_COLOR as they are usual; else colour where a terminal that has it reads. */
export function hasColour({ FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && !NO_COLOR && TERM !== 'dumb'
}

/** Ends a process whose answer cannot be printed. */
async function endForOutput(host: NodeJS.Process, cause: Error): Promise<void> {
  const { standardOutputError } = await import('../io/index.ts')
  host.stderr.write(`error: ${standardOutputError(cause).message}\n`)
  host.exit(EXIT.badInput)
}

/** The terminal that a process stands in. COLUMNS, FORCE_COLOR, NO_COLOR and pipes are respected. */
export function processTerminal(host: NodeJS.Process): Terminal {
  const abort = new AbortController()
  host.once('SIGINT', () => abort.abort())
  let read = true
  host.stdout.on('error', (error: NodeJS.ErrnoException) => {
    const isFirst = read
    read = false
    // A reader that has seen enough (`krarup plan | head`) is no fault.
    if (error.code !== 'EPIPE' && isFirst) void endForOutput(host, error)
  })
  const started = performance.now()
  let shownAt = 0
  let isShown = false
  const wipe = () => {
    if (isShown) host.stderr.write('\r\u001b[2K')
    isShown = false
  }
  // A pipe or a file gets the answer as it is: it is data there.
  const shown = (text: string) => (host.stdout.isTTY ? shownLine(text) : text)
  const note = (line: string) => {
    wipe()
    host.stderr.write(`${shownText(line)}\n`)
  }
  return {
    out: (line) => {
      wipe()
      if (read) host.stdout.write(`${shown(line)}\n`)
    },
    outInPieces: async (pieces) => {
      wipe()
      for (const piece of pieces) {
        if (!read) return
        // A reader that has gone is an error of the stream, and heard of above.
        if (host.stdout.write(shown(piece)) === false) await once(host.stdout, 'drain').catch(() => {})
      }
      if (read) host.stdout.write('\n')
    },
    note,
    say: ({ text }) => note(text),
    progress: (line) => {
      if (!host.stderr.isTTY) return
      if (line === undefined) return wipe()
      const now = performance.now()
      if (now - started < PROGRESS_SILENCE || now - shownAt < PROGRESS_PAUSE) return
      shownAt = now
      wipe()
      host.stderr.write(shownText(line).slice(0, (host.stderr.columns ?? DEFAULT_WIDTH) - 1))
      isShown = true
    },
    // Node opens it when it is first looked at: most commands never do.
    stdin: { [Symbol.asyncIterator]: () => host.stdin[Symbol.asyncIterator]() },
    width: widthOf(host.env.COLUMNS, host.stdout.columns),
    colour: hasColour(host.env, Boolean(host.stdout.isTTY)),
    unicode: host.env.TERM !== 'dumb',
    signal: abort.signal,
    endRequested: () => {
      const end = new AbortController()
      host.once('SIGTERM', () => end.abort())
      return end.signal
    },
    env: host.env,
    now: () => performance.now(),
    cores: availableParallelism(),
    workers: async (count) => (await import('../sim/run/node/index.ts')).workerThreads(count),
  }
}
