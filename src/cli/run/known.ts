import { basename } from 'node:path'
import {
  type Calendar,
  checkGrowths,
  DAY_SECONDS,
  dayOf,
  type Growth,
  type History,
  KrarupError,
  type Override,
  type Place,
  parseGrowth,
  type Ruling,
} from '../../domain/index.ts'
import { commandSays } from '../../domain/messages/index.ts'
import { readEvents, readHistory, readOverrides } from '../../io/index.ts'
import type { Terminal } from '../terminal.ts'
import { dateOrderOf, noSuchQueue, type ReadHistory, readingOptions } from './history.ts'
import { given, type Options } from './words.ts'

/** Options that name what is learnt from besides the history, and what is known beside it. */
export const LEARNT_FILES = ['events']
export const KNOWN_FILES = ['actuals', 'override']

/** What is known beside the history: today's figures so far, the planner's own. */
export interface Known {
  actuals?: History
  /** Second of the day until which today's figures are believed. */
  actualsUntil?: number
  overrides: Override[]
}

/** What `--growth` says, queue names checked. */
export function growthsOf(options: Options, queueNames: readonly string[]): Growth[] {
  const growths = options.list('growth').map((text) => options.readWord('growth', text, (word) => parseGrowth(word)))
  checkGrowths(growths)
  checkQueues(
    growths.map((one) => ({ ...one, place: { name: '--growth' } })),
    queueNames,
  )
  return growths
}

/** Reads the files that `--actuals` and `--override` name. */
export async function knownBeside(
  { history, queueNames }: Pick<ReadHistory, 'history' | 'queueNames'>,
  options: Options,
  terminal: Terminal,
): Promise<Known> {
  const actualsFile = options.text('actuals')
  const until = options.read('until', readTimeOfDay)
  if (until !== undefined && actualsFile === undefined) {
    throw new KrarupError({
      code: 'MISSING',
      what: '--until says until when the figures of today are known, and there are none',
      where: { name: '--until' },
      how: 'give --actuals today.csv too',
    })
  }
  const overrideFile = options.text('override')
  const overrides =
    overrideFile === undefined
      ? []
      : await readOverrides(overrideFile, history.interval, given({ dateOrder: dateOrderOf(options) }))
  checkQueues(overrides, queueNames)
  const wanted = (queue: string) => history.queues.some((each) => each.queue === queue)
  const actuals = actualsFile === undefined ? undefined : await readActuals(actualsFile, history, options, terminal)
  if (actuals) {
    const file = basename(actualsFile!)
    checkQueues(
      actuals.queues.map(({ queue }) => ({ queue, place: { file } })),
      queueNames,
    )
  }
  return {
    ...(actuals ? { actuals: { ...actuals, queues: actuals.queues.filter(({ queue }) => wanted(queue)) } } : {}),
    ...(until === undefined ? {} : { actualsUntil: until }),
    overrides: overrides.filter(({ queue }) => queue === undefined || wanted(queue)),
  }
}

/** The calendar with the events of --events, and what that file says of the history. */
export async function eventsOf(
  { calendar, queueNames }: Pick<ReadHistory, 'calendar' | 'queueNames'>,
  options: Options,
): Promise<{ calendar: Calendar; rulings: Ruling[] }> {
  const file = options.text('events')
  if (file === undefined) return { calendar, rulings: [] }
  const { events, rulings } = await readEvents(file, given({ dateOrder: dateOrderOf(options) }))
  checkQueues([...events, ...rulings], queueNames)
  return { calendar: { ...calendar, events }, rulings }
}

async function readActuals(path: string, history: History, options: Options, terminal: Terminal): Promise<History> {
  // the sheet that is named is one of the history's workbook
  const { sheet: _, ...reading } = readingOptions(options)
  const read = (interval?: number) => readHistory(path, { ...reading, ...given({ interval }), signal: terminal.signal })
  const { history: actuals, findings } = await read().catch((error) => {
    // A single row does not tell how long it is: then it is as long as those of the history.
    if (error instanceof KrarupError && error.code === 'MISSING' && /interval/.test(error.what)) {
      return read(history.interval)
    }
    throw error
  })
  const named = findings.columns.some(({ role }) => role === 'queue')
  const [only, ...others] = history.queues
  const file = basename(path)
  terminal.say(
    commandSays('actuals', {
      file,
      rows: findings.rows,
      offered: Math.round(findings.queues.reduce((sum, { offered }) => sum + offered, 0)),
    }),
  )
  for (const { kind, from, rows } of findings.clockChanges) {
    if (kind !== 'doubled') continue
    terminal.say(commandSays(rows > 0 ? 'actualsDoubled' : 'actualsOneOfTwo', { file, day: { day: dayOf(from) } }))
  }
  return named || others.length > 0
    ? actuals
    : { ...actuals, queues: actuals.queues.map((queue) => ({ ...queue, queue: only.queue })) }
}

/** Names a queue of a file that the history does not have, with its line. */
export function checkQueues(rows: readonly { queue?: string; place?: Place }[], known: readonly string[]): void {
  for (const { queue, place } of rows) {
    if (queue === undefined || known.includes(queue)) continue
    throw noSuchQueue(queue, known, place)
  }
}

function readTimeOfDay(text: string): number {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  const seconds = match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : Number.NaN
  if (seconds > 0 && seconds <= DAY_SECONDS && Number(match![2]) < 60) return seconds
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of the day', how: 'write 12:00', value: text })
}
