import {
  checkKeys,
  type DayNumber,
  dayOf,
  formatDay,
  type Keys,
  type Override,
  type PlannedEvent,
  type Ruling,
  type SpecialDay,
} from '../../domain/index.ts'
import type { DoubtfulDays, ForecastedQueue } from './forecast-queue.ts'

/** What was said of queues, and how it fared. */
export interface Said {
  overrides?: readonly Override[]
  rulings?: readonly Ruling[]
  /** Queues of which something of today is known; absent where nothing was given. */
  today?: { has(queue: string): boolean }
}

const SAID_KEYS = { overrides: 1, rulings: 1, today: 1 } as const satisfies Keys<Said>

/** Says in sentences which of the planner's words had no effect, and which of today's figures were not believed. */
export function withoutEffect(
  said: Said,
  queues: readonly Pick<ForecastedQueue, 'queue' | 'unused' | 'notYetCome' | 'silentEvents'>[],
): string[] {
  checkKeys('withoutEffect', said, SAID_KEYS)
  const { overrides = [], rulings = [], today } = said
  const idle = (one: Override | Ruling) =>
    queues.every(({ queue, unused }) => (one.queue !== undefined && one.queue !== queue) || unused.includes(one))
  const named = ({ from, name, queue }: Override | Ruling) =>
    [formatDay(dayOf(from)), queue, name].filter(Boolean).join(', ')
  const unknown = today ? queues.filter(({ queue }) => !today.has(queue)).map(({ queue }) => queue) : []
  const silent = new Map<PlannedEvent, string[]>()
  for (const { queue, silentEvents } of queues) {
    for (const event of silentEvents) silent.set(event, [...(silent.get(event) ?? []), queue])
  }
  const events = [...silent]
  return [
    ...(unknown.length > 0 ? [`nothing of today is known of ${listed(unknown)}: as forecast in the morning`] : []),
    ...queues
      .filter(({ notYetCome }) => notYetCome > 0)
      .map(
        ({ queue, notYetCome }) =>
          `${queue}: the last ${notYetCome} intervals of today's figures are zeros and were taken as not yet come; where nothing came, say until when they are known (--until)`,
      ),
    ...overrides
      .filter(idle)
      .map((one) => `without effect, for no open interval of the forecast is meant: the override of ${named(one)}`),
    ...events.map(
      ([{ name, from }, names]) =>
        `${name} (${formatDay(from)}) has no effect on the forecast of ${listed(names)}: no past day of this name there, or a model that knows no calendar; an override can give it one`,
    ),
    ...rulings
      .filter((one) => one.says === 'keep' && idle(one))
      .map((one) => `without effect, for nothing odd was found there: keep ${named(one)}`),
  ]
}

/**
 * Says in sentences where a forecast takes a coming special day for something else than its calendar says, or for more than it says.
 *
 * @example
 * ```ts
 * import { doubtfulDaysTold } from 'krarup/forecast'
 * const fair = { day: 20_454, name: 'trade fair' }
 * doubtfulDaysTold([{ queue: 'sales', doubtfulDays: { closed: [fair], asOwnWeekday: [], borrowed: [] } }]).length //=> 1
 * ```
 */
export function doubtfulDaysTold(queues: readonly Pick<ForecastedQueue, 'queue' | 'doubtfulDays'>[]): string[] {
  const told = (
    of: (days: DoubtfulDays) => readonly SpecialDay[],
    sentence: (days: string, names: string) => string,
  ) => {
    const byName = new Map<string, { days: Set<DayNumber>; queues: Set<string> }>()
    for (const { queue, doubtfulDays } of queues) {
      for (const { name, day } of of(doubtfulDays)) {
        const one = byName.get(name) ?? { days: new Set(), queues: new Set() }
        one.days.add(day)
        one.queues.add(queue)
        byName.set(name, one)
      }
    }
    return [...byName].map(([name, one]) =>
      sentence(`${name} (${listed([...one.days].sort((a, b) => a - b).map(formatDay))})`, listed([...one.queues])),
    )
  }
  return [
    ...told(
      ({ closed }) => closed,
      (days, names) =>
        `${days} is taken for closed in ${names}: every past day of this name was closed; where it will be open, the calendar must name the weekday it resembles (like)`,
    ),
    ...told(
      ({ asOwnWeekday }) => asOwnWeekday,
      (days, names) =>
        `${days} is forecast as its own weekday in ${names}, not as the one that the calendar names (like): so past special days were there`,
    ),
    ...borrowedTold(queues),
  ]
}

/** In one sentence: a holiday has days before and after it, each with a name of its own. */
function borrowedTold(queues: readonly Pick<ForecastedQueue, 'queue' | 'doubtfulDays'>[]): string[] {
  const days = new Map<DayNumber, string>()
  for (const { doubtfulDays } of queues) for (const { day, name } of doubtfulDays.borrowed) days.set(day, name)
  if (days.size === 0) return []
  const spans = [...new Set(days.values())].map((name) => {
    const own = [...days.keys()].filter((day) => days.get(day) === name)
    const [first, last] = [Math.min(...own), Math.max(...own)].map(formatDay)
    return `${name} (${first === last ? first : `${first} to ${last}`})`
  })
  const names = queues.filter(({ doubtfulDays }) => doubtfulDays.borrowed.length > 0).map(({ queue }) => queue)
  return [
    `never in the history of ${listed(names)}, so what such days usually do elsewhere is borrowed, with a wider range: ${listed(spans)}; your own figures replace it (--override), and days that a file names (--holidays FILE) borrow nothing`,
  ]
}

const NAMED = 10

function listed(names: readonly string[]): string {
  return `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`
}
