import { sameThreadRunner } from '../sim/index.ts'
import { runCommandLine } from './program.ts'
import type { Terminal } from './terminal.ts'

export interface Run {
  status: number
  out: string
  notes: string
}

/** A terminal of 100 columns that hands on what it is told and shows no progress; replications run in this thread. */
export function recordingTerminal(out: (line: string) => void, note: (line: string) => void): Terminal {
  return {
    out,
    outInPieces: async (pieces) => out([...pieces].join('')),
    note,
    say: ({ text }) => note(text),
    progress: () => {},
    stdin: (async function* () {})(),
    width: 100,
    colour: false,
    unicode: true,
    signal: new AbortController().signal,
    endRequested: () => new AbortController().signal,
    env: {},
    now: () => 0,
    cores: 1,
    workers: async () => ({ ...sameThreadRunner(), close: () => {} }),
  }
}

/** Runs a command line on a terminal that keeps what it is told. */
export async function run(words: readonly string[], overrides: Partial<Terminal> = {}): Promise<Run> {
  const out: string[] = []
  const notes: string[] = []
  const terminal = recordingTerminal(
    (line) => out.push(line),
    (line) => notes.push(line),
  )
  const status = await runCommandLine(words, { ...terminal, ...overrides })
  return { status, out: out.join('\n'), notes: notes.join('\n') }
}

/** The same with a folder as the current one: what is written is written there. */
export async function runIn(folder: string, words: readonly string[], overrides: Partial<Terminal> = {}): Promise<Run> {
  const before = process.cwd()
  process.chdir(folder)
  try {
    return await run(words, overrides)
  } finally {
    process.chdir(before)
  }
}
