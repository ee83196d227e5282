import { DAY_SECONDS, formatClock, formatDay, formatPlainDateTime, secondOfDay } from '../../domain/index.ts'
import type { CleanedCase } from '../../forecast/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { numericDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { doneNames, type ForecastWords, forecastWords, ruleNames } from './words.ts'

/** What cleaning found in a queue's history. */
export interface QueueCases {
  queue: string
  /** Start and interval of the history that the cases count in. */
  start: number
  interval: number
  cases: readonly CleanedCase[]
}

/** Cases that the terminal shows; more are in the file of --cases and in JSON. */
const MOST_SHOWN = 12

/** What was odd in a history, for the terminal, a line an element, the latest first: what is long past weighs little. Nothing where nothing was odd. */
export function casesTable(queues: readonly QueueCases[], options: PrintOptions = {}): string[] {
  const { style, language } = printWith('casesTable', options)
  const words = forecastWords(language)
  const all = queues.flatMap((queue) => queue.cases.map((one) => ({ queue, one })))
  if (all.length === 0) return []
  const latest = [...all].sort((a, b) => spanOf(b.queue, b.one).from - spanOf(a.queue, a.one).from)
  const counted = (done: CleanedCase['done']) => all.filter(({ one }) => one.done === done).length
  const { volume, duration, fill } = figuresIn(language)
  const several = queues.length > 1
  return [
    fill(words.cases, { replaced: counted('replaced'), kept: counted('kept'), told: counted('told') }),
    ...table(
      [
        { heading: words.when, whole: true },
        ...(several ? [{ heading: words.queue, align: 'left' as const }] : []),
        { heading: words.rule, align: 'left' },
        { heading: words.recorded },
        { heading: words.usual },
        { heading: words.done, align: 'left' },
      ],
      latest.slice(0, MOST_SHOWN).map(({ queue, one }) => {
        const done = doneNames(language)[one.done]
        const figure = one.measure === 'contacts' ? volume : duration
        return [
          whenOf(queue, one, words),
          ...(several ? [queue.queue] : []),
          ruleNames(language)[one.rule],
          one.rule === 'gap' ? '–' : figure(one.recorded),
          figure(one.usual),
          one.ruling ? fill(words.caseRuling, { done, ruling: one.ruling }) : done,
        ]
      }),
      style,
    ),
    ...(all.length > MOST_SHOWN ? [fill(words.moreCases, { count: all.length - MOST_SHOWN })] : []),
    ...(all.some(({ one }) => /day$/.test(one.rule) && one.done === 'replaced') ? [words.specialDays] : []),
    '',
  ]
}

/** What was odd in a queue's history, as JSON can carry it. */
export function casesJson(queue: QueueCases): object[] {
  return queue.cases.map((one) => {
    const { from, to } = spanOf(queue, one)
    return {
      rule: one.rule,
      measure: one.measure,
      from: formatPlainDateTime(from),
      to: formatPlainDateTime(to),
      recorded: one.rule === 'gap' ? null : one.recorded,
      usual: one.usual,
      done: one.done,
      ruling: one.ruling ?? null,
      reason: one.reason,
    }
  })
}

/**
 * What was odd in a history, as CSV has it. The first columns are those of an events file: change `kind` to `keep`, `ignore` or `replace` (with `contacts`, or `aht` for a handle time), give it back with --events, and the next run does so.
 */
export function casesCsvRows(queues: readonly QueueCases[]): CsvRows {
  return {
    headings: [
      'date',
      'to',
      'name',
      'kind',
      'queue',
      'contacts',
      'aht',
      'measure',
      'rule',
      'recorded',
      'usual',
      'done',
      'reason',
    ],
    rows: queues.flatMap((queue) =>
      queue.cases.map((one) => {
        const { from, to } = spanOf(queue, one)
        const whole = secondOfDay(from) === 0 && secondOfDay(to) === 0
        const write = (time: number) => formatPlainDateTime(time).slice(0, 16).replace('T', ' ')
        // What is only told stays as it is.
        const kind = one.done === 'replaced' && one.rule !== 'gap' ? 'ignore' : 'keep'
        return [
          whole ? formatDay(from / DAY_SECONDS) : write(from),
          whole ? formatDay(to / DAY_SECONDS - 1) : write(to),
          one.ruling ?? one.rule,
          kind,
          queue.queue,
          '',
          '',
          one.measure,
          one.rule,
          one.rule === 'gap' ? '' : rounded(one.recorded),
          rounded(one.usual),
          one.done,
          one.reason,
        ]
      }),
    ),
  }
}

function rounded(value: number): number | '' {
  return Number.isNaN(value) ? '' : Number(value.toFixed(2))
}

function spanOf({ start, interval }: QueueCases, { from, count }: CleanedCase): { from: number; to: number } {
  return { from: start + from * interval, to: start + (from + count) * interval }
}

/** `2025-03-18`, `2025-03-18 10:00-11:30`; days as the language has them. */
function whenOf(queue: QueueCases, one: CleanedCase, words: ForecastWords): string {
  const { from, to } = spanOf(queue, one)
  const day = numericDay(Math.floor(from / DAY_SECONDS), words.language)
  const last = numericDay(Math.floor((to - 1) / DAY_SECONDS), words.language)
  if (secondOfDay(from) === 0 && secondOfDay(to) === 0)
    return day === last ? day : figures.fill(words.dayToDay, { first: day, last })
  return `${day} ${formatClock(secondOfDay(from))}-${last === day ? '' : `${last} `}${formatClock(secondOfDay(to) || DAY_SECONDS)}`
}
