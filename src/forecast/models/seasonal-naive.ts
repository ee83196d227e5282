import { weekdayOf } from '../../domain/index.ts'
import type { DayModel } from './day-model.ts'

/**
 * The same as last week: the latest observed value of the same weekday and time of day. The yardstick: a model that cannot beat it is not worth its name.
 * Knows nothing of special days.
 */
export const seasonalNaive: DayModel = {
  name: 'seasonal-naive',
  title: 'the same as last week',
  needs: 7,
  fit({ firstDay, days, slots, values }) {
    const latest = new Float64Array(7 * slots).fill(Number.NaN)
    for (let row = 0; row < days; row++) {
      putKnown(latest, weekdayOf(firstDay + row) * slots, values, row * slots, slots)
    }
    return {
      predict(count) {
        const mean = new Float64Array(count * slots)
        for (let ahead = 0; ahead < count; ahead++) {
          const weekday = weekdayOf(firstDay + days + ahead)
          mean.set(latest.subarray(weekday * slots, (weekday + 1) * slots), ahead * slots)
        }
        return mean
      },
    }
  },
}

/** Lays those of the values that are known over others. */
function putKnown(into: Float64Array, at: number, values: Float64Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = values[from + i]
    if (!Number.isNaN(value)) into[at + i] = value
  }
}
