import { runCommandLine } from './program.ts'
import type { Terminal } from './terminal.ts'

export interface Run {
  status: number
  out: string
  notes: string
}

/** Runs a command line on a terminal that keeps what it is told. */
export async function run(words: readonly string[], overrides: Partial<Terminal> = {}): Promise<Run> {
  const out: string[] = []
  const notes: string[] = []
  const status = await runCommandLine(words, {
    out: (line) => out.push(line),
    note: (line) => notes.push(line),
    progress: () => {},
    stdin: (async function* () {})(),
    width: 100,
    colour: false,
    unicode: true,
    signal: new AbortController().signal,
    now: () => 0,
    ...overrides,
  })
  return { status, out: out.join('\n'), notes: notes.join('\n') }
}
