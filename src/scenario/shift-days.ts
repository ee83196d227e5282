import { type DayNumber, dayOf, KrarupError, parsePlainDateTime, WEEKDAYS, weekdayOf } from '../domain/index.ts'
import { conflict, missing } from './check.ts'
import type { ShiftScenario } from './group.ts'
import type { Scenario } from './scenario.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** A weekday as people write it: `mon`, `Monday`; or groups of them. */
function weekdaysOf(word: string): number[] {
  const text = word.trim().toLowerCase()
  if (text === 'weekdays') return [0, 1, 2, 3, 4]
  if (text === 'weekend') return [5, 6]
  const found = text.length < 3 ? -1 : WEEKDAYS.findIndex((day) => day.toLowerCase().startsWith(text))
  return found < 0 ? [] : [found]
}

function dateOf(word: string): DayNumber | undefined {
  return DATE.test(word.trim()) ? dayOf(parsePlainDateTime(`${word.trim()} 00:00`)) : undefined
}

/** What the first day of the run is: a date, or a weekday alone. */
function firstOf({ firstDay }: Scenario): { weekday: number; date: DayNumber | undefined } | undefined {
  if (firstDay === undefined) return undefined
  const date = readDate(firstDay, '/firstDay')
  if (date !== undefined) return { weekday: weekdayOf(date), date }
  const days = weekdaysOf(firstDay)
  if (days.length === 1) return { weekday: days[0], date: undefined }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a day',
    where: { name: '/firstDay' },
    how: 'write a date (2026-05-04) or a weekday (monday)',
    value: firstDay,
  })
}

function readDate(word: string, place: string): DayNumber | undefined {
  try {
    return dateOf(word)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    throw new KrarupError(
      { code: error.code, what: 'there is no such date', where: { name: place }, value: word },
      { cause: error },
    )
  }
}

/**
 * On which days of the run a shift is worked: true or false for the day before the first, the first, the second, and so on.
 *
 * @param place JSON pointer of the shift
 * @throws {KrarupError} MISSING, CONFLICT, UNREADABLE
 */
export function shiftDays(scenario: Scenario, { on }: ShiftScenario, days: number, place: string): boolean[] {
  const count = days + 1
  if (on === undefined) return new Array(count).fill(true)
  const first = firstOf(scenario)
  if (!first)
    throw missing(
      '/firstDay',
      'a shift says on which days it is, and nothing says what the first day is',
      'write first-day: 2026-05-04, or a weekday',
    )
  const worked = new Array<boolean>(count).fill(false)
  const words = typeof on === 'string' ? [on] : [...on]
  words.forEach((word, index) => {
    const at = typeof on === 'string' ? `${place}/on` : `${place}/on/${index}`
    const date = readDate(word, at)
    const weekdays = weekdaysOf(word)
    if (date === undefined && weekdays.length === 0)
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a day',
        where: { name: at },
        how: 'write mon, weekdays, weekend or a date (2026-05-04)',
        value: word,
      })
    if (date !== undefined && first.date === undefined)
      throw conflict(
        at,
        'the first day is a weekday, so that no date is known',
        'write its date: first-day: 2026-05-04',
      )
    for (let k = 0; k < count; k++)
      if (date === undefined ? weekdays.includes((first.weekday + k + 6) % 7) : date === (first.date as number) + k - 1)
        worked[k] = true
  })
  if (!worked.includes(true))
    throw conflict(`${place}/on`, 'the shift is on no day of the run', 'leave it out, or give the run more days')
  return worked
}
