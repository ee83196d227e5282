import {
  checkKeys,
  type DayNumber,
  dayOf,
  type Keys,
  type Override,
  type PlannedEvent,
  type Ruling,
  type SpecialDay,
} from '../../domain/index.ts'
import { englishOf, forecastSays, type Message, type MessageValue } from '../../domain/messages/index.ts'
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
export function withoutEffect(said: Said, queues: readonly Fared[]): string[] {
  return englishOf(withoutEffectMessages(said, queues))
}

type Fared = Pick<ForecastedQueue, 'queue' | 'unused' | 'notYetCome' | 'silentEvents'>

/** What {@link withoutEffect} says, so that it can be said in other languages. */
export function withoutEffectMessages(said: Said, queues: readonly Fared[]): Message[] {
  checkKeys('withoutEffect', said, SAID_KEYS)
  const { overrides = [], rulings = [], today } = said
  const idle = (one: Override | Ruling) =>
    queues.every(({ queue, unused }) => (one.queue !== undefined && one.queue !== queue) || unused.includes(one))
  const named = ({ from, name, queue }: Override | Ruling) => ({
    what: {
      list: [{ day: dayOf(from) }, queue, name].flatMap((part) => (part === undefined || part === '' ? [] : [part])),
    },
  })
  const unknown = today ? queues.filter(({ queue }) => !today.has(queue)).map(({ queue }) => queue) : []
  const silent = new Map<PlannedEvent, string[]>()
  for (const { queue, silentEvents } of queues) {
    for (const event of silentEvents) silent.set(event, [...(silent.get(event) ?? []), queue])
  }
  const events = [...silent]
  return [
    ...(unknown.length > 0 ? [forecastSays('nothingOfToday', { queues: listed(unknown) })] : []),
    ...queues
      .filter(({ notYetCome }) => notYetCome > 0)
      .map(({ queue, notYetCome }) => forecastSays('notYetCome', { queue, count: { count: notYetCome } })),
    ...overrides.filter(idle).map((one) => forecastSays('idleOverride', named(one))),
    ...events.map(([{ name, from }, names]) =>
      forecastSays('silentEvent', { name, day: { day: from }, queues: listed(names) }),
    ),
    ...rulings.filter((one) => one.says === 'keep' && idle(one)).map((one) => forecastSays('idleKeep', named(one))),
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
export function doubtfulDaysTold(queues: readonly Doubtful[]): string[] {
  return englishOf(doubtfulDayMessages(queues))
}

type Doubtful = Pick<ForecastedQueue, 'queue' | 'doubtfulDays'>

/** What {@link doubtfulDaysTold} says, so that it can be said in other languages. */
export function doubtfulDayMessages(queues: readonly Doubtful[]): Message[] {
  const told = (of: (days: DoubtfulDays) => readonly SpecialDay[], sentence: 'takenForClosed' | 'asOwnWeekday') => {
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
      forecastSays(sentence, {
        name,
        days: listed([...one.days].sort((a, b) => a - b).map((day) => ({ day }))),
        queues: listed([...one.queues]),
      }),
    )
  }
  return [
    ...told(({ closed }) => closed, 'takenForClosed'),
    ...told(({ asOwnWeekday }) => asOwnWeekday, 'asOwnWeekday'),
    ...borrowedTold(queues),
  ]
}

/** In one sentence: a holiday has days before and after it, each with a name of its own. */
function borrowedTold(queues: readonly Doubtful[]): Message[] {
  const days = new Map<DayNumber, string>()
  for (const { doubtfulDays } of queues) for (const { day, name } of doubtfulDays.borrowed) days.set(day, name)
  if (days.size === 0) return []
  const spans = [...new Set(days.values())].map((name) => {
    const own = [...days.keys()].filter((day) => days.get(day) === name)
    return forecastSays('namedDays', { name, days: { days: [Math.min(...own), Math.max(...own)] } })
  })
  const names = queues.filter(({ doubtfulDays }) => doubtfulDays.borrowed.length > 0).map(({ queue }) => queue)
  return [forecastSays('borrowed', { queues: listed(names), days: listed(spans) })]
}

const NAMED = 10

function listed(list: readonly MessageValue[]): MessageValue {
  return { list, most: NAMED }
}
