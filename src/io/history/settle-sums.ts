import { sumNameOf } from '../cells/index.ts'
import type { TextEncoding } from '../source/index.ts'
import type { JudgedRows } from './judged-rows.ts'
import { FIRST_MEASURE_COLUMN, QUEUE_COLUMN } from './row-store.ts'

/** Sums by queue are followed for so many queues. */
const MOST_QUEUES = 1000

/**
 * Rows without a time whose figure is the sum of rows above (of all, since another such row, of their queue) are rows of sums, whatever they are called;
 * all others are bad rows.
 */
export function settleSums(rows: JudgedRows, encoding: TextEncoding): void {
  const { maybeSums, store, queues, rejected } = rows
  if (maybeSums.length === 0) return
  const followed = Math.min(queues.names.length, MOST_QUEUES)
  // sums of the rows before each: of all rows, then by queue
  const before = maybeSums.map(() => new Float64Array(followed + 1))
  const running = new Float64Array(followed + 1)
  let next = 0
  const takeUpTo = (row: number) => {
    for (; next < maybeSums.length && maybeSums[next].ordinal <= row; next++) before[next].set(running)
  }
  const [{ slot }] = maybeSums
  store.forEachChunk([QUEUE_COLUMN, FIRST_MEASURE_COLUMN + slot], ([ids, counts], length, first) => {
    for (let i = 0; i < length; i++) {
      takeUpTo(first + i)
      if (Number.isNaN(counts[i])) continue
      running[0] += counts[i]
      if (ids[i] < followed) running[ids[i] + 1] += counts[i]
    }
  })
  takeUpTo(store.count)
  const beginning = new Float64Array(followed + 1)
  for (const [i, { ordinal, queue, slot: _, sum, ...row }] of maybeSums.entries()) {
    const own = queue >= 0 && queue < followed ? [0, queue + 1] : [0]
    const isSum =
      sum > 0 && [beginning, ...before.slice(0, i)].some((from) => own.some((of) => before[i][of] - from[of] === sum))
    const name = queue >= 0 ? encoding.show(queues.names[queue] ?? '') : ''
    if ((isSum && ordinal > 1) || sumNameOf(name) === 'only') rows.sumRows++
    else rejected.push(row)
  }
  rejected.sort((a, b) => a.line - b.line)
}
