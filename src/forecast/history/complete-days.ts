import type { DayNumber, Weekday } from '../../domain/index.ts'
import { medianOf } from '../statistics.ts'
import type { DayTable } from './day-table.ts'

/** Same days that a missing interval is filled from. */
const LIKE_DAYS = 8
/** A day of which less than this part of its usual volume was observed is left out. */
const LEAST_OBSERVED = 0.5

/** What filling a hole asks of a day. */
interface OpenDays {
  /** The weekday it behaves like. */
  kind(day: DayNumber): Weekday
  /** Places of the day at which the queue is open: 1 or 0. */
  open(day: DayNumber): Uint8Array
}

export interface CompleteDays {
  /** The table with the holes of otherwise known days filled; closed places 0. */
  values: Float64Array
  /** Days that are known well enough to learn from. */
  complete: Uint8Array
}

/**
 * Fills single missing intervals, because models of whole days need whole days: with the median of the same kind of day, at the level of the day's other intervals.
 */
export function completeDays(table: DayTable, kinds: OpenDays): CompleteDays {
  const { firstDay, slots, days, values } = table
  const filled = values.slice()
  const complete = new Uint8Array(days)
  const recent: number[][] = Array.from({ length: 7 }, () => [])
  const usual = (kind: number, slot: number): number => {
    const known = recent[kind].map((row) => values[row * slots + slot]).filter((value) => value >= 0)
    return known.length > 0 ? medianOf(Float64Array.from(known)) : Number.NaN
  }
  for (let row = 0; row < days; row++) {
    const day = firstDay + row
    const kind = kinds.kind(day)
    const open = kinds.open(day)
    const missing = missingPlaces(values, row * slots, open, filled)
    if (!missing) continue
    if (missing.length > 0) {
      if (!fillRow(row, kind, missing)) continue
    }
    complete[row] = 1
    recent[kind].push(row)
    if (recent[kind].length > LIKE_DAYS) recent[kind].shift()
  }
  return { values: filled, complete }

  function fillRow(row: number, kind: number, missing: readonly number[]): boolean {
    let seen = 0
    let usualOfSeen = 0
    let usualOfAll = 0
    for (let slot = 0; slot < slots; slot++) {
      const typical = usual(kind, slot)
      if (Number.isNaN(typical)) continue
      usualOfAll += typical
      const value = values[row * slots + slot]
      if (Number.isNaN(value)) continue
      seen += value
      usualOfSeen += typical
    }
    if (!(usualOfSeen >= LEAST_OBSERVED * usualOfAll) || usualOfSeen === 0) return false
    for (const slot of missing) filled[row * slots + slot] = (usual(kind, slot) || 0) * (seen / usualOfSeen)
    return true
  }
}

/** Open places of a day at which nothing was observed; undefined where that is all of the day. Closed ones become 0 in `filled`. */
function missingPlaces(
  values: Float64Array,
  from: number,
  open: Uint8Array,
  filled: Float64Array,
): readonly number[] | undefined {
  const missing: number[] = []
  let any = false
  for (let slot = 0; slot < open.length; slot++) {
    if (!Number.isNaN(values[from + slot])) any = true
    else if (open[slot]) missing.push(slot)
    else filled[from + slot] = 0
  }
  return any ? missing : undefined
}
