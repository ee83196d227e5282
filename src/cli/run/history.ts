import { type Calendar, EMPTY_CALENDAR, type History, KrarupError, nearest } from '../../domain/index.ts'
import { describeFindings, type HistoryFindings, readHistory, readHolidays } from '../../io/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { given, Options } from './words.ts'

export interface ReadHistory {
  history: History
  findings: HistoryFindings
  calendar: Calendar
  /** What was found, in sentences; already noted on the terminal. */
  described: string[]
}

/** Reads a history as the options of the command line say, and notes what was found in it. */
export async function historyOf(
  path: string,
  words: Words,
  terminal: Terminal,
  holidays?: string,
): Promise<ReadHistory> {
  const options = new Options(words)
  const { history, findings } = await readHistory(path === '-' ? terminal.stdin : path, {
    ...given({
      map: columnMap(options.list('map')),
      dateOrder: options.choice('dateOrder', ['ymd', 'dmy', 'mdy']),
      timezone: options.text('timezone'),
      interval: options.duration('interval'),
      threshold: options.duration('threshold'),
      rejects: options.text('rejects'),
    }),
    signal: terminal.signal,
    onProgress: (progress) => terminal.progress(`reading ${path}: ${progress}`),
  })
  terminal.progress(undefined)
  const described = describeFindings(findings)
  for (const line of described) terminal.note(line)
  const holidaysFile = options.text('holidays') ?? holidays
  return {
    history: onlyQueues(history, options.list('queue')),
    findings,
    calendar: holidaysFile === undefined ? EMPTY_CALENDAR : await readHolidays(holidaysFile),
    described,
  }
}

function columnMap(pairs: readonly string[]): Record<string, string> | undefined {
  if (pairs.length === 0) return undefined
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, measure, heading] = /^([^=]+)=(.+)$/.exec(pair) ?? []
      if (measure !== undefined) return [measure, heading]
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a column mapping',
        where: { name: '--map' },
        how: 'write measure=heading, for example --map offered=Calls',
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
    const guess = nearest(name, known)
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'no such queue in the history',
      where: { name: '--queue' },
      how: guess ? `did you mean ${guess}?` : `there are ${known.slice(0, 10).join(', ')}`,
      value: name,
    })
  }
  return { ...history, queues: history.queues.filter(({ queue }) => names.includes(queue)) }
}
