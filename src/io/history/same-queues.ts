import { DAY_SECONDS, dayOf } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'
import type { MeasuredQueue } from './measure-rows.ts'

/** A queue that begins so soon after another ended may be the same one, in days. */
const LONGEST_GAP = 31

/** Pairs that are named. */
const MOST_NAMED = 5

/** Queues that look like one under two names: the one ends where the other begins, or they differ only in case, spaces and marks. */
export function sameQueues(queues: readonly MeasuredQueue[]): Message[] {
  const byPlainName = new Map<string, MeasuredQueue[]>()
  for (const queue of queues) {
    const name = plainName(queue.grid.queue)
    byPlainName.set(name, [...(byPlainName.get(name) ?? []), queue])
  }
  const found: Message[] = []
  const say = (a: MeasuredQueue, b: MeasuredQueue) => {
    const [first, second] = a.grid.last <= b.grid.last ? [a.grid, b.grid] : [b.grid, a.grid]
    const both = { first: first.queue, second: second.queue, old: quoted(first.queue), new: quoted(second.queue) }
    found.push(
      first.last < second.first
        ? readerSays('endsAndBegins', {
            ...both,
            end: { day: dayOf(first.last) },
            begin: { day: dayOf(second.first) },
          })
        : readerSays('differInMarks', both),
    )
  }
  for (const own of byPlainName.values()) {
    for (let i = 1; i < own.length; i++) say(own[i - 1], own[i])
  }
  // one that ends for good and one that begins: the only one of each, or of a name that is part of the other
  const end = Math.max(...queues.map(({ grid }) => grid.last))
  const begin = Math.min(...queues.map(({ grid }) => grid.first))
  for (const ended of queues.filter(({ grid }) => grid.last < end - 7 * DAY_SECONDS)) {
    for (const begun of queues.filter(({ grid }) => grid.first > begin + 7 * DAY_SECONDS)) {
      const gap = begun.grid.first - ended.grid.last
      const [a, b] = [plainName(ended.grid.queue), plainName(begun.grid.queue)]
      if (a !== b && (a.includes(b) || b.includes(a)) && gap > 0 && gap < LONGEST_GAP * DAY_SECONDS) say(ended, begun)
    }
  }
  return found.slice(0, MOST_NAMED)
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function quoted(name: string): string {
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name)
}
