import { basename, extname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { KrarupError, LANGUAGES, type Language } from '../../domain/index.ts'
import { commandSays } from '../../domain/messages/index.ts'
import { type CsvForm, type FileContent, toCsv } from '../../io/index.ts'
import {
  type CsvRows,
  casesCsvRows,
  type PrintOptions,
  type QueueCases,
  tableWorkbook,
  toXlsx,
  type Workbook,
} from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { ANSWER_FORMATS, type CheckedFiles, formatOf } from './files.ts'
import { jsonPieces } from './json-pieces.ts'
import type { Options } from './words.ts'

/** One answer in the three forms a user can ask for. */
export interface Answer {
  lines: () => string[]
  json: () => unknown
  csv: () => CsvRows
  /** The workbook, where it is more than the rows of the CSV. */
  workbook?: () => Workbook
  /** How the history that it is made from is written, for `--csv-locale same`. */
  form?: CsvForm | undefined
}

/** Prints an answer as the options ask: `--json`, `--csv`, else lines for people. */
export async function printAnswer(terminal: Terminal, options: Options, answer: Answer): Promise<void> {
  if (options.has('json')) {
    await terminal.outInPieces(jsonPieces(answer.json()))
  } else if (options.has('csv')) {
    terminal.out(csvText(options, answer.csv(), answer.form).replace(/\r\n$/, ''))
  } else {
    for (const line of answer.lines()) terminal.out(line)
  }
}

/** Writes an answer to the file of `--out`, where one is named, together with other files of the command, and prints it. */
export async function giveAnswer(
  files: CheckedFiles,
  options: Options,
  terminal: Terminal,
  answer: Answer,
  others: readonly FileContent[] = [],
): Promise<void> {
  const out = options.text('out')
  const own = out === undefined ? [] : [{ path: out, content: await answerContent(out, options, answer) }]
  await writeAnswers(files, [...others, ...own], terminal)
  await printAnswer(terminal, options, answer)
}

/** An answer as CSV or, by the file's ending, as a workbook or JSON. */
export async function answerContent(path: string, options: Options, answer: Answer): Promise<FileContent['content']> {
  const format = formatOf(path, ANSWER_FORMATS)
  if (format === 'JSON') return jsonLine(answer.json())
  if (format === 'CSV') return csvText(options, answer.csv(), answer.form)
  if (answer.workbook) return toXlsx(answer.workbook())
  const title = basename(path, extname(path))
  return toXlsx(tableWorkbook(answer.csv(), { title, generated: today(), language: languageOf(options) }))
}

function* jsonLine(value: unknown): Generator<string> {
  yield* jsonPieces(value)
  yield '\n'
}

/** The day on which something is made. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** A table as it is written to a CSV file. */
export function csvText(options: Options, { headings, rows }: CsvRows, form?: CsvForm): string {
  return toCsv(headings, rows, { rawText: options.has('rawText'), ...csvForm(options, form) })
}

/** The marks that `--csv-locale` asks for; `same` are those of the history, where there is one. */
function csvForm(options: Options, ofHistory: CsvForm | undefined): Partial<CsvForm> {
  const tag = options.text('csvLocale')
  if (tag === undefined) return {}
  if (tag !== 'same') return formOfLocale(tag)
  if (ofHistory) return ofHistory
  throw new KrarupError({
    code: 'CONFLICT',
    what: 'there is no history as CSV to be the same as',
    where: { name: '--csv-locale' },
    how: 'name a locale, such as de or en-GB',
    value: tag,
  })
}

/** Decimal mark of a locale as Intl has it. Where it is a comma, spreadsheets there expect semicolons between cells. */
function formOfLocale(tag: string): CsvForm {
  const mark = isLocale(tag)
    ? new Intl.NumberFormat(tag).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value
    : undefined
  if (mark === '.') return { delimiter: ',', decimal: 'point' }
  if (mark === ',') return { delimiter: ';', decimal: 'comma' }
  throw new KrarupError({
    code: 'UNREADABLE',
    what:
      mark === undefined ? 'not a locale' : `this locale's decimal mark is ${mark}, which other programs do not read`,
    where: { name: '--csv-locale' },
    how: 'give a tag such as de, fr-CA, en-GB or zh, or same for the marks of the history',
    value: tag,
  })
}

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

/** A table with days across has the intervals of a day down. */
export function wideConflict(): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: '--wide has days across and the intervals of a day down: there is no place for longer periods or tiers',
    where: { name: '--wide' },
    how: 'leave out --by',
  })
}

/** The language that is asked for. */
export function languageOf(options: Options): Language {
  return options.choice('lang', LANGUAGES) ?? 'en'
}

/** How an answer is printed on this terminal. */
export function printOptions(options: Options, { width, colour, unicode }: Terminal): Required<PrintOptions> {
  // A tag that is none is refused before any work.
  const tag = options.text('csvLocale')
  if (tag !== undefined && tag !== 'same') formOfLocale(tag)
  return { width, colour, unicode, language: languageOf(options) }
}

/** The file of --cases, where one is asked for. */
export function casesFile(options: Options, cases: readonly QueueCases[], form?: CsvForm): FileContent[] {
  const path = options.text('cases')
  if (path === undefined) return []
  return [{ path, content: csvText(options, casesCsvRows(cases), form) }]
}

/** Writes what a command has to write, all of it or nothing, and says so. */
export async function writeAnswers(
  files: CheckedFiles,
  contents: readonly FileContent[],
  terminal: Terminal,
): Promise<void> {
  if (contents.length === 0) return
  await files.write(contents)
  for (const { path } of contents) terminal.say(commandSays('wrote', { file: path }))
}

/** Lets a Ctrl-C through between two pieces of work. */
export async function breathe(terminal: Terminal): Promise<void> {
  await setImmediate()
  terminal.signal.throwIfAborted()
}
