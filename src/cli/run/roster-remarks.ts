import { type DayNumber, offerNames } from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import type { RosterRequest } from '../../roster/index.ts'

/** Remarks of a kind that are told one by one. */
const MOST_TOLD = 4

/** What people ask for or can that plays no part in these shifts: a year that is wrong, a queue that is misspelt. */
export function unusedOf({ shifts, people, before = [], keep = [] }: RosterRequest): Message[] {
  const days = shifts.map(({ day }) => day)
  const first = days.reduce((a, b) => Math.min(a, b))
  const last = days.reduce((a, b) => Math.max(a, b))
  const isOutside = (from: DayNumber, to = from) => to < first || from > last
  const queues = new Set(shifts.map(({ queue }) => queue).filter((queue) => queue !== ''))
  const outside = people.flatMap(({ name, fixed = [], holidays = [], wishes = [] }) => [
    ...fixed
      .filter(({ day }) => isOutside(day))
      .map(({ day, shift }) => commandSays('fixedOn', { name, day: { day }, shift })),
    ...holidays
      .filter(([from, to]) => isOutside(from, to))
      .map(([from]) => commandSays('holidayFrom', { name, day: { day: from } })),
    ...wishes.flatMap(({ day, shift, isFor }) =>
      day !== undefined && isOutside(day)
        ? [commandSays(isFor ? 'wishes' : 'wishesNot', { name, day: { day }, shift: String(shift) })]
        : [],
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
    ...(late > 0 ? [commandSays('rosterLate', { day: { day: first }, count: { count: late } })] : []),
    ...(others > 0 ? [commandSays('rosterOthers', { count: { count: others } })] : []),
    ...(gone.length > 0 ? [commandSays('rosterGone', { people: { list: gone, most: MOST_TOLD } })] : []),
    ...[...strange].map(([queue, names]) =>
      commandSays('rosterQueue', {
        queue,
        people: { list: names, most: MOST_TOLD },
        offer: offerNames(queue, queues, { list: 'the shifts are of', most: MOST_TOLD }),
      }),
    ),
    ...(outside.length === 0
      ? []
      : [
          commandSays('rosterOutside', {
            first: { day: first },
            last: { day: last },
            others: { list: outside, most: MOST_TOLD },
          }),
        ]),
  ]
}
