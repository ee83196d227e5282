import { type DayNumber, formatDay, listNames, offerNames } from '../../domain/index.ts'
import type { RosterRequest } from '../../roster/index.ts'

/** Remarks of a kind that are told one by one. */
const MOST_TOLD = 4

/** What people ask for or can that plays no part in these shifts: a year that is wrong, a queue that is misspelt. */
export function unusedOf({ shifts, people, before = [], keep = [] }: RosterRequest): string[] {
  const days = shifts.map(({ day }) => day)
  const first = days.reduce((a, b) => Math.min(a, b))
  const last = days.reduce((a, b) => Math.max(a, b))
  const isOutside = (from: DayNumber, to = from) => to < first || from > last
  const queues = new Set(shifts.map(({ queue }) => queue).filter((queue) => queue !== ''))
  const outside = people.flatMap(({ name, fixed = [], holidays = [], wishes = [] }) => [
    ...fixed.filter(({ day }) => isOutside(day)).map(({ day, shift }) => `${name} fixed ${formatDay(day)} ${shift}`),
    ...holidays
      .filter(([from, to]) => isOutside(from, to))
      .map(([from]) => `${name} on holiday from ${formatDay(from)}`),
    ...wishes.flatMap(({ day, shift, isFor }) =>
      day !== undefined && isOutside(day) ? [`${name} wishes ${formatDay(day)} ${isFor ? '' : 'not '}${shift}`] : [],
    ),
  ])
  const strange = new Map<string, string[]>()
  for (const { name, queues: own } of queues.size > 0 ? people : [])
    for (const queue of own?.keys() ?? [])
      if (!queues.has(queue)) strange.set(queue, [...(strange.get(queue) ?? []), name])
  const known = new Set(people.map(({ name }) => name))
  const gone = [...new Set(keep.map(({ name }) => name))].filter((name) => !known.has(name))
  const late = before.filter(({ day }) => day >= first).length
  const others = keep.filter(({ day }) => isOutside(day)).length
  return [
    ...(late > 0
      ? [`--before is of the days before ${formatDay(first)}; later rows, which play no part: ${late}`]
      : []),
    ...(others > 0 ? [`--keep is of the days of the shifts; rows of other days, which play no part: ${others}`] : []),
    ...(gone.length > 0
      ? [`--keep has shifts of people who are not in --people, and are given to others: ${listNames(gone, MOST_TOLD)}`]
      : []),
    ...[...strange].map(
      ([queue, names]) =>
        `no shift is of the queue ${queue}, which ${listNames(names, MOST_TOLD)} can serve; ${offerNames(queue, queues, { list: 'the shifts are of', most: MOST_TOLD })}`,
    ),
    ...(outside.length === 0
      ? []
      : [
          `the shifts are those of ${formatDay(first)} to ${formatDay(last)}; other days play no part: ${listNames(outside, MOST_TOLD)}`,
        ]),
  ]
}
