import {
  type DayNumber,
  dateParts,
  firstOfMonth,
  formatDay,
  KrarupError,
  nextMonth,
  parseDay,
} from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import { type Options, optionName } from './words.ts'

/** Days that are looked ahead where nothing is said. */
const USUAL_DAYS = 14

/** Days after the history's end that may be asked for: clock changes and the course of the year are known so far. */
const FARTHEST = 1000

/** Days between the history's end and the first one shown from which on that is told. */
const FAR = 28

/** Options that say how long the horizon is; one of them at most. */
const LENGTHS = ['days', 'weeks', 'months', 'to'] as const

/** The days that are asked for. */
export interface Horizon {
  first: DayNumber
  days: number
  /** Whether `--start` or a length other than `--days` was given: then all queues begin on the same day. */
  aligned: boolean
  /** What a planner must know of a far start. */
  remarks: Message[]
}

/** From the first day after the history to the days that are asked for. */
export type HorizonOf = (afterHistory: DayNumber) => Horizon

/**
 * The days that `--start`, `--to`, `--days`, `--weeks` and `--months` ask for. Contradictions are refused before a file is read; what depends on the history's end when it is known.
 *
 * @param ofFile days that a plan file asks for, where no option says how long
 * @throws {KrarupError} CONFLICT, UNREADABLE
 */
export function horizonOf(options: Options, ofFile?: number): HorizonOf {
  const given = LENGTHS.filter((name) => options.text(name) !== undefined)
  if (given.length > 1) {
    const [one, other] = given.map(optionName)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${one} and ${other} both say how far ahead to look`,
      where: { name: other },
      how: `keep one of the two; --start says where to begin`,
    })
  }
  const start = options.read('start', (text) => parseDay(text, 'first'))
  const to = options.read('to', (text) => parseDay(text, 'last'))
  const days = options.whole('days', 1)
  const weeks = options.whole('weeks', 1)
  const months = options.whole('months', 1)
  if (start !== undefined && to !== undefined && to < start)
    throw wrongDay('to', `the last day ${formatDay(to)} lies before the first one ${formatDay(start)}`)
  return (afterHistory) => {
    const first = start ?? afterHistory
    const lastKnown = formatDay(afterHistory - 1)
    if (first < afterHistory) {
      throw wrongDay(
        'start',
        `the history goes on until ${lastKnown}, and ${formatDay(first)} lies in it`,
        `begin on ${formatDay(afterHistory)} or later; to plan days that have come as they would have been planned then, leave their rows out of the file; krarup backtest says how well such forecasts were`,
      )
    }
    if (to !== undefined && to < first)
      throw wrongDay('to', `the last day ${formatDay(to)} is not after the history, which goes on until ${lastKnown}`)
    const length =
      to !== undefined
        ? to - first + 1
        : months !== undefined
          ? monthsLater(first, months) - first
          : weeks !== undefined
            ? 7 * weeks
            : (days ?? ofFile ?? USUAL_DAYS)
    const farthest = first - afterHistory + length
    if (farthest > FARTHEST) {
      const name = given[0] ?? 'start'
      throw wrongDay(
        start !== undefined && first - afterHistory + USUAL_DAYS > FARTHEST ? 'start' : name,
        `${farthest.toLocaleString('en')} days after the history's last (${lastKnown}) are asked for, and ${FARTHEST.toLocaleString('en')} can be`,
        'look less far ahead, or give a history that ends later',
      )
    }
    const gap = first - afterHistory
    return {
      first,
      days: length,
      aligned: start !== undefined || given.some((name) => name !== 'days'),
      remarks: gap >= FAR ? [commandSays('farStart', { day: { day: first }, days: { count: gap } })] : [],
    }
  }
}

/** The same day of the month so many months later; the first of the next month where that month is too short. */
function monthsLater(day: DayNumber, months: number): DayNumber {
  const { day: ofMonth } = dateParts(day)
  let first = firstOfMonth(day)
  for (let month = 0; month < months; month++) first = nextMonth(first)
  return Math.min(first + ofMonth - 1, nextMonth(first))
}

function wrongDay(option: string, what: string, how?: string): KrarupError {
  return new KrarupError({ code: 'CONFLICT', what, where: { name: optionName(option) }, ...(how ? { how } : {}) })
}
