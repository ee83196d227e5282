import {
  type Calendar,
  DAY_SECONDS,
  type DayNumber,
  dayOf,
  formatCell,
  formatDay,
  type History,
  KrarupError,
  type Language,
  type Place,
  type SpecialDay,
  unknownName,
} from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import {
  type ColumnMap,
  type CsvForm,
  chinaHolidays,
  clockChanges,
  type DateOrder,
  findingMessages,
  type HistoryFindings,
  type NamedFile,
  PIECE_KINDS,
  type PieceKind,
  type ReadHistoryOptions,
  type RejectedRow,
  ROLES,
  type Role,
  readHistory,
  readHolidays,
  TIME_KINDS,
  type TimeKind,
  UNIT_NAMES,
  type UnitMap,
  type UnitName,
} from '../../io/index.ts'
import type { CsvRows } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckedFiles, Files } from './files.ts'
import type { Horizon, HorizonOf } from './horizon.ts'
import { csvText, languageOf } from './output.ts'
import { given, Options } from './words.ts'

/** How far after the history's end clock changes are looked up: longer than any plan. */
const LOOK_AHEAD = 1000 * DAY_SECONDS

export interface ReadHistory {
  history: History
  /** Queues of the file, those left out by `--queue` too. */
  queueNames: string[]
  calendar: Calendar
  /** The days that are asked for. */
  ahead: Horizon
  /** How a CSV file is written; of a workbook nothing. */
  form?: CsvForm
  /** What was found, in sentences; already noted on the terminal. */
  described: Message[]
  /** What a planner must know of the calendar and of the days asked for. */
  remarks: Message[]
}

/** The files of every command that reads a history. */
export function historyFiles(
  path: string | undefined,
  options: Options,
): Files & { others: NamedFile[]; writes: object } {
  const holidays = options.list('holidays').filter((name) => !isChina(name))
  return {
    input: path,
    others: holidays.map((file) => ({ path: file, role: '--holidays' })),
    writes: { rejects: 'CSV' },
  }
}

/**
 * Reads a history as the options of the command line say, and notes what was found in it.
 *
 * @param zeros whether it may be without a contact, as the figures of a day may
 */
export async function historyOf(
  path: string,
  words: Words,
  terminal: Terminal,
  files: CheckedFiles,
  { holidays, horizon, zeros = false }: { holidays?: string; horizon?: HorizonOf; zeros?: boolean } = {},
): Promise<ReadHistory> {
  const options = new Options(words)
  const rejectsFile = options.text('rejects')
  if (holidays !== undefined && !isChina(holidays)) await files.alsoRead([holidays])
  const rejects: RejectedRow[] = []
  const { history, findings } = await readHistory(path === '-' ? terminal.stdin : path, {
    ...readingOptions(options),
    ...given({ interval: options.duration('interval'), rejects: rejectsFile === undefined ? undefined : rejects }),
    signal: terminal.signal,
    onProgress: ({ bytes, totalBytes, rows }) => {
      const share = totalBytes ? `${Math.floor((100 * bytes) / totalBytes)} %, ` : ''
      terminal.progress(`reading ${path}: ${share}${rows.toLocaleString('en')} rows`)
    },
  })
  terminal.progress(undefined)
  const described = findingMessages(findings)
  for (const found of described) terminal.say(found)
  if (rejectsFile !== undefined && rejects.length > 0) {
    await files.write([{ path: rejectsFile, content: csvText(options, rejectsCsv(rejects), formOf(findings).form) }])
    terminal.say(commandSays('wroteRejects', { file: rejectsFile, count: { count: rejects.length } }))
  }
  const timezone = options.text('timezone')
  const named = options.list('holidays')
  const wanted = onlyQueues(history, options.list('queue'))
  if (!zeros && wanted.queues.every(({ measures }) => !measures.offered.some((count) => count > 0)))
    throw withoutContacts(path)
  const end = dayOf(Math.max(...wanted.queues.map(({ start, interval, state }) => start + state.length * interval)))
  const ahead = horizon?.(end) ?? { first: end, days: 0, aligned: false, remarks: [] }
  const { specialDays, remarks } = await specialDaysOf(
    named.length > 0 ? named : holidays === undefined ? [] : [holidays],
    {
      from: dayOf(findings.from),
      to: ahead.first + ahead.days - 1,
      language: languageOf(options),
      ...given({ dateOrder: dateOrderOf(options) }),
    },
  )
  return {
    history: wanted,
    queueNames: history.queues.map(({ queue }) => queue),
    calendar: {
      specialDays,
      ...(timezone === undefined ? {} : await clockChanges(timezone, findings.to, findings.to + LOOK_AHEAD)),
    },
    ahead,
    described,
    ...formOf(findings),
    remarks: [...ahead.remarks, ...remarks],
  }
}

function withoutContacts(file: string): KrarupError {
  return new KrarupError({
    code: 'MISSING',
    what: 'every count of contacts is 0',
    where: { file },
    how: 'look whether the right column was read as offered (--map offered=Column takes another), or export the history again',
  })
}

/** Where no number has a decimal mark, semicolons between the cells speak for commas in them. */
function formOf({ delimiter, decimalMark }: HistoryFindings): { form?: CsvForm } {
  return delimiter ? { form: { delimiter, decimal: decimalMark ?? (delimiter === ';' ? 'comma' : 'point') } } : {}
}

/**
 * The special days of files and of the calendars built in. A file goes before what is built in; two files must not speak of one day.
 */
async function specialDaysOf(
  names: readonly string[],
  { from, to, language, dateOrder }: { from: DayNumber; to: DayNumber; language: Language; dateOrder?: DateOrder },
): Promise<{ specialDays: SpecialDay[]; remarks: Message[] }> {
  const special = new Map<DayNumber, SpecialDay>()
  const remarks: Message[] = []
  if (names.some(isChina)) {
    const { days, unknownYears } = chinaHolidays(from, to, language)
    for (const day of days) special.set(day.day, day)
    if (unknownYears.length > 0) {
      remarks.push(commandSays('unknownHolidays', { years: { list: unknownYears.map(String) } }))
    }
  }
  const told = new Map<DayNumber, string>()
  for (const file of names.filter((name) => !isChina(name))) {
    for (const day of await readHolidays(file, given({ dateOrder }))) {
      const other = told.get(day.day)
      if (other !== undefined) {
        throw new KrarupError({
          code: 'CONFLICT',
          what: `${formatDay(day.day)} stands in two files of holidays`,
          where: { file },
          how: `the other is ${other}; keep one of the two`,
          value: day.name,
        })
      }
      told.set(day.day, file)
      special.set(day.day, day)
    }
  }
  return { specialDays: [...special.values()].sort((a, b) => a.day - b.day), remarks }
}

function isChina(name: string): boolean {
  return /^(china|中国)$/i.test(name)
}

/** How the columns and dates of an export are to be read, as the options say it. */
export function readingOptions(options: Options): ReadHistoryOptions {
  return given({
    sheet: options.text('sheet'),
    map: columnMap(options.list('map')),
    units: unitMap(options.list('unit')),
    dateOrder: dateOrderOf(options),
    decimal: options.choice('decimal', ['point', 'comma']),
    timezone: options.text('timezone'),
    threshold: options.duration('threshold'),
    absent: options.choice('absent', ['missing', 'zero']),
    rename: renamed(options.list('rename')),
    labels: options.choice('labels', ['start', 'end']),
    sums: options.choice('sums', ['drop', 'keep']),
  })
}

export function dateOrderOf(options: Options): DateOrder | undefined {
  return options.choice('dateOrder', ['ymd', 'dmy', 'mdy'])
}

/** Rows of a workbook are found by their sheet and cell, those of a text file by line and column. */
export function rejectsCsv(rejects: readonly RejectedRow[]): CsvRows {
  const inWorkbook = rejects.some(({ sheet }) => sheet !== undefined)
  return {
    headings: [...(inWorkbook ? ['sheet', 'cell'] : []), 'line', 'column', 'heading', 'value', 'reason', 'hint', 'row'],
    rows: rejects.map(({ sheet, line, column, heading, value, reason, hint, text }) => [
      ...(inWorkbook ? [sheet, formatCell(line, column).replace('cell ', '')] : []),
      line,
      column,
      heading,
      value,
      reason,
      hint,
      text,
    ]),
  }
}

function columnMap(pairs: readonly string[]): ColumnMap | undefined {
  if (pairs.length === 0) return undefined
  const map: Partial<Record<Role, string | string[]>> = {}
  for (const pair of pairs) {
    const [, measure = '', heading = ''] = /^([^=]+)=(.+)$/.exec(pair) ?? []
    const role = ROLES.find((each) => each.toLowerCase() === measure.trim().toLowerCase())
    if (!role) {
      throw unknownName({
        what: 'not a column mapping',
        name: measure,
        known: measure === '' ? [] : ROLES,
        where: { name: '--map' },
        write: (guess) => `${guess}=${heading}`,
        list: 'write measure=heading; the measures are',
        value: pair,
      })
    }
    // the queue's name may stand in several columns
    const before = role === 'queue' ? map.queue : undefined
    map[role] = before === undefined ? heading : [before, heading].flat()
  }
  return map as ColumnMap
}

function renamed(pairs: readonly string[]): Record<string, string> | undefined {
  if (pairs.length === 0) return undefined
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const [, old, name] = /^(.+?)=(.+)$/.exec(pair) ?? []
      if (old && name) return [old.trim(), name.trim()]
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a new name of a queue',
        where: { name: '--rename' },
        how: 'write old=new: --rename "Sales EU=Sales"',
        value: pair,
      })
    }),
  )
}

const UNIT_KINDS = [...TIME_KINDS, ...PIECE_KINDS]

function unitMap(pairs: readonly string[]): UnitMap | undefined {
  if (pairs.length === 0) return undefined
  return Object.fromEntries(
    pairs.map((pair): [TimeKind | PieceKind, UnitName] => {
      const [kindText, unitText = ''] = pair.split('=').map((part) => part.trim().toLowerCase())
      const kind = UNIT_KINDS.find((each) => each === kindText)
      const unit = UNIT_NAMES.find((each) => each === unitText)
      if (kind && unit) return [kind, unit]
      throw unknownName({
        what: 'not a unit of times',
        name: kind ? unitText : kindText,
        known: kind ? UNIT_NAMES : UNIT_KINDS,
        where: { name: '--unit' },
        write: (guess) => (kind ? `${kind}=${guess}` : `${guess}=${unitText}`),
        always: `write one of ${UNIT_KINDS.join(', ')}, and one of ${UNIT_NAMES.join(', ')}: aht=min`,
        value: pair,
      })
    }),
  )
}

function onlyQueues(history: History, names: readonly string[]): History {
  if (names.length === 0) return history
  const known = history.queues.map(({ queue }) => queue)
  for (const name of names) {
    if (known.includes(name)) continue
    throw noSuchQueue(name, known, { name: '--queue' })
  }
  return { ...history, queues: history.queues.filter(({ queue }) => names.includes(queue)) }
}

/** The error for a queue that the history does not have. */
export function noSuchQueue(name: string, known: readonly string[], where?: Place): KrarupError {
  const what = 'no such queue in the history'
  return unknownName({ what, name, known, ...(where ? { where } : {}), list: 'there are', most: 10 })
}
