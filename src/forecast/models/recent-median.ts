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
    for (let kind = 0; kind < 7; kind++) {
      for (let slot = 0; slot < slots; slot++) {
        const last: number[] = []
        for (let row = days - 1; row >= 0 && last.length < DAYS; row--) {
          const value = values[row * slots + slot]
          if (kinds.kind(firstDay + row) === kind && value >= 0) last.push(value)
        }
        if (last.length > 0) usual[kind * slots + slot] = medianOf(Float64Array.from(last))
      }
    }
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
