import { setImmediate } from 'node:timers/promises'
import { type FileContent, toCsv } from '../../io/index.ts'
import { type CsvRows, casesCsvRows, type Language, type PrintOptions, type QueueCases } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckedFiles } from './files.ts'
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
    terminal.out(csvText(options, answer.csv()).replace(/\r\n$/, ''))
  } else {
    for (const line of answer.lines()) terminal.out(line)
  }
}

/** A table as it is written to a CSV file. */
export function csvText(options: Options, { headings, rows }: CsvRows): string {
  return toCsv(headings, rows, { rawText: options.has('rawText') })
}

/** The language that is asked for. */
export function languageOf(options: Options): Language {
  return options.choice('lang', ['en', 'zh']) ?? 'en'
}

/** How an answer is printed on this terminal. */
export function printOptions(options: Options, { width, colour, unicode }: Terminal): Required<PrintOptions> {
  return { width, colour, unicode, language: languageOf(options) }
}

/** The file of --cases, where one is asked for. */
export function casesFile(options: Options, cases: readonly QueueCases[]): FileContent[] {
  const path = options.text('cases')
  if (path === undefined) return []
  return [{ path, content: csvText(options, casesCsvRows(cases)) }]
}

/** Writes what a command has to write, all of it or nothing, and says so. */
export async function writeAnswers(
  files: CheckedFiles,
  contents: readonly FileContent[],
  terminal: Terminal,
): Promise<void> {
  if (contents.length === 0) return
  await files.write(contents)
  for (const { path } of contents) terminal.note(`wrote ${path}`)
}

/** Lets a Ctrl-C through between two pieces of work. */
export async function breathe(terminal: Terminal): Promise<void> {
  await setImmediate()
  terminal.signal.throwIfAborted()
}
