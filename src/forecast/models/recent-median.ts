import { medianOf } from '../statistics.ts'
import type { DayModel } from './day-model.ts'

/** Days of a kind that are taken. */
const DAYS = 8

/** The median of the last eight days of the same kind, time by time. It has no level and no trend, and single wild days do not move it. */
export const recentMedian: DayModel = {
  name: 'recent-median',
  title: 'median of the last eight same weekdays',
  needs: 14,
  fit({ firstDay, days, slots, values }, kinds) {
    const usual = new Float64Array(7 * slots).fill(Number.NaN)
    const last = new Float64Array(DAYS)
    const rowsOfKind: number[][] = Array.from({ length: 7 }, () => [])
    for (let row = days - 1; row >= 0; row--) rowsOfKind[kinds.kind(firstDay + row)].push(row)
    for (let kind = 0; kind < 7; kind++) putMedians(usual, kind * slots, last, values, rowsOfKind[kind], slots)
    return {
      predict(count) {
        const mean = new Float64Array(count * slots)
        for (let ahead = 0; ahead < count; ahead++) {
          const at = kinds.kind(firstDay + days + ahead) * slots
          mean.set(usual.subarray(at, at + slots), ahead * slots)
        }
        return mean
      },
    }
  },
}

/** The medians of all places of these days, from place `at` on. */
function putMedians(
  usual: Float64Array,
  at: number,
  last: Float64Array,
  values: Float64Array,
  rows: readonly number[],
  slots: number,
): void {
  for (let slot = 0; slot < slots; slot++) usual[at + slot] = medianOf(last, takeKnown(last, values, rows, slots, slot))
}

/** Fills `into` with the first known values of a place of these days, as many as it has room for; returns how many there are. */
function takeKnown(
  into: Float64Array,
  values: Float64Array,
  rows: readonly number[],
  slots: number,
  slot: number,
): number {
  let count = 0
  for (let r = 0; r < rows.length && count < into.length; r++) {
    const value = values[rows[r] * slots + slot]
    if (value >= 0) into[count++] = value
  }
  return count
}
