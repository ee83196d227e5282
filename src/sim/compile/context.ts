import type { NumberDomain } from '../../domain/index.ts'
import { startsOf } from './batches-and-logs.ts'
import type { AddTime } from './random-times.ts'

/** What parts of a scenario are compiled with. */
export interface CompileContext {
  queueNames: readonly string[]
  groupNames: readonly string[]
  addTime: AddTime
  /** The JSON pointer of what a queue says under a key. */
  place: (queue: number, key: string) => string
  /** The model's queue for a queue that `from` names at `place`: its part for the same tier, where it has tiers. @throws {KrarupError} MISSING */
  findQueue: (name: string, from: number, place: string) => number
  /** All of the model's queues for a queue that is named at `place`: one for each of its tiers. @throws {KrarupError} MISSING */
  partsOf: (name: string, place: string) => readonly number[]
  daySeconds: number
  intervals: number
  intervalsPerDay: number
  /** Checks an array of one value, of a day or of all days. @throws {KrarupError} CONFLICT, OUT_OF_RANGE */
  byInterval: (values: readonly number[], place: string, domain: NumberDomain) => readonly number[]
}

/** Where the numbers of each list begin when they stand in one, and where the last ends. */
export function startsOfLists(lists: readonly { length: number }[]): Int32Array {
  return startsOf(lists.map(({ length }) => length))
}

/** Values by interval of all intervals, [interval * entities + entity]; 1 for those who say nothing. */
export function factorTable(
  factors: readonly (readonly number[] | undefined)[],
  place: (entity: number) => string,
  { byInterval, intervals }: CompileContext,
): Float64Array {
  const table = new Float64Array((intervals + 1) * factors.length).fill(1)
  factors.forEach((given, entity) => {
    if (!given) return
    const values = byInterval(given, place(entity), { above: 0 })
    // What begins after the last interval is as in it.
    for (let i = 0; i <= intervals; i++)
      table[i * factors.length + entity] = values[Math.min(i, intervals - 1) % values.length]
  })
  return table
}
