import { setImmediate } from 'node:timers/promises'
import { toCsv, writeFileAtomic } from '../../io/index.ts'
import { type CsvRows, casesCsvRows, type Language, type PrintOptions, type QueueCases } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import type { Options } from './words.ts'

/** One answer in the three forms a user can ask for. */
export interface Answer {
  lines: () => string[]
  json: () => unknown
  csv: () => CsvRows
}

/** Prints an answer as the options ask: `--json`, `--csv`, else lines for people. */
export function printAnswer(terminal: Terminal, options: Options, answer: Answer): void {
  if (options.has('json')) {
    terminal.out(JSON.stringify(answer.json()))
  } else if (options.has('csv')) {
    const { headings, rows } = answer.csv()
    terminal.out(toCsv(headings, rows).trimEnd())
  } else {
    for (const line of answer.lines()) terminal.out(line)
  }
}

/** The language that is asked for. */
export function languageOf(options: Options): Language {
  return options.choice('lang', ['en', 'zh']) ?? 'en'
}

/** How an answer is printed on this terminal. */
export function printOptions(options: Options, { width, colour, unicode }: Terminal): Required<PrintOptions> {
  return { width, colour, unicode, language: languageOf(options) }
}

/** Writes the file of --cases, where one is asked for. */
export async function writeCases(
  path: string | undefined,
  cases: readonly QueueCases[],
  options: Options,
  terminal: Terminal,
): Promise<void> {
  if (path === undefined) return
  const { headings, rows } = casesCsvRows(cases)
  await writeFileAtomic(path, toCsv(headings, rows), { force: options.has('force') })
  terminal.note(`wrote ${path}`)
}

/** Lets a Ctrl-C through between two pieces of work. */
export async function breathe(terminal: Terminal): Promise<void> {
  await setImmediate()
  terminal.signal.throwIfAborted()
}
